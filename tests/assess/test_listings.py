"""Listed parties and vessels as they meet a consignment: dates, strength, carve-outs."""

import datetime

import pytest

from tests.assess.samples import facts, hit, item, sign
from tidewaiter.assess import Assessor
from tidewaiter.law import load_law
from tidewaiter.model.finding import Outcome
from tidewaiter.model.listing import Hit

ASSESSOR = Assessor(load_law())
LISTED = datetime.date(2017, 8, 5)
ONE_DAY = datetime.timedelta(days=1)


def outcomes(*hits: Hit, on: datetime.date, **stated: str) -> dict[str, Outcome]:
    found = ASSESSOR.assess(facts(item(("1006",)), nexus=(), hits=hits, on=on, **stated))
    return {finding.measure: finding.outcome for finding in found.findings}


def test_a_party_is_frozen_from_the_day_of_its_listing_and_not_on_the_eve() -> None:
    listed = hit(since=LISTED)
    assert outcomes(listed, on=LISTED - ONE_DAY) == {}
    assert outcomes(listed, on=LISTED)["un/1718/8d/freeze"] == "prohibited"


def test_a_port_ban_binds_under_2371_before_2375_and_under_both_after() -> None:
    banned = hit("port_ban", kind="vessel", since=LISTED)
    assert outcomes(banned, on=datetime.date(2017, 9, 10)) == {"un/2371/6/portban": "prohibited"}
    assert set(outcomes(banned, on=datetime.date(2017, 9, 11))) == {
        "un/2371/6/portban",
        "un/2375/6/portban",
    }


@pytest.mark.parametrize(
    ("decision", "measure"),
    [
        ("omm_asset", "un/2270/23/omm"),
        ("deflag", "un/2321/12/vessel"),
        ("vessel_freeze", "un/2321/12/vessel"),
        ("port_direction", "un/2321/12/vessel"),
    ],
)
def test_each_decision_meets_its_paragraph(decision: str, measure: str) -> None:
    found = outcomes(hit(decision), on=datetime.date(2018, 6, 1))
    assert found[measure] == "prohibited"


def test_a_listing_of_another_regime_of_the_same_source_is_a_question_of_its_own() -> None:
    listed = hit("listed", kind="person")
    assert outcomes(listed, on=LISTED) == {"un/un-sample": "cannot_tell"}
    assert ASSESSOR.assess(facts(hits=(listed,), on=LISTED)).action == "review"


def test_a_listing_whose_decisions_have_all_ended_is_no_question() -> None:
    ended = hit("listed", until=LISTED - ONE_DAY)
    assert outcomes(ended, on=LISTED) == {}


def test_a_travel_ban_bars_no_cargo_and_is_still_shown() -> None:
    found = outcomes(hit("travel_ban", kind="person"), on=LISTED)
    assert found == {"un/un-sample": "cannot_tell"}


def test_a_designated_broker_is_itself_a_tie_that_is_inspected() -> None:
    found = ASSESSOR.assess(facts(item(("1006",)), hits=(hit(),)))
    assert found.inspection_duty


@pytest.mark.parametrize(
    ("day", "outcome"), [("2022-12-08", "prohibited"), ("2022-12-09", "not_covered")]
)
def test_2664_opens_the_freeze_from_its_day(day: str, outcome: str) -> None:
    found = outcomes(hit(), on=datetime.date.fromisoformat(day), humanitarian="yes")
    assert found["un/1718/8d/freeze"] == outcome


def test_2664_never_opens_a_ban_on_goods() -> None:
    given = facts(
        item(("8421",)),
        nexus=(sign("to_target"),),
        hits=(hit(),),
        on=datetime.date(2022, 12, 10),
        humanitarian="yes",
    )
    found = {f.measure: f.outcome for f in ASSESSOR.assess(given).findings}
    assert found["un/1718/8d/freeze"] == "not_covered"
    assert found["un/2397/7/mach"] == "prohibited"


def test_a_name_alike_leaves_a_livelihood_exemption_in_doubt_and_closes_nothing() -> None:
    given = facts(
        item(("2701",), ("coal",)),
        nexus=(sign(),),
        hits=(hit(strength="possible"),),
        on=datetime.date(2016, 6, 1),
        livelihood="exclusive",
    )
    found = {f.measure: f for f in ASSESSOR.assess(given).findings}
    assert found["un/2270/29/coal"].outcome == "cannot_tell"
    assert "listed_party" in found["un/2270/29/coal"].missing


def test_a_designated_party_closes_the_livelihood_exemption() -> None:
    given = facts(
        item(("2701",), ("coal",)),
        nexus=(sign(),),
        hits=(hit(),),
        on=datetime.date(2016, 6, 1),
        livelihood="exclusive",
    )
    found = {f.measure: f.outcome for f in ASSESSOR.assess(given).findings}
    assert found["un/2270/29/coal"] == "prohibited"
