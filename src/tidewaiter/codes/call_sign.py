"""Radio call signs and the country their series belongs to."""

import re

from tidewaiter.codes.table import find_in_ranges, read_ranges

_SHAPE = re.compile(r"[A-Z0-9]{3,7}")
_PUNCTUATION = re.compile(r"[\s./-]")


class CallSigns:
    """The series of the ITU Radio Regulations, Appendix 42.

    The table is unverified, save the rows its tests name: no official copy was at hand. No
    finding rests on it.
    """

    def __init__(self) -> None:
        self._ranges = read_ranges("call_signs.csv")

    def country(self, call_sign: str) -> str:
        """The alpha-2 code of a normalised call sign's series; an empty string if none."""
        return find_in_ranges(self._ranges, call_sign)


def parse_call_sign(text: str) -> str | None:
    """A call sign in capitals without spaces, points or dashes; None where it cannot be one.

    Digits alone are no call sign: they are an IMO number or MMSI in the wrong column.
    """
    value = _PUNCTUATION.sub("", text.upper())
    if _SHAPE.fullmatch(value) is None or value.isdecimal():
        return None
    return value
