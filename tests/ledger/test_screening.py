import sqlite3
import tempfile
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from tests.ledger.sample import (
    AT,
    DEFECT,
    DOCUMENT,
    OFAC,
    UN,
    VERSIONS,
    consignment,
    results,
    sqlite_url,
    verdict,
)
from tidewaiter.ledger import Ledger, Recorded, Result, versions_key
from tidewaiter.model import (
    Defect,
    Document,
    LedgerError,
    Screened,
    Screening,
    Stowed,
    StowList,
    Versions,
    VesselCall,
)


def record(
    ledger: Ledger, versions: Versions = VERSIONS, document: Document = DOCUMENT, count: int = 2
) -> Recorded:
    return ledger.record_screening(document, versions, results(count), actor="desk", at=AT)


def test_every_verdict_and_defect_is_an_event_and_the_document_closes_them(ledger: Ledger) -> None:
    mixed: list[Result] = [*results(1), DEFECT, *results(1)]
    recorded = ledger.record_screening(DOCUMENT, VERSIONS, mixed, actor="desk", at=AT)
    assert recorded == Recorded(new=True, first=1, last=4)
    kinds = [(event.kind, event.subject) for event in ledger.events()]
    assert kinds == [
        ("screened", "BL1"),
        ("defect", "segment 12"),
        ("screened", "BL1"),
        ("document", DOCUMENT.sha256),
    ]
    ((event, screening),) = ledger.documents()
    assert event.number == 4
    assert screening == Screening(
        document=DOCUMENT,
        versions=VERSIONS,
        first=1,
        consignments=2,
        defects=1,
        actions={"detain": 2},
    )


def test_stow_lists_and_calls_are_events_of_the_same_document(ledger: Ledger) -> None:
    held = Stowed("ZZZU1000016", full=True, cell="0020482")
    listed = StowList(
        "plan.edi", "baplie", "stow_plan", "P7", (held,), vessel_imo="9074729", voyage="026W"
    )
    unnamed = msgspec.structs.replace(listed, vessel_imo="", voyage="", reference="")
    call = VesselCall("SAMPLE STAR", "VNHPH", arrived=AT, at="line 2")
    mixed: list[Result] = [listed, *results(1), unnamed, call]
    ledger.record_screening(DOCUMENT, VERSIONS, mixed, actor="desk", at=AT)
    assert [(event.kind, event.subject) for event in ledger.events()] == [
        ("stow_list", "9074729 026W"),
        ("screened", "BL1"),
        ("stow_list", "#2"),
        ("call", "SAMPLE STAR"),
        ("document", DOCUMENT.sha256),
    ]
    ((_, screening),) = ledger.documents()
    assert (screening.consignments, screening.stow_lists, screening.calls) == (1, 2, 1)
    (first, *_) = ledger.events(kind="stow_list", document=DOCUMENT.sha256)
    assert msgspec.json.decode(first.payload, type=StowList) == listed
    (called,) = ledger.events(kind="call")
    assert msgspec.json.decode(called.payload, type=VesselCall) == call
    assert not ledger.record_screening(DOCUMENT, VERSIONS, mixed, actor="desk", at=AT).new


def test_every_event_names_the_file_and_the_versions_it_rests_on(ledger: Ledger) -> None:
    record(ledger)
    named = {(event.document, event.versions) for event in ledger.events()}
    assert named == {(DOCUMENT.sha256, versions_key(VERSIONS))}


def test_payload_gives_back_the_verdict_and_the_consignment(ledger: Ledger) -> None:
    record(ledger)
    second = ledger.get(2)
    assert second is not None
    stored = msgspec.json.decode(second.payload, type=Screened)
    assert stored == Screened(position=2, consignment=consignment("BL2"), verdict=verdict("BL2"))


def test_defect_comes_back_equal(ledger: Ledger) -> None:
    ledger.record_screening(DOCUMENT, VERSIONS, [DEFECT], actor="desk", at=AT)
    (event,) = ledger.events(kind="defect")
    assert msgspec.json.decode(event.payload, type=Defect) == DEFECT


def test_consignment_without_a_reference_is_named_by_its_position(ledger: Ledger) -> None:
    pairs = [(verdict("BL1"), consignment("BL1")), (verdict(""), consignment(""))]
    ledger.record_screening(DOCUMENT, VERSIONS, pairs, actor="desk", at=AT)
    assert [event.subject for event in ledger.events(kind="screened")] == ["BL1", "#2"]


def test_same_file_twice_is_recognised_not_doubled(ledger: Ledger) -> None:
    assert not ledger.seen(DOCUMENT.sha256, VERSIONS)
    first = record(ledger)
    assert ledger.seen(DOCUMENT.sha256, VERSIONS)
    renamed = msgspec.structs.replace(DOCUMENT, name="copy of manifest.edi")
    assert record(ledger, document=renamed) == Recorded(new=False, first=1, last=first.last)
    assert ledger.anchor().number == first.last


def test_file_already_screened_leaves_the_results_alone(ledger: Ledger) -> None:
    record(ledger)
    rest = results(2)
    ledger.record_screening(DOCUMENT, VERSIONS, rest, actor="desk", at=AT)
    assert len([*rest]) == 2


