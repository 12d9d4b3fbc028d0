"""Products of the law named in our own descriptions: recall and precision.

`descriptions.csv` holds a description, the product it names (empty for none) and others that
would be no error. A hash of the description sends half of them to the part the vocabulary was
built on and half to a part that is only measured. `later.csv` holds four batches written one
after the other; each was measured once before its faults were used to mend the vocabulary.
"""

import csv
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tidewaiter.goods import Recognizer

DESCRIPTIONS = Path(__file__).parent / "descriptions.csv"
LATER = Path(__file__).parent / "later.csv"


@dataclass(frozen=True, slots=True)
class Row:
    """A description with what it names and what else may be said of it."""

    language: str
    description: str
    expected: str
    allowed: frozenset[str]

    @property
    def is_held_back(self) -> bool:
        """True for the half that is only measured."""
        return hashlib.sha256(self.description.encode()).digest()[0] % 2 == 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found in a description, surely and at all."""

    row: Row
    certain: frozenset[str]
    found: frozenset[str]


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares of answers: recall over what is there, precision over what is said."""

    named: int
    recall: float
    said: int
    precision: float
    seen: float

    def text(self) -> str:
        """Precision and recall as they are printed."""
        return f"P {self.precision:.3f}, R {self.recall:.3f}"


def rows() -> list[Row]:
    """Every description of the first table."""
    return [row for _, row in _read(DESCRIPTIONS)]


def batches() -> dict[str, list[Row]]:
    """The later descriptions by their batch, in the order they were written."""
    found: dict[str, list[Row]] = {}
    for batch, row in _read(LATER):
        found.setdefault(batch, []).append(row)
    return found


def _read(path: Path) -> list[tuple[str, Row]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (
                r.get("batch", ""),
                Row(r["language"], r["description"], r["expected"], _names(r["allowed"])),
            )
            for r in csv.DictReader(file)
        ]


def answers(asked: Iterable[Row], recognizer: Recognizer) -> list[Answer]:
    """What the recognizer finds in each description."""
    out = []
    for row in asked:
        products = recognizer.recognize_text("", row.description).products
        certain = frozenset(p.name for p in products if p.strength == "certain")
        out.append(Answer(row, certain, frozenset(p.name for p in products)))
    return out


def quality(given: Sequence[Answer]) -> Quality:
    """Recall and precision of what is found certain; `seen` is recall of what is found at all."""
    naming = [each for each in given if each.row.expected != ""]
    right = sum(len(each.certain & _right(each.row)) for each in given)
    said = sum(len(each.certain) for each in given)
    return Quality(
        named=len(naming),
        recall=sum(each.row.expected in each.certain for each in naming) / max(len(naming), 1),
        said=said,
        precision=right / max(said, 1),
        seen=sum(each.row.expected in each.found for each in naming) / max(len(naming), 1),
    )


def faults(given: Iterable[Answer]) -> list[Answer]:
    """The answers that miss what is named or name what is not."""
    return [
        each
        for each in given
        if (each.row.expected != "" and each.row.expected not in each.certain)
        or len(each.certain - _right(each.row)) > 0
    ]


def _right(row: Row) -> frozenset[str]:
    return row.allowed | {row.expected}


def _names(cell: str) -> frozenset[str]:
    return frozenset(name for name in cell.split(";") if name != "")
