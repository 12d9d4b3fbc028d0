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
    return results.markdown(heads, list(_lines(given)))


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
        quality = banned.quality(answers)
        certain, seen = quality.text(), f"R {quality.seen:.3f}"
        yield (name, f"{len(answers):,}", f"{quality.named:,}", certain, seen)


if __name__ == "__main__":
    sys.exit(main())
