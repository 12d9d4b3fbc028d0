"""Maritime mobile service identities, and where their country digits stand."""

import re

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
