"""Conduct other than moving goods: what is missing, who speaks, where a period ends."""

import datetime

import msgspec
import pytest

from tests.assess.samples import facts, hit, item, sign, state
from tidewaiter.assess import Assessment, Assessor
from tidewaiter.assess.conditions import weigh as weigh_conditions
from tidewaiter.assess.setting import read_setting
from tidewaiter.law import load_law
from tidewaiter.model import BadInput, Evidence, Finding, Statement
from tidewaiter.model.law import PeriodTest

LAW = load_law()
ASSESSOR = Assessor(LAW)


def weigh(conduct: str, on: str, **stated: str) -> Assessment:
    given = msgspec.structs.replace(
        facts(on=datetime.date.fromisoformat(on)),
        conduct=Statement("conduct", conduct, Evidence("conduct", conduct)),
        statements=state(stated),
    )
    return ASSESSOR.assess(given)


def finding(assessment: Assessment, measure: str) -> Finding:
    return next(one for one in assessment.findings if one.measure == measure)


def outcomes(assessment: Assessment) -> dict[str, str]:
    return {one.measure: one.outcome for one in assessment.findings}


def test_a_missing_approval_names_its_papers_and_the_action_holds_the_act() -> None:
    asked = weigh("charter_to", "2017-01-10", approval="asked")
    found = finding(asked, "un/2321/8/charter")
    assert found.outcome == "needs_authorisation"
    assert "approval of the Committee for this act, given beforehand" in found.papers
    assert asked.action == "detain"
    assert asked.reasons[0].startswith("Stop: no ship or aircraft may be leased or chartered")
    assert "the approval it needs is not given" in asked.reasons[0]


def test_a_notice_of_the_state_that_is_only_planned_waits_on_the_notice() -> None:
    planned = weigh("crew_to", "2016-06-01", livelihood="exclusive", notified="planned")
    found = finding(planned, "un/2270/19/charter")
    assert found.outcome == "needs_authorisation"
    assert any("notice of the State to the Committee" in paper for paper in found.papers)


def test_a_payment_to_a_listed_party_names_the_papers_of_the_exemption_it_claims() -> None:
    waiting = weigh(
        "payment",
        "2018-05-01",
        listed_party="receiver",
        payment_for="basic_expenses",
        notified="before",
        committee_reply="waiting",
    )
    found = finding(waiting, "un/1718/8d/freeze")
    assert found.outcome == "needs_authorisation"
    assert any("five working days" in paper for paper in found.papers)


def test_where_nothing_reaches_the_act_the_measures_that_name_its_kind_say_why() -> None:
    found = weigh("use_property", "2018-05-01", property_use="consular")
    assert outcomes(found) == {"un/2321/18/property": "not_covered"}
    assert "does not reach this act: the use is diplomatic or consular" in (
        found.findings[0].explanation
    )


def test_what_followed_speaks_alone_only_where_it_reaches_the_act() -> None:
    nuclear = weigh("teach", "2018-05-01", field="nuclear", programme_link="yes")
    assert outcomes(nuclear) == {"un/2270/17/teach": "prohibited"}
    history = weigh("teach", "2018-05-01", field="other", programme_link="yes")
    assert outcomes(history) == {"un/1874/28/teach": "prohibited"}


@pytest.mark.parametrize(
    ("frozen", "on", "answer"),
    [
        ("2017-12-31", "2018-06-29", "failed"),
        ("2017-12-31", "2018-06-30", "met"),
        ("2018-08-31", "2019-02-28", "met"),
        ("2018-01", "2018-07-15", "unknown"),
        ("2018-01", "2018-07-31", "met"),
        ("unknown", "2018-07-31", "unknown"),
    ],
)
def test_six_months_end_on_the_same_day_of_the_month_or_its_last(
    frozen: str, on: str, answer: str
) -> None:
    (release,) = (m for m in LAW.measures if m.id == "un/2397/9/seize")
    given = facts(on=datetime.date.fromisoformat(on), frozen_on=frozen)
    test = PeriodTest("frozen_on", met="from_its_end", months=6)
    assert weigh_conditions((test,), read_setting(given, LAW, ()), release).answer == answer


def test_without_cargo_there_is_nothing_to_inspect() -> None:
    given = facts(on=datetime.date(2018, 5, 1), nexus=(sign(),))
    conduct = Statement("conduct", "insure_ship", Evidence("conduct", "insure_ship"))
    bare = msgspec.structs.replace(given, conduct=conduct)
    laden = msgspec.structs.replace(bare, goods=(item(("2701",)),))
    assert not ASSESSOR.assess(bare).inspection_duty
    assert ASSESSOR.assess(laden).inspection_duty


def test_a_stated_listing_binds_from_its_day_to_the_day_before_its_end() -> None:
    stated = {
        "vessel_decision": "port_ban",
        "listed_on": "2017-10-03",
        "delisted_on": "2018-03",
    }
    found = {
        on: outcomes(weigh("enter_port", on, **stated))["un/2371/6/portban"]
        for on in ("2017-10-02", "2017-10-03", "2018-02-28", "2018-03-15", "2018-03-31")
    }
    assert list(found.values()) == [
        "not_in_force",
        "prohibited",
        "prohibited",
        "cannot_tell",
        "not_covered",
    ]


def test_a_listed_ship_by_a_hit_is_kept_out_whatever_the_papers_state() -> None:
    given = msgspec.structs.replace(
        facts(hits=(hit("port_ban"),), on=datetime.date(2018, 5, 1)),
        conduct=Statement("conduct", "enter_port", Evidence("conduct", "enter_port")),
        statements=state({"vessel_decision": "none"}),
    )
    assert outcomes(ASSESSOR.assess(given))["un/2371/6/portban"] == "prohibited"


def test_an_unknown_conduct_is_an_error() -> None:
    with pytest.raises(BadInput, match="conduct 'smuggle' is not known"):
        weigh("smuggle", "2018-05-01")
