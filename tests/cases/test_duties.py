"""Each duty has an owner, a day and an escalation, and ends by a paper or a step."""

import datetime
from pathlib import Path

import msgspec
import pytest

from tests.cases import fleet
from tests.cases.conftest import ANALYST, OFFICER, SUPERVISOR
from tests.cases.law import FictionalLaw
from tests.cases.looking import LIMITS, walk
from tidewaiter.cases import Standing
from tidewaiter.cases.duties import duties, file, filings, name_owner, name_owners, take_back
from tidewaiter.cases.limits import Limits, Reporting, load_limits
from tidewaiter.cases.reports import LawReports
from tidewaiter.law import load_law
from tidewaiter.ledger import Ledger
from tidewaiter.model import (
    Assigned,
    BadInput,
    Concluded,
    Conflict,
    Disposed,
    Duty,
    DutySet,
    Filing,
    Found,
    Refused,
    Seized,
    Stored,
)

DAY = fleet.NOW.date()


def open_duties(
    ledger: Ledger, *, after: float = 1, limits: Limits = LIMITS, every: bool = False
) -> tuple[Duty, ...]:
    now = fleet.hours(after)
    return duties(Standing(ledger), limits, now, reports=FictionalLaw(), every=every)


def paper(key: str, on: datetime.date = DAY) -> Filing:
    return Filing(key=key, on=on, to="Committee", sha256="c" * 64, name="note.pdf")


@pytest.fixture
def inspected(empty: Ledger) -> Ledger:
    """One consignment waits, another ended in a seizure."""
    papers = [(fleet.judged(n), fleet.consignment(n, arrives="")) for n in ("BL1", "BL2")]
    fleet.screen(empty, "a.edi", papers)
    walk(
        empty,
        2,
        "boarded",
        Found(description="coal"),
        Concluded(outcome="prohibited_item"),
        Seized(what="coal", day=DAY, authority="Customs"),
    )
    return empty


def test_every_kind_of_duty_has_an_owner_and_a_day(inspected: Ledger) -> None:
    found = open_duties(inspected)
    assert [(each.kind, each.owner) for each in found] == [
        ("decision", "analyst"),
        ("inspection", "officer"),
        ("storage", "supervisor"),
        ("report", "analyst"),
        ("disposal", "supervisor"),
    ]
    assert all(each.due is not None for each in found)
    report = found[3]
    assert report.paragraph == "S/RES/1874 (2009) para 15"
    assert report.limit == "the desk's limit; the law names no day"


def test_the_assignee_owns_it_and_a_supervisor_may_name_another(inspected: Ledger) -> None:
    walk(inspected, 1, Assigned(to="lee"))
    assert {each.owner for each in open_duties(inspected)[:2]} == {"lee"}
    key = open_duties(inspected)[1].key
    known = open_duties(inspected)
    duty = DutySet(key=key, owner="han", why="lee is on leave")
    with pytest.raises(Refused, match="kim may not name the owner"):
        name_owner(inspected, duty, OFFICER, fleet.NOW, known)
    name_owner(inspected, duty, SUPERVISOR, fleet.NOW, known)
    assert [each.owner for each in open_duties(inspected)[:2]] == ["lee", "han"]


def test_the_day_of_a_case_is_not_set_beside_it(inspected: Ledger) -> None:
    known = open_duties(inspected)
    late = fleet.hours(500)
    duty = DutySet(key=known[0].key, owner="han", due=late)
    with pytest.raises(BadInput, match="its day is that of its case"):
        name_owner(inspected, duty, SUPERVISOR, fleet.NOW, known)
    name_owner(inspected, DutySet(known[2].key, "han", late), SUPERVISOR, fleet.NOW, known)
    assert next(e for e in open_duties(inspected) if e.kind == "storage").due == late


def test_what_is_late_goes_up_step_by_step(inspected: Ledger) -> None:
    def decision(after: float) -> tuple[int, str]:
        first = open_duties(inspected, after=after)[0]
        return first.level, first.escalated_to

    assert decision(3.9) == (0, "")
    assert decision(4.1) == (1, "supervisor")
    assert decision(28.1) == (2, "head of the desk")


def test_a_paper_closes_a_report_and_stays_on_record(inspected: Ledger) -> None:
    known = open_duties(inspected)
    key = known[3].key
    with pytest.raises(Refused, match="kim may not record that a report was sent"):
        file(inspected, paper(key), OFFICER, fleet.NOW, known)
    number = file(inspected, paper(key), ANALYST, fleet.NOW, known)
    assert key not in {each.key for each in open_duties(inspected)}
    kept = next(each for each in open_duties(inspected, every=True) if each.key == key)
    assert (kept.filed, kept.overdue(fleet.hours(9999))) == (number, False)
    assert [filing for _, filing in filings(inspected, key)] == [paper(key)]


@pytest.mark.parametrize(
    ("key", "on", "what"),
    [
        ("report/none", DAY, "no such duty"),
        ("decision/x", DAY, "a paper does not close this"),
        ("nonsense", DAY, "a paper does not close this"),
        (None, DAY + datetime.timedelta(days=1), "still to come"),
    ],
)
def test_a_paper_that_proves_nothing_is_refused(
    inspected: Ledger, key: str | None, on: datetime.date, what: str
) -> None:
    known = open_duties(inspected)
    with pytest.raises(BadInput, match=what):
        file(inspected, paper(key or known[3].key, on), ANALYST, fleet.NOW, known)
    assert list(filings(inspected)) == []


