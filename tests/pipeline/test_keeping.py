import gzip
import io
import os
import signal
import stat
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.ledger.sample import AT, DOCUMENT, VERSIONS, results, sqlite_url, start
from tidewaiter.cases import Cases
from tidewaiter.ledger import Ledger
from tidewaiter.model import Actor, Attached, BadInput, LedgerError
from tidewaiter.people import Door, Secrets, Users
from tidewaiter.pipeline.keeping import Place, back_up, check, restore

STAMP = ("pak", AT)
PASSWORD = "four plain words here"
SUPERVISOR = Actor(name="lee", roles=("supervisor", "officer"))


@pytest.fixture
def place(tmp_path: Path, url: str) -> Place:
    home = tmp_path / "home"
    kept = {
        "attachments/ab/abcd": b"\xff\xd8\xff photo",
        "lists/ofac-sdn/1f/version.json": b"{}",
        "lists/.pulls/us.json": b"left out",
        "editions/law/2a/un/2270.toml": "§ 18".encode(),
        "rankings/2017.json": b"{}",
        "uploads/5e/content": b"UNB+",
        "desk.toml": b"[desk]\n",
        "quotas.csv": b"goods,ledger\n",
        "session": b"left out",
    }
    for name, content in kept.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(content)
    with Ledger.open(url) as ledger, closing(Secrets.open(url)) as secrets:
        users = Users(ledger)
        users.begin("pak", "Pak Fictional", AT)
        door = Door(users, secrets)
        door.accept(door.link("pak", AT), PASSWORD, AT)
        recorded = ledger.record_screening(DOCUMENT, VERSIONS, results(3), actor="desk", at=AT)
        cases = Cases(ledger)
        case = cases.open(recorded.first, SUPERVISOR, AT)
        cases.take(case, Attached("ab" * 32, "image/jpeg", 9), SUPERVISOR, AT)
    return Place(home, url)


@pytest.fixture
def empty(tmp_path: Path, request: pytest.FixtureRequest, url: str) -> Place:
    """Another place, whose database is of the other kind."""
    if url.startswith("sqlite"):
        return Place(tmp_path / "other", request.getfixturevalue("postgresql_url"))
    return Place(tmp_path / "other", f"sqlite:///{tmp_path / 'other.db'}")


def files(home: Path) -> dict[str, bytes]:
    found = sorted(path for path in home.rglob("*") if path.is_file() and "ledger" not in path.name)
    return {str(path.relative_to(home)): path.read_bytes() for path in found}


def test_backup_of_one_database_is_restored_into_the_other(
    place: Place, empty: Place, tmp_path: Path
) -> None:
    target = tmp_path / "desk.backup"
    made = back_up(place, target, STAMP)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert check(target) == made
    assert made.files == {
        "attachments": 1,
        "desk.toml": 1,
        "editions": 1,
        "lists": 1,
        "quotas.csv": 1,
        "rankings": 1,
        "uploads": 1,
    }
    assert restore(target, empty) == made
    kept = files(place.home)
    del kept["session"], kept["lists/.pulls/us.json"]
    assert files(empty.home) == kept
    with Ledger.open(place.url) as one, Ledger.open(empty.url) as other:
        *before, last = one.events()
        assert (last.kind, last.subject, last.actor) == ("backup", target.name, "pak")
        assert other.verify(made.about.anchor) == ()
        assert other.anchor() == made.about.anchor
        assert list(other.events()) == before
        assert list(Cases(other).all()) == list(Cases(one).all())
        assert Users(other).all() == Users(one).all()


@pytest.mark.parametrize("secrets", [True, False])
def test_passwords_go_along_only_when_asked(
    place: Place, empty: Place, tmp_path: Path, secrets: bool
) -> None:
    (place.home / "keys").mkdir()
    (place.home / "keys" / "desk.pem").write_text("fictional")
    made = back_up(place, tmp_path / "b", STAMP, secrets=secrets)
    restore(tmp_path / "b", empty)
    assert made.secrets == secrets
    assert (empty.home / "keys").exists() == secrets
    with closing(Secrets.open(empty.url)) as kept:
        assert (kept.password("pak") is not None) == secrets


