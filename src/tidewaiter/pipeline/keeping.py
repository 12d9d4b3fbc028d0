"""Backup and restore of everything a desk keeps: its ledger, and the files under its home folder.

A backup is one compressed archive (`ledger.archive`). It is read back before it gets its name. A
restore fills an empty ledger and an empty home folder, whole or not at all.
"""

import datetime
import gzip
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

import tidewaiter
from tidewaiter.ledger import SCHEMA_VERSION, Ledger
from tidewaiter.ledger.archive import (
    MANIFEST,
    About,
    Packer,
    Part,
    Unpacker,
    is_plain,
    readable,
    written_aside,
)
from tidewaiter.ledger.backup import (
    FOLDER,
    Intake,
    Stored,
    is_empty,
    pack_events,
    write_events,
)
from tidewaiter.ledger.database import Database
from tidewaiter.model import BadInput, LedgerError, Record
from tidewaiter.people import Secrets
from tidewaiter.people.secrets import Proofs, put_back

FORM = "tidewaiter-backup-1"
BACKUP = "backup"
HOME, PROOFS, KEYS = "home", "people.json", "keys"
# what stands in the home folder and cannot be made anew; the desk's key is a secret
FOLDERS = ("attachments", "editions", "lists", "rankings", "uploads")
FILES = ("desk.toml", "quotas.csv", "retention.toml")
LEVEL = 3  # of gzip's 9; more takes twice as long for a tenth less
_STAGING = ".restoring"
Progress = Callable[[int], None]


