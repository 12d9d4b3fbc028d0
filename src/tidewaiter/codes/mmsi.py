"""Maritime mobile service identities and the country their digits name."""

import re

from tidewaiter.codes.table import find_in_ranges, read_ranges
from tidewaiter.model import Record

_SHAPE = re.compile(r"(?:MMSI)?[\s:#-]*([0-9]{9})(?:\.0)?", re.IGNORECASE)
# Where the three country digits (MID) stand, by how the number begins (ITU-R M.585).
_MID_AFTER = (("00", 2), ("0", 1), ("111", 3), ("8", 1), ("98", 2), ("99", 2))


class Mmsi(Record, frozen=True):
    """Nine digits and the three of them that name the country (MID), empty where none do.

    A MID says what the set was programmed with, not what flag the ship has.
    """

    value: str
    mid: str


class Mids:
    """The maritime identification digits and their countries (ITU Radio Regulations).

    The table is unverified, save the rows its tests name: no official copy was at hand. No
    finding rests on it.
    """

    def __init__(self) -> None:
        self._ranges = read_ranges("mids.csv")

    def country(self, mid: str) -> str:
        """The alpha-2 code a MID belongs to; an empty string for an unknown MID."""
        return find_in_ranges(self._ranges, mid)


def parse_mmsi(text: str) -> Mmsi | None:
    """An MMSI from nine digits as written, or None."""
    match = _SHAPE.fullmatch(text.strip())
    if match is None:
        return None
    value = match[1]
    if len(set(value)) == 1:
        return None
    start = next((skip for lead, skip in _MID_AFTER if value.startswith(lead)), 0)
    mid = value[start : start + 3]
    return Mmsi(value, mid=mid if "201" <= mid <= "799" else "")
