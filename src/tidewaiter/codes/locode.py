"""The shape of UN/LOCODE; which codes exist is not told here."""

import re

from tidewaiter.model import Record

_SHAPE = re.compile(r"([A-Z]{2})[\s-]?([A-Z2-9]{3})")


class Locode(Record, frozen=True):
    """A place code: ISO 3166-1 alpha-2 country and three signs of the place."""

    value: str
    country: str


def parse_locode(text: str) -> Locode | None:
    """A UN/LOCODE from `KRPUS`, `kr pus` or `KR-PUS`; None where the shape is another.

    The country is not looked up (`HELLO` has the shape too): ask `Countries.holds`.
    """
    match = _SHAPE.fullmatch(text.strip().upper())
    return None if match is None else Locode(match[1] + match[2], country=match[1])
