"""What no person has decided, inspected or followed up is shown, and its twin is not."""

import datetime

import pytest

from tests.cases import fleet
from tests.cases.law import FictionalLaw
from tests.cases.looking import gap, looked, subjects, walk
from tidewaiter.cases.coverage import Asked
from tidewaiter.ledger import Ledger
from tidewaiter.model import (
    Assigned,
    BadInput,
    Concluded,
    Disposed,
    Filing,
    Found,
    Seized,
    Stored,
    Unchecked,
    Unopened,
)


class TestDecisions:
    NAME = "consignments_without_decision"

    def test_each_action_waits_for_a_settled_case(self, empty: Ledger) -> None:
        actions = ("detain", "inspect", "review", "pass")
        papers = [
            (fleet.judged(a, a, duty=False), fleet.consignment(a, arrives="")) for a in actions
        ]
        fleet.screen(empty, "a.edi", papers)
        found = gap(empty, self.NAME, after=5)
        assert [item.what for item in found.items] == [
            "detain, no case",
            "inspect, no case",
            "review, no case",
        ]
        assert (found.of, found.overdue) == (4, 1)
        assert found.items[0].paragraph == "S/RES/2371 (2017) para 8"
        assert gap(empty, self.NAME, after=25).overdue == 2
        assert gap(empty, self.NAME, after=73).overdue == 3

    def test_a_file_that_no_reader_could_open_stays_until_it_is_read(self, empty: Ledger) -> None:
        sha256 = fleet.screen(empty, "other.edi", [])
        why = Unopened(name="a.edi", size=9, why="a picture")
        empty.append("unopened", "a.edi", why, actor="desk", at=fleet.NOW, document="e" * 64)
        found = gap(empty, self.NAME)
        assert [(item.what, item.key) for item in found.items] == [
            ("could not be read: a picture", "unread/2")
        ]
        assert found.items[0].subject.endswith("all of a.edi")
        empty.append("unopened", "o.edi", why, actor="desk", at=fleet.NOW, document=sha256)
        assert gap(empty, self.NAME).count == 2
        fleet.screen(empty, "other.edi", [], law="another")
        assert gap(empty, self.NAME).count == 1

    def test_an_open_case_decides_nothing_and_a_settled_one_does(self, empty: Ledger) -> None:
        papers = [(fleet.judged(f"BL{n}"), fleet.consignment(f"BL{n}", arrives="")) for n in (1, 2)]
        fleet.screen(empty, "a.edi", papers)
        walk(empty, 1, "boarded", Concluded(outcome="nothing_found"))
        case = walk(empty, 2, "boarded", Found(description="coal"), Concluded("prohibited_item"))
        assert case.outcome == "prohibited_item"
        found = gap(empty, self.NAME)
        assert [item.what for item in found.items] == ["detain, case concluded"]

    def test_a_decision_is_due_before_the_arrival(self, empty: Ledger) -> None:
        papers = fleet.consignment("BL1", arrives="2026-11-21")
        fleet.screen(empty, "a.edi", [(fleet.judged("BL1", "review"), papers)])
        assert gap(empty, self.NAME).items[0].due == fleet.hours(12)
        walk(empty, 1, Assigned(to="lee", due=fleet.hours(30)))
        item = gap(empty, self.NAME).items[0]
        assert (item.due, item.owner) == (fleet.hours(30), "lee")

    def test_what_could_not_be_read_has_no_decision(self, empty: Ledger) -> None:
        passes = (fleet.judged("BL1", "pass", duty=False), fleet.consignment("BL1"))
        fleet.screen(empty, "a.edi", [passes, fleet.DEFECT])
        found = gap(empty, self.NAME, after=30)
        assert (found.of, found.count, found.overdue) == (2, 1, 1)
        assert found.items[0].what == "could not be read: a weight that is no number"
        paper = Filing(found.items[0].key, fleet.NOW.date(), "desk", "c" * 64)
        empty.append("filing", paper.key, paper, actor="kim", at=fleet.NOW)
        assert gap(empty, self.NAME).count == 0

    def test_a_case_left_behind_by_a_new_screening_still_waits(self, empty: Ledger) -> None:
        papers = [(fleet.judged(n), fleet.consignment(n)) for n in ("BL1", "BL2")]
        fleet.screen(empty, "a.edi", papers)
        walk(empty, 1)
        fleet.screen(empty, "a.edi", papers[1:], at=fleet.hours(1), law="un-8")
        found = gap(empty, self.NAME)
        assert sorted(item.subject for item in found.items) == [
            "BL1, SAMPLE STAR",
            "BL2, SAMPLE STAR",
        ]

    def test_a_period_and_a_port_narrow_it_and_say_what_they_leave_out(self, empty: Ledger) -> None:
        for place, at in (("KRINC", fleet.hours(-100)), ("KRPUS", fleet.NOW)):
            papers = fleet.consignment(place, port=place)
            fleet.screen(empty, place, [(fleet.judged(place), papers)], at=at)
        assert subjects(gap(empty, self.NAME, asked=Asked(port="KRINC"))) == ["KRINC, SAMPLE STAR"]
        late = Asked(first=datetime.date(2026, 11, 20))
        assert subjects(gap(empty, self.NAME, asked=late)) == ["KRPUS, SAMPLE STAR"]
        assert "1 consignments of before 2026-11-20" in " ".join(
            looked(empty, asked=late).uncounted
        )
        with pytest.raises(BadInput, match="ends before it begins"):
            looked(empty, asked=Asked(last=datetime.date(2020, 1, 1), first=fleet.NOW.date()))


