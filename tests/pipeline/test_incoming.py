"""Documents handed in are kept whole, screened once, and outlive the process."""

import datetime
import io
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tidewaiter.ledger import Ledger
from tidewaiter.model import Actor, BadInput, Refused
from tidewaiter.pipeline import incoming as module
from tidewaiter.pipeline.home import now
from tidewaiter.pipeline.incoming import Incoming
from tidewaiter.pipeline.settings import Settings
from tidewaiter.pipeline.uploads import Progress, Uploads, Wish, plain_name

OFFICER = Actor(name="kim", roles=("officer",))
AUDITOR = Actor(name="jong", roles=("auditor",))
TABLE = b"consignment,goods_description,port_of_loading\nB1,COAL,Nampo\nB2,APPLES,Busan\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path, f"sqlite:///{tmp_path / 'l.db'}", datetime.date(2020, 1, 1), "t")


@pytest.fixture
def ledger(settings: Settings) -> Iterator[Ledger]:
    with Ledger.open(settings.database_url) as ledger:
        yield ledger


@pytest.fixture
def incoming(settings: Settings, ledger: Ledger) -> Iterator[Incoming]:
    incoming = Incoming(settings, ledger, now)
    yield incoming
    incoming.close()


def settled(incoming: Incoming, sha256: str) -> Progress:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        told = incoming.uploads.progress(sha256)
        if told is not None and not told.alive:
            return told
        time.sleep(0.01)
    raise AssertionError(told)


def test_a_document_is_recorded_by_its_own_name_on_the_day_of_the_clock(
    incoming: Incoming, ledger: Ledger
) -> None:
    taken = incoming.take_in(io.BytesIO(TABLE), r"C:\papers\..\july.csv", OFFICER, Wish())
    told = settled(incoming, taken.sha256)
    assert (told.step, told.name, told.total, told.done) == ("recorded", "july.csv", 2, 2)
    closing = next(ledger.events(kind="document", document=taken.sha256))
    assert closing.actor == "kim"
    assert '"name":"july.csv"' in closing.payload
    screened = next(ledger.events(kind="screened"))
    assert f'"known_on":"{now().date()}"' in screened.payload
    assert incoming.uploads.unsettled() == ()


def test_what_is_recorded_is_not_screened_twice_unless_asked(
    incoming: Incoming, ledger: Ledger
) -> None:
    taken = incoming.take_in(io.BytesIO(TABLE), "a.csv", OFFICER, Wish())
    settled(incoming, taken.sha256)
    assert incoming.take_in(io.BytesIO(TABLE), "b.csv", OFFICER, Wish()).step == "recorded"
    incoming.again(taken.sha256, OFFICER, Wish(sources=("us",)))
    settled(incoming, taken.sha256)
    assert len(list(ledger.events(kind="document"))) == 2


def test_a_chosen_format_is_read_as_that_one(incoming: Incoming) -> None:
    wish = Wish(format="dcsa-bill-of-lading")
    taken = incoming.take_in(io.BytesIO(TABLE), "a.csv", OFFICER, wish)
    told = settled(incoming, taken.sha256)
    assert told.step in {"unopened", "recorded"}
    assert told.total == 0


def test_who_may_not_screen_leaves_nothing(incoming: Incoming, settings: Settings) -> None:
    with pytest.raises(Refused):
        incoming.take_in(io.BytesIO(TABLE), "a.csv", AUDITOR, Wish())
    assert not settings.uploads.exists()


def test_too_large_leaves_nothing(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path, most=10)
    with pytest.raises(BadInput, match="nothing of it was kept"):
        uploads.put(io.BytesIO(b"x" * 11), "large")
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_ends_leaves_a_file_that_can_be_screened_again(
    settings: Settings, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TELL_EVERY", 0.0)
    reached, go_on = threading.Event(), threading.Event()
    tell = Uploads.tell

    def slow(uploads: Uploads, progress: Progress) -> None:
        tell(uploads, progress)
        if progress.step == "reading":
            reached.set()
            go_on.wait(30)

    monkeypatch.setattr(Uploads, "tell", slow)
    first = Incoming(settings, ledger, now)
    sha256 = first.take_in(io.BytesIO(TABLE), "a.csv", OFFICER, Wish()).sha256
    assert reached.wait(30)
    other = Incoming(settings, ledger, now)
    assert other.again(sha256, OFFICER, Wish()).running
    threading.Timer(0.1, go_on.set).start()
    first.close()
    left = other.uploads.progress(sha256)
    assert left is not None
    assert left.broken_off
    assert [each.sha256 for each in other.uploads.unsettled()] == [sha256]
    assert list(ledger.events(kind="document")) == []
    other.again(sha256, OFFICER, Wish())
    assert settled(other, sha256).step == "recorded"
    other.close()


def test_bytes_that_changed_are_told(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    sha256, _ = uploads.put(io.BytesIO(TABLE), "a.csv")
    assert uploads.is_as_it_was(sha256)
    uploads.content(sha256).write_bytes(TABLE.replace(b"COAL", b"SAND"))
    assert not uploads.is_as_it_was(sha256)


@pytest.mark.parametrize("name", ["../x", "0" * 63, "G" * 64, "", "/etc/passwd"])
def test_what_is_no_hash_is_no_address(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput):
        Uploads(tmp_path).content(name)


@pytest.mark.parametrize(
    ("given", "name"),
    [("/etc/../a.csv", "a.csv"), ("a\nb.csv", "a b.csv"), ("..\\", "document"), ("", "document")],
)
def test_names_are_plain(given: str, name: str) -> None:
    assert plain_name(given) == name
