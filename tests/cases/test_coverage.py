"""Each gap shows what was left out, and not its twin that was covered."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.cases import fleet
from tests.cases.conftest import OFFICER, SUPERVISOR
from tests.ledger.sample import sqlite_url
from tidewaiter.cases import Cases, Standing
from tidewaiter.cases.coverage import Asked, coverage
from tidewaiter.cases.limits import CallLimits, Limits, load_limits
from tidewaiter.cases.ports import Harbour
from tidewaiter.ledger import Ledger
from tidewaiter.model import (
    Assigned,
    BadInput,
    Case,
    Concluded,
    Coverage,
    Disposed,
    Filing,
    Found,
    Gap,
    Seized,
    Step,
    Stored,
    StowList,
    Unchecked,
)

LIMITS = load_limits()
ONE, TWO = "CSQU3054383", "TEMU1234565"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(sqlite_url(tmp_path)) as ledger:
        yield ledger


def looked(
    ledger: Ledger,
    *,
    limits: Limits = LIMITS,
    after: float = 1,
    asked: Asked | None = None,
    reports: object = None,
) -> Coverage:
    found = coverage(Standing(ledger), limits, fleet.hours(after), asked, reports=reports)  # type: ignore[arg-type]
    for gap in found.gaps:
        assert gap.count <= gap.of
        if asked is None or asked.most is None:
            assert len(gap.items) == gap.count
            assert sum(item.overdue(found.now) for item in gap.items) == gap.overdue
            assert min((item.since for item in gap.items), default=None) == gap.oldest
    return found


def gap(ledger: Ledger, name: str, **options: object) -> Gap:
    found = looked(ledger, **options)  # type: ignore[arg-type]
    return next(each for each in found.gaps if each.name == name)


def subjects(found: Gap) -> list[str]:
    return [item.subject for item in found.items]


def calls(ledger: Ledger, **options: object) -> list[str]:
    return subjects(gap(ledger, "calls_without_manifest", **options))


def call_limits(**changes: object) -> Limits:
    calls = msgspec.structs.replace(LIMITS.calls, **changes)
    assert isinstance(calls, CallLimits)
    return msgspec.structs.replace(LIMITS, calls=calls)


def manifest(ledger: Ledger, reference: str = "BL1", **fields: object) -> None:
    papers = fleet.consignment(reference, **fields)  # type: ignore[arg-type]
    fleet.screen(
        ledger, f"{reference}.edi", [(fleet.judged(reference, "pass", duty=False), papers)]
    )


class TestCalls:
    def test_a_call_without_a_manifest_and_its_twin_with_one(self, ledger: Ledger) -> None:
        fleet.tell(ledger, fleet.call("SAMPLE STAR"))
        fleet.tell(ledger, fleet.call("SAMPLE MOON"))
        manifest(ledger)
        found = gap(ledger, "calls_without_manifest")
        assert subjects(found) == ["SAMPLE MOON, KRPUS, 2026-11-20"]
        assert (found.of, found.count, found.overdue) == (2, 1, 0)
        assert found.items[0].event == 2
        assert gap(ledger, "calls_without_manifest", after=25).overdue == 1

    @pytest.mark.parametrize(
        ("ship", "imo", "covered"),
        [
            ("M/V Sample-Star", "", True),
            ("SAMPLESTAR", "", True),
            ("SAMPLE STAR 2", "", False),
            ("SAMPLE STEPPE", "", False),
            ("", "", False),
            ("ANOTHER NAME", fleet.IMO, True),
            ("SAMPLE STAR", "9000015", False),
        ],
    )
    def test_the_ship_is_told_by_number_else_by_name(
        self, ledger: Ledger, ship: str, imo: str, covered: bool
    ) -> None:
        fleet.tell(ledger, fleet.call("SAMPLE STAR", imo=fleet.IMO))
        manifest(ledger, ship=ship, imo=imo)
        assert (calls(ledger) == []) == covered

    @pytest.mark.parametrize(
        ("port", "covered"), [("KRPUS", True), ("kr pus", True), ("KRINC", False), ("Busan", False)]
    )
    def test_the_port_is_told_by_code(self, ledger: Ledger, port: str, covered: bool) -> None:
        fleet.tell(ledger, fleet.call())
        manifest(ledger, port=port)
        assert (calls(ledger) == []) == covered

    def test_a_name_covers_once_the_desk_has_told_it(self, ledger: Ledger) -> None:
        fleet.tell(ledger, fleet.call())
        manifest(ledger, port="Busan")
        assert "is that KRPUS?" in gap(ledger, "calls_without_manifest").items[0].what
        here = Harbour(codes=("KRPUS",), names=("Busan", "부산"))
        assert calls(ledger, limits=msgspec.structs.replace(LIMITS, ports=(here,))) == []

    def test_a_port_of_the_territory_is_known_by_its_names(self, ledger: Ledger) -> None:
        fleet.tell(ledger, fleet.call(port="KPNAM"))
        manifest(ledger, port="Nampo")
        assert calls(ledger) == []

    def test_a_name_nearly_alike_is_shown_and_does_not_cover(self, ledger: Ledger) -> None:
        fleet.tell(ledger, fleet.call("SAMPLE STAR"))
        manifest(ledger, ship="SAMPLE STAN")
        assert "SAMPLE STAN is near" in gap(ledger, "calls_without_manifest").items[0].what

    @pytest.mark.parametrize(
        ("arrives", "covered"),
        [
            ("2026-11-17", True),
            ("2026-11-16", False),
            ("2026-11-23", True),
            ("2026-11-24", False),
            ("", True),
        ],
    )
    def test_the_days_must_fit(self, ledger: Ledger, arrives: str, covered: bool) -> None:
        fleet.tell(ledger, fleet.call())
        manifest(ledger, arrives=arrives)
        assert (calls(ledger) == []) == covered

    def test_one_manifest_does_not_cover_two_calls(self, ledger: Ledger) -> None:
        fleet.tell(ledger, fleet.call(arrived=fleet.hours(-48)))
        fleet.tell(ledger, fleet.call())
        manifest(ledger)
        assert calls(ledger) == ["SAMPLE STAR, KRPUS, 2026-11-18"]
        later = Asked(first=datetime.date(2026, 11, 19))
        assert calls(ledger, asked=later) == []
        assert calls(ledger, asked=Asked(last=datetime.date(2026, 11, 18))) == [
            "SAMPLE STAR, KRPUS, 2026-11-18"
        ]

    def test_two_sources_of_one_call_are_one_call(self, ledger: Ledger) -> None:
        for _ in range(2):
            fleet.tell(ledger, fleet.call())
        assert gap(ledger, "calls_without_manifest").of == 1

    def test_other_ports_are_not_the_desks_own(self, ledger: Ledger) -> None:
        fleet.tell(ledger, fleet.call())
        fleet.tell(ledger, fleet.call(port="KRINC"))
        own = msgspec.structs.replace(LIMITS, ports=(Harbour(codes=("KRINC",)),))
        assert calls(ledger, limits=own) == ["SAMPLE STAR, KRINC, 2026-11-20"]
        assert "1 calls at other ports" in " ".join(looked(ledger, limits=own).uncounted)
        assert calls(ledger, asked=Asked(port="KRPUS")) == ["SAMPLE STAR, KRPUS, 2026-11-20"]

    def test_a_paper_closes_a_call_in_ballast(self, ledger: Ledger) -> None:
        fleet.tell(ledger, fleet.call())
        key = gap(ledger, "calls_without_manifest").items[0].key
        paper = Filing(key=key, on=fleet.NOW.date(), to="desk", sha256="c" * 64)
        ledger.append("filing", key, paper, actor="kim", at=fleet.NOW)
        assert calls(ledger) == []


class TestContainers:
    def missing(self, ledger: Ledger, **options: object) -> list[str]:
        return subjects(gap(ledger, "containers_on_no_manifest", **options))

    def absent(self, ledger: Ledger, **options: object) -> list[str]:
        return subjects(gap(ledger, "containers_not_aboard", **options))

    def test_a_container_on_no_manifest_and_its_twin_on_one(self, ledger: Ledger) -> None:
        fleet.tell(ledger, fleet.stow([ONE, TWO]))
        manifest(ledger, containers=["CSQU 305438-3"])
        assert self.missing(ledger) == [f"{TWO}, SAMPLE STAR"]
        assert self.absent(ledger) == []
        assert gap(ledger, "containers_on_no_manifest").of == 2

    def test_a_container_not_aboard_and_its_twin_aboard(self, ledger: Ledger) -> None:
        fleet.tell(ledger, fleet.stow([ONE]))
        manifest(ledger, containers=[ONE, TWO])
        assert self.absent(ledger) == [f"{TWO}, BL1"]
        assert gap(ledger, "containers_not_aboard").of == 2
        assert self.missing(ledger) == []

    @pytest.mark.parametrize(
        ("ship", "arrives"), [("SAMPLE MOON", "2026-11-20"), ("SAMPLE STAR", "2026-09-01")]
    )
    def test_a_manifest_of_another_ship_or_voyage_covers_nothing(
        self, ledger: Ledger, ship: str, arrives: str
    ) -> None:
        fleet.tell(ledger, fleet.stow([ONE]))
        manifest(ledger, ship=ship, arrives=arrives, containers=[ONE])
        assert len(self.missing(ledger)) == 1

    def test_without_a_list_nothing_is_said_to_be_absent(self, ledger: Ledger) -> None:
        manifest(ledger, containers=[ONE])
        found = gap(ledger, "containers_not_aboard")
        assert (found.of, found.count) == (0, 0)

    @pytest.mark.parametrize(("place", "absent"), [("KRPUS", 1), ("KRINC", 0)])
    def test_a_discharge_report_speaks_of_its_own_port_alone(
        self, ledger: Ledger, place: str, absent: int
    ) -> None:
        fleet.tell(ledger, fleet.stow([ONE], kind="discharge_report", place=place, on="2026-11-20"))
        manifest(ledger, containers=[ONE, TWO])
        assert len(self.absent(ledger)) == absent

    def test_empty_containers_are_told_in_words(self, ledger: Ledger) -> None:
        fleet.tell(ledger, fleet.stow([ONE], full=False))
        fleet.tell(ledger, fleet.stow([TWO], full=None))
        assert self.missing(ledger) == [f"{TWO}, SAMPLE STAR"]
        assert "1 containers that a list says are empty." in looked(ledger).uncounted

    def test_what_passes_through_counts_unless_the_desk_says_otherwise(
        self, ledger: Ledger
    ) -> None:
        fleet.tell(ledger, fleet.stow([ONE]))
        own = (Harbour(codes=("JPOSA",)),)
        limits = msgspec.structs.replace(LIMITS, ports=own)
        assert len(self.missing(ledger, limits=limits)) == 1
        narrow = msgspec.structs.replace(call_limits(remaining_on_board=False), ports=own)
        assert self.missing(ledger, limits=narrow) == []
        assert "1 containers that pass through" in " ".join(looked(ledger, limits=narrow).uncounted)

    def test_a_list_without_a_ship_is_compared_and_told(self, ledger: Ledger) -> None:
        fleet.tell(ledger, fleet.stow([ONE, TWO], ship=""))
        manifest(ledger, containers=[ONE])
        assert self.missing(ledger) == [f"{TWO}, no ship named"]
        assert "1 lists name no ship" in " ".join(looked(ledger).uncounted)

    def test_a_port_that_sent_no_list_is_named(self, ledger: Ledger) -> None:
        fleet.tell(ledger, fleet.call())
        fleet.tell(ledger, fleet.stow([ONE], place="KRPUS", on="2026-11-09"))
        from_now = Asked(first=datetime.date(2026, 11, 15))
        said = " ".join(looked(ledger, asked=from_now).uncounted)
        assert "KRPUS has sent no stow plan or report since 2026-11-09." in said


def walk(ledger: Ledger, screened: int, *steps: Step | str) -> Case:
    cases = Cases(ledger)
    case = cases.open(screened, OFFICER, fleet.NOW)
    for step in steps:
        taken = cases.boarded(case) if isinstance(step, str) else step
        actor = SUPERVISOR if isinstance(step, Disposed) else OFFICER
        case = cases.take(case, taken, actor, fleet.NOW)
    return case


class TestDecisions:
    NAME = "consignments_without_decision"

    def test_each_action_waits_for_a_settled_case(self, ledger: Ledger) -> None:
        actions = ("detain", "inspect", "review", "pass")
        papers = [
            (fleet.judged(a, a, duty=False), fleet.consignment(a, arrives="")) for a in actions
        ]
        fleet.screen(ledger, "a.edi", papers)
        found = gap(ledger, self.NAME, after=5)
        assert [item.what for item in found.items] == [
            "detain, no case",
            "inspect, no case",
            "review, no case",
        ]
        assert (found.of, found.overdue) == (4, 1)
        assert found.items[0].paragraph == "S/RES/2371 (2017) para 8"
        assert gap(ledger, self.NAME, after=25).overdue == 2
        assert gap(ledger, self.NAME, after=73).overdue == 3

    def test_an_open_case_decides_nothing_and_a_settled_one_does(self, ledger: Ledger) -> None:
        papers = [(fleet.judged(f"BL{n}"), fleet.consignment(f"BL{n}", arrives="")) for n in (1, 2)]
        fleet.screen(ledger, "a.edi", papers)
        walk(ledger, 1, "boarded", Concluded(outcome="nothing_found"))
        case = walk(ledger, 2, "boarded", Found(description="coal"), Concluded("prohibited_item"))
        assert case.outcome == "prohibited_item"
        found = gap(ledger, self.NAME)
        assert [item.what for item in found.items] == ["detain, case concluded"]

    def test_a_decision_is_due_before_the_arrival(self, ledger: Ledger) -> None:
        papers = fleet.consignment("BL1", arrives="2026-11-21")
        fleet.screen(ledger, "a.edi", [(fleet.judged("BL1", "review"), papers)])
        assert gap(ledger, self.NAME).items[0].due == fleet.hours(12)
        walk(ledger, 1, Assigned(to="lee", due=fleet.hours(30)))
        item = gap(ledger, self.NAME).items[0]
        assert (item.due, item.owner) == (fleet.hours(30), "lee")

    def test_what_could_not_be_read_has_no_decision(self, ledger: Ledger) -> None:
        passes = (fleet.judged("BL1", "pass", duty=False), fleet.consignment("BL1"))
        fleet.screen(ledger, "a.edi", [passes, fleet.DEFECT])
        found = gap(ledger, self.NAME, after=30)
        assert (found.of, found.count, found.overdue) == (2, 1, 1)
        assert found.items[0].what == "could not be read: a weight that is no number"
        paper = Filing(found.items[0].key, fleet.NOW.date(), "desk", "c" * 64)
        ledger.append("filing", paper.key, paper, actor="kim", at=fleet.NOW)
        assert gap(ledger, self.NAME).count == 0

    def test_a_case_left_behind_by_a_new_screening_still_waits(self, ledger: Ledger) -> None:
        papers = [(fleet.judged(n), fleet.consignment(n)) for n in ("BL1", "BL2")]
        fleet.screen(ledger, "a.edi", papers)
        walk(ledger, 1)
        fleet.screen(ledger, "a.edi", papers[1:], at=fleet.hours(1), law="un-8")
        found = gap(ledger, self.NAME)
        assert sorted(item.subject for item in found.items) == [
            "BL1, SAMPLE STAR",
            "BL2, SAMPLE STAR",
        ]

    def test_a_period_and_a_port_narrow_it_and_say_what_they_leave_out(
        self, ledger: Ledger
    ) -> None:
        for place, at in (("KRPUS", fleet.NOW), ("KRINC", fleet.hours(-100))):
            papers = fleet.consignment(place, port=place)
            fleet.screen(ledger, place, [(fleet.judged(place), papers)], at=at)
        assert subjects(gap(ledger, self.NAME, asked=Asked(port="KRINC"))) == ["KRINC, SAMPLE STAR"]
        late = Asked(first=datetime.date(2026, 11, 20))
        assert subjects(gap(ledger, self.NAME, asked=late)) == ["KRPUS, SAMPLE STAR"]
        assert "1 consignments of before 2026-11-20" in " ".join(
            looked(ledger, asked=late).uncounted
        )
        with pytest.raises(BadInput, match="ends before it begins"):
            looked(ledger, asked=Asked(last=datetime.date(2020, 1, 1), first=fleet.NOW.date()))


class TestInspections:
    NAME = "inspections_without_outcome"

    def test_a_duty_without_an_outcome_and_its_twins(self, ledger: Ledger) -> None:
        papers = [
            (fleet.judged("BL1"), fleet.consignment("BL1", arrives="")),
            (fleet.judged("BL2"), fleet.consignment("BL2", arrives="")),
            (fleet.judged("BL3", duty=False), fleet.consignment("BL3", arrives="")),
        ]
        fleet.screen(ledger, "a.edi", papers)
        walk(ledger, 1, "boarded", Concluded(outcome="nothing_found"))
        found = gap(ledger, self.NAME, after=49)
        assert subjects(found) == ["BL2, SAMPLE STAR"]
        assert (found.of, found.overdue) == (2, 1)
        assert gap(ledger, self.NAME, after=47).overdue == 0

    def test_the_hours_begin_with_the_arrival_and_end_with_the_departure(
        self, ledger: Ledger
    ) -> None:
        papers = fleet.consignment("BL1", arrives="2026-11-22")
        fleet.screen(ledger, "a.edi", [(fleet.judged("BL1"), papers)])
        assert gap(ledger, self.NAME).items[0].due == fleet.hours(36 + 48)
        leaves = fleet.hours(50)
        fleet.tell(ledger, fleet.call(arrived=fleet.hours(40), departed=leaves))
        item = gap(ledger, self.NAME, after=51).items[0]
        assert item.due == leaves
        assert "the ship leaves 2026-11-22 14:00 UTC" in item.what
        assert gap(ledger, self.NAME, after=51).overdue == 1
        assert gap(ledger, self.NAME, after=51, asked=Asked(most=0)).overdue == 1
        assert gap(ledger, self.NAME, after=49).overdue == 0

    def test_what_could_not_be_checked_is_said_to_be_no_inspection(self, ledger: Ledger) -> None:
        fleet.screen(ledger, "a.edi", [(fleet.judged("BL1"), fleet.consignment("BL1"))])
        walk(ledger, 1, "boarded", Unchecked("hold", "flooded"), Concluded("could_not_be_checked"))
        assert gap(ledger, self.NAME).count == 0
        assert "1 inspections ended as could not be checked" in " ".join(looked(ledger).uncounted)


class Reported(msgspec.Struct):
    measure: str = "un/1874/15/report"
    instrument: str = "S/RES/1874 (2009)"
    paragraph: str = "15"
    what: str = "the seizure"
    to: str = "Committee"
    due: datetime.date | None = None
    desk_due: datetime.date | None = None


class AskedAfter:
    """A law that asks one report after a seizure."""

    def after(self, event: str, on: datetime.date) -> list[Reported]:
        late = on + datetime.timedelta(days=14)
        return [Reported(desk_due=late)] if event == "seizure" else []

    def calendar(self, first: datetime.date, last: datetime.date) -> list[Reported]:
        monthly = Reported(measure="un/2321/26/report", due=datetime.date(2026, 11, 19))
        return [monthly] if first <= datetime.date(2026, 11, 19) <= last else []


class TestFindings:
    NAME = "findings_without_follow_up"

    def test_every_step_that_must_follow_is_owed_until_taken(self, ledger: Ledger) -> None:
        papers = [(fleet.judged(n), fleet.consignment(n)) for n in ("BL1", "BL2")]
        fleet.screen(ledger, "a.edi", papers)
        day = fleet.NOW.date()
        seized = Seized(what="coal", day=day, authority="Customs")
        found = (Found(description="coal"), Concluded("prohibited_item"))
        walk(ledger, 1, "boarded", *found)
        stored = Stored(where="yard", responsible="Customs")
        walk(ledger, 2, "boarded", *found, seized, stored, Disposed(how="destroyed", day=day))
        left = gap(ledger, self.NAME, after=25)
        assert [item.what for item in left.items] == ["prohibited item; owed: seizure"]
        assert (left.of, left.overdue) == (2, 1)

    def test_a_report_is_owed_until_a_paper_proves_it(self, ledger: Ledger) -> None:
        fleet.screen(ledger, "a.edi", [(fleet.judged("BL1"), fleet.consignment("BL1"))])
        day = fleet.NOW.date()
        steps = (
            Found(description="coal"),
            Concluded("prohibited_item"),
            Seized(what="coal", day=day, authority="Customs"),
            Stored(where="yard", responsible="Customs"),
            Disposed(how="destroyed", day=day),
        )
        walk(ledger, 1, "boarded", *steps)
        assert gap(ledger, self.NAME).count == 0
        left = gap(ledger, self.NAME, reports=AskedAfter())
        assert "report to Committee: the seizure" in left.items[0].what
        assert left.items[0].paragraph == "S/RES/1874 (2009) para 15"
        paper = Filing(left.items[0].key, day, "Committee", "c" * 64)
        ledger.append("filing", paper.key, paper, actor="pak", at=fleet.NOW)
        assert gap(ledger, self.NAME, reports=AskedAfter()).count == 0


def test_an_empty_ledger_has_no_gap_and_says_what_it_cannot_know(ledger: Ledger) -> None:
    found = looked(ledger)
    assert [gap.count for gap in found.gaps] == [0] * 6
    assert found.uncounted[0] == "Calls that no source told of."
    assert found.overdue == 0


def test_lists_of_a_coverage_may_be_cut_and_its_numbers_are_whole(ledger: Ledger) -> None:
    papers = [(fleet.judged(f"BL{n}"), fleet.consignment(f"BL{n}")) for n in range(9)]
    fleet.screen(ledger, "a.edi", papers)
    found = looked(ledger, asked=Asked(most=2), after=5)
    assert [(g.count, len(g.items)) for g in found.gaps[3:5]] == [(9, 2), (9, 2)]
    assert found.overdue == 9


def test_a_stow_list_recorded_twice_counts_once(ledger: Ledger) -> None:
    plan: StowList = fleet.stow([ONE])
    fleet.tell(ledger, plan)
    fleet.tell(ledger, plan)
    assert gap(ledger, "containers_on_no_manifest").count == 1
