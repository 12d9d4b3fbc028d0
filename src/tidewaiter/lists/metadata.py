"""What is known of a published list before it is read, and what its count should be."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import msgspec

from tidewaiter.model import Defect, Record

WHOLE_LIST = "the list as a whole"
"""Where a defect stands that puts the whole list in doubt: it stops an import."""

STALE_AFTER_DAYS = 30


class Published(Record, frozen=True):
    """One published list: its names, its publisher, its expected counts, low and high.

    `measures` gives, by programme and kind of listing, the measures that being listed means.
    An edition older than `stale_after_days` is shown as stale.
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
    stale_after_days: int = STALE_AFTER_DAYS


def published(key: str) -> Published:
    """The metadata of one published list, by its key in `published.toml`."""
    return msgspec.convert(_sections()[key], Published)


def stale_after_days(name: str) -> int:
    """After how many days an edition of the list of that name is stale; 30 where none is said."""
    named = (section for section in _sections().values() if section["name"] == name)
    said = (section["stale_after_days"] for section in named if "stale_after_days" in section)
    return next(said, STALE_AFTER_DAYS)


def _sections() -> dict[str, Any]:
    text = (files("tidewaiter.lists") / "published.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def count_defects(
    expected: Mapping[str, tuple[int, int]], counts: Mapping[str, int]
) -> list[Defect]:
    """A defect for every count outside its bounds: the file may be cut off, or another list."""
    return [
        Defect(
            at=WHOLE_LIST,
            problem=f"{counts.get(what, 0)} {what} where {low} to {high} are expected: "
            "the file may be cut off, or be another list",
        )
        for what, (low, high) in expected.items()
        if not low <= counts.get(what, 0) <= high
    ]


def left_over_defects(left_over: Mapping[str, int]) -> list[Defect]:
    """A defect for every field that is neither used nor named as ignored."""
    return [
        Defect(at=WHOLE_LIST, problem=f"no use is known for the field {path}, met {count} times")
        for path, count in sorted(left_over.items())
    ]