def test_events_written_during_the_backup_are_left_to_the_next(
    place: Place, tmp_path: Path
) -> None:
    with Ledger.open(place.url) as ledger:
        end = ledger.anchor()

        def meanwhile(_: int) -> None:
            ledger.append("note", "x", b"{}", actor="kim", at=AT)

        made = back_up(place, tmp_path / "b", STAMP, progress=meanwhile)
        assert ledger.anchor().number == end.number + 2
    assert made.about.anchor == end
    assert made.events == end.number


def test_restore_refuses_a_place_that_holds_something(
    place: Place, empty: Place, tmp_path: Path
) -> None:
    back_up(place, tmp_path / "b", STAMP)
    with pytest.raises(BadInput, match="it is there already"):
        restore(tmp_path / "b", Place(place.home, empty.url))
    with pytest.raises(BadInput, match="the ledger holds events"):
        restore(tmp_path / "b", Place(empty.home, place.url))
    assert files(empty.home) == {}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A backup of two events and a file."""
    home = tmp_path / "home"
    (home / "attachments").mkdir(parents=True)
    (home / "attachments" / "one").write_bytes(b"photo")
    with Ledger.open(sqlite_url(home)) as ledger:
        for subject in "ab":
            ledger.append("note", subject, b'{"x":1}', actor="kim", at=AT)
    back_up(Place(home, sqlite_url(home)), tmp_path / "b", STAMP)
    return tmp_path / "b"


def refused(content: bytes, folder: Path) -> str:
    """How a file is refused, by the check and by a restore that leaves nothing."""
    (folder / "bad").write_bytes(content)
    with pytest.raises(BadInput) as checked:
        check(folder / "bad")
    target = Place(folder / "target", f"sqlite:///{folder / 'target.db'}")
    with pytest.raises(BadInput) as raised:
        restore(folder / "bad", target)
    assert str(raised.value) == str(checked.value)
    assert files(target.home) == {}
    with Ledger.open(target.url) as ledger:
        assert ledger.anchor().number == 0
    return str(raised.value)


def test_damaged_or_cut_backup_restores_nothing(small: Path, tmp_path: Path) -> None:
    whole = small.read_bytes()
    plain = gzip.decompress(whole)
    for cut in (0, 5, 300, len(whole) // 2, len(whole) - 1):
        refused(whole[:cut], tmp_path)
    for place in range(0, len(plain), 97):
        changed = bytearray(plain)
        changed[place] ^= 0x20
        refused(gzip.compress(bytes(changed)), tmp_path)
    refused(gzip.compress(plain[: plain.index(b"manifest.json")]), tmp_path)
    assert "no tidewaiter backup" in refused(gzip.compress(b"\0" * 1024), tmp_path)
    assert "damaged" in refused(b"PK\3\4 a zip file", tmp_path)


def test_member_that_leads_out_of_the_home_is_refused(small: Path, tmp_path: Path) -> None:
    plain = gzip.decompress(small.read_bytes())
    for name, kind, link in (
        ("home/attachments/../../evil", tarfile.REGTYPE, ""),
        ("/tmp/evil", tarfile.REGTYPE, ""),
        ("home/attachments/link", tarfile.SYMTYPE, "/etc/passwd"),
        ("home/attachments/link", tarfile.LNKTYPE, "/etc/passwd"),
        ("home/ledger.db", tarfile.REGTYPE, ""),
        ("home/attachments", tarfile.REGTYPE, ""),
    ):
        info = tarfile.TarInfo(name)
        info.type, info.linkname, info.mode = kind, link, 0o600
        at = plain.index(b"home/attachments/one")
        put = plain[:at] + info.tobuf(tarfile.USTAR_FORMAT) + plain[at:]
        said = refused(gzip.compress(put), tmp_path)
        assert "no place in a backup" in said or "not as this program writes it" in said


def test_any_tar_reads_a_backup(small: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(small.read_bytes())) as archive:
        names = archive.getnames()
    assert names[0] == "about.json"
    assert names[-1] == "manifest.json"
    assert "events/000000000001.jsonl" in names


def test_ledger_that_was_tampered_with_gives_no_backup(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with Ledger.open(url) as ledger:
        ledger.append("note", "a", b"{}", actor="kim", at=AT)
        with ledger._database.writing() as connection:
            connection.exec_driver_sql("DROP TRIGGER ledger_events_no_update")
            connection.exec_driver_sql("UPDATE ledger_events SET actor = 'lee'")
    with pytest.raises(LedgerError, match="event 1 altered"):
        back_up(Place(tmp_path, url), tmp_path / "b", STAMP)
    assert not (tmp_path / "b").exists()


def test_file_that_no_archive_can_name_is_told_and_not_left_out(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'one.db'}"
    for name in ("a\nb", "x" * 250, b"\xff".decode("utf-8", "surrogateescape")):
        path = tmp_path / "home" / "attachments" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"photo")
        with pytest.raises(BadInput, match="cannot be packed"):
            back_up(Place(tmp_path / "home", url), tmp_path / "b", STAMP)
        path.unlink()
    assert not (tmp_path / "b").exists()


KILLED_RESTORE = """
import sys, time
from pathlib import Path
from tidewaiter.pipeline import keeping
write = keeping.write_events
def written(connection, batch):
    write(connection, batch)
    print("writing", flush=True)
    time.sleep(60)
