"""`python -m benchmarks.ranking` trains every side on one year, ranks a later quarter, writes."""

import argparse
import itertools
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import results
from benchmarks.ranking import data, loop, sides
from benchmarks.ranking.quality import SHARES, auc, precision, top
from benchmarks.timing import say, timed
from tidewaiter.ranking import Opening

NAME = "ranking"
TITLE = "What to open next, learnt from openings"
HEADS = (
    "side",
    *(f"top {share:.0%}" for share in SHARES),
    "AUC",
    "AUC of lines of a new kind",
    "cpu s",
)
PUBLISHED = ("LightGBM, published (arXiv 2208.02484)", "", "", ".762", ".641")


def main(arguments: list[str] | None = None) -> int:
    """Measure and write; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ranking", description=__doc__)
    parser.add_argument(
        "--on", choices=("valid", "test"), default="test", help="the quarter to rank"
    )
    parser.add_argument("--results", type=Path, default=results.FOLDER, help="where to write")
    asked = parser.parse_args(arguments)
    if not data.FOLDER.exists():
        say("not measured: the customs data is not at hand (../shared)")
        return 1
    before = results.load()
    known, unknown = data.read("train"), data.read(asked.on)
    text = _page(known, unknown, asked.on)
    sys.stdout.write(f"\n{TITLE}\n\n{text}")
    if asked.on == "test":
        say(str(results.write_page(NAME, TITLE, text, before=before, folder=asked.results)))
    return 0


def _page(known: Sequence[Opening], unknown: Sequence[Opening], part: str) -> str:
    base = sum(one.false for one in unknown) / len(unknown)
    new = sum(_unlike(known, unknown))
    rows = list(compare(known, unknown))
    if part == "test":
        rows.append(PUBLISHED)
    return (
        f"Precision among the highest ranks: trained on {len(known)} lines, measured on"
        f" {len(unknown)} ({part}), of which {base:.3f} are false; the top 5% are"
        f" {top(0.05, len(unknown))} lines. {new} lines have a subheading, weight and value that"
        f" no line trained on has together: the lines of a new kind, whose AUC stands apart.\n\n"
        f"{results.markdown(HEADS, rows)}\n"
        "A year in which one line in twenty is opened each month, and only what was opened is"
        " learnt from (after a first month that is known whole):\n\n"
        f"{results.markdown(loop.HEADS, list(loop.measure(known)))}"
    )


def compare(known: Sequence[Opening], unknown: Sequence[Opening]) -> Iterator[tuple[str, ...]]:
    """One row per side."""
    unlike = _unlike(known, unknown)
    for name, side in sides.every().items():
        values: list[float] = []

        def rank(side: sides.Side = side, values: list[float] = values) -> int:
            values += side(known, unknown)
            return len(values)

        time = timed(rank)
        yield (
            name,
            *(f"{precision(values, unknown, share):.3f}" for share in SHARES),
            f"{auc(values, unknown):.3f}",
            _auc_of(values, unknown, unlike),
            f"{time.cpu:.1f}",
        )


def _auc_of(values: Sequence[float], openings: Sequence[Opening], kept: Sequence[bool]) -> str:
    """The AUC of the lines kept; empty where they are all true or all false."""
    pairs = list(itertools.compress(zip(values, openings, strict=True), kept))
    if len({one.false for _, one in pairs}) < 2:
        return ""
    return f"{auc([value for value, _ in pairs], [one for _, one in pairs]):.3f}"


def _unlike(known: Sequence[Opening], unknown: Sequence[Opening]) -> list[bool]:
    """For each line whether none trained on has the same subheading, weight and value."""
    seen = {_goods(one) for one in known}
    return [_goods(one) not in seen for one in unknown]


def _goods(one: Opening) -> tuple[str, float | None, float | None]:
    line = one.declaration
    return line.hs, line.net_weight_kg, line.value


if __name__ == "__main__":
    sys.exit(main())
