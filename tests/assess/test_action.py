"""The action: what stops a consignment, what only raises a question, what is never cleared."""

import datetime

import msgspec
import pytest

from tests.assess.samples import facts, hit, item, sign
from tidewaiter.assess import Assessor
from tidewaiter.law import Law, load_law
from tidewaiter.model import BadInput, Facts

LAW = load_law()
ASSESSOR = Assessor(LAW)


def action(given: Facts) -> str:
    return ASSESSOR.assess(given).action


def test_a_ban_on_verified_ground_detains() -> None:
    found = ASSESSOR.assess(facts(item(("2701",)), nexus=(sign(),)))
    assert found.action == "detain"
    assert found.reasons[0].startswith("Detain: coal may not leave the DPRK")
    assert any("seize" in reason for reason in found.reasons)


def test_an_approval_asked_for_detains_until_it_is_given() -> None:
    given = facts(item(("8421",)), nexus=(sign("to_target"),), approval="asked")
    assert action(given) == "detain"
    assert "approval it needs is not given" in ASSESSOR.assess(given).reasons[0]


def test_words_of_the_resolution_detain_without_a_code() -> None:
    assert action(facts(item(products=("coal",)), nexus=(sign(),))) == "detain"


def test_words_that_only_may_mean_the_goods_do_not_detain() -> None:
    assert action(facts(item(products=("coal",), strength="possible"), nexus=(sign(),))) != "detain"


def test_the_same_goods_without_a_tie_to_the_territory_pass() -> None:
    found = ASSESSOR.assess(facts(item(("2701",), ("coal",))))
    assert found.action == "pass"
    assert found.findings == ()
    assert found.reasons == ("No ground was found with these lists and this law on this date.",)


def test_a_tie_alone_is_inspected_and_not_detained() -> None:
    found = ASSESSOR.assess(facts(item(("1006",), ("food",)), nexus=(sign("to_target"),)))
    assert (found.action, found.inspection_duty) == ("inspect", True)


def test_a_possible_tie_is_a_question_and_stops_nothing() -> None:
    found = ASSESSOR.assess(facts(item(("2701",)), nexus=(sign(strength="possible"),)))
    assert (found.action, found.inspection_duty) == ("review", False)
    (coal,) = [f for f in found.findings if f.measure == "un/2371/8/coal"]
    assert coal.outcome == "cannot_tell"
    assert "nexus" in coal.missing


def test_an_unverified_row_alone_is_a_question() -> None:
    found = ASSESSOR.assess(facts(item(("2615",)), nexus=(sign(),)))
    assert found.action == "inspect"
    assert [f.outcome for f in found.findings if f.measure == "un/2270/30/vore"] == ["cannot_tell"]


def test_a_ban_whose_content_nobody_verified_never_detains() -> None:
    acts = tuple(
        msgspec.structs.replace(
            act,
            measures=tuple(
                msgspec.structs.replace(m, content_check="unverified") for m in act.measures
            ),
        )
        for act in LAW.acts
    )
    unverified = Assessor(Law(acts, LAW.vocabulary, LAW.products))
    found = unverified.assess(facts(item(("2701",)), nexus=(sign(),)))
    assert found.findings[0].outcome == "prohibited"
    assert found.action == "inspect"


@pytest.mark.parametrize("strength", ["certain", "strong"])
def test_a_designated_party_detains_whatever_the_goods(strength: str) -> None:
    sure = hit(strength="certain" if strength == "certain" else "strong")
    assert action(facts(item(("1006",)), hits=(sure,))) == "detain"


def test_a_name_alike_is_reviewed_and_not_detained() -> None:
    assert action(facts(item(("1006",)), hits=(hit(strength="possible"),))) == "review"


def test_a_listing_that_ended_yesterday_stops_nothing() -> None:
    day = datetime.date(2016, 3, 21)
    ended = hit("omm_asset", kind="vessel", until=day - datetime.timedelta(days=1))
    assert action(facts(item(("1006",)), hits=(ended,), on=day)) == "pass"