keeping.write_events = written
keeping.restore(Path(sys.argv[1]), keeping.Place(Path(sys.argv[2]), sys.argv[3]))
"""


def test_killed_restore_leaves_nothing_and_can_be_done_again(
    small: Path, url: str, tmp_path: Path
) -> None:
    place = Place(tmp_path / "again", url)
    process = start(KILLED_RESTORE, str(small), str(place.home), url)
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with Ledger.open(url) as ledger:
        assert ledger.anchor().number == 0
    assert restore(small, place).events == 2
    assert files(place.home) == {"attachments/one": b"photo"}


KILLED = """
import sys, time
from pathlib import Path
from tests.ledger.sample import AT
from tidewaiter.pipeline.keeping import Place, back_up
def wait(_):
    print("writing", flush=True)
    time.sleep(60)
back_up(Place(Path(sys.argv[1]), sys.argv[2]), Path(sys.argv[3]), ("pak", AT), progress=wait)
"""


def test_killed_backup_leaves_no_file_of_the_name(small: Path, tmp_path: Path) -> None:
    home, target = tmp_path / "home", tmp_path / "killed"
    process = start(KILLED, str(home), sqlite_url(home), str(target))
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert not target.exists()
    back_up(Place(home, sqlite_url(home)), target, STAMP)


FULL = """
import resource, signal, sys
from pathlib import Path
from tests.ledger.sample import AT
from tidewaiter.model import BadInput
from tidewaiter.pipeline.keeping import Place, back_up, restore
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
deed, home, url, target = sys.argv[1:]
place = Place(Path(home), url)
from tidewaiter.ledger import Ledger
Ledger.open(url).close()
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    if deed == "back_up":
        back_up(place, Path(target), ("pak", AT))
    else:
        restore(Path(target), place)
except BadInput as error:
    print(error)
"""


def test_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: the write fails halfway."""
    home, target = tmp_path / "home", tmp_path / "full"
    (home / "attachments").mkdir(parents=True)
    (home / "attachments" / "one").write_bytes(os.urandom(200_000))
    url = f"sqlite:///{tmp_path / 'one.db'}"
    with Ledger.open(url) as ledger:
        ledger.append("note", "a", b"{}", actor="kim", at=AT)
    said = start(FULL, "back_up", str(home), url, str(target)).communicate()[0]
    assert "it cannot be written" in said
    assert not target.exists()
    back_up(Place(home, url), target, STAMP)
    other, other_url = tmp_path / "other", f"sqlite:///{tmp_path / 'two.db'}"
    said = start(FULL, "restore", str(other), other_url, str(target)).communicate()[0]
    assert "nothing was restored" in said
    assert list(other.iterdir()) == []
    with Ledger.open(other_url) as ledger:
        assert ledger.anchor().number == 0
