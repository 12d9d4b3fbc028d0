"""Lists kept on disk: every version by the hash of its content, never changed.

`lists/<list>/<sha256>/` under the home folder holds the files as they were got, `version.json`
with what is known of them, and `parsed.msgpack`. A version is made beside and moved in whole,
and no file is shared between versions, so that two processes cannot spoil each other's work.
"""

import contextlib
import datetime
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import msgspec

from tidewaiter.lists.disk import sync_file, sync_folder, told, write_whole
from tidewaiter.lists.edition import content_hash, edition_files, unopened
from tidewaiter.lists.embedded import embedded
from tidewaiter.lists.kept import Kept, as_kept, day_of, embedded_kept, faults
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.parsed import read_parsed, write_parsed
from tidewaiter.lists.read import read
from tidewaiter.model import BadInput

VERSION = "version.json"
CONFIRMED = "confirmed.json"
INCOMING = ".incoming-"
_HASH = re.compile(r"[0-9a-f]{64}")
_PREFIX = re.compile(r"[0-9a-f]{6,64}")


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a list came: when, from where, who got it, and what is said of its date.

    `published` is used where the list gives no date itself; `dated_by` says who gave it.
    `accept` keeps a list whatever its faults, and `why` says the reason. `expected` is the name
    the list must have, where it is known.
    """

    at: datetime.datetime
    origin: str
    actor: str = ""
    published: str = ""
    dated_by: str = "officer"
    accept: bool = False
    why: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A version in the store, and whether it came in just now."""

    kept: Kept
    new: bool


