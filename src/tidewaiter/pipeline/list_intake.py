"""A list before it is kept: what it would change, and which open cases that touches."""

import datetime
import re
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from tidewaiter import lists
from tidewaiter.cases.listed import Meets, open_cases_meeting
from tidewaiter.cases.standing import Standing
from tidewaiter.lists import Arrival, ListDiff, LoadedList, Store
from tidewaiter.lists.disk import told, write_whole
from tidewaiter.lists.edition import edition_files
from tidewaiter.lists.kept import Kept, as_kept, faults
from tidewaiter.lists.store import Receipt
from tidewaiter.model import BadInput, Record

ABOUT = "about.json"
KEPT_FOR = datetime.timedelta(hours=24)
_TOKEN = re.compile(r"[0-9a-f]{32}")
_NAME = re.compile(r"[^\w.-]+")
_LONGEST = 100


class Arrived(Record, frozen=True):
    """A list that was handed in and waits to be kept: its files, who handed it in, and when.

    `published` is the day given for a list that gives none itself.
    """

    files: tuple[str, ...]
    by: str
    at: datetime.datetime
    published: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What keeping a list would change.

    `before` is the version held, None for the first; `faults` put the whole list in doubt; `same`
    is True where this very content is kept already. `touched` are open cases on a listing that
    changes or goes: those that only a new name meets are found by screening again.
    """

    token: str
    arrived: Arrived
    loaded: LoadedList
    kept: Kept
    before: Kept | None
    diff: ListDiff | None
    faults: tuple[str, ...]
    same: bool
    touched: tuple[Meets, ...]


class Intake:
    """Lists that were handed in, each in a folder of its own until it is kept or sent away."""

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder, self._store = folder, store

    def put(self, files: Iterable[tuple[str, IO[bytes]]], arrived: Arrived) -> str:
        """Lay files aside; the token to ask for them by. What lay there for a day goes.

        Raises:
            BadInput: there is no file, one is empty, or they cannot be written.
        """
        self._forget(arrived.at)
        token = secrets.token_hex(16)
        place = self._folder / token
        names = []
        with told(self._folder):
            place.mkdir(parents=True)
            for name, content in files:
                plain = _plain(name)
                with (place / plain).open("wb") as file:
                    shutil.copyfileobj(content, file)
                names.append(plain)
            whole = msgspec.structs.replace(arrived, files=tuple(names))
            write_whole(place / ABOUT, msgspec.json.encode(whole))
        if len(names) == 0:
            advice = "Choose the file as its publisher gives it."
            raise BadInput("no file was handed in", where="files", advice=advice)
        return token

    def preview(self, token: str, standing: Standing) -> Preview:
        """What keeping the list would change.

        Raises:
            BadInput: it is not there any more, or no reader knows it.
        """
        arrived, path = self._find(token)
        try:
            loaded = lists.read(path)
        except BadInput as error:
            self.drop(token)
            raise BadInput(error.what, where=path.name, advice=error.advice) from error
        kept = as_kept(loaded, got=arrived.at, origin=path.name)
        held = [each for each in self._store.versions() if each.list == kept.list]
        before = max(held, key=lambda each: (each.day, each.got), default=None)
        changes = None if before is None else lists.diff(self._store.load(before), loaded)
        touched = () if changes is None else open_cases_meeting(standing, changes.touched)
        return Preview(
            token=token,
            arrived=arrived,
            loaded=loaded,
            kept=kept,
            before=before,
            diff=changes,
            faults=faults(loaded, before=0 if before is None else before.entries),
            same=any(each.sha256 == kept.sha256 for each in held),
            touched=touched,
        )

    def keep(self, token: str, *, actor: str, accept: str = "") -> Receipt:
        """Keep the list; `accept` is the reason to keep it with its faults.

        Raises:
            BadInput: it is not there any more, or has faults and no reason is given.
        """
        arrived, path = self._find(token)
        arrival = Arrival(
            at=arrived.at,
            origin=path.name,
            actor=actor,
            published=arrived.published,
            accept=accept != "",
            why=accept,
        )
        receipt = self._store.keep(path, arrival)
        self.drop(token)
        return receipt

    def drop(self, token: str) -> None:
        """Send a list away: nothing of it is kept."""
        if _TOKEN.fullmatch(token):
            shutil.rmtree(self._folder / token, ignore_errors=True)

    def _find(self, token: str) -> tuple[Arrived, Path]:
        place = self._folder / token
        if _TOKEN.fullmatch(token) is None or not (place / ABOUT).is_file():
            advice = "Hand the file in again."
            raise BadInput("this list does not wait here", where="lists", advice=advice)
        arrived = msgspec.json.decode((place / ABOUT).read_bytes(), type=Arrived)
        return arrived, max((place / name for name in arrived.files), key=_holds)

    def _forget(self, now: datetime.datetime) -> None:
        for about in self._folder.glob(f"*/{ABOUT}"):
            at = datetime.datetime.fromtimestamp(about.stat().st_mtime, datetime.UTC)
            if now - at > KEPT_FOR:
                self.drop(about.parent.name)


def _plain(name: str) -> str:
    """A file's name that leads nowhere else."""
    plain = _NAME.sub("_", name.replace("\\", "/").rpartition("/")[2]).lstrip(".")
    return plain[-_LONGEST:] if plain not in {"", ABOUT} else "list"


def _holds(path: Path) -> int:
    """How many files the edition has that begins with this one."""
    try:
        return len(edition_files(path))
    except BadInput:
        return 0
