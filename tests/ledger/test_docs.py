"""`docs/ledger.md` is what a third party verifies by: it must be true."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import get_args

from tests.ledger.sample import AT, DOCUMENT, VERSIONS, results, sqlite_url
from tidewaiter.ledger import FaultKind, Ledger
from tidewaiter.ledger.schema import EVENTS

PAGE = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")


def table(heading: str) -> list[str]:
    """The first column of the table under a header row that begins with `heading`."""
    rows = PAGE.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0]
    return re.findall(r"^\| `(\w+)`", rows, flags=re.MULTILINE)


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    (script,) = re.findall(r"```python verify\n(.*?)```", PAGE, flags=re.DOTALL)
    command = [sys.executable, "-I", "-c", script, str(folder / "ledger.db")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def record(folder: Path) -> str:
    with Ledger.open(sqlite_url(folder)) as ledger:
        ledger.record_screening(DOCUMENT, VERSIONS, results(20), actor="Żółw", at=AT)
        return ledger.anchor().digest


def test_script_of_the_page_verifies_a_ledger(tmp_path: Path) -> None:
    digest = record(tmp_path)
    done = run(tmp_path)
    assert done.stdout == f"21 events, unbroken; the last digest is {digest}\n"
    assert done.returncode == 0


def test_script_of_the_page_names_an_altered_event(tmp_path: Path) -> None:
    record(tmp_path)
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection, connection:
        connection.execute("DROP TRIGGER ledger_events_no_update")
        connection.execute("UPDATE ledger_events SET subject = 'BL' WHERE number = 7")
    done = run(tmp_path)
    assert done.stderr.startswith("event 7 is not as it was written")
    assert done.returncode == 1


def test_page_names_every_column() -> None:
    assert table("column") == [column.name for column in EVENTS.columns]


def test_page_names_every_kind_of_fault() -> None:
    assert table("fault") == [*get_args(FaultKind)]
