"""A number that says where it comes from, and the files of such numbers."""

import csv
import datetime
from importlib.resources import files
from typing import Literal, TypeVar

import msgspec

from tidewaiter.model import BadInput, Record

Check = Literal["verified", "derived", "unverified"]
T = TypeVar("T")


class Figure(Record, frozen=True, kw_only=True):
    """A number somebody published, or one made from such numbers.

    `low` and `high` are the same where one number was given; both are missing where nothing is
    known, which is never zero. `since` and `until` are the first and the last day it speaks of,
    `known` the day it was published, `definition` what was counted. `check` is `verified` where
    the source was read, `derived` where it was computed from verified numbers, else `unverified`.
    """

    low: float | None = None
    high: float | None = None
    unit: str
    definition: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    known: datetime.date | None = None
    source: str
    address: str = ""
    check: Check
    note: str = ""

    @property
    def is_known(self) -> bool:
        """Whether there is a number at all."""
        return self.low is not None or self.high is not None


def weakest(checks: list[Check]) -> Check:
    """How far a number made from others is verified: no further than the least of them.

    >>> weakest(["verified", "verified"]), weakest(["verified", "unverified"])
    ('derived', 'unverified')
    """
    return "unverified" if "unverified" in checks else "derived"


def read_kept(name: str, kind: type[T]) -> tuple[T, ...]:
    """The rows of one of our own files, `monitor/data/NAME.csv`, as records.

    A column is a field of the record, and an empty cell leaves the field at its default.

    Raises:
        BadInput: a row does not fit the record; it says the line and the field.
    """
    place = files("tidewaiter.monitor").joinpath("data", f"{name}.csv")
    return records_of(place.read_text(encoding="utf-8"), f"monitor/data/{name}.csv", kind)


def records_of(text: str, where: str, kind: type[T]) -> tuple[T, ...]:
    """The rows of a CSV as records: a column is a field, an empty cell its default.

    Raises:
        BadInput: a row does not fit the record; it says the line and the field.
    """
    rows = []
    for line, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        given = {key: value for key, value in row.items() if value != ""}
        try:
            rows.append(msgspec.convert(given, kind, strict=False))
        except msgspec.ValidationError as error:
            place = f"{where}, line {line}"
            raise BadInput(str(error), where=place, advice="Mend the row.") from error
    return tuple(rows)
