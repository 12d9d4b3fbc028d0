"""Long work in the background whose last result is kept: checks of the chain, backups, trials.

One file per kind of work stands in the folder `chores` of the home: the last result, and beside it
what runs now. So every process of a desk sees both, and a result outlives a restart.
"""

import datetime
import os
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from tidewaiter.ledger import Ledger
from tidewaiter.ledger.walk import Fault
from tidewaiter.model import Anchor, BadInput, Record, TidewaiterError
from tidewaiter.pipeline import keeping
from tidewaiter.pipeline.keeping import Place
from tidewaiter.pipeline.settings import Settings

ChoreName = Literal["check", "backup", "trial"]
FOLDER = "chores"
BACKUPS = "backups"
MOST_FAULTS = 50
TELL_EVERY = 1.0  # seconds
DEAD_AFTER = 120.0  # seconds without a word
# what has its own meaning in the home, and takes no backups
_TAKEN = {*keeping.FOLDERS, keeping.KEYS, FOLDER, "indexes", "past"}


class Chore(Record, frozen=True):
    """One run: who began it and when, how far it came, and what it found.

    `done` of `total` events were looked at. `upto` is the last event that was found whole, or
    that a backup holds; `anchor` the end of the chain when it was last found whole. `where` is
    the file of a backup, `problem` why the work could not be done.
    """

    name: ChoreName
    by: str
    began: datetime.datetime
    ended: datetime.datetime | None = None
    done: int = 0
    total: int = 0
    upto: int = 0
    anchor: Anchor | None = None
    faults: tuple[Fault, ...] = ()
    where: str = ""
    size: int = 0
    secrets: bool = False
    problem: str = ""


Told = Callable[[int], None]
Work = Callable[[Chore, Told], Chore]


class _Stopped(Exception):  # noqa: N818 - read aloud, it says what happened
    """The desk closes."""


class Chores:
    """The long work of one home. Nothing here but the record of progress reads the clock."""

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER
        self._closing = threading.Event()
        self._threads: list[threading.Thread] = []

    def last(self, name: ChoreName) -> Chore | None:
        """The last run that ended, if one did."""
        return _read(self._folder / f"{name}.json")

    def running(self, name: ChoreName) -> Chore | None:
        """The run that goes on now, in whatever process; None where none gives word."""
        path = self._folder / f"{name}.running"
        try:
            silent = time.time() - path.stat().st_mtime
        except OSError:
            return None
        return _read(path) if silent < DEAD_AFTER else None

    def begin(self, chore: Chore, work: Work, clock: Callable[[], datetime.datetime]) -> bool:
        """Begin it in the background; False where the same work goes on already.

        Raises:
            BadInput: the home cannot be written.
        """
        if self.running(chore.name) is not None:
            return False
        path = self._folder / f"{chore.name}.running"
        try:
            self._folder.mkdir(exist_ok=True)
            path.unlink(missing_ok=True)
            with path.open("xb") as file:
                file.write(msgspec.json.encode(chore))
        except FileExistsError:
            return False
        except OSError as error:
            advice = "Check the rights of the home folder, and the room on its disk."
            what = error.strerror or "cannot be written"
            raise BadInput(what, where=str(self._folder), advice=advice) from error
        thread = threading.Thread(target=self._run, args=(chore, work, clock), daemon=True)
        self._threads.append(thread)
        thread.start()
        return True

    def wait(self, seconds: float) -> None:
        """Wait for what this process began, but no longer than that."""
        until = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        self._threads = [each for each in self._threads if each.is_alive()]

    def close(self) -> None:
        """Stop what this process began; nothing of it is kept."""
        self._closing.set()
        self.wait(10)

    def _run(self, chore: Chore, work: Work, clock: Callable[[], datetime.datetime]) -> None:
        path = self._folder / f"{chore.name}.running"
        told = time.monotonic()

        def tell(done: int) -> None:
            nonlocal told
            if self._closing.is_set():
                raise _Stopped
            if time.monotonic() - told >= TELL_EVERY:
                told = time.monotonic()
                _write(path, msgspec.structs.replace(chore, done=done))

        with suppress(_Stopped):
            try:
                ended = work(chore, tell)
            except (TidewaiterError, OSError) as error:
                ended = msgspec.structs.replace(chore, problem=str(error))
            ended = msgspec.structs.replace(ended, ended=clock())
            _write(self._folder / f"{chore.name}.json", ended)
        path.unlink(missing_ok=True)


def checking(ledger: Ledger, before: Chore | None) -> Work:
    """Walk the whole chain, against its end as it was when it was last found whole.

    So a cut of what was whole then, and a chain rewritten since, are found as well.
    """
    known = None if before is None else before.anchor

    def check(chore: Chore, told: Told) -> Chore:
        end = ledger.anchor()
        faults = ledger.verify(*([] if known is None else [known]), progress=told)
        whole = len(faults) == 0
        return msgspec.structs.replace(
            chore,
            done=end.number,
            upto=end.number if whole else faults[0].number - 1,
            anchor=end if whole else known,
            faults=faults[:MOST_FAULTS],
        )

    return check


def backing_up(settings: Settings, target: Path) -> Work:
    """Write a backup into a file, and read it back."""

    def back_up(chore: Chore, told: Told) -> Chore:
        target.parent.mkdir(exist_ok=True)
        place = Place(settings.home, settings.database_url)
        stamp = chore.by, chore.began
        held = keeping.back_up(place, target, stamp, secrets=chore.secrets, progress=told)
        size = target.stat().st_size
        upto = held.about.anchor.number
        return msgspec.structs.replace(chore, done=held.events, upto=upto, size=size)

    return back_up


def trying(settings: Settings, backup: Path) -> Work:
    """Restore a backup into an empty place beside, verify it there, and take it away again."""

    def restore(chore: Chore, told: Told) -> Chore:
        told(0)
        with tempfile.TemporaryDirectory(prefix=".trial-", dir=settings.home) as folder:
            home = Path(folder)
            held = keeping.restore(backup, Place(home, f"sqlite:///{home / 'ledger.db'}"))
        upto = held.about.anchor.number
        return msgspec.structs.replace(
            chore, done=held.events, upto=upto, size=backup.stat().st_size
        )

    return restore


def backup_path(home: Path, folder: str, at: datetime.datetime) -> Path:
    """Where a backup made now goes: into a folder of that name in the home.

    Raises:
        BadInput: the name leads elsewhere, or is that of a folder with a meaning of its own.
    """
    advice = "Give one word of letters, digits, dash and underscore, such as backups."
    plain = folder.replace("-", "").replace("_", "").isalnum() and folder.isascii()
    if not plain or len(folder) > 60 or folder in _TAKEN:
        raise BadInput("not a folder for backups", where=folder[:60], advice=advice)
    return home / folder / f"tidewaiter-{at:%Y%m%d-%H%M%S}.backup"


def _read(path: Path) -> Chore | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Chore)
    except (OSError, msgspec.DecodeError):
        return None


def _write(path: Path, chore: Chore) -> None:
    """Write the file whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(msgspec.json.encode(chore))
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
