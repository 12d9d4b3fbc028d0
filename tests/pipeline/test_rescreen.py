"""After a change of lists: what it touches is examined again, and the rest is right as it is."""

import csv
import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tidewaiter.law import load_law, load_target
from tidewaiter.ledger import Ledger
from tidewaiter.lists import LoadedList, embedded
from tidewaiter.model import (
    BadInput,
    Decision,
    Identifier,
    ListedName,
    Listing,
    ListVersion,
    Rescreened,
    Screened,
    Verdict,
    Versions,
)
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.rescreen import Change, rescreen
from tidewaiter.pipeline.screen import Record, screen_document

NOW = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
STAMP = ("desk-4", NOW)
NAMES = (
    ("Invented Harbour Trading Ltd", "SAMPLE STAR", "9074729"),
    ("Inventid Harbor Trading", "OTHER STAR", ""),
    ("Quite Another Company", "SAMPEL STAR", ""),
    ("Ocean Maritime Management", "FREE SHIP", "9163166"),
    ("Mun Jong Chol", "FREE SHIP", "9163154"),
    ("Fabricated Steel Works", "FREE SHIP", ""),
)


def entry(ref: str, name: str, **more: Any) -> Listing:
    kind = more.pop("kind", "organization")
    freeze = (Decision("listed"),)
    return Listing("sample", ref, kind, (ListedName(name),), decisions=freeze, **more)


HARBOUR = entry("S.1", "INVENTED HARBOUR TRADING")
STEEL = entry("S.2", "FABRICATED STEEL WORKS")
SHIP = entry("S.3", "SAMPLE STAR", kind="vessel")
AS_NUMBER = (Identifier("imo", "9163166"),)
CHANGES = {
    "nothing": ((HARBOUR, STEEL), (HARBOUR, STEEL)),
    "only remarks": ((HARBOUR,), (msgspec.structs.replace(HARBOUR, remarks="amended"),)),
    "an entry added": ((STEEL,), (STEEL, HARBOUR)),
    "an entry removed": ((HARBOUR, STEEL), (HARBOUR,)),
    "a ship added by name": ((STEEL,), (STEEL, SHIP)),
    "a number added": ((SHIP,), (msgspec.structs.replace(SHIP, identifiers=AS_NUMBER),)),
    "an entry renamed": ((HARBOUR,), (entry("S.1", "QUITE ANOTHER COMPANY"),)),
    "a decision ended": (
        (STEEL,),
        (msgspec.structs.replace(STEEL, decisions=()),),
    ),
}


def lists_of(*listings: Listing) -> list[LoadedList]:
    return [embedded(), LoadedList(ListVersion("sample", "us"), listings)]


def examiner(lists: list[LoadedList]) -> Examiner:
    return Examiner(law=load_law(), target=load_target(), lists=lists, today=NOW.date())


def papers(folder: Path) -> Path:
    path = folder / "papers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["document_date", "consignment", "consignee_name", "vessel_name", "vessel_imo"]
        )
        for i, names in enumerate(NAMES):
            writer.writerow(["2019-05-05", f"SMP-{i}", *names])
    return path


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.db'}") as opened:
        yield opened


def screen(ledger: Ledger, folder: Path, lists: list[LoadedList]) -> dict[str, Verdict]:
    verdicts: list[Verdict] = []
    record = Record(ledger, *STAMP)
    screen_document(papers(folder), examiner(lists), record=record, show=verdicts.append)
    return {verdict.consignment: verdict for verdict in verdicts}


@pytest.mark.parametrize("name", CHANGES)
def test_the_outcome_is_that_of_screening_everything_again(
    ledger: Ledger, tmp_path: Path, name: str
) -> None:
    old, new = (lists_of(*side) for side in CHANGES[name])
    latest = screen(ledger, tmp_path, old)
    fresh = examiner(new)
    outcome = rescreen(ledger, Change(old, new), lambda _: fresh, stamp=STAMP)
    for each in outcome.rescreened:
        latest[each.verdict.consignment] = each.verdict
    everything = screen(ledger, tmp_path, new)
    assert {key: (v.action, v.hits) for key, v in latest.items()} == {
        key: (v.action, v.hits) for key, v in everything.items()
    }
    assert outcome.closing.past == len(NAMES)
    assert outcome.closing.touched < len(NAMES)
    moved = name not in {"nothing", "only remarks"}
    assert (outcome.closing.changed > 0) is moved
    assert (len(outcome.closing.entries) > 0) is moved


def test_the_new_verdict_supersedes_and_the_old_one_stays(ledger: Ledger, tmp_path: Path) -> None:
    old, new = lists_of(STEEL), lists_of(STEEL, HARBOUR)
    screen(ledger, tmp_path, old)
    before = ledger.anchor().number
    fresh = examiner(new)
    rescreen(ledger, Change(old, new), lambda _: fresh, stamp=STAMP)
    events = list(ledger.events(kind="rescreened"))
    assert [event.number for event in events] == [before + 1, before + 2]
    again = msgspec.json.decode(events[0].payload, type=Rescreened)
    replaced = ledger.get(again.supersedes)
    assert replaced is not None
    assert msgspec.json.decode(replaced.payload, type=Screened).verdict.action == "pass"
    assert again.changes[0] == "action pass is now review"
    assert again.changes[1].startswith("new hit sample/S.1 at parties[0].name: ")
    assert ledger.verify() == ()
    back = rescreen(ledger, Change(new, old), lambda _: examiner(old), stamp=STAMP)
    assert [each.supersedes for each in back.rescreened] == [event.number for event in events]
    assert back.rescreened[0].changes[0] == "action review is now pass"


def test_a_dry_run_records_nothing(ledger: Ledger, tmp_path: Path) -> None:
    old, new = lists_of(STEEL), lists_of(STEEL, HARBOUR)
    screen(ledger, tmp_path, old)
    before = ledger.anchor()
    outcome = rescreen(ledger, Change(old, new), lambda _: examiner(new), stamp=None)
    assert outcome.closing.changed == 2
    assert ledger.anchor() == before


def test_a_list_that_a_past_screening_rests_on_must_be_given(
    ledger: Ledger, tmp_path: Path
) -> None:
    screen(ledger, tmp_path, lists_of(STEEL))
    asked: list[Versions] = []

    def never(versions: Versions) -> Examiner:
        asked.append(versions)
        return examiner([embedded()])

    with pytest.raises(BadInput, match="screened against sample too"):
        rescreen(ledger, Change([embedded()], [embedded()]), never, stamp=STAMP)
    assert asked == []
