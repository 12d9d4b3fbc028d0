"""`python -m benchmarks.goods` measures headings and named products and writes the page."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from benchmarks import results
from benchmarks.goods import banned, finding
from benchmarks.timing import say
from tidewaiter.goods import Recognizer

NAME = "goods"
TITLE = "Goods: headings and products named in descriptions"
LANGUAGES = ("en", "zh", "ko", "ru", "ja", "th", "vi", "fr", "es")


def main(arguments: list[str] | None = None) -> int:
    """Measure and write; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.goods", description=__doc__)
    parser.add_argument("--results", type=Path, default=results.FOLDER, help="where to write")
    asked = parser.parse_args(arguments)
    before = results.load()
    text = "## Headings\n\n" + _headings() + "\n## Products\n\n" + _products()
    sys.stdout.write(f"\n{TITLE}\n\n{text}")
    say(str(results.write_page(NAME, TITLE, text, before=before, folder=asked.results)))
    return 0


def _headings() -> str:
    if not finding.DESCRIPTIONS.exists():
        return "Not measured: the labelled descriptions are not at hand (../shared).\n"
    rankers: list[finding.Ranker] = [finding.ours]
    heads = ["measure", "to reach", "tidewaiter"]
    if find_spec("sklearn") is not None:
        from benchmarks.goods.baseline import Baseline

        rankers.append(Baseline(finding.TEXTS).headings)
        heads.append("TF-IDF over official texts")
    return results.markdown(heads, list(finding.measure(rankers)))


def _products() -> str:
    recognizer = Recognizer()
    given = banned.answers(banned.rows(), recognizer)
    heads = ("descriptions", "number", "that name a product", "certain", "at least possible")
    lines = [*_lines(given), *_later(recognizer)]
    return results.markdown(heads, lines)


def _lines(given: Sequence[banned.Answer]) -> Iterator[tuple[str, ...]]:
    parts = [
        ("all", list(given)),
        ("built on", [each for each in given if not each.row.is_held_back]),
        ("only measured", [each for each in given if each.row.is_held_back]),
    ]
    parts += [
        (f"only measured, {code}", [e for e in parts[2][1] if e.row.language == code])
        for code in LANGUAGES
    ]
    for name, answers in parts:
        yield _line(name, answers)


def _later(recognizer: Recognizer) -> Iterator[tuple[str, ...]]:
    """The batches written later, as they stand after their faults were mended."""
    for batch, asked in banned.batches().items():
        yield _line(f"written later, batch {batch}, mended", banned.answers(asked, recognizer))


def _line(name: str, answers: Sequence[banned.Answer]) -> tuple[str, ...]:
    quality = banned.quality(answers)
    seen = f"R {quality.seen:.3f}"
    return (name, f"{len(answers):,}", f"{quality.named:,}", quality.text(), seen)


if __name__ == "__main__":
    sys.exit(main())
