"""Reading the package's own tables of codes."""

import csv
from importlib.resources import files


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one CSV file of this package, by column."""
    text = files("tidewaiter.codes").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def read_ranges(name: str) -> tuple[tuple[str, str, str], ...]:
    """Ranges of prefixes with the ISO 3166-1 alpha-2 code each belongs to."""
    return tuple((row["first"], row["last"], row["alpha2"]) for row in read_table(name))


def find_in_ranges(ranges: tuple[tuple[str, str, str], ...], text: str) -> str:
    """The country whose range holds the beginning of `text`, or an empty string."""
    for first, last, alpha2 in ranges:
        if first <= text[: len(first)] <= last:
            return alpha2
    return ""
