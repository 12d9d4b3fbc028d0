"""Calls and containers that no manifest covers are shown, and their covered twins are not."""

import datetime

import msgspec
import pytest

from tests.cases import fleet
from tests.cases.looking import LIMITS, call_limits, calls, gap, looked, manifest, subjects
from tidewaiter.cases.coverage import Asked
from tidewaiter.cases.ports import Harbour
from tidewaiter.ledger import Ledger, Result
from tidewaiter.model import Filing

ONE, TWO = "CSQU3054383", "TEMU1234565"


class TestCalls:
    def test_a_call_without_a_manifest_and_its_twin_with_one(self, empty: Ledger) -> None:
        fleet.tell(empty, fleet.call("SAMPLE STAR"))
        fleet.tell(empty, fleet.call("SAMPLE MOON"))
        manifest(empty)
        found = gap(empty, "calls_without_manifest")
        assert subjects(found) == ["SAMPLE MOON, KRPUS, 2026-11-20"]
        assert (found.of, found.count, found.overdue) == (2, 1, 0)
        assert found.items[0].event == 2
        assert gap(empty, "calls_without_manifest", after=25).overdue == 1

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
        self, empty: Ledger, ship: str, imo: str, covered: bool
    ) -> None:
        fleet.tell(empty, fleet.call("SAMPLE STAR", imo=fleet.IMO))
        manifest(empty, ship=ship, imo=imo)
        assert (calls(empty) == []) == covered

    @pytest.mark.parametrize(
        ("port", "covered"), [("KRPUS", True), ("kr pus", True), ("KRINC", False), ("Busan", False)]
    )
    def test_the_port_is_told_by_code(self, empty: Ledger, port: str, covered: bool) -> None:
        fleet.tell(empty, fleet.call())
        manifest(empty, port=port)
        assert (calls(empty) == []) == covered

    def test_a_name_covers_once_the_desk_has_told_it(self, empty: Ledger) -> None:
        fleet.tell(empty, fleet.call())
        manifest(empty, port="Busan")
        assert "is that KRPUS?" in gap(empty, "calls_without_manifest").items[0].what
        here = Harbour(codes=("KRPUS",), names=("Busan", "부산"))
        assert calls(empty, limits=msgspec.structs.replace(LIMITS, ports=(here,))) == []

    def test_a_port_of_the_territory_is_known_by_its_names(self, empty: Ledger) -> None:
        fleet.tell(empty, fleet.call(port="KPNAM"))
        manifest(empty, port="Nampo")
        assert calls(empty) == []

    def test_a_name_nearly_alike_is_shown_and_does_not_cover(self, empty: Ledger) -> None:
        fleet.tell(empty, fleet.call("SAMPLE STAR"))
        manifest(empty, ship="SAMPLE STAN")
        assert "SAMPLE STAN is near" in gap(empty, "calls_without_manifest").items[0].what

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
    def test_the_days_must_fit(self, empty: Ledger, arrives: str, covered: bool) -> None:
        fleet.tell(empty, fleet.call())
        manifest(empty, arrives=arrives)
        assert (calls(empty) == []) == covered

    def test_one_manifest_does_not_cover_two_calls(self, empty: Ledger) -> None:
        fleet.tell(empty, fleet.call(arrived=fleet.hours(-48)))
        fleet.tell(empty, fleet.call())
        manifest(empty)
        assert calls(empty) == ["SAMPLE STAR, KRPUS, 2026-11-18"]
        later = Asked(first=datetime.date(2026, 11, 19))
        assert calls(empty, asked=later) == []
        assert calls(empty, asked=Asked(last=datetime.date(2026, 11, 18))) == [
            "SAMPLE STAR, KRPUS, 2026-11-18"
        ]

    def test_a_manifest_of_a_call_nobody_told_of_is_said(self, empty: Ledger) -> None:
        manifest(empty)
        said = "1 manifests of ships whose call no source told of."
        assert said in looked(empty).uncounted
        fleet.tell(empty, fleet.call())
        assert said not in looked(empty).uncounted

    def test_two_sources_of_one_call_are_one_call(self, empty: Ledger) -> None:
        for _ in range(2):
            fleet.tell(empty, fleet.call())
        assert gap(empty, "calls_without_manifest").of == 1

    def test_other_ports_are_not_the_desks_own(self, empty: Ledger) -> None:
        fleet.tell(empty, fleet.call())
        fleet.tell(empty, fleet.call(port="KRINC"))
        own = msgspec.structs.replace(LIMITS, ports=(Harbour(codes=("KRINC",)),))
        assert calls(empty, limits=own) == ["SAMPLE STAR, KRINC, 2026-11-20"]
        assert "1 calls at other ports" in " ".join(looked(empty, limits=own).uncounted)
        assert calls(empty, asked=Asked(port="KRPUS")) == ["SAMPLE STAR, KRPUS, 2026-11-20"]

    def test_a_paper_closes_a_call_in_ballast(self, empty: Ledger) -> None:
        fleet.tell(empty, fleet.call())
        key = gap(empty, "calls_without_manifest").items[0].key
        paper = Filing(key=key, on=fleet.NOW.date(), to="desk", sha256="c" * 64)
        empty.append("filing", key, paper, actor="kim", at=fleet.NOW)
        assert calls(empty) == []


