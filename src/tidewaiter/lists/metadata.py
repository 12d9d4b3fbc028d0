"""What is known of a published list before it is read, and what its count should be."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files

import msgspec

from tidewaiter.model import Defect, Record


class Published(Record, frozen=True):
    """One published list: its names, its publisher, its expected counts, low and high.

    `measures` gives, by programme and kind of listing, the measures that being listed means.
    """

    name: str
    source: str
    list: str
    publisher: str
    where: str
    licence: str
    format: str
    expected: dict[str, tuple[int, int]]
    measures: dict[str, dict[str, tuple[str, ...]]] = {}  # noqa: RUF012 - msgspec copies it


def published(key: str) -> Published:
    """The metadata of one published list, by its key in `published.toml`."""
    text = (files("tidewaiter.lists") / "published.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text)[key], Published)


def count_defects(
    expected: Mapping[str, tuple[int, int]], counts: Mapping[str, int]
) -> list[Defect]:
    """A defect for every count outside its bounds: the file may be cut off, or another list."""
    return [
        Defect(
            at="whole file",
            problem=f"{counts.get(what, 0)} {what} where {low} to {high} are expected: "
            "the file may be cut off, or be another list",
        )
        for what, (low, high) in expected.items()
        if not low <= counts.get(what, 0) <= high
    ]


def left_over_defects(left_over: Mapping[str, int]) -> list[Defect]:
    """A defect for every field that is neither used nor named as ignored."""
    return [
        Defect(at="whole file", problem=f"no use is known for the field {path}, met {count} times")
        for path, count in sorted(left_over.items())
    ]