def test_steps_close_what_they_do(inspected: Ledger) -> None:
    papers = [(fleet.judged("BL9"), fleet.consignment("BL9"))]
    fleet.screen(inspected, "b.edi", papers)
    number = next(e.number for e in inspected.events(kind="screened", subject="BL9"))
    stored = Stored(where="yard", responsible="Customs")
    seized = Seized(what="coal", day=DAY, authority="Customs")
    end = (Found(description="coal"), Concluded("prohibited_item"), seized, stored)
    case = walk(inspected, number, "boarded", *end, Disposed(how="destroyed", day=DAY))
    kinds = [each.kind for each in open_duties(inspected) if each.case == case.id]
    assert kinds == ["report"]


def test_reports_of_the_calendar_are_watched_from_the_day_the_desk_says(empty: Ledger) -> None:
    assert open_duties(empty) == ()
    watched = msgspec.structs.replace(LIMITS, reports=Reporting(since=datetime.date(2026, 1, 1)))
    (report,) = open_duties(empty, limits=watched)
    assert (report.key, report.limit) == ("report/un/2321/26/report/2026-11-19", "the law's day")
    assert report.overdue(fleet.NOW)
    file(empty, paper(report.key), ANALYST, fleet.NOW, [report])
    assert open_duties(empty, limits=watched) == ()


def test_the_law_itself_asks_for_what_follows_a_seizure(inspected: Ledger) -> None:
    law = LawReports(load_law(), desk_days=14)
    found = duties(Standing(inspected), LIMITS, fleet.hours(1), reports=law)
    reports = [each for each in found if each.kind == "report"]
    assert [each.key.split("/")[:3] for each in reports] == [["report", "un", "1874"]]
    assert reports[0].paragraph.startswith("S/RES/1874 (2009) para 15")
    assert reports[0].due == datetime.datetime(2026, 12, 5, tzinfo=datetime.UTC)
    assert law.after("nothing of the kind", DAY) == ()


WRONG = [
    ("[decision_hours]\ndetain = 'soon'", "Expected `float`, got `str` - at `$.decision_hours"),
    ("[decision_hours]\nhold = 4", "unknown field `hold`"),
    ("[hours]\ndetain = 4", "unknown field `hours`"),
    ("[inspection]\nhours = -1", "hours is below zero"),
    ("[[ports]]\ncodes = []", "length >= 1"),
    ("[reports]\nsince = 'today'", "Invalid RFC3339 encoded date"),
    ("detain 4", "no TOML"),
]


@pytest.mark.parametrize(("text", "what"), WRONG)
def test_a_limit_nobody_knows_or_that_is_none_is_told(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "desk.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as told:
        load_limits(tmp_path)
    assert what in str(told.value)
    assert "desk.toml" in str(told.value)


def test_a_desk_states_what_it_wants_and_keeps_the_rest(tmp_path: Path) -> None:
    stated = "[decision_hours]\ndetain = 2\n[[ports]]\ncodes = ['KRPUS']\nnames = ['Busan']\n"
    (tmp_path / "desk.toml").write_text(stated, encoding="utf-8")
    limits = load_limits(tmp_path)
    assert (limits.decision_hours.detain, limits.decision_hours.review) == (2, 72)
    assert limits.ports[0].names == ("Busan",)
    assert load_limits(tmp_path / "none") == LIMITS


def test_owners_are_named_together_or_not_at_all_and_taken_back(inspected: Ledger) -> None:
    known = open_duties(inspected)
    keys = [each.key for each in known[:2]]
    wrong = [DutySet(key, "kim") for key in (*keys, "manifest/999")]
    with pytest.raises(BadInput):
        name_owners(inspected, wrong, SUPERVISOR, fleet.hours(1), known)
    before = {each.key: each.owner for each in known}
    assert {each.key: each.owner for each in open_duties(inspected)} == before
    for owner in ("kim", "lee"):
        sets = [DutySet(key, owner) for key in keys]
        written = name_owners(inspected, sets, SUPERVISOR, fleet.hours(1), known)
        assert {each.owner for each in open_duties(inspected) if each.key in keys} == {owner}
    with pytest.raises(Conflict):
        take_back(inspected, [written[0] - len(keys)], SUPERVISOR, fleet.hours(1))
    first = take_back(inspected, written, SUPERVISOR, fleet.hours(1))
    assert {each.owner for each in open_duties(inspected) if each.key in keys} == {"kim"}
    with pytest.raises(BadInput):
        take_back(inspected, [1], SUPERVISOR, fleet.hours(1))
    with pytest.raises(Refused):
        take_back(inspected, first, OFFICER, fleet.hours(1))


def test_the_first_owner_named_is_taken_back_to_whoever_owned_it_before(inspected: Ledger) -> None:
    duty = open_duties(inspected)[0]
    named = name_owner(inspected, DutySet(duty.key, "kim"), SUPERVISOR, fleet.hours(1), [duty])
    take_back(inspected, [named], SUPERVISOR, fleet.hours(1))
    assert open_duties(inspected)[0].owner == duty.owner


def test_one_kind_and_the_most_urgent_alone_are_looked_at(inspected: Ledger) -> None:
    standing, every = Standing(inspected), open_duties(inspected)
    for kind in {each.kind for each in every}:
        mine = [each for each in every if each.kind == kind]
        law = FictionalLaw()
        found = duties(standing, LIMITS, fleet.hours(1), reports=law, kind=kind)
        assert [each.key for each in found] == [each.key for each in mine]
        first = duties(standing, LIMITS, fleet.hours(1), reports=law, kind=kind, most=1)
        assert first[0] == found[0]