class TestContainers:
    def missing(self, empty: Ledger, **options: object) -> list[str]:
        return subjects(gap(empty, "containers_on_no_manifest", **options))

    def absent(self, empty: Ledger, **options: object) -> list[str]:
        return subjects(gap(empty, "containers_not_aboard", **options))

    def test_a_container_on_no_manifest_and_its_twin_on_one(self, empty: Ledger) -> None:
        fleet.tell(empty, fleet.stow([ONE, TWO]))
        manifest(empty, containers=["CSQU 305438-3"])
        assert self.missing(empty) == [f"{TWO}, SAMPLE STAR"]
        assert self.absent(empty) == []
        assert gap(empty, "containers_on_no_manifest").of == 2

    def test_a_container_not_aboard_and_its_twin_aboard(self, empty: Ledger) -> None:
        fleet.tell(empty, fleet.stow([ONE]))
        manifest(empty, containers=[ONE, TWO])
        assert self.absent(empty) == [f"{TWO}, BL1"]
        assert gap(empty, "containers_not_aboard").of == 2
        assert self.missing(empty) == []

    @pytest.mark.parametrize(
        ("ship", "arrives"), [("SAMPLE MOON", "2026-11-20"), ("SAMPLE STAR", "2026-09-01")]
    )
    def test_a_manifest_of_another_ship_or_voyage_covers_nothing(
        self, empty: Ledger, ship: str, arrives: str
    ) -> None:
        fleet.tell(empty, fleet.stow([ONE]))
        manifest(empty, ship=ship, arrives=arrives, containers=[ONE])
        assert len(self.missing(empty)) == 1

    def test_without_a_list_nothing_is_said_to_be_absent(self, empty: Ledger) -> None:
        manifest(empty, containers=[ONE])
        found = gap(empty, "containers_not_aboard")
        assert (found.of, found.count) == (0, 0)

    @pytest.mark.parametrize(("place", "absent"), [("KRPUS", 1), ("KRINC", 0)])
    def test_a_discharge_report_speaks_of_its_own_port_alone(
        self, empty: Ledger, place: str, absent: int
    ) -> None:
        fleet.tell(empty, fleet.stow([ONE], kind="discharge_report", place=place, on="2026-11-20"))
        manifest(empty, containers=[ONE, TWO])
        assert len(self.absent(empty)) == absent

    def test_empty_containers_are_told_in_words(self, empty: Ledger) -> None:
        fleet.tell(empty, fleet.stow([ONE], full=False))
        fleet.tell(empty, fleet.stow([TWO], full=None))
        assert self.missing(empty) == [f"{TWO}, SAMPLE STAR"]
        assert "1 containers that a list says are empty." in looked(empty).uncounted

    def test_what_passes_through_counts_unless_the_desk_says_otherwise(self, empty: Ledger) -> None:
        fleet.tell(empty, fleet.stow([ONE]))
        own = (Harbour(codes=("JPOSA",)),)
        limits = msgspec.structs.replace(LIMITS, ports=own)
        assert len(self.missing(empty, limits=limits)) == 1
        narrow = msgspec.structs.replace(call_limits(remaining_on_board=False), ports=own)
        assert self.missing(empty, limits=narrow) == []
        assert "1 containers that pass through" in " ".join(looked(empty, limits=narrow).uncounted)

    def test_a_list_without_a_ship_is_compared_and_told(self, empty: Ledger) -> None:
        fleet.tell(empty, fleet.stow([ONE, TWO], ship=""))
        manifest(empty, containers=[ONE])
        assert self.missing(empty) == [f"{TWO}, no ship named"]
        assert "1 lists name no ship" in " ".join(looked(empty).uncounted)

    def test_a_port_that_sent_no_list_is_named(self, empty: Ledger) -> None:
        fleet.tell(empty, fleet.call())
        fleet.tell(empty, fleet.stow([ONE], place="KRPUS", on="2026-11-09"))
        from_now = Asked(first=datetime.date(2026, 11, 15))
        said = " ".join(looked(empty, asked=from_now).uncounted)
        assert "KRPUS has sent no stow plan or report since 2026-11-09." in said


def test_a_partial_list_proves_no_absence(empty: Ledger) -> None:
    fleet.tell(empty, fleet.stow([ONE], partial=True))
    manifest(empty, containers=[ONE, TWO])
    assert gap(empty, "containers_not_aboard").of == 0
    fleet.tell(empty, fleet.stow([ONE]))
    assert subjects(gap(empty, "containers_not_aboard")) == [f"{TWO}, BL1"]


def test_a_list_that_replaces_another_stands_for_it(empty: Ledger) -> None:
    fleet.tell(empty, fleet.stow([ONE, TWO]))
    fleet.tell(empty, fleet.stow([ONE], function="replacement"))
    assert subjects(gap(empty, "containers_on_no_manifest")) == [f"{ONE}, SAMPLE STAR"]
    fleet.tell(empty, fleet.stow([ONE], function="deletion"))
    assert gap(empty, "containers_on_no_manifest").count == 1
    assert "1 lists take back" in " ".join(looked(empty).uncounted)


def test_a_container_without_a_number_is_told_in_words(empty: Ledger) -> None:
    fleet.tell(empty, fleet.stow(["", ONE]))
    assert gap(empty, "containers_on_no_manifest").of == 1
    assert "1 containers that a list shows without a number." in looked(empty).uncounted


def test_calls_and_lists_of_a_document_screened_again_count_once(empty: Ledger) -> None:
    told: list[Result] = [fleet.call(), fleet.stow([ONE])]
    fleet.screen(empty, "port.edi", told)
    fleet.screen(empty, "port.edi", told[:1], at=fleet.hours(1), law="un-8")
    assert [each.of for each in looked(empty, after=2).gaps[:2]] == [1, 0]
    fleet.screen(empty, "port.edi", told[1:], at=fleet.hours(2), law="un-9")
    assert [each.of for each in looked(empty, after=2).gaps[:2]] == [0, 1]


def test_a_stow_list_recorded_twice_counts_once(empty: Ledger) -> None:
    plan = fleet.stow([ONE])
    fleet.tell(empty, plan)
    fleet.tell(empty, plan)
    assert gap(empty, "containers_on_no_manifest").count == 1
