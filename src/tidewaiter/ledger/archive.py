"""One file that holds many, with the SHA-256 of each: a plain tar archive that any tar reads.

It is written in one form only and read by comparison with that form, so that no byte of a header
may differ, no member is a link, a folder or a device, and no name leads out of a folder. The
first member, `about.json`, says what the file is; `manifest.json` lists the members before it.
"""

import datetime
import hashlib
import os
import re
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

import msgspec

from tidewaiter.model import Anchor, BadInput, Record

ABOUT, MANIFEST = "about.json", "manifest.json"
BLOCK = tarfile.BLOCKSIZE
CHUNK = 1 << 16
SMALL = 1 << 20  # bytes that `about.json` may have
LARGE = 1 << 28  # bytes that a member read whole may have
_END = bytes(2 * BLOCK)
_PART = re.compile(r"[^.\\/\0][^\\/\0]*")
_Read = TypeVar("_Read")


class About(Record, frozen=True, omit_defaults=False):
    """What a file of this kind is: its form, when (UTC), by whom and by which code it was made.

    `schema` is that of the ledger, `anchor` its end at that time; `subject` says of what the
    file is, where it is not of the whole ledger, and `notes` what it lacks.
    """

    form: str
    made: datetime.datetime
    by: str
    code: str
    schema: int
    anchor: Anchor
    subject: str = ""
    notes: tuple[str, ...] = ()


class Member(Record, frozen=True):
    """One file of an archive: its name, its size in bytes, and its SHA-256."""

    name: str
    size: int
    sha256: str


class Manifest(Record, frozen=True):
    """Every member that stands before the manifest, in their order."""

    members: tuple[Member, ...]


class Packer:
    """Writes an archive, member by member."""

    def __init__(self, file: BinaryIO, about: About) -> None:
        self._file = file
        self.members: list[Member] = []
        self.add(ABOUT, msgspec.json.encode(about))

    def add(self, name: str, content: bytes) -> None:
        """Add a member; its content stands in memory."""
        self._file.write(_header(name, len(content)))
        self._file.write(content)
        self._pad(len(content))
        digest = hashlib.sha256(content).hexdigest()
        self.members.append(Member(name=name, size=len(content), sha256=digest))

    def add_file(self, name: str, path: Path) -> None:
        """Add a copy of a file.

        Raises:
            BadInput: it cannot be read, became shorter meanwhile, or cannot go by that name.
        """
        with readable(path) as source:
            size = left = os.fstat(source.fileno()).st_size
            self._file.write(_header_of(name, size, path))
            total = hashlib.sha256()
            while left > 0:
                chunk = source.read(min(CHUNK, left))
                if chunk == b"":
                    raise BadInput("it was cut meanwhile", where=str(path), advice="Run it again.")
                total.update(chunk)
                self._file.write(chunk)
                left -= len(chunk)
        self._pad(size)
        self.members.append(Member(name=name, size=size, sha256=total.hexdigest()))

    def add_manifest(self) -> bytes:
        """Add the manifest of the members so far; what it holds, to be signed."""
        content = msgspec.json.encode(Manifest(tuple(self.members)))
        self.add(MANIFEST, content)
        return content

    def end(self) -> None:
        """Write the end mark."""
        self._file.write(_END)

    def _pad(self, size: int) -> None:
        self._file.write(bytes(-size % BLOCK))


class Part:
    """One member of an archive that is being read, from its beginning on."""

    def __init__(self, name: str, size: int, source: "Unpacker") -> None:
        self.name, self.size = name, size
        self._source = source
        self._left = size
        self._hash = hashlib.sha256()

    def chunks(self) -> Iterator[bytes]:
        """What is left of it.

        Raises:
            BadInput: the archive is cut or damaged.
        """
        while self._left > 0:
            chunk = self._source.take(min(CHUNK, self._left))
            self._left -= len(chunk)
            self._hash.update(chunk)
            yield chunk

    def whole(self, most: int = LARGE) -> bytes:
        """All of it at once.

        Raises:
            BadInput: it has more than `most` bytes, or the archive is cut or damaged.
        """
        if self.size > most:
            raise self.fault("it is larger than such a file can be")
        return b"".join(self.chunks())

    def read(self, kind: type[_Read], most: int = LARGE) -> _Read:
        """The record it holds.

        Raises:
            BadInput: it holds none.
        """
        try:
            return msgspec.json.decode(self.whole(most), type=kind)
        except msgspec.MsgspecError as error:
            raise self.fault("it cannot be read") from error

    def fault(self, what: str) -> BadInput:
        """An error in this member."""
        return self._source.fault(what)

    def member(self) -> Member:
        """What the manifest must say of it."""
        for _ in self.chunks():
            pass
        return Member(name=self.name, size=self.size, sha256=self._hash.hexdigest())


