"""After a change of lists: what it touches is examined again, and the rest is right as it is."""

import csv
import datetime
import hashlib
import random
import shutil
from collections.abc import Iterator, Sequence
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
    Rescreening,
    Screened,
    Verdict,
    Versions,
)
from tidewaiter.pipeline.dates import is_dated
from tidewaiter.pipeline.editions import Editions, always
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.moves import Answering
from tidewaiter.pipeline.rescreen import rescreen
from tidewaiter.pipeline.screen import Record, screen_document
from tidewaiter.screening import PastByNames

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
    content = msgspec.json.encode(listings)
    version = ListVersion("sample", "us", sha256=hashlib.sha256(content).hexdigest())
    return [embedded(), LoadedList(version, listings)]


def examiner(lists: Sequence[LoadedList] | Editions) -> Examiner:
    return Examiner(law=load_law(), target=load_target(), lists=lists, today=NOW.date())


class Desk:
    """A ledger with its index, and every edition that ever answered, as a store keeps them."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        self.folder, self.ledger = folder, ledger
        self.notices: list[str] = []
        self.editions: dict[str, LoadedList] = {}

    @property
    def index(self) -> PastByNames:
        past = self.folder / "past"
        return PastByNames(past, self.ledger, is_dated=is_dated, notice=self.notices.append)

    def keep(self, lists: Sequence[LoadedList]) -> None:
        self.editions |= {each.version.sha256: each for each in lists}

    def screen(self, lists: list[LoadedList], path: Path | None = None) -> dict[str, Verdict]:
        self.keep(lists)
        verdicts: list[Verdict] = []
        record = Record(self.ledger, *STAMP)
        path = path or papers(self.folder)
        screen_document(path, examiner(lists), record=record, show=verdicts.append)
        return {verdict.consignment: verdict for verdict in verdicts}

    def rescreen(
        self, now: Sequence[LoadedList] | Editions, **options: Any
    ) -> tuple[Rescreening, list[Rescreened]]:
        only = frozenset(options.pop("only", ()))
        if not callable(now):
            self.keep(now)
        editions = now if callable(now) else always(now)
        answering = Answering(editions, lambda v: self.editions.get(v.sha256), only)
        fresh, done = examiner(editions), list[Rescreened]()
        closing = rescreen(
            self.ledger,
            self.index,
            answering,
            options.pop("examiner_for", lambda _: fresh),
            stamp=STAMP,
            show=done.append,
            **options,
        )
        return closing, done


def papers(folder: Path, rows: Sequence[tuple[str, str, str]] = NAMES) -> Path:
    path = folder / "papers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["document_date", "consignment", "consignee_name", "vessel_name", "vessel_imo"]
        )
        for i, names in enumerate(rows):
            writer.writerow(["2019-05-05", f"SMP-{i}", *names])
    return path


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.db'}") as opened:
        yield Desk(tmp_path, opened)


def said(verdicts: dict[str, Verdict]) -> dict[str, object]:
    return {key: (v.action, v.hits) for key, v in verdicts.items()}


@pytest.mark.parametrize("name", CHANGES)
def test_the_outcome_is_that_of_screening_everything_again(desk: Desk, name: str) -> None:
    old, new = (lists_of(*side) for side in CHANGES[name])
    latest = desk.screen(old)
    closing, done = desk.rescreen(new)
    latest |= {each.verdict.consignment: each.verdict for each in done}
    assert said(latest) == said(desk.screen(new))
    assert closing.past == len(NAMES)
    assert closing.touched == len(done) < len(NAMES)
    moved = name not in {"nothing", "only remarks"}
    assert (closing.changed > 0) is moved
    assert (len(closing.entries) > 0) is moved


@pytest.mark.parametrize("seed", range(3))
def test_any_change_gives_what_screening_everything_again_gives(desk: Desk, seed: int) -> None:
    rng = random.Random(seed)
    pool = [listing for listing in embedded().listings if listing.kind != "vessel"]
    listed = [
        entry(f"S.{i}", x.names[0].text, kind=x.kind) for i, x in enumerate(rng.sample(pool, 12))
    ]
    rows = [(misspelled(rng, rng.choice(listed)), "FREE SHIP", "") for _ in range(40)]
    path = papers(desk.folder, [*rows, *NAMES])
    old = lists_of(*rng.sample(listed, 8))
    latest = desk.screen(old, path)
    for _ in range(3):
        new = lists_of(*rng.sample(listed, 8))
        closing, done = desk.rescreen(new)
        latest |= {each.verdict.consignment: each.verdict for each in done}
        fresh = examiner(new)
        everything: list[Verdict] = []
        screen_document(path, fresh, record=None, show=everything.append)
        assert said(latest) == said({verdict.consignment: verdict for verdict in everything})
        assert 0 < closing.touched < closing.past


def misspelled(rng: random.Random, listing: Listing) -> str:
    letters = list(listing.names[0].text)
    if rng.random() < 0.6:
        letters[rng.randrange(len(letters))] = rng.choice("aeiourn")
    return "".join(letters)


def test_the_new_verdict_supersedes_and_the_old_one_stays(desk: Desk) -> None:
    old, new = lists_of(STEEL), lists_of(STEEL, HARBOUR)
    desk.screen(old)
    before = desk.ledger.anchor().number
    closing, _ = desk.rescreen(new)
    events = list(desk.ledger.events(kind="rescreened"))
    assert [event.number for event in events] == [before + 1, before + 2]
    recorded = next(desk.ledger.events(kind="rescreening"))
    assert msgspec.json.decode(recorded.payload, type=Rescreening) == msgspec.structs.replace(
        closing, first=before + 1
    )
    again = msgspec.json.decode(events[0].payload, type=Rescreened)
    replaced = desk.ledger.get(again.supersedes)
    assert replaced is not None
    assert msgspec.json.decode(replaced.payload, type=Screened).verdict.action == "pass"
    assert again.changes[0] == "action pass is now review"
    assert again.changes[1].startswith("new hit sample/S.1 at parties[0].name: ")
    assert desk.ledger.verify() == ()
    _, back = desk.rescreen(old)
    assert [each.supersedes for each in back] == [event.number for event in events]
    assert back[0].changes[0] == "action review is now pass"


def test_the_next_rescreening_starts_from_the_last(desk: Desk) -> None:
    desk.screen(lists_of(STEEL))
    second, third = lists_of(STEEL, HARBOUR), lists_of(STEEL, HARBOUR, SHIP)
    desk.rescreen(second)
    assert desk.rescreen(second)[0].entries == ()
    closing, _ = desk.rescreen(third)
    assert closing.entries == ("sample/S.3",)
    # nothing of it is lost with the index
    shutil.rmtree(desk.folder / "past")
    assert desk.rescreen(third)[0].touched == 0
    assert desk.notices == []


def test_what_was_screened_while_a_rescreening_ran_is_not_held_for_seen(desk: Desk) -> None:
    desk.screen(lists_of(STEEL))
    new = lists_of(STEEL, HARBOUR)
    later = desk.folder / "later.csv"
    later.write_text("document_date,consignment,consignee_name\n2019-05-05,L,Invented Harbour\n")

    def examiner_for(_: Versions) -> Examiner:
        desk.screen(lists_of(STEEL), later)
        return examiner(new)

    desk.rescreen(new, examiner_for=examiner_for)
    recorded = next(desk.ledger.events(kind="rescreening"))
    closing = msgspec.json.decode(recorded.payload, type=Rescreening)
    assert closing.first == next(desk.ledger.events(kind="rescreened")).number
    closing, done = desk.rescreen(new)
    assert closing.entries == ("sample/S.1",)
    assert [each.verdict.consignment for each in done] == ["L"]


def test_a_day_is_screened_again_by_the_editions_of_that_day(desk: Desk) -> None:
    old, new = lists_of(STEEL), lists_of(STEEL, HARBOUR)
    desk.screen(old)
    after = datetime.date(2019, 5, 6)
    desk.keep(new)
    closing, _ = desk.rescreen(lambda day: new if day >= after else old)
    assert (closing.entries, closing.touched) == ((), 0)
    assert [edition.since for edition in closing.editions] == [
        datetime.date(2019, 5, 5),
        NOW.date(),
    ]
    closing, _ = desk.rescreen(lambda day: new if day >= datetime.date(2019, 5, 5) else old)
    assert (closing.entries, closing.touched) == (("sample/S.1",), 2)


def test_where_no_day_is_known_the_editions_of_today_answer(desk: Desk) -> None:
    path = desk.folder / "undated.csv"
    path.write_text("consignment,consignee_name\nU,Invented Harbour Trading Ltd\n")
    old, new = lists_of(STEEL), lists_of(STEEL, HARBOUR)
    desk.screen(old, path)
    desk.keep(new)
    closing, _ = desk.rescreen(lambda day: new if day == NOW.date() else old)
    assert (closing.entries, closing.changed) == (("sample/S.1",), 1)


def test_without_the_edition_of_then_everything_is_examined(desk: Desk) -> None:
    desk.screen(lists_of(STEEL, HARBOUR))
    desk.editions.clear()
    closing, done = desk.rescreen(lists_of(STEEL))
    assert (closing.touched, closing.past) == (len(NAMES), len(NAMES))
    assert {each.verdict.consignment for each in done if each.changes} == {"SMP-0", "SMP-1"}
    assert desk.rescreen(lists_of(STEEL))[0].touched == 0


def test_changes_of_other_lists_than_those_named_are_left_for_later(desk: Desk) -> None:
    desk.screen(lists_of(STEEL))
    new = lists_of(STEEL, HARBOUR)
    assert desk.rescreen(new, only={"un-1718"})[0].entries == ()
    assert desk.rescreen(new, only={"sample"})[0].entries == ("sample/S.1",)


def test_a_dry_run_records_nothing(desk: Desk) -> None:
    desk.screen(lists_of(STEEL))
    before = desk.ledger.anchor()
    closing, _ = desk.rescreen(lists_of(STEEL, HARBOUR), record=False)
    assert closing.changed == 2
    assert desk.ledger.anchor() == before


def test_only_the_last_screening_of_a_document_is_looked_at(desk: Desk) -> None:
    desk.screen(lists_of(STEEL))
    desk.screen(lists_of(STEEL, SHIP))
    closing, done = desk.rescreen(lists_of(STEEL, SHIP, HARBOUR))
    assert (closing.entries, closing.past) == (("sample/S.1",), len(NAMES))
    assert [each.verdict.consignment for each in done] == ["SMP-0", "SMP-1"]


def test_a_list_that_a_past_screening_rests_on_must_answer(desk: Desk) -> None:
    desk.screen(lists_of(STEEL))
    before = desk.ledger.anchor()
    with pytest.raises(BadInput, match="screened against sample too"):
        desk.rescreen([embedded()])
    assert desk.ledger.anchor() == before


def test_law_and_facts_are_those_of_the_first_screening(desk: Desk) -> None:
    lists = lists_of(STEEL)
    desk.keep(lists)
    asked = Examiner(
        law=load_law(("us", "kr")),
        target=load_target(),
        lists=lists,
        today=NOW.date(),
        as_of=datetime.date(2018, 1, 1),
        stated={"notified": "before"},
    )
    record = Record(desk.ledger, *STAMP)
    screen_document(papers(desk.folder), asked, record=record, show=lambda _: None)
    seen: list[Versions] = []

    def examiner_for(versions: Versions) -> Examiner:
        seen.append(versions)
        return asked

    desk.rescreen(lists_of(STEEL, HARBOUR), examiner_for=examiner_for)
    assert {(v.sources, v.as_of, v.stated["notified"]) for v in seen} == {
        (("us", "kr"), "2018-01-01", "before")
    }