class TestInspections:
    NAME = "inspections_without_outcome"

    def test_a_duty_without_an_outcome_and_its_twins(self, empty: Ledger) -> None:
        papers = [
            (fleet.judged("BL1"), fleet.consignment("BL1", arrives="")),
            (fleet.judged("BL2"), fleet.consignment("BL2", arrives="")),
            (fleet.judged("BL3", duty=False), fleet.consignment("BL3", arrives="")),
        ]
        fleet.screen(empty, "a.edi", papers)
        walk(empty, 1, "boarded", Concluded(outcome="nothing_found"))
        found = gap(empty, self.NAME, after=49)
        assert subjects(found) == ["BL2, SAMPLE STAR"]
        assert (found.of, found.overdue) == (2, 1)
        assert gap(empty, self.NAME, after=47).overdue == 0

    def test_the_hours_begin_with_the_arrival_and_end_with_the_departure(
        self, empty: Ledger
    ) -> None:
        papers = fleet.consignment("BL1", arrives="2026-11-22")
        fleet.screen(empty, "a.edi", [(fleet.judged("BL1"), papers)])
        assert gap(empty, self.NAME).items[0].due == fleet.hours(36 + 48)
        leaves = fleet.hours(50)
        fleet.tell(empty, fleet.call(arrived=fleet.hours(40), departed=leaves))
        item = gap(empty, self.NAME, after=51).items[0]
        assert item.due == leaves
        assert "the ship leaves 2026-11-22 14:00 UTC" in item.what
        assert gap(empty, self.NAME, after=51).overdue == 1
        assert gap(empty, self.NAME, after=51, asked=Asked(most=0)).overdue == 1
        assert gap(empty, self.NAME, after=49).overdue == 0

    def test_what_could_not_be_checked_is_said_to_be_no_inspection(self, empty: Ledger) -> None:
        fleet.screen(empty, "a.edi", [(fleet.judged("BL1"), fleet.consignment("BL1"))])
        walk(empty, 1, "boarded", Unchecked("hold", "flooded"), Concluded("could_not_be_checked"))
        assert gap(empty, self.NAME).count == 0
        assert "1 inspections ended as could not be checked" in " ".join(looked(empty).uncounted)


class TestFindings:
    NAME = "findings_without_follow_up"

    def test_every_step_that_must_follow_is_owed_until_taken(self, empty: Ledger) -> None:
        papers = [(fleet.judged(n), fleet.consignment(n)) for n in ("BL1", "BL2")]
        fleet.screen(empty, "a.edi", papers)
        day = fleet.NOW.date()
        seized = Seized(what="coal", day=day, authority="Customs")
        found = (Found(description="coal"), Concluded("prohibited_item"))
        walk(empty, 1, "boarded", *found)
        stored = Stored(where="yard", responsible="Customs")
        walk(empty, 2, "boarded", *found, seized, stored, Disposed(how="destroyed", day=day))
        left = gap(empty, self.NAME, after=25)
        assert [item.what for item in left.items] == ["prohibited item; owed: seizure"]
        assert (left.of, left.overdue) == (2, 1)

    def test_a_report_is_owed_until_a_paper_proves_it(self, empty: Ledger) -> None:
        fleet.screen(empty, "a.edi", [(fleet.judged("BL1"), fleet.consignment("BL1"))])
        day = fleet.NOW.date()
        steps = (
            Found(description="coal"),
            Concluded("prohibited_item"),
            Seized(what="coal", day=day, authority="Customs"),
            Stored(where="yard", responsible="Customs"),
            Disposed(how="destroyed", day=day),
        )
        walk(empty, 1, "boarded", *steps)
        assert gap(empty, self.NAME).count == 0
        left = gap(empty, self.NAME, reports=FictionalLaw())
        assert "report to Committee: the seizure" in left.items[0].what
        assert left.items[0].paragraph == "S/RES/1874 (2009) para 15"
        paper = Filing(left.items[0].key, day, "Committee", "c" * 64)
        empty.append("filing", paper.key, paper, actor="pak", at=fleet.NOW)
        assert gap(empty, self.NAME, reports=FictionalLaw()).count == 0


def test_an_empty_ledger_has_no_gap_and_says_what_it_cannot_know(empty: Ledger) -> None:
    found = looked(empty)
    assert [gap.count for gap in found.gaps] == [0] * 6
    assert found.uncounted[0] == "Calls that no source told of."
    assert found.overdue == 0


def test_lists_of_a_coverage_may_be_cut_and_its_numbers_are_whole(empty: Ledger) -> None:
    papers = [(fleet.judged(f"BL{n}"), fleet.consignment(f"BL{n}")) for n in range(9)]
    fleet.screen(empty, "a.edi", papers)
    found = looked(empty, asked=Asked(most=2), after=5)
    assert [(g.count, len(g.items)) for g in found.gaps[3:5]] == [(9, 2), (9, 2)]
    assert found.overdue == 9
