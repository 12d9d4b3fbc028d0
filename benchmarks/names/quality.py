"""Precision and recall on labelled pairs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.names import data
from benchmarks.names.data import Pair
from benchmarks.names.side import THRESHOLD, Side
from benchmarks.timing import say


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page: what is measured, what is to be reached, and each side's figure."""

    measure: str
    target: str
    figures: tuple[str, ...]

    def cells(self) -> tuple[str, ...]:
        """The line as it is printed."""
        return (self.measure, self.target, *self.figures)


Scored = Sequence[tuple[Pair, float]]


def scored(side: Side, pairs: Sequence[Pair]) -> Scored:
    """Every pair with the side's score."""
    return [(pair, side.score(pair)) for pair in pairs]


def f1_at_threshold(pairs: Scored) -> str:
    """F1 with precision and recall at the default threshold."""
    said = [pair for pair, score in pairs if score >= THRESHOLD]
    right = sum(pair.same for pair in said)
    same = sum(pair.same for pair, _ in pairs)
    precision, recall = right / max(len(said), 1), right / max(same, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{f1:.3f} (P {precision:.3f}, R {recall:.3f})"


def recall_at_precision(pairs: Scored, floor: float) -> str:
    """The highest recall of any threshold whose precision is the floor or more."""
    ranked = sorted(pairs, key=lambda each: -each[1])
    same, best, at = sum(pair.same for pair, _ in pairs), 0, 1.0
    right = 0
    for said, (pair, score) in enumerate(ranked, start=1):
        right += pair.same
        last = said == len(ranked) or ranked[said][1] < score
        if last and score > 0 and right / said >= floor:
            best, at = right, score
    return f"{best / same:.3f} (from {at:.2f} up)"


def measure(sides: Sequence[Side]) -> Iterator[Row]:
    """The lines on labelled pairs."""
    contested = data.contested()
    named = data.labelled("name_pairs.csv")
    sure = [pair for pair in named if pair.row not in contested]
    yield _row("name_pairs.csv, F1 at 0.7, as labelled", ".88", sides, named, f1_at_threshold)
    title = f"the same without {len(named) - len(sure)} contested rows"
    yield _row(title, ".92", sides, sure, f1_at_threshold)
    yield _row("entity_pairs.json, F1 at 0.7", ".96", sides, data.entities(), f1_at_threshold)
    aliases = data.labelled("dprk_alias_pairs.csv")
    spelled = [pair for pair in aliases if pair.row not in data.other_names()]
    for title, target, pairs in (
        ("dprk_alias_pairs.csv, recall at precision .98, all rows", "", aliases),
        (f"the same without {len(aliases) - len(spelled)} rows of other names", ".95", spelled),
    ):
        yield _row(title, target, sides, pairs, lambda p: recall_at_precision(p, 0.98))
    for others, note in ((1, "one of the family each"), (20, "twenty of the family each")):
        title = f"hangul_mr_names.csv, recall at precision .99, against {note}"
        target = ".99" if others == 1 else ""
        pairs = data.hangul(others=others)
        asked = sides if others == 1 else sides[:1]
        yield _row(title, target, asked, pairs, lambda p: recall_at_precision(p, 0.99))


def _row(
    title: str,
    target: str,
    sides: Sequence[Side],
    pairs: Sequence[Pair],
    figure: Callable[[Scored], str],
) -> Row:
    say(title)
    same = sum(pair.same for pair in pairs)
    return Row(
        f"{title} ({len(pairs):,} pairs, {same:,} the same)",
        target,
        tuple(figure(scored(side, pairs)) for side in sides),
    )