def test_a_listing_on_its_last_day_still_detains() -> None:
    day = datetime.date(2016, 3, 20)
    last = hit("omm_asset", kind="vessel", until=day)
    found = ASSESSOR.assess(facts(item(("1006",)), hits=(last,), on=day))
    assert found.action == "detain"
    assert [f.measure for f in found.findings if f.outcome == "prohibited"] == ["un/2270/23/omm"]


def test_a_port_ban_detains_and_names_both_paragraphs() -> None:
    found = ASSESSOR.assess(facts(hits=(hit("port_ban", kind="vessel"),)))
    assert found.action == "detain"
    assert {"un/2371/6/portban", "un/2375/6/portban"} <= {f.measure for f in found.findings}


def test_a_listed_vessel_in_distress_may_enter() -> None:
    banned = hit("port_ban", kind="vessel")
    assert action(facts(hits=(banned,), port_call="emergency")) == "pass"


def test_another_source_is_shown_as_its_own_and_never_as_a_un_ground() -> None:
    found = ASSESSOR.assess(facts(item(("1006",)), hits=(hit(source="us"),)))
    assert found.action == "review"
    assert [f.measure for f in found.findings] == ["us/us-sample"]
    assert "No measure of the law loaded here rests on it" in found.findings[0].explanation


def test_before_2270_a_tie_is_inspected_on_grounds_and_is_no_duty() -> None:
    day = datetime.date(2009, 7, 22)
    found = ASSESSOR.assess(facts(item(products=("machinery",)), nexus=(sign(),), on=day))
    assert (found.action, found.inspection_duty) == ("inspect", False)
    assert "un/1874/11/inspect" in found.inspections


def test_an_unknown_fact_is_refused() -> None:
    with pytest.raises(BadInput, match="fact mood is not in the vocabulary"):
        action(facts(item(("2701",)), nexus=(sign(),), mood="bad"))


def test_a_day_before_the_law_begins_is_settled_by_a_person_and_never_passed() -> None:
    for day in (datetime.date(1999, 1, 1), LAW.begins - datetime.timedelta(days=1)):
        found = ASSESSOR.assess(facts(item((), ("coal",)), on=day))
        assert found.action == "review"
        assert f"the day {day} lies before the law begins (2006-07-15)" in found.reasons[0]
    assert ASSESSOR.assess(facts(item((), ("coal",)), on=LAW.begins)).action == "pass"


def test_every_finding_carries_evidence_both_dates_and_checks() -> None:
    found = ASSESSOR.assess(facts(item(("2701",), ("coal",)), nexus=(sign(),)))
    coal = found.findings[0]
    assert {e.value for e in coal.evidence} >= {"coal", "XXABC"}
    assert coal.act_date == coal.known_on == datetime.date(2018, 6, 1)
    assert (coal.content_check, coal.paragraph_check) == ("verified", "verified")
    assert coal.hs_check == "words of the measure"
    assert "approval of the Committee that covers this act on this day" in coal.papers


def test_goods_without_a_statement_of_livelihood_wait_for_it_when_papers_cannot_show_it() -> None:
    day = datetime.date(2017, 6, 3)
    given = facts(
        item(("270111",), ("coal",)),
        nexus=(sign(),),
        on=day,
        livelihood="unknown",
        quota_total="unknown",
    )
    found = ASSESSOR.assess(given)
    assert found.action == "inspect"
    assert {"livelihood", "quota_total"} <= set(found.findings[0].missing)


def test_one_finding_a_measure_with_the_evidence_of_every_item() -> None:
    second = msgspec.structs.replace(item(("2702",)), field="goods[1]")
    found = ASSESSOR.assess(facts(item(("2701",)), second, nexus=(sign(),)))
    (coal,) = [f for f in found.findings if f.measure == "un/2371/8/coal"]
    assert {"goods[0].hs", "goods[1].hs"} <= {e.field for e in coal.evidence}


def test_an_innocent_item_does_not_hide_a_banned_one() -> None:
    rice = item(("1006",), ("food",))
    assert action(facts(rice, item(("2701",)), nexus=(sign(),))) == "detain"
