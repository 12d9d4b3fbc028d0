"""A list as it was parsed, kept beside its files so that it loads fast.

It is used only where the same code wrote it and nothing in it has changed since.
"""

import contextlib
import functools
import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

import tidewaiter
from tidewaiter.lists.disk import write_whole
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.model import Record

NAME = "parsed.msgpack"
# the packages that reading a list rests on
PACKAGES = ("codes", "lists", "model")
_DIGEST = hashlib.sha256().digest_size


class _Parsed(Record, frozen=True):
    code: str
    loaded: LoadedList


def write_parsed(folder: Path, loaded: LoadedList) -> None:
    """Keep the parsed list in a folder; where that cannot be done, do without.

    The list is read anew each time then, which is slower and just as right.
    """
    body = msgspec.msgpack.encode(_Parsed(code=code_version(), loaded=loaded))
    with contextlib.suppress(OSError):
        write_whole(folder / NAME, hashlib.sha256(body).digest() + body)


def read_parsed(folder: Path) -> LoadedList | None:
    """The parsed list in a folder; None where there is none, it is stale, or it is damaged."""
    try:
        content = (folder / NAME).read_bytes()
        digest, body = content[:_DIGEST], content[_DIGEST:]
        if hashlib.sha256(body).digest() != digest:
            return None
        parsed = msgspec.msgpack.decode(body, type=_Parsed)
    except (OSError, msgspec.MsgspecError):
        return None
    return parsed.loaded if parsed.code == code_version() else None


@functools.cache
def code_version() -> str:
    """The package's version, and a hash of all that reading a list rests on."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        for path in _all_files(files(tidewaiter) / package):
            digest.update(path.read_bytes())
    return f"{tidewaiter.__version__} {digest.hexdigest()}"


def _all_files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for path in sorted(folder.iterdir(), key=lambda each: each.name):
        if path.is_dir() and path.name != "__pycache__":
            found += _all_files(path)
        elif path.is_file():
            found.append(path)
    return found
