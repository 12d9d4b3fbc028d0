"""Names met in the past, kept on disk in segments, to be asked by the names of a changed list."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from tidewaiter.model import BadInput, Record
from tidewaiter.model.listing import ListingKind
from tidewaiter.names.compare import compare_parsed
from tidewaiter.names.flat import Packed, code_version, pack, read, write
from tidewaiter.names.index import KINDS, NameIndex, build
from tidewaiter.names.score import Score

SEGMENT = 100_000  # names; each segment is built in memory
_ROWS = "the rows of past names, as they were given"


class PastName(Record, frozen=True):
    """A name met in the past: whose, as the caller knows it, the name, and of what kind."""

    id: str
    name: str
    kind: ListingKind


class PastNames:
    """A folder of names met in the past. Adding writes a segment; searching writes nothing."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, or begin a new one.

        Raises:
            BadInput: A segment is damaged.
        """
        self._folder = folder
        self._segments = [
            self._open(path.with_suffix(".names")) for path in sorted(folder.glob("*.rows"))
        ]

    def __len__(self) -> int:
        return sum(len(rows) for rows, _ in self._segments)

    def add(self, names: Iterable[PastName]) -> None:
        """Keep more names; they are on disk when it comes back.

        Raises:
            OSError: A segment cannot be written; those before it are kept.
        """
        source = iter(names)
        while len(rows := list(islice(source, SEGMENT))) > 0:
            path = self._folder / f"{len(self._segments):06}.names"
            self._segments.append(_write(path, rows))

    def search(
        self, text: str, kinds: Sequence[ListingKind] = KINDS, *, at_least: float = 0.7
    ) -> Iterator[tuple[PastName, Score]]:
        """Every past name that is alike enough, with its score, in no order."""
        for rows, index in self._segments:
            for likely in index.likely(text, kinds, at_least):
                parsed = index.parsed(likely.number)
                asked = likely.asked
                score = compare_parsed(asked.parsed, parsed, asked.kind, at_least=at_least)
                if score.value >= at_least:
                    yield rows[likely.number], score

    def _open(self, path: Path) -> tuple[Packed[PastName], NameIndex]:
        """A segment as it lies; one that older code wrote is written anew from its rows."""
        kept = path.with_suffix(".rows")
        rows = read(kept, _ROWS)
        if rows is None:
            advice = "Delete the folder and add the names again."
            raise BadInput("past names are damaged", where=str(kept), advice=advice)
        packed = Packed(rows, PastName)
        flat = read(path, code_version())
        if flat is not None and len(NameIndex(flat)) == len(packed):
            return packed, NameIndex(flat)
        return _write(path, [packed[number] for number in range(len(packed))])


def _write(path: Path, rows: list[PastName]) -> tuple[Packed[PastName], NameIndex]:
    packed = pack(rows)
    write(path.with_suffix(".rows"), _ROWS, packed)
    index = build((row.name, row.kind) for row in rows)
    write(path, code_version(), index.flat)
    return Packed(packed, PastName), index
