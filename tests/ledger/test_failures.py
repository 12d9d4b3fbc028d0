import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests import postgres
from tests.ledger.sample import AT, sqlite_url, start
from tidewaiter.ledger import Draft, Ledger
from tidewaiter.model import LedgerError


def said(url: str) -> LedgerError:
    with pytest.raises(LedgerError) as raised:
        Ledger.open(url)
    return raised.value


def test_file_that_is_no_database_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("manifest of a ship\n" * 100)
    error = said(f"sqlite:///{path}")
    assert error.what == "the file is not a ledger"
    assert str(path) in error.where
    assert path.read_text() == "manifest of a ship\n" * 100
    assert [*tmp_path.iterdir()] == [path]


def test_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    error = said(f"sqlite:///{tmp_path}/absent/ledger.db")
    assert error.what == "the ledger cannot be opened"
    assert "folder" in error.advice
    assert [*tmp_path.iterdir()] == []


def test_ledger_opened_for_reading_only_cannot_be_written(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with Ledger.open(url) as ledger:
        ledger.append("note", "x", b"{}", actor="desk", at=AT)
    with Ledger.open(f"sqlite:///file:{tmp_path}/ledger.db?mode=ro&uri=true") as ledger:
        assert ledger.verify() == ()
        with pytest.raises(LedgerError, match="cannot be written"):
            ledger.append("note", "y", b"{}", actor="desk", at=AT)


AS_NOBODY = """
import os, sys
from tests.ledger.sample import AT
from tidewaiter.ledger import Draft, Ledger
from tidewaiter.model import LedgerError
if os.geteuid() == 0:  # the superuser may write every folder
    os.seteuid(65534)
try:
    with Ledger.open(sys.argv[1]) as ledger:
        ledger.append("note", "x", b"{}", actor="desk", at=AT)
except LedgerError as error:
    print(error.what)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, unlike `tmp_path`."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def test_folder_that_may_not_be_written_is_told(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    said = start(AS_NOBODY, sqlite_url(open_folder)).communicate(timeout=60)[0]
    assert said == "the ledger cannot be opened\n"
    assert [*open_folder.iterdir()] == []


def test_ledger_that_may_not_be_written_is_told_and_stays(open_folder: Path) -> None:
    Ledger.open(sqlite_url(open_folder)).close()
    (open_folder / "ledger.db").chmod(0o444)
    open_folder.chmod(0o555)
    said = start(AS_NOBODY, sqlite_url(open_folder)).communicate(timeout=60)[0]
    assert said in {"the ledger cannot be opened\n", "the ledger cannot be written\n"}
    with Ledger.open(sqlite_url(open_folder)) as ledger:
        assert ledger.anchor().number == 0


FULL = """
import resource, sys
from tests.ledger.sample import AT, DOCUMENT, VERSIONS, results
from tidewaiter.ledger import Draft, Ledger
from tidewaiter.model import LedgerError
with Ledger.open(sys.argv[1]) as ledger:
    ledger.append("note", "before", b"{}", actor="x", at=AT)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
    try:
        ledger.record_screening(DOCUMENT, VERSIONS, results(2000), actor="x", at=AT)
    except LedgerError as error:
        print(error.what)
"""


def test_no_room_saves_nothing_and_says_so(tmp_path: Path) -> None:
    child = start(FULL, sqlite_url(tmp_path))
    assert "nothing of this was saved" in child.communicate(timeout=60)[0]
    assert child.returncode == 0
    with Ledger.open(sqlite_url(tmp_path)) as ledger:
        assert [event.subject for event in ledger.events()] == ["before"]
        assert ledger.verify() == ()


def test_damaged_database_is_told(tmp_path: Path) -> None:
    with Ledger.open(sqlite_url(tmp_path)) as ledger:
        for _ in range(50):
            ledger.append("note", "x" * 1000, b"{}", actor="desk", at=AT)
    path = tmp_path / "ledger.db"
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="damaged"), Ledger.open(sqlite_url(tmp_path)) as ledger:
        ledger.verify()


def test_message_names_no_recorded_value(tmp_path: Path) -> None:
    with Ledger.open(sqlite_url(tmp_path)) as ledger:
        ledger.append("note", "x", b"{}", actor="desk", at=AT)
    with Ledger.open(f"sqlite:///file:{tmp_path}/ledger.db?mode=ro&uri=true") as ledger:
        with pytest.raises(LedgerError) as raised:
            ledger.append("note", "BL-SECRET", b'"Fictional Person"', actor="desk", at=AT)
        chain = f"{raised.value} {raised.value.__cause__}"
        assert "BL-SECRET" not in chain
        assert "Fictional Person" not in chain


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("ledger.db", "not the address of a database"),
        ("", "not the address of a database"),
        ("mysql://localhost/ledger", "not one of the databases in use (sqlite, postgresql)"),
        ("postgresql+nosuch://localhost/ledger", "the driver nosuch is not there"),
    ],
)
def test_address_that_leads_nowhere_is_told(url: str, what: str) -> None:
    assert said(url).what == what


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"options": "-cdefault_transaction_read_only=on"}, "cannot be written"),
        ({"dbname": "nosuch"}, "cannot be reached"),
        ({"user": "nobody_we_know"}, "cannot be reached"),
        ({"host": "/nowhere"}, "cannot be reached"),
    ],
    ids=["read-only", "no such database", "no such user", "no server"],
)
def test_postgresql_that_cannot_be_used_is_told(
    postgresql: str, given: dict[str, str], what: str
) -> None:
    url = make_url(postgresql).update_query_dict(given)
    assert what in said(url.render_as_string(hide_password=False)).what


def test_text_that_postgresql_cannot_hold_saves_nothing(postgresql_url: str) -> None:
    with Ledger.open(postgresql_url) as ledger:
        with pytest.raises(LedgerError, match="NUL"):
            ledger.append("note", "BL\0", b"{}", actor="desk", at=AT)
        assert ledger.anchor().number == 0


@pytest.fixture
def own_server() -> Iterator[Path]:
    """A PostgreSQL that a test may stop: its folder."""
    if postgres.binaries() is None:
        pytest.skip(postgres.MISSING)
    folder = Path("/tmp") / f"tidewaiter-stop-{os.getpid()}"
    keeper = postgres.start(folder, os.getpid())
    yield folder
    keeper.terminate()
    keeper.wait()


def stop(folder: Path) -> None:
    server = int((folder / "data" / "postmaster.pid").read_text().split()[0])
    os.kill(server, signal.SIGQUIT)


def test_postgresql_that_goes_away_midway_saves_nothing_of_the_batch(own_server: Path) -> None:
    def drafts() -> Iterator[Draft]:
        yield from [Draft.of("note", "x", b"{}")] * 1500
        stop(own_server)
        yield from [Draft.of("note", "x", b"{}")] * 1500

    url = postgres.url_of(own_server)
    with Ledger.open(url) as ledger:
        ledger.append("note", "before", b"{}", actor="desk", at=AT)
        with pytest.raises(LedgerError, match="connection to it broke"):
            ledger.append_all(drafts(), actor="desk", at=AT)
        with pytest.raises(LedgerError, match="cannot be reached"):
            ledger.anchor()