@pytest.mark.parametrize(
    "versions",
    [
        msgspec.structs.replace(VERSIONS, law="un-8"),
        msgspec.structs.replace(VERSIONS, lists=(UN,)),
        msgspec.structs.replace(
            VERSIONS, lists=(msgspec.structs.replace(UN, sha256="3" * 64), OFAC)
        ),
        msgspec.structs.replace(VERSIONS, as_of="2016-03-05"),
        msgspec.structs.replace(VERSIONS, code="0.2.0"),
    ],
    ids=["law", "one list less", "list edition", "as-of", "code"],
)
def test_same_file_under_other_versions_supersedes_and_the_old_one_stays(
    ledger: Ledger, versions: Versions
) -> None:
    old = record(ledger)
    assert not ledger.seen(DOCUMENT.sha256, versions)
    new = record(ledger, versions)
    assert (new.new, new.first) == (True, old.last + 1)
    (_, former), (_, latter) = ledger.documents()
    assert (former.supersedes, latter.supersedes) == (0, old.last)
    assert len([*ledger.events(kind="screened")]) == 4
    assert ledger.verify() == ()


def test_other_file_supersedes_nothing(ledger: Ledger) -> None:
    record(ledger)
    record(ledger, document=msgspec.structs.replace(DOCUMENT, sha256="b" * 64))
    assert [screening.supersedes for _, screening in ledger.documents()] == [0, 0]


def test_order_of_the_lists_does_not_make_another_screening(ledger: Ledger) -> None:
    record(ledger)
    assert ledger.seen(DOCUMENT.sha256, msgspec.structs.replace(VERSIONS, lists=(OFAC, UN)))


def test_document_with_nothing_in_it_is_still_saved(ledger: Ledger) -> None:
    assert record(ledger, count=0) == Recorded(new=True, first=1, last=1)
    assert ledger.seen(DOCUMENT.sha256, VERSIONS)


def test_reader_that_breaks_midway_leaves_nothing_saved(ledger: Ledger) -> None:
    def broken() -> Iterator[Result]:
        yield from results(1500)
        raise ArithmeticError("broken midway")

    with pytest.raises(ArithmeticError):
        ledger.record_screening(DOCUMENT, VERSIONS, broken(), actor="desk", at=AT)
    assert ledger.anchor().number == 0
    assert not ledger.seen(DOCUMENT.sha256, VERSIONS)


def test_results_may_write_to_the_ledger_themselves(ledger: Ledger) -> None:
    """The writers' lock is taken after the last verdict, or a slow document would stop a desk."""

    def talkative() -> Iterator[Result]:
        for pair in results(3):
            ledger.append("note", "x", b"{}", actor="desk", at=AT)
            yield pair

    recorded = ledger.record_screening(DOCUMENT, VERSIONS, talkative(), actor="desk", at=AT)
    assert recorded == Recorded(new=True, first=4, last=7)
    assert ledger.verify() == ()


def test_verdicts_do_not_gather_in_memory(ledger: Ledger) -> None:
    pair = next(results(1))
    record(ledger, document=msgspec.structs.replace(DOCUMENT, sha256="c" * 64))
    tracemalloc.start()
    ledger.record_screening(DOCUMENT, VERSIONS, (pair for _ in range(12_000)), actor="desk", at=AT)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    stored = sum(len(event.payload) for event in ledger.events(kind="screened"))
    assert peak < stored


@pytest.mark.parametrize(
    ("document", "reference"),
    [
        (msgspec.structs.replace(DOCUMENT, name="manifest\udcff.edi"), "BL1"),
        (DOCUMENT, "BL\ud800"),
    ],
    ids=["file name", "reference"],
)
def test_text_that_is_not_unicode_saves_nothing_and_says_where(
    ledger: Ledger, document: Document, reference: str
) -> None:
    pairs = [(verdict(reference), consignment(reference))]
    with pytest.raises(LedgerError, match="not Unicode"):
        ledger.record_screening(document, VERSIONS, pairs, actor="desk", at=AT)
    assert ledger.anchor().number == 0


def test_altered_document_event_is_an_error_with_its_number(tmp_path: Path) -> None:
    with Ledger.open(sqlite_url(tmp_path)) as ledger:
        record(ledger)
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection, connection:
        connection.execute("DROP TRIGGER ledger_events_no_update")
        connection.execute("UPDATE ledger_events SET payload = '{}' WHERE number = 3")
    with Ledger.open(sqlite_url(tmp_path)) as ledger:
        with pytest.raises(LedgerError, match=r"event 3: .*altered"):
            ledger.seen(DOCUMENT.sha256, VERSIONS)
        with pytest.raises(LedgerError, match=r"event 3: .*altered"):
            list(ledger.documents())


def test_temporary_folder_without_room_is_told(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def write(self, _: bytes) -> int:
            raise OSError(28, "No space left on device")

        def close(self) -> None:
            pass

    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", lambda **_: Full())
    with pytest.raises(LedgerError, match="temporary folder"):
        record(ledger)
    assert ledger.anchor().number == 0