def _silent(_: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a desk keeps what it keeps: its home folder, and its ledger's address."""

    home: Path
    url: str


class Holding(Record, frozen=True, omit_defaults=False):
    """What a backup holds: events, files by folder, and whether passwords, tokens and the key."""

    about: About
    events: int
    files: dict[str, int]
    secrets: bool


class BackedUp(Record, frozen=True, omit_defaults=False):
    """Payload of a `backup` event: up to which event, and whether with passwords and the key."""

    upto: int
    secrets: bool


def back_up(
    place: Place,
    target: Path,
    stamp: tuple[str, datetime.datetime],
    *,
    secrets: bool = False,
    progress: Progress = _silent,
) -> Holding:
    """Write a backup of the ledger as it is at the beginning, and of the files.

    That it was made is a `backup` event, which the next one holds.

    Args:
        place: What is backed up.
        target: The file to write; there must be none.
        stamp: By whom, and when.
        secrets: Take the hashes of passwords and tokens and the desk's key along.
        progress: Is told the number of events written.

    Returns:
        What it holds, as it was read back.

    Raises:
        BadInput: it cannot be written; there is no file of that name then.
        LedgerError: the ledger cannot be read, or its chain is broken; neither is there then.
    """
    by, made = stamp
    with Ledger.open(place.url) as ledger, written_aside(target) as draft:
        end = ledger.anchor()
        with _compressed(draft) as file:
            code = tidewaiter.__version__
            packer = Packer(file, About(FORM, made, by, code, SCHEMA_VERSION, end))
            pack_events(packer, ledger, end, progress)
            _pack_rest(packer, place, secrets=secrets)
            packer.add_manifest()
            packer.end()
        held = _read_back(draft, target)
        said = BackedUp(end.number, held.secrets)
        ledger.append(BACKUP, target.name, said, actor=by, at=made)
        return held


def _read_back(draft: Path, target: Path) -> Holding:
    try:
        return check(draft)
    except BadInput as error:
        advice = "`tidewaiter verify` says whether the ledger is at fault; else run it again."
        what = f"the backup does not read back and is not kept: {error.what}"
        raise LedgerError(what, where=str(target), advice=advice) from error


def check(path: Path) -> Holding:
    """Read a backup as a restore would, and restore nothing: every digest, the chain, its end.

    Raises:
        BadInput: it is none, or is cut or damaged: what, and in which member.
    """
    with _opened(path) as archive:
        return _Taking(archive).all(str(path))


def restore(path: Path, place: Place) -> Holding:
    """Fill an empty ledger and home folder from a backup, whole or not at all.

    Raises:
        BadInput: the backup is none, cut or damaged, or there is something already, or no room;
            nothing was restored.
        LedgerError: the database failed, or the chain it holds afterwards is broken.
    """
    with (
        _opened(path) as archive,
        _told(place.home),
        closing(Database.open(place.url)) as database,
        _staged(place.home) as staging,
        _Moving(staging, place.home) as moving,
        database.writing() as connection,
    ):
        if not is_empty(connection):
            raise _used(database.where, "the ledger holds events")
        taking = _Taking(archive, staging, lambda batch: write_events(connection, batch))
        holding = taking.all(str(path))
        put_back(connection, taking.proofs)
        moving.move()
    with Ledger.open(place.url) as ledger:
        faults = ledger.verify(holding.about.anchor)
    if len(faults) > 0:
        what = f"event {faults[0].number} is not as the backup holds it"
        raise LedgerError(what, where=str(path), advice="Restore into another database.")
    return holding


class _Taking:
    """What comes in from an archive, and where it goes; without a folder nowhere.

    Args:
        archive: What is read.
        folder: Where files go.
        write: What is done with a batch of events.
    """

    def __init__(
        self,
        archive: Unpacker,
        folder: Path | None = None,
        write: Callable[[Sequence[Stored]], None] = lambda _: None,
    ) -> None:
        self._archive, self._folder = archive, folder
        self._intake = Intake(archive.about.anchor, write)
        self._files: Counter[str] = Counter()
        self.proofs: Proofs = {}
        self._secrets = False

    def all(self, where: str) -> Holding:
        about = self._archive.about
        if about.schema > SCHEMA_VERSION:
            what = f"it holds schema {about.schema}; this program knows schema {SCHEMA_VERSION}"
            advice = "Use the version of tidewaiter that wrote it, or a newer one."
            raise BadInput(what, where=where, advice=advice)
        for part in self._archive.parts():
            self._take(part)
        self._intake.end(where)
        return Holding(about, self._intake.count, dict(sorted(self._files.items())), self._secrets)

    def _take(self, part: Part) -> None:
        top, _, below = part.name.partition("/")
        if top == FOLDER:
            self._intake.take(part)
        elif part.name == PROOFS:
            self.proofs, self._secrets = part.read(Proofs), True
        elif top == HOME and _is_kept(below):
            self._files[below.partition("/")[0]] += 1
            if self._folder is not None:
                _write(part, self._folder / below)
        elif part.name != MANIFEST:
            raise part.fault("it has no place in a backup")


class _Moving:
    """Files moved from beside into the home folder, and back out of it on an error."""

    def __init__(self, staging: Path, home: Path) -> None:
        self._staging, self._home = staging, home
        self._moved: list[Path] = []

    def move(self) -> None:
        for piece in sorted(self._staging.iterdir()):
            target = self._home / piece.name
            piece.rename(target)
            self._moved.append(target)

    def __enter__(self) -> "_Moving":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            for target in self._moved:
                target.rename(self._staging / target.name)


def _pack_rest(packer: Packer, place: Place, *, secrets: bool) -> None:
    """The files of the home folder; those in the making have names with a leading dot."""
    if secrets:
        with closing(Secrets.open(place.url)) as kept:
            packer.add(PROOFS, msgspec.json.encode(kept.proofs()))
    folders = (*FOLDERS, KEYS) if secrets else FOLDERS
    found = [path for folder in folders for path in (place.home / folder).rglob("*")]
    found += [place.home / name for name in FILES]
    for path in sorted(found):
        name = path.relative_to(place.home)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            packer.add_file(f"{HOME}/{name.as_posix()}", path)


def _is_kept(name: str) -> bool:
    folder, _, below = name.partition("/")
    return is_plain(name) and (name in FILES or (folder in {*FOLDERS, KEYS} and below != ""))


def _write(part: Part, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    number = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "wb") as file:
        for chunk in part.chunks():
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _compressed(path: Path) -> Iterator[BinaryIO]:
    with path.open("wb") as raw, gzip.GzipFile("", "wb", LEVEL, raw, 0) as file:
        yield cast("BinaryIO", file)


@contextmanager
def _opened(path: Path) -> Iterator[Unpacker]:
    with readable(path) as raw, gzip.GzipFile(fileobj=raw) as file:
        yield Unpacker(cast("BinaryIO", file), FORM, str(path))


@contextmanager
def _staged(home: Path) -> Iterator[Path]:
    """A folder beside for what comes in; what a restore that was killed left is removed."""
    home.mkdir(parents=True, exist_ok=True)
    for name in (*FOLDERS, KEYS, *FILES):
        path = home / name
        if path.is_file() or (path.is_dir() and any(path.iterdir())):
            raise _used(str(path), "it is there already")
    staging = home / _STAGING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(mode=0o700)
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _told(home: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = f"the files cannot be restored ({error.strerror or error}); nothing was restored"
        advice = "Make room, or check the rights of the folder, and restore again."
        raise BadInput(what, where=str(home), advice=advice) from error


def _used(where: str, what: str) -> BadInput:
    advice = (
        "Restore into an empty ledger and folder: name others in TIDEWAITER_DATABASE_URL and "
        "TIDEWAITER_HOME."
    )
    return BadInput(f"{what}; nothing was restored", where=where, advice=advice)