class Unpacker:
    """Reads an archive once, from its beginning; `about` is there at once.

    Args:
        file: The archive; what was compressed is given unpacked.
        form: What it must be.
        where: How to name it in errors.
        last: The one member that stands after the manifest, if one does.

    Raises:
        BadInput: it is none, or another form.
    """

    def __init__(self, file: BinaryIO, form: str, where: str, last: str = "") -> None:
        self._file, self._where, self._last = file, where, last
        self._at = ""
        self._seen: list[Member] = []
        self._listed = False
        self.manifest = b""
        first = self._next()
        if first is None or first.name != ABOUT:
            raise self._foreign(form)
        self.about = first.read(About, SMALL)
        if self.about.form != form:
            raise self._foreign(form)
        self._close(first)

    def parts(self) -> Iterator[Part]:
        """Every member after the first; the manifest is checked on the way, and must be there.

        Raises:
            BadInput: a member is not as the manifest says, or the archive is cut or damaged.
        """
        while (part := self._next()) is not None:
            if self._listed and part.name != self._last:
                raise self.fault("it stands after the manifest")
            if part.name == MANIFEST:
                self._compare(part)
            yield part
            self._close(part)
        if not self._listed:
            raise self.fault("it has no manifest")

    def take(self, size: int) -> bytes:
        """The next bytes of the file.

        Raises:
            BadInput: there are fewer, or they cannot be read.
        """
        found = self._read(size)
        if len(found) < size:
            raise self.fault("it ends too early; it was cut")
        return found

    def fault(self, what: str) -> BadInput:
        """An error at the member being read."""
        where = f"{self._where}, {self._at}" if self._at != "" else self._where
        advice = "Take another copy of the file, and use nothing of this one."
        return BadInput(what, where=where, advice=advice)

    def _read(self, size: int) -> bytes:
        try:
            return self._file.read(size)
        except (OSError, EOFError, zlib.error) as error:
            raise self.fault("it is damaged and cannot be unpacked") from error

    def _next(self) -> Part | None:
        """The next member; None at the end mark, after which nothing may stand."""
        block = self._read(BLOCK)
        if block == bytes(BLOCK):
            if self._read(BLOCK + 1) != bytes(BLOCK):
                raise self.fault("something stands after its end, or the end is cut")
            return None
        try:
            info = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
            known = _header(info.name, info.size) == block and is_plain(info.name)
        except (tarfile.HeaderError, ValueError) as error:
            raise self.fault("what follows is not as this program writes it") from error
        if not known:
            raise self.fault("what follows is not as this program writes it")
        self._at = info.name
        return Part(info.name, info.size, self)

    def _close(self, part: Part) -> None:
        """Read what is left of a member, and the zeros that fill its last block."""
        self._seen.append(part.member())
        rest = -part.size % BLOCK
        if self.take(rest) != bytes(rest):
            raise self.fault("it is damaged after its end")

    def _compare(self, part: Part) -> None:
        self._listed = True
        content = part.whole()
        try:
            listed = msgspec.json.decode(content, type=Manifest).members
        except msgspec.MsgspecError as error:
            raise self.fault("it cannot be read") from error
        self.manifest = content
        for known, seen in zip(listed, self._seen, strict=False):
            if known != seen:
                self._at = seen.name
                raise self.fault("it is not what the manifest says")
        if len(listed) != len(self._seen):
            raise self.fault("it lists other members than there are")

    def _foreign(self, form: str) -> BadInput:
        what = form.rsplit("-", 1)[0].replace("-", " ")
        return BadInput(
            f"this is no {what}, or of a newer form",
            where=self._where,
            advice="Give a file that this program wrote, or use a newer version of it.",
        )


def is_plain(name: str) -> bool:
    """True where a name is a path below a folder: no `..`, no root, no part with a leading dot."""
    return name.isprintable() and all(_PART.fullmatch(part) is not None for part in name.split("/"))


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info.tobuf(tarfile.USTAR_FORMAT, "utf-8", "strict")


def _header_of(name: str, size: int, path: Path) -> bytes:
    try:
        if is_plain(name):
            return _header(name, size)
    except ValueError:
        pass  # longer than 255 bytes, larger than 8 GB, or not Unicode
    what = "a file of such a name or size cannot be packed"
    raise BadInput(what, where=ascii(str(path)), advice="Rename it, or move it away.")


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """A new file beside, for its owner alone; it gets its name after the block, or is gone.

    Raises:
        BadInput: there is a file of that name, or the place cannot be written.
    """
    advice = "Name a file that is not there yet, in a folder you may write to and with room."
    if path.exists():
        raise BadInput("there is such a file already", where=str(path), advice=advice)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        yield draft
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        what = f"it cannot be written ({error.strerror or error})"
        raise BadInput(what, where=str(path), advice=advice) from error
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def readable(path: Path) -> Iterator[BinaryIO]:
    """A file, open from its beginning.

    Raises:
        BadInput: it cannot be opened.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        what = f"it cannot be read ({error.strerror or error})"
        raise BadInput(what, where=str(path), advice="Check the file and its rights.") from error
    with file:
        yield file
