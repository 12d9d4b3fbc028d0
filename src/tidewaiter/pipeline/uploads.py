"""Documents that were handed in, each kept in a folder named after the SHA-256 of its bytes.

`uploads/<sha256>/` holds the bytes (`content`), how far they have come (`state.json`, written whole
or not at all, so that every process sees the same) and, while a process works on them, a lock. The
name a sender gives is told and never used as a path. `uploads/.open/` names those not settled yet.
Names with a leading dot are of the moment: a backup leaves them out.
"""

import contextlib
import datetime
import fcntl
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from tidewaiter.model import BadInput, Record

CHUNK = 1 << 20
# The largest file taken in, in bytes: a manifest of a large ship has some ten million.
MOST_BYTES = 256 << 20
NAME_LENGTH = 200
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")

Step = Literal["stored", "reading", "screening", "recorded", "unopened", "stopped", "failed"]
RUNNING: frozenset[Step] = frozenset({"stored", "reading", "screening"})


class Wish(Record, frozen=True):
    """How a document is to be screened.

    `format` is the name of a format a person chose, empty to have it told from the content;
    `as_of` the day to judge by, `sources` further law beside the United Nations'.
    """

    format: str = ""
    as_of: datetime.date | None = None
    sources: tuple[str, ...] = ()


class Progress(Record, frozen=True):
    """How far one file has come.

    `total` is how many consignments it holds, known once it is read, and `done` how many of them
    are judged; `actions` counts these. `problem` and `advice` say why nothing came of it. `alive`
    is False where no process works on it, whatever the step says: the server was stopped.
    """

    sha256: str
    name: str
    size: int
    by: str
    at: datetime.datetime
    step: Step = "stored"
    wish: Wish = Wish()
    format: str = ""
    total: int = 0
    done: int = 0
    others: int = 0
    defects: int = 0
    actions: dict[str, int] = msgspec.field(default_factory=dict)
    problem: str = ""
    advice: str = ""
    alive: bool = False

    @property
    def running(self) -> bool:
        """True while a process works on it, or has it waiting."""
        return self.alive and self.step in RUNNING

    @property
    def broken_off(self) -> bool:
        """True where the work ended before its end, without anybody's wish."""
        return not self.alive and self.step in RUNNING


class Uploads:
    """The folder of what was handed in. Nothing here reads the clock."""

    def __init__(self, folder: Path, most: int = MOST_BYTES) -> None:
        self._folder, self.most = folder, most

    def put(self, file: BinaryIO, name: str) -> tuple[str, int]:
        """Keep a file; its SHA-256 and its size.

        Raises:
            BadInput: it is empty or too large, or cannot be kept; nothing of it is left then.
        """
        name = plain_name(name)
        beside = self._folder / f".{secrets.token_hex(8)}"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            sha256, size = self._copy(file, beside, name)
            self._of(sha256).mkdir(mode=0o700, exist_ok=True)
            beside.replace(self.content(sha256))
        except OSError as error:
            advice = "Make room on the disk of this desk, or tell its administrator."
            raise BadInput(f"not kept ({error.strerror})", where=name, advice=advice) from error
        finally:
            beside.unlink(missing_ok=True)
        return sha256, size

    def content(self, sha256: str) -> Path:
        """Where the bytes of a file are, whether they are kept or not.

        Raises:
            BadInput: that is no SHA-256.
        """
        return self._of(sha256) / "content"

    def progress(self, sha256: str) -> Progress | None:
        """How far a file has come; None where it was never handed in here."""
        try:
            told = (self._of(sha256) / "state.json").read_bytes()
        except OSError:
            return None
        found = msgspec.json.decode(told, type=Progress)
        return msgspec.structs.replace(found, alive=self._is_held(sha256))

    def tell(self, progress: Progress) -> None:
        """Write how far a file has come, whole or not at all."""
        target = self._of(progress.sha256) / "state.json"
        beside = target.with_name(f".{secrets.token_hex(8)}")
        beside.write_bytes(msgspec.json.encode(progress))
        beside.replace(target)
        open_mark = self._folder / ".open" / progress.sha256
        if progress.step in RUNNING:
            open_mark.parent.mkdir(mode=0o700, exist_ok=True)
            open_mark.touch()
        else:
            open_mark.unlink(missing_ok=True)

    def unsettled(self) -> tuple[Progress, ...]:
        """The files that are being worked on or were left in the middle of it, newest first."""
        try:
            names = [path.name for path in (self._folder / ".open").iterdir()]
        except OSError:
            return ()
        found = [progress for name in names if (progress := self.progress(name)) is not None]
        return tuple(sorted(found, key=lambda each: each.at, reverse=True))

    def hold(self, sha256: str) -> int | None:
        """Take a file's lock; what gives it back, or None where a process has it.

        The system gives it back when the process ends, however it ends.
        """
        handle = os.open(self._of(sha256) / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return None
        (self._of(sha256) / ".stop").unlink(missing_ok=True)
        return handle

    def ask_to_stop(self, sha256: str) -> None:
        """Ask whoever works on a file to stop."""
        with contextlib.suppress(OSError):
            (self._of(sha256) / ".stop").touch()

    def is_asked_to_stop(self, sha256: str) -> bool:
        """True where somebody asked for it since the work began."""
        return (self._of(sha256) / ".stop").exists()

    def is_as_it_was(self, sha256: str) -> bool:
        """True where the bytes that are kept still have their SHA-256.

        Raises:
            OSError: they cannot be read.
        """
        with self.content(sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256

    def _is_held(self, sha256: str) -> bool:
        try:
            handle = os.open(self._of(sha256) / ".lock", os.O_RDWR)
        except OSError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
        finally:
            os.close(handle)
        return False

    def _of(self, sha256: str) -> Path:
        if _SHA256.fullmatch(sha256) is None:
            advice = "Follow a link to an import."
            raise BadInput("no SHA-256", where=sha256[:80], advice=advice)
        return self._folder / sha256

    def _copy(self, file: BinaryIO, target: Path, name: str) -> tuple[str, int]:
        total, size = hashlib.sha256(), 0
        with target.open("xb") as copy:
            for chunk in _chunks(file):
                size += len(chunk)
                if size > self.most:
                    what = f"larger than {self.most >> 20} MB; nothing of it was kept"
                    advice = "Send it in parts, or screen it on this machine by the command."
                    raise BadInput(what, where=name, advice=advice)
                total.update(chunk)
                copy.write(chunk)
        if size == 0:
            advice = "Ask the sender for it again."
            raise BadInput("the file is empty; nothing was kept", where=name, advice=advice)
        return total.hexdigest(), size


def plain_name(name: str) -> str:
    """The name a sender gives a file, without folders and control characters."""
    last = _CONTROL.sub(" ", name).replace("\\", "/").rpartition("/")[2].strip()
    return last[:NAME_LENGTH] or "document"


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while len(chunk := file.read(CHUNK)) > 0:
        yield chunk
