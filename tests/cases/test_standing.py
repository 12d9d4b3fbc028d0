"""What stands is what the events say, however and in whatever portions they were taken in."""

import datetime
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from tests.cases import fleet
from tests.cases.conftest import OFFICER, SUPERVISOR
from tests.ledger.sample import sqlite_url
from tidewaiter.cases import Cases, Standing
from tidewaiter.cases.standing_tables import CONSIGNMENTS, MARK, METADATA
from tidewaiter.ledger import Draft, Ledger
from tidewaiter.ledger.chain import payload_text
from tidewaiter.model import (
    Assigned,
    Concluded,
    DutySet,
    Filing,
    LedgerError,
    Rescreened,
    Screened,
)

Rows = dict[str, list[tuple[Any, ...]]]


def contents(ledger: Ledger) -> Rows:
    """Every row of every table, in order."""
    with ledger.tables() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in METADATA.sorted_tables
        }


def rescreen(ledger: Ledger, document: str, position: int, action: str, at: Any) -> None:
    event = list(ledger.events(kind="screened", document=document))[position - 1]
    known = msgspec.json.decode(event.payload, type=Screened)
    payload = Rescreened(
        position=position,
        consignment=known.consignment,
        verdict=fleet.judged(known.consignment.reference, action, duty=False),
        supersedes=event.number,
    )
    draft = Draft("rescreened", event.subject, payload_text(payload), document=document)
    ledger.append_all([draft], actor="desk", at=at)


def manifest(count: int, action: str = "detain") -> list[Any]:
    names = [f"BL{number}" for number in range(1, count + 1)]
    return [
        (fleet.judged(name, action), fleet.consignment(name, containers=(f"CSQU305438{n}",)))
        for n, name in enumerate(names)
    ]


def one(ledger: Ledger, reference: str = "BL1") -> Any:
    with Standing(ledger).reading() as connection:
        wanted = select(CONSIGNMENTS).where(CONSIGNMENTS.c.reference == reference)
        return connection.execute(wanted).one()


def test_a_row_says_what_the_verdict_and_the_consignment_say(empty: Ledger) -> None:
    fleet.screen(empty, "a.edi", manifest(2))
    row = one(empty)
    assert (row.number, row.position, row.reference, row.rank) == (1, 1, "BL1", 0)
    assert (row.ground, row.hits, row.duty) == ("S/RES/2371 (2017) para 8", 1, 1)
    assert (row.vessel_name, row.loading, row.discharge) == (fleet.SHIP, "CNDLC", "KRPUS")
    assert (row.arrives, row.state, row.waiting) == ("2026-11-20", "", 1)


def test_a_later_screening_of_a_document_replaces_its_rows_and_keeps_its_case(
    empty: Ledger,
) -> None:
    fleet.screen(empty, "a.edi", [*manifest(2), fleet.DEFECT])
    cases = Cases(empty)
    case = cases.take(cases.open(1, OFFICER, fleet.NOW), Assigned(to="lee"), OFFICER, fleet.NOW)
    fleet.screen(empty, "a.edi", manifest(1), at=fleet.hours(5), law="un-8")
    row = one(empty)
    assert row.number > case.version
    assert (row.assignee, row.version) == ("lee", case.version)
    assert row.since == row.first == int(fleet.NOW.timestamp())
    assert cases.standing(case)[0] == row.event
    kept = contents(empty)
    assert len(kept["standing_consignments"]) == len(kept["standing_containers"]) == 1
    assert kept["standing_unread"] == []


def test_a_case_does_not_pass_to_another_consignment_in_its_place(empty: Ledger) -> None:
    fleet.screen(empty, "a.edi", manifest(2))
    Cases(empty).open(1, OFFICER, fleet.NOW)
    fleet.screen(empty, "a.edi", manifest(2)[1:], at=fleet.hours(1), law="un-8")
    assert one(empty, "BL2").version == 0
    assert len(contents(empty)["standing_cases"]) == 1


def test_the_clock_starts_again_only_when_the_action_grows_stronger(empty: Ledger) -> None:
    document = fleet.screen(empty, "a.edi", manifest(2, "review"))
    rescreen(empty, document, 1, "pass", fleet.hours(1))
    assert one(empty).waiting == 0
    rescreen(empty, document, 1, "detain", fleet.hours(2))
    rescreen(empty, document, 1, "review", fleet.hours(3))
    assert one(empty).since == int(fleet.hours(2).timestamp())
    assert one(empty, "BL2").since == int(fleet.NOW.timestamp())
    rescreen(empty, document, 2, "detain", fleet.hours(4))
    assert one(empty, "BL2").since == int(fleet.hours(4).timestamp())


def test_what_was_settled_waits_no_longer(empty: Ledger) -> None:
    fleet.screen(empty, "a.edi", [(fleet.judged("BL1", "inspect"), fleet.consignment("BL1"))])
    cases = Cases(empty)
    case = cases.open(1, OFFICER, fleet.NOW)
    case = cases.take(case, cases.not_boarded(case, "refused"), OFFICER, fleet.NOW)
    assert (one(empty).waiting, one(empty).uninspected) == (1, 1)
    cases.take(case, Concluded(outcome="refused"), OFFICER, fleet.NOW)
    assert (one(empty).waiting, one(empty).uninspected) == (0, 0)


