"""Tables that spread an entry over rows: what stands together in a row is one block."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tidewaiter.model import Defect

Block = tuple[tuple[str, str], ...]
"""Fields that stand together: path and text."""


class Blocks:
    """The blocks of every entry, each once however many rows repeat it.

    The block of a path is what stands before its last slash; a path without one is its own.

    Args:
        ref: The path that names the entry.
        header: The path of every column.
    """

    def __init__(self, ref: str, header: Sequence[str]) -> None:
        self.lines: dict[str, int] = {}
        self.defects: list[Defect] = []
        self._ref = ref
        self._header = header
        self._entries: dict[str, dict[Block, None]] = defaultdict(dict)

    def take(self, line: int, row: Sequence[str]) -> None:
        """Add a row to its entry; a row that names none becomes a defect."""
        if len(row) > len(self._header):
            problem = f"{len(row)} cells where the header has {len(self._header)}"
            self.defects.append(Defect(at=f"line {line}", problem=problem))
        cells = [pair for pair in zip(self._header, row, strict=False) if pair[1] != ""]
        ref = dict(cells).get(self._ref, "")
        if ref == "":
            problem = f"a row without {self._ref} is left out"
            self.defects.append(Defect(at=f"line {line}", problem=problem))
            return
        self.lines.setdefault(ref, line)
        blocks: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for path, text in cells:
            blocks[path.rpartition("/")[0] or path].append((path, text))
        self._entries[ref].update(dict.fromkeys(map(tuple, blocks.values())))

    def entries(self) -> Iterator[tuple[str, list[tuple[str, int, str]]]]:
        """Every entry: its name, and its fields as path, number of the block, text."""
        for ref, blocks in self._entries.items():
            numbered = enumerate(blocks)
            yield ref, [(path, number, text) for number, block in numbered for path, text in block]
