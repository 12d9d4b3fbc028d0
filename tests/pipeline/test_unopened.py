"""A file that no reader can open leaves a record."""

from pathlib import Path

from tests.ledger.sample import AT
from tidewaiter.ledger import Ledger
from tidewaiter.model import BadInput
from tidewaiter.pipeline.screen import Record, record_unopened


def test_a_file_that_cannot_be_read_is_recorded_once(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "scan.edi"
    path.write_bytes(b"\x89PNG no manifest")
    record = Record(ledger, "desk", AT)
    error = BadInput("a picture", where=str(path), advice="Send the original.")
    assert record_unopened(record, path, error)
    assert not record_unopened(record, path, error)
    assert not record_unopened(record, tmp_path / "gone.edi", error)
    (event,) = ledger.events(kind="unopened")
    assert (event.subject, event.payload) == (
        "scan.edi",
        '{"name":"scan.edi","size":16,"why":"a picture"}',
    )
