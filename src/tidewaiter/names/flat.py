"""Arrays kept in one file that opens without being read: mapped, checked, and used as it lies."""

import hashlib
import mmap
import os
import sys
import tempfile
from array import array
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Generic, Literal, TypeVar

import msgspec

_MAGIC = b"TWFLAT1\n"
_DIGEST = 32
_ALIGN = 8
_COMPILED = frozenset({".pyc", ".so", ".pyd", ".c"})
T = TypeVar("T")


class _Place(msgspec.Struct, frozen=True, array_like=True):
    start: int
    size: int
    code: Literal["B", "I", "Q"]


class _Head(msgspec.Struct, frozen=True):
    fingerprint: str
    order: str
    places: dict[str, _Place]


class Flat:
    """Named sections of one file. It holds the file open as long as it lives."""

    def __init__(self, sections: Mapping[str, memoryview]) -> None:
        self._sections = sections

    def __getitem__(self, name: str) -> memoryview:
        return self._sections[name]

    def part(self, prefix: str) -> "Flat":
        """The sections whose names begin with the prefix, without it."""
        cut = len(prefix)
        return Flat({k[cut:]: v for k, v in self._sections.items() if k.startswith(prefix)})

    def joined(self, parts: "Mapping[str, Flat]") -> "Flat":
        """These sections and those of each part, under its prefix."""
        every = dict(self._sections)
        for prefix, part in parts.items():
            every |= {prefix + name: section for name, section in part._sections.items()}
        return Flat(every)


def view(sections: "Mapping[str, array[int] | bytes]") -> Flat:
    """Sections just built, to be used as if they had been written and opened."""
    return Flat({name: memoryview(section) for name, section in sections.items()})


def write(path: Path, fingerprint: str, flat: Flat) -> None:
    """Write the file whole or not at all.

    Raises:
        OSError: It cannot be written; what stood there before still does.
    """
    sections = flat._sections
    places, at = {}, 0
    for name, section in sections.items():
        places[name] = msgspec.convert((at, section.nbytes, section.format), _Place)
        at += section.nbytes + -section.nbytes % _ALIGN
    head = msgspec.msgpack.encode(_Head(fingerprint, sys.byteorder, places))
    start = _MAGIC + len(head).to_bytes(8, "little") + head
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
        try:
            digest = hashlib.blake2b(digest_size=_DIGEST)
            for chunk in (start, bytes(-len(start) % _ALIGN), *_padded(sections)):
                digest.update(chunk)
                file.write(chunk)
            file.write(digest.digest())
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def _padded(sections: Mapping[str, memoryview]) -> list[bytes | memoryview]:
    chunks: list[bytes | memoryview] = []
    for section in sections.values():
        chunks += (section, bytes(-section.nbytes % _ALIGN))
    return chunks


def read(path: Path, fingerprint: str) -> Flat | None:
    """The sections of the file; None where it is absent, damaged or of another fingerprint."""
    try:
        with path.open("rb") as file:
            held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return None
    whole = memoryview(held)
    body, digest = whole[:-_DIGEST], whole[-_DIGEST:]
    if body[: len(_MAGIC)] != _MAGIC or digest != _digest(body):
        return None
    size = int.from_bytes(body[len(_MAGIC) : len(_MAGIC) + 8], "little")
    end = len(_MAGIC) + 8 + size
    head = msgspec.msgpack.decode(body[len(_MAGIC) + 8 : end], type=_Head)
    if head.fingerprint != fingerprint or head.order != sys.byteorder:
        return None
    base = end + -end % _ALIGN
    return Flat(
        {
            name: body[base + place.start : base + place.start + place.size].cast(place.code)
            for name, place in head.places.items()
        }
    )


def _digest(body: memoryview) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST).digest()


def held(section: memoryview) -> "array[int]":
    """A section copied to memory, where its numbers are read in half the time."""
    copied = array(section.format)
    copied.frombytes(section.cast("B"))
    return copied


class Packed(Generic[T]):
    """Records packed one after another, each unpacked when it is first asked for."""

    def __init__(self, flat: Flat, kind: type[T]) -> None:
        self._blob, self._starts = flat["blob"], flat["starts"]
        self._decode = msgspec.msgpack.Decoder(kind).decode

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> T:
        starts = self._starts
        return self._decode(self._blob[starts[number] : starts[number + 1]])


def pack(records: Iterable[object]) -> Flat:
    """The sections of `Packed`."""
    blobs = [msgspec.msgpack.encode(record) for record in records]
    starts = array("Q", accumulate(map(len, blobs), initial=0))
    return view({"blob": b"".join(blobs), "starts": starts})


@cache
def code_version() -> str:
    """The hash of the code and tables that take names apart: another gives another index."""
    digest = hashlib.blake2b(digest_size=_DIGEST)
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.is_file() and path.suffix not in _COMPILED:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