def test_tables_of_another_ledger_or_version_are_made_again(empty: Ledger) -> None:
    fleet.screen(empty, "a.edi", manifest(3))
    standing = Standing(empty)
    standing.catch_up()
    right = contents(empty)
    for wrong in ({"digest": "0" * 64}, {"version": 0}):
        with empty.tables(write=True) as connection:
            connection.execute(update(MARK).values(**wrong))
            connection.execute(CONSIGNMENTS.delete())
        standing.catch_up()
        assert contents(empty) == right


def test_what_is_half_taken_in_is_as_if_never_begun(empty: Ledger) -> None:
    fleet.screen(empty, "a.edi", manifest(2))
    Standing(empty).catch_up()
    before = contents(empty)
    empty.append("call", "x", b'{"nothing":1}', actor="desk", at=fleet.NOW)
    with pytest.raises(LedgerError, match="event 4"):
        Standing(empty).catch_up()
    assert contents(empty) == before


def test_a_giant_document_is_taken_in_whole(empty: Ledger) -> None:
    fleet.screen(empty, "a.edi", manifest(30))
    fleet.screen(empty, "b.edi", manifest(3))
    with empty.tables(write=True) as connection:
        METADATA.create_all(connection)
        connection.execute(insert(MARK).values(version=0, number=0, digest=""))
    assert Standing(empty, batch=5).catch_up() == 35


ACTS = ("screen", "again", "rescreen", "case", "assign", "call", "list", "owner", "filing")


class Desk:
    """Acts in any order that a ledger may have seen."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._cases = Cases(ledger)
        self._at = fleet.NOW
        self._documents: list[str] = []

    def do(self, act: str, choice: int) -> None:
        self._at += datetime.timedelta(minutes=7)
        made: dict[str, Callable[[int], None]] = {
            "screen": self._screen,
            "again": self._again,
            "rescreen": self._rescreen,
            "case": self._case,
            "assign": self._assign,
        }
        if act in made:
            made[act](choice)
        elif act == "call":
            fleet.tell(self._ledger, fleet.call(port=f"KRPU{choice % 5 + 2}"), at=self._at)
        elif act == "list":
            fleet.tell(self._ledger, fleet.stow(["CSQU3054380"] * (choice % 3)), at=self._at)
        elif act == "owner":
            payload = DutySet(key=f"decision/{choice % 3}", owner="lee", due=self._at)
            self._ledger.append("duty", payload.key, payload, actor="pak", at=self._at)
        else:
            filing = Filing(key="report/x", on=self._at.date(), to="Committee", sha256="c" * 64)
            self._ledger.append("filing", filing.key, filing, actor="pak", at=self._at)

    def _screen(self, choice: int) -> None:
        results = manifest(choice % 4 + 1, "review" if choice % 2 else "detain")
        results += [fleet.DEFECT, fleet.call(), fleet.stow(["CSQU3054380"])]
        name = f"{len(self._documents)}.edi"
        self._documents.append(fleet.screen(self._ledger, name, results, at=self._at))

    def _again(self, choice: int) -> None:
        if self._documents:
            name = f"{choice % len(self._documents)}.edi"
            actions = ("pass", "detain", "inspect")
            results = manifest(choice % 5 + 1, actions[choice % 3])
            fleet.screen(self._ledger, name, results, at=self._at, law=str(self._at))

    def _rescreen(self, choice: int) -> None:
        if self._documents:
            document = self._documents[choice % len(self._documents)]
            rescreen(self._ledger, document, 1, "inspect" if choice % 2 else "pass", self._at)

    def _case(self, choice: int) -> None:
        taken = {case.id for case in self._cases.all()}
        for event in self._ledger.events(kind="screened"):
            position = msgspec.json.decode(event.payload, type=Screened).position
            if f"{event.document[:12]}-{position}" not in taken and choice % 3 < 2:
                self._cases.open(event.number, OFFICER, self._at)
                return

    def _assign(self, choice: int) -> None:
        found = [case for case in self._cases.all() if case.state in {"open", "assigned"}]
        if found:
            case = found[choice % len(found)]
            self._cases.take(case, Assigned(to=f"p{choice % 2}"), SUPERVISOR, self._at)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(ACTS), st.integers(0, 30), st.booleans(), st.integers(1, 9)),
        min_size=3,
        max_size=18,
    )
)
def test_taken_in_by_portions_is_the_same_as_made_at_once(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, bool, int]]
) -> None:
    with Ledger.open(sqlite_url(tmp_path_factory.mktemp("l"))) as ledger:
        desk = Desk(ledger)
        for act, choice, looks, batch in acts:
            desk.do(act, choice)
            if looks:
                Standing(ledger, batch=batch).catch_up()
        Standing(ledger).catch_up()
        followed = contents(ledger)
        Standing(ledger).rebuild()
        assert contents(ledger) == followed
