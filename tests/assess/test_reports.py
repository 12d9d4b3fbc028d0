"""Duties to report: what an act starts, and the day in its finding."""

import datetime

import msgspec
import pytest

from tests.assess.samples import facts, item, sign, state
from tidewaiter.assess import Assessor
from tidewaiter.law import load_law
from tidewaiter.model import Evidence, Finding, Statement

ASSESSOR = Assessor(load_law())
Day = datetime.date
OPEN = {"livelihood": "exclusive", "notified": "yes", "quota_total_bbl": "1000", "barrels": "50"}


def after(conduct: str, on: str, **stated: str) -> dict[str, Finding]:
    given = msgspec.structs.replace(
        facts(on=Day.fromisoformat(on)),
        conduct=Statement("conduct", conduct, Evidence("conduct", conduct)),
        statements=state(stated),
    )
    return {finding.measure: finding for finding in ASSESSOR.assess(given).findings}


def supplied(product: str, on: str, **stated: str) -> list[Finding]:
    goods = item(products=(product,))
    act = facts(goods, nexus=(sign("to_target"),), on=Day.fromisoformat(on))
    known = msgspec.structs.replace(act, statements=state(stated))
    return [f for f in ASSESSOR.assess(known).findings if len(f.quotas) > 0 or f.reports]


def test_a_seizure_is_answered_with_the_prompt_report_it_starts() -> None:
    finding = after("seizure", "2018-01-10")["un/1874/15/report"]
    assert (finding.outcome, finding.duty) == ("not_covered", True)
    (report,) = finding.reports
    assert (report.to, report.due, report.started_on) == ("Committee", None, Day(2018, 1, 10))
    assert "promptly; the law gives no number of days" in finding.explanation


def test_before_its_first_day_the_duty_is_named_as_to_come() -> None:
    found = after("seizure", "2009-06-11")
    assert {name: f.outcome for name, f in found.items()} == {"un/1874/15/report": "not_in_force"}
    assert found["un/1874/15/report"].reports == ()


def test_a_flag_state_that_sends_the_ship_to_a_port_is_not_reported() -> None:
    grounds = {"vessel_grounds": "prohibited_cargo"}
    refused = after("refuse_inspection", "2018-01-10", **grounds)
    assert {"un/2094/17/refusal", "un/2375/9/noncoop"} <= set(refused)
    sent = after("refuse_inspection", "2018-01-10", directed_to_port="yes", **grounds)
    assert "un/2375/9/noncoop" not in sent
    assert sent["un/2094/17/refusal"].duty


def test_what_an_inspection_found_decides() -> None:
    found = after("inspection", "2018-01-10", found="prohibited_item")
    assert found["un/1874/15/report"].duty
    silent = after("inspection", "2018-01-10")["un/1874/15/report"]
    assert (silent.outcome, silent.missing) == ("cannot_tell", ("found",))


@pytest.mark.parametrize(
    ("product", "on", "due"),
    [
        ("refined_petroleum", "2018-01-10", "2018-02-09"),
        ("crude_oil", "2018-01-10", "2018-03-22"),
    ],
)
def test_goods_under_an_open_cap_name_the_day_of_their_report(
    product: str, on: str, due: str
) -> None:
    (finding,) = supplied(product, on, **OPEN)
    assert finding.outcome == "not_covered"
    assert [str(report.due) for report in finding.reports] == [due]
    assert f"Report to the Committee by {due}" in finding.explanation


def test_goods_that_are_barred_are_not_reported_as_trade() -> None:
    barred = supplied("refined_petroleum", "2018-01-10", **OPEN, quota_notice="95")
    assert [(f.outcome, f.reports) for f in barred] == [("prohibited", ())]
