"""Photos and papers of cases, kept by their SHA-256 outside the database.

What a file is, its first bytes say; a name that says otherwise is refused. A file is there whole or
not at all: it is written aside, brought to the disk, and only then given its name.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tidewaiter.model import Attached, BadInput

LARGEST = 25_000_000  # bytes; a phone's photo has up to ten million
CHUNK = 1 << 16
_HEAD = 32
_SHA256 = re.compile(r"[0-9a-f]{64}")

# media type, the endings a name may have, and what the first bytes are (at which place)
_TYPES: tuple[tuple[str, tuple[str, ...], int, bytes], ...] = (
    ("image/jpeg", (".jpg", ".jpeg"), 0, b"\xff\xd8\xff"),
    ("image/png", (".png",), 0, b"\x89PNG\r\n\x1a\n"),
    ("image/webp", (".webp",), 8, b"WEBP"),
    ("image/heic", (".heic", ".heif"), 4, b"ftyphei"),
    ("image/heic", (".heic", ".heif"), 4, b"ftypmif1"),
    ("image/tiff", (".tif", ".tiff"), 0, b"II*\x00"),
    ("image/tiff", (".tif", ".tiff"), 0, b"MM\x00*"),
    ("application/pdf", (".pdf",), 0, b"%PDF-"),
    ("video/mp4", (".mp4", ".mov"), 4, b"ftyp"),
)
# the usual ending of a name, by media type
ENDINGS = {kind: ends[0] for kind, ends, *_ in reversed(_TYPES)}


class Attachments:
    """A folder of files by content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, source: BinaryIO, name: str) -> Attached:
        """Take a file in; the same content is kept once.

        Args:
            source: The file, open at its beginning.
            name: What it is called; kept as it is, never used as a path.

        Raises:
            BadInput: it is empty, too large, of no known type, or of another type than its name
                says; or the disk cannot hold it. Nothing is kept then.
        """
        with _told(name), self._aside() as (kept, path):
            total, size, head = hashlib.sha256(), 0, b""
            while chunk := source.read(CHUNK):
                head += chunk[: _HEAD - len(head)]
                size += len(chunk)
                if size > LARGEST:
                    raise _too_large(name)
                total.update(chunk)
                kept.write(chunk)
            media_type = media_type_of(head, name)
            kept.flush()
            os.fsync(kept.fileno())
            sha256 = total.hexdigest()
            target = self.path(sha256)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
        return Attached(sha256=sha256, media_type=media_type, size=size, name=name)

    def path(self, sha256: str) -> Path:
        """Where the file of that SHA-256 stands, or would."""
        return self._folder / sha256[:2] / sha256

    def find(self, sha256: str) -> Path | None:
        """Where the file of that SHA-256 stands; None where it is not there, or it is no SHA-256.

        What a step names was given by a person, and never leads out of the folder.
        """
        path = self.path(sha256)
        return path if _SHA256.fullmatch(sha256) is not None and path.is_file() else None

    def is_whole(self, sha256: str) -> bool:
        """True where the file is there and is still what it was."""
        path = self.find(sha256)
        if path is None:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256

    @contextmanager
    def _aside(self) -> Iterator[tuple[BinaryIO, Path]]:
        """A file, and its path; it is gone after the block, unless it was moved."""
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".incoming-", dir=self._folder)
        try:
            with os.fdopen(handle, "w+b") as file:
                yield file, Path(name)
        finally:
            Path(name).unlink(missing_ok=True)


def media_type_of(head: bytes, name: str) -> str:
    """What a file is by its first bytes.

    Raises:
        BadInput: nothing that is kept, or not what its name says.
    """
    ending = Path(name).suffix.lower()
    found = [kind for kind, _, at, sign in _TYPES if head[at:].startswith(sign)]
    if len(found) == 0:
        known = ", ".join(dict.fromkeys(kind for kind, *_ in _TYPES))
        what = "it is empty" if head == b"" else "it is no photo or paper of a kind that is kept"
        raise BadInput(what, where=name, advice=f"Give one of: {known}.")
    kind = found[0]
    named = {kind for kind, ends, *_ in _TYPES if ending in ends}
    if len(named) > 0 and kind not in named:
        advice = "Send the file as the camera or scanner wrote it."
        raise BadInput(f"its name says {named.pop()} and it is {kind}", where=name, advice=advice)
    return kind


def _too_large(name: str) -> BadInput:
    most = LARGEST // 1_000_000
    advice = "Send a smaller copy, and keep the original as evidence."
    return BadInput(f"it has more than {most} MB; nothing was kept", where=name, advice=advice)


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = f"it cannot be kept ({error.strerror}); nothing was kept"
        advice = "Make room on the disk, or check the rights of the folder, and send it again."
        raise BadInput(what, where=name, advice=advice) from error
