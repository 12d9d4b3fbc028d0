"""Container numbers of ISO 6346."""

import re

from tidewaiter.model import Record

_SHAPE = re.compile(r"([A-Z]{4})([0-9]{6})([0-9])?")
_PUNCTUATION = re.compile(r"[\s./-]")
# Letters count 10, 12, ... 38: multiples of 11 are left out.
_VALUES = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        [number for number in range(10, 39) if number % 11 != 0],
        strict=True,
    )
)


class ContainerNumber(Record, frozen=True):
    """Owner, category letter and serial, with whether the check digit agrees.

    `check` is None where the number was written without its check digit.
    """

    value: str
    check: bool | None


def parse_container(text: str) -> ContainerNumber | None:
    """A container number from `TEMU 123456-5`, or None where it has another shape."""
    value = _PUNCTUATION.sub("", text.upper())
    match = _SHAPE.fullmatch(value)
    if match is None:
        return None
    check = None if match[3] is None else check_digit(value[:10]) == int(match[3])
    return ContainerNumber(value, check=check)


def check_digit(value: str) -> int:
    """The check digit of four letters and six digits (ISO 6346, annex A)."""
    total: int = sum(
        (_VALUES[sign] if sign in _VALUES else int(sign)) * (1 << position)
        for position, sign in enumerate(value)
    )
    return total % 11 % 10
