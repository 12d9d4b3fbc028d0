"""Names met in the past, laid out on disk in segments, to be asked by the names of a changed list.

The names themselves are the caller's. What is laid out here can be made again from them, and is,
where a segment is absent, damaged or was written by other code.
"""

import contextlib
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from tidewaiter.model import Record
from tidewaiter.model.listing import ListingKind
from tidewaiter.names.compare import compare_parsed
from tidewaiter.names.flat import Flat, code_version, read, view, write
from tidewaiter.names.index import NameIndex, build
from tidewaiter.names.parsed import Parsed, parse
from tidewaiter.names.views import spellings

SEGMENT = 100_000  # numbers of names; each segment is built in memory

_SHIPS = frozenset({"vessel", "aircraft"})

Asked = tuple[str, ListingKind]


class PastName(Record, frozen=True):
    """A name met in the past: its number, the name, and the kinds of subject it may be of."""

    number: int
    text: str
    kinds: tuple[ListingKind, ...]


# the names from one number up to another, that one left out, by number
Source = Callable[[int, int], Iterable[PastName]]


class PastNames:
    """A folder of names met in the past; numbers may be left out, and never change their name.

    Args:
        folder: Where the segments are; it may be deleted at any time.
        source: Gives the names again.
    """

    def __init__(self, folder: Path, source: Source) -> None:
        self._folder = folder
        self._source = source
        self._runs: list[range] = []

    def cover(self, end: int) -> None:
        """Lay out all names of numbers below `end`; those laid out before stay as they are.

        Raises:
            OSError: A segment cannot be written; those before it are kept.
        """
        self._runs = _plan(self._held(end), end)
        for run in self._runs:
            if not self._path(run).exists():
                self._build(run)
        kept = {self._path(run) for run in self._runs}
        for path in self._folder.glob("*.names"):
            if path not in kept:
                # another process may have it open, where a system minds that
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)

    def uncovered(self, end: int) -> int:
        """How many numbers below `end` are not laid out yet."""
        held = self._held(end)
        return end - (held[-1].stop if len(held) > 0 else 0)

    def search(self, asked: Collection[Asked], *, at_least: float) -> dict[Asked, set[int]]:
        """Under each name asked for, the numbers of the past names that are alike enough.

        A past name scores what it would score as the one asked for beside a listed one.
        """
        found: dict[Asked, set[int]] = {each: set() for each in asked}
        for run in self._runs if len(found) > 0 else ():
            segment = self._open(run)
            for (text, kind), known in found.items():
                known.update(segment.alike(text, kind, at_least))
        return found

    def _held(self, end: int) -> list[range]:
        """The segments that are there, one after another from the first number on."""
        runs: dict[int, int] = {}
        for path in self._folder.glob("*-*.names"):
            start, stop = map(int, path.stem.split("-"))
            if stop <= end:
                runs[start] = max(stop, runs.get(start, 0))
        held, at = [], 0
        while at in runs:
            held.append(range(at, runs[at]))
            at = runs[at]
        return held

    def _path(self, run: range) -> Path:
        return self._folder / f"{run.start:012}-{run.stop:012}.names"

    def _open(self, run: range) -> "_Segment":
        flat = read(self._path(run), code_version())
        return _Segment(self._build(run) if flat is None else flat)

    def _build(self, run: range) -> Flat:
        names = list(self._source(run.start, run.stop))
        numbers = array("Q", (name.number for name in names for _ in name.kinds))
        index = build((name.text, kind) for name in names for kind in name.kinds)
        flat = index.flat.joined({"numbers": view({"": numbers})})
        write(self._path(run), code_version(), flat)
        return flat


class _Segment:
    """A run of names, a row for each name and kind."""

    def __init__(self, flat: Flat) -> None:
        self._numbers, self._index = flat["numbers"], NameIndex(flat)

    def alike(self, text: str, kind: ListingKind, at_least: float) -> Iterator[int]:
        """The numbers of the names of that kind that are alike enough."""
        listed = parse(text, kind)
        for asked in _texts(listed, kind):
            for likely in self._index.likely(asked, (kind,), at_least):
                past = self._index.parsed(likely.number)
                if compare_parsed(past, listed, kind, at_least=at_least).value >= at_least:
                    yield self._numbers[likely.number]


def _texts(listed: Parsed, kind: ListingKind) -> set[str]:
    """What to ask for: an index holds more spellings of a name than it asks for.

    Where a listed name is asked for among past ones the sides are changed. A past name read
    backwards is held; only ships, which are met by less, are asked for so too.
    """
    held = {listed.letters, listed.compact}
    if kind not in _SHIPS:
        held.add(listed.compact[::-1])
    return {listed.text, *spellings(listed) - held}


def _plan(held: list[range], end: int) -> list[range]:
    """The segments that cover all numbers below `end`: those held, small ones at the end merged.

    So their number grows as the logarithm of how often some were added, and no name is laid out
    more often than that.
    """
    kept = list(held)
    start = kept[-1].stop if len(kept) > 0 else 0
    if start >= end:
        return kept
    while len(kept) > 0 and len(kept[-1]) < SEGMENT and len(kept[-1]) <= 2 * (end - start):
        start = kept.pop().start
    return [*kept, *(range(at, min(at + SEGMENT, end)) for at in range(start, end, SEGMENT))]
