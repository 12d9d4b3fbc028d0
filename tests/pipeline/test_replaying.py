"""Recorded verdicts are reached again from what was stored."""

import datetime
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from tests.ledger.sample import sqlite_url
from tidewaiter.law import Law, load_law, load_target
from tidewaiter.law.loader import FOLDER
from tidewaiter.ledger import Ledger, standing_rulings
from tidewaiter.lists import Store, embedded
from tidewaiter.model import BadInput, ListVersion, Screened, Verdict
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.replay import replay
from tidewaiter.pipeline.rulings import rule_out
from tidewaiter.pipeline.screen import Record, screen_document
from tidewaiter.pipeline.shelf import Shelf
from tidewaiter.screening import Register

NOW = datetime.datetime(2019, 6, 1, tzinfo=datetime.UTC)
STAMP = ("desk", NOW)
# plainly fictional; the consignee bears the name of a listed person
PAPERS = """consignment,document_date,consignee_name,goods_description,hs_code,country_of_origin
SMP-1,2019-05-05,Mun Jong Chol,green tea,0902,JP
SMP-2,2019-05-05,Sample Heron Trading,anthracite,270111,KP
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(sqlite_url(tmp_path)) as ledger:
        yield ledger


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "editions", Store(tmp_path))


def screen(ledger: Ledger, folder: Path, law: Law) -> None:
    path = folder / "papers.csv"
    path.write_text(PAPERS, encoding="utf-8")
    examiner = Examiner(
        law=law,
        target=load_target(),
        lists=[embedded()],
        today=NOW.date(),
        rulings=standing_rulings(ledger),
    )
    screen_document(path, examiner, record=Record(ledger, *STAMP), show=lambda _: None)


def older_law(tmp_path: Path) -> tuple[Law, Path]:
    """A law with other content, as an earlier edition of the files may have held."""
    folder = tmp_path / "old"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    path = folder / "un" / "2371.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("vote 15-0-0", "vote not known"), encoding="utf-8")
    return load_law(folder=folder), folder


def test_a_verdict_is_reached_again_in_every_field(
    ledger: Ledger, shelf: Shelf, tmp_path: Path
) -> None:
    screen(ledger, tmp_path, load_law())
    for number in (1, 2):
        done = replay(ledger, number, shelf)
        assert (done.same, done.differences, done.notes) == (True, (), ())


def test_a_ruling_counts_from_when_it_was_made(
    ledger: Ledger, shelf: Shelf, tmp_path: Path
) -> None:
    screen(ledger, tmp_path, load_law())
    pair = ("SMP-1", "un/KPi.012")
    rule_out(ledger, Register([embedded()]), pair, reason=("", "Another man"), stamp=STAMP)
    screen(ledger, tmp_path, load_law())
    before, after = replay(ledger, 1, shelf), replay(ledger, 5, shelf)
    assert (before.same, before.verdict.action) == (True, "review")
    assert (after.same, after.verdict.action) == (True, "pass")


def test_the_law_of_then_is_taken_from_the_shelf(
    ledger: Ledger, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    law, folder = older_law(tmp_path)
    assert law.version != load_law().version
    screen(ledger, tmp_path, law)
    with pytest.raises(BadInput, match="is not stored, so this decision cannot be replayed"):
        replay(ledger, 2, shelf)
    monkeypatch.setattr("tidewaiter.pipeline.shelf.FOLDER", folder)
    shelf.keep(law)
    monkeypatch.undo()
    assert replay(ledger, 2, shelf).same


def test_the_embedded_list_of_then_is_taken_from_the_shelf(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.keep(load_law())
    known = embedded()
    other = msgspec.structs.replace(
        known, version=msgspec.structs.replace(known.version, sha256="0" * 64)
    )
    newer: Callable[..., object] = lambda folder=None: other if folder is None else known  # noqa: E731
    monkeypatch.setattr("tidewaiter.pipeline.shelf.embedded", newer)
    assert shelf.list_of(known.version).listings == known.listings
    with pytest.raises(BadInput, match="list sdn of 2019-01-01 is not stored"):
        shelf.list_of(ListVersion(name="sdn", source="us", published="2019-01-01", sha256="1" * 64))


def test_a_verdict_that_was_not_reached_so_is_told(
    ledger: Ledger, shelf: Shelf, tmp_path: Path
) -> None:
    screen(ledger, tmp_path, load_law())
    document, screening = next(ledger.documents())
    event = ledger.get(2)
    assert event is not None
    known = msgspec.json.decode(event.payload, type=Screened)
    forged: Verdict = msgspec.structs.replace(known.verdict, action="pass", findings=())
    versions = msgspec.structs.replace(screening.versions, code="0.0.9")
    ledger.record_screening(
        screening.document, versions, [(forged, known.consignment)], actor="desk", at=NOW
    )
    done = replay(ledger, document.number + 1, shelf)
    assert not done.same
    assert "action pass is now detain" in done.differences
    assert any(text.startswith("new finding un/2371/8/coal") for text in done.differences)
    assert done.notes[0].startswith("recorded by tidewaiter 0.0.9")


def test_only_a_verdict_is_replayed(ledger: Ledger, shelf: Shelf, tmp_path: Path) -> None:
    screen(ledger, tmp_path, load_law())
    for number in (3, 99):
        with pytest.raises(BadInput, match="no verdict on a consignment"):
            replay(ledger, number, shelf)