class Store:
    """The lists kept under a home folder, and the embedded list with them.

    What is loaded stays loaded as long as the store lives.

    Args:
        home: The home folder; nothing is made in it before a list is kept.
    """

    def __init__(self, home: Path) -> None:
        self.folder = home / "lists"
        self._embedded = embedded()
        self._loaded: dict[str, LoadedList] = {}

    def keep(self, path: Path, arrival: Arrival) -> Receipt:
        """Read a list, check it, and keep it; content that is kept already changes nothing.

        Raises:
            BadInput: where it cannot be read or kept, or has faults that nobody accepted. What
                is kept stays as it was.
        """
        files = edition_files(path)
        with self.incoming() as incoming:
            folder = incoming / "edition"
            copies = _copied(files, folder)
            loaded = _read_copy(copies[0], path)
            kept = _describe(loaded, copies, arrival)
            place = self._place(kept)
            held = _sound(place)
            if held is not None:
                return Receipt(_same(held, kept, path), new=False)
            kept = self._judged(kept, loaded, path, arrival)
            write_parsed(folder, loaded)
            with told(self.folder):
                write_whole(folder / VERSION, msgspec.json.encode(kept))
                for copy in copies:
                    sync_file(copy)
                sync_folder(folder)
                new = _move(folder, place, aside=incoming / "damaged")
        return Receipt(kept, new=new)

    def confirm(self, kept: Kept, day: datetime.date) -> None:
        """Note that the publisher still gives out this version.

        Raises:
            BadInput: where it cannot be written.
        """
        with told(self.folder):
            write_whole(self._place(kept) / CONFIRMED, msgspec.json.encode(day))

    def versions(self) -> tuple[Kept, ...]:
        """Every version kept, the embedded list first, then by list, oldest first.

        Raises:
            BadInput: where what is known of a version cannot be read.
        """
        lists = sorted(self.folder.glob("[!.]*"))
        found = [_known(place) for each in lists for place in _places(each)]
        return (embedded_kept(self._embedded), *sorted(found, key=_by_day))

    def versions_in_force(self, on: datetime.date) -> tuple[Kept, ...]:
        """The version of every list that was last published on or before a day.

        Where none is that old it is the oldest held.
        """
        return _in_force(_by_list(self.versions()), on)

    def in_force(self, on: datetime.date) -> tuple[LoadedList, ...]:
        """The lists that answer for a day, the embedded list always among them.

        Each version says where it is stale on that day, or stands in for an older one.

        Raises:
            BadInput: where a version that answers cannot be loaded: no list is left out in
                silence.
        """
        return self.answering()(on)

    def answering(self) -> Callable[[datetime.date], tuple[LoadedList, ...]]:
        """What `in_force` gives for any day, of the versions kept now: later ones do not count."""
        held = _by_list(self.versions())

        def on(day: datetime.date) -> tuple[LoadedList, ...]:
            return tuple(kept.present(self.load(kept), day) for kept in _in_force(held, day))

        return on

    def load(self, kept: Kept) -> LoadedList:
        """A version's listings; parsed anew where the parsed copy is stale or damaged.

        Raises:
            BadInput: where the files have changed since they were kept, or cannot be read.
        """
        if kept.sha256 == self._embedded.version.sha256:
            return self._embedded
        if kept.sha256 not in self._loaded:
            place = self._place(kept)
            loaded = read_parsed(place)
            if loaded is None:
                if _sound(place) is None:
                    raise _damaged(place)
                loaded = read(place / kept.files[0])
                write_parsed(place, loaded)
            self._loaded[kept.sha256] = loaded
        return self._loaded[kept.sha256]

    def find(self, text: str) -> Kept:
        """The one version named by the start of its hash, its day, or `list@day`.

        The name of a list alone is its newest version.

        Raises:
            BadInput: where none or several are named so.
        """
        versions = self.versions()
        name, _, day = text.rpartition("@")
        found = [kept for kept in versions if _named(kept, text, name, day_of(day))]
        if len(found) == 0 and any(kept.list == text for kept in versions):
            found = [kept for kept in versions if kept.list == text][-1:]
        if len(found) == 1:
            return found[0]
        some = found or versions
        held = ", ".join(f"{kept.list}@{kept.day} ({kept.sha256[:12]})" for kept in some)
        what = "no file and no version kept" if len(found) == 0 else f"{len(found)} versions"
        raise BadInput(f"{what} of that name", where=text, advice=f"Give one of: {held}.")

    def sound(self, sha256: str) -> Kept | None:
        """The version of that hash whose files are all there as they were kept; else None."""
        found = [_sound(place) for place in self.folder.glob(f"[!.]*/{sha256}")] if sha256 else []
        return next((kept for kept in found if kept is not None), None)

    def path(self, kept: Kept, name: str) -> Path:
        """A file of a version as it was got."""
        return self._place(kept) / name

    @contextlib.contextmanager
    def incoming(self) -> Iterator[Path]:
        """A folder on the same disk for what comes in; it is gone afterwards.

        Raises:
            BadInput: where it cannot be made.
        """
        with told(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            incoming = tempfile.mkdtemp(prefix=INCOMING, dir=self.folder)
        try:
            yield Path(incoming)
        finally:
            shutil.rmtree(incoming, ignore_errors=True)

    def _judged(self, kept: Kept, loaded: LoadedList, path: Path, arrival: Arrival) -> Kept:
        before = self._readable(kept.list)
        found = faults(loaded, before=before[-1].entries if len(before) > 0 else 0)
        if len(found) > 0 and not arrival.accept:
            last = "No version is kept so far"
            if len(before) > 0:
                last = f"The version of {before[-1].day} stays in place"
            raise BadInput(
                f"{kept.list} is not kept: {'; '.join(found)}",
                where=str(path),
                advice=f"{last}. Get the list again from its publisher; to keep it all the same, "
                "import it with --accept-defects.",
            )
        why = arrival.why if len(found) > 0 else ""
        return msgspec.structs.replace(kept, accepted=found, why=why)

    def _readable(self, name: str) -> list[Kept]:
        """The versions of one list, oldest first, damaged ones left out."""
        found = []
        for place in _places(self._of_list(name)):
            with contextlib.suppress(BadInput):
                found.append(_known(place))
        return sorted(found, key=_by_day)

    def _of_list(self, name: str) -> Path:
        # a dot could lead out of the folder, and quote lets it stand
        return self.folder / quote(name, safe="").replace(".", "%2E")

    def _place(self, kept: Kept) -> Path:
        return self._of_list(kept.list) / kept.sha256


def _by_list(versions: Iterable[Kept]) -> list[list[Kept]]:
    """The versions of each list, in their order."""
    by_list: dict[str, list[Kept]] = {}
    for kept in versions:
        by_list.setdefault(kept.list, []).append(kept)
    return list(by_list.values())


def _in_force(lists: Iterable[list[Kept]], on: datetime.date) -> tuple[Kept, ...]:
    return tuple(
        max((kept for kept in held if kept.day <= on), key=_by_day, default=held[0])
        for held in lists
    )


def _by_day(kept: Kept) -> tuple[str, datetime.date, datetime.datetime]:
    return kept.list, kept.day, kept.got


def _places(of_list: Path) -> list[Path]:
    """The folders of a list's versions; one without its record is damaged, and no less there."""
    return [place for place in sorted(of_list.glob("*")) if _HASH.fullmatch(place.name)]


def _named(kept: Kept, text: str, name: str, day: datetime.date | None) -> bool:
    if _PREFIX.fullmatch(text) and kept.sha256.startswith(text):
        return True
    return day is not None and kept.day == day and name in {"", kept.list}


def _copied(files: Sequence[Path], folder: Path) -> list[Path]:
    with told(folder):
        folder.mkdir()
    copies = []
    for path in files:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise unopened(path, error) from error
        with told(folder):
            (folder / path.name).write_bytes(content)
        copies.append(folder / path.name)
    return copies


def _read_copy(copy: Path, path: Path) -> LoadedList:
    try:
        return read(copy)
    except BadInput as error:
        where = error.where.replace(str(copy), str(path))
        raise BadInput(error.what, where=where, advice=error.advice) from error


def _describe(loaded: LoadedList, copies: Sequence[Path], arrival: Arrival) -> Kept:
    version = loaded.version
    if arrival.expected not in {"", version.name}:
        raise BadInput(
            f"this is the list {version.name} where {arrival.expected} is expected",
            where=arrival.origin,
            advice="What is kept stays in place. See whether the publisher has moved its list.",
        )
    said = version.published or arrival.published
    if arrival.dated_by == "officer" and arrival.published not in {"", said}:
        raise BadInput(
            f"the list itself says that it was published {said}",
            where=arrival.origin,
            advice="Leave --published out.",
        )
    by = "list" if version.published != "" else arrival.dated_by
    return msgspec.structs.replace(
        as_kept(loaded, got=arrival.at, origin=arrival.origin),
        sha256=content_hash(copies),
        files=tuple(copy.name for copy in copies),
        published=said,
        dated_by=by if said != "" else "",
        actor=arrival.actor,
    )


def _same(held: Kept, now: Kept, path: Path) -> Kept:
    if now.dated_by == "officer" and now.published != held.published:
        raise BadInput(
            f"this content is kept already, as published {held.published or 'on no known day'}",
            where=str(path),
            advice="Leave --published out, or remove the version's folder and import it again.",
        )
    return held


def _known(place: Path) -> Kept:
    try:
        kept = msgspec.json.decode((place / VERSION).read_bytes(), type=Kept)
        confirmed = place / CONFIRMED
        if not confirmed.exists():
            return kept
        day = msgspec.json.decode(confirmed.read_bytes(), type=datetime.date)
    except (OSError, msgspec.MsgspecError) as error:
        raise _damaged(place) from error
    return msgspec.structs.replace(kept, confirmed=day)


def _sound(place: Path) -> Kept | None:
    """What is known of a version whose files are as they were kept; None for any other."""
    try:
        kept = _known(place)
        digest = content_hash([place / name for name in kept.files])
    except (BadInput, OSError):
        return None
    return kept if digest == kept.sha256 == place.name else None


def _damaged(place: Path) -> BadInput:
    return BadInput(
        "this version of a list is damaged: it is not what was kept",
        where=str(place),
        advice="Import the same file again, or remove the folder to do without that version.",
    )


def _move(folder: Path, place: Path, *, aside: Path) -> bool:
    """Move a version to its place; False where another process was faster."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists() and _sound(place) is None:
        place.rename(aside)
    try:
        folder.rename(place)
    except OSError:
        if _sound(place) is None:
            raise
        return False
    sync_folder(place.parent)
    return True
