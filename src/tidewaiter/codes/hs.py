"""Codes of the Harmonized System, as written and as spreadsheets mangle them."""

import re
import unicodedata

from tidewaiter.codes.table import read_table
from tidewaiter.model import Record

_EXPONENT = re.compile(r"([0-9](?:[.,][0-9]+)?)E\+?([0-9]{1,2})", re.IGNORECASE)
_CODE = re.compile(r"(?:HS|HTS|CN|TARIC|EX|NO|CODE|[\s:#.])*([0-9][0-9 .,\-]*)", re.IGNORECASE)
_FLOAT = re.compile(r"([0-9]+)[.,]0")
_LOST_ZERO = re.compile(r"([0-9]{4})[.,]([0-9])")
_SEVERAL = re.compile(r"\s*[;/|\n]\s*|\s*,\s+|,(?=[0-9]{4})")
LONGEST = 10


class HsCode(Record, frozen=True):
    """Digits of a declared code, and what was done to them.

    `digits` has no points, at most ten digits; `repair` says in words what was mended (empty
    for a code as it should be). A code of odd length is kept: its beginning still tells.
    """

    digits: str
    repair: str = ""

    @property
    def chapter(self) -> str:
        """The first two digits."""
        return self.digits[:2]

    @property
    def heading(self) -> str:
        """The first four digits, or an empty string for a bare chapter."""
        return self.digits[:4] if len(self.digits) >= 4 else ""

    @property
    def subheading(self) -> str:
        """The first six digits, or an empty string for a shorter code."""
        return self.digits[:6] if len(self.digits) >= 6 else ""


class HsReader:
    """Reads HS codes; knows how many headings each chapter has (editions 2007 to 2022)."""

    def __init__(self) -> None:
        self._last = {row["chapter"]: int(row["last_heading"]) for row in read_table("hs.csv")}

    def plausible(self, digits: str) -> bool:
        """True where the chapter exists and the heading is within its range."""
        last = self._last.get(digits[:2])
        if last is None:
            return False
        return len(digits) < 4 or 1 <= int(digits[2:4]) <= last

    def parse(self, text: str) -> HsCode | None:
        """One code from `2701.11.00`, `2701 11`, `HS 270111` or `270111.0`; None if none."""
        value = unicodedata.normalize("NFKC", text).strip()
        exponent = _EXPONENT.fullmatch(value)
        if exponent is not None:
            return self._mend(_expand(exponent), "written out from a spreadsheet number")
        match = _CODE.fullmatch(value)
        if match is None:
            return None
        return self._from_digits(match[1].strip(" .,-"))

    def parse_all(self, text: str) -> tuple[HsCode, ...]:
        """Every code of a field that lists several (`2701/2702`, `2701.11; 2702.10`)."""
        codes = (self.parse(part) for part in _SEVERAL.split(text) if part != "")
        return tuple(dict.fromkeys(code for code in codes if code is not None))

    def _from_digits(self, written: str) -> HsCode | None:
        lost = _LOST_ZERO.fullmatch(written)
        if lost is not None and lost[2] != "0":
            return self._mend(f"{lost[1]}{lost[2]}0", "last zero restored")
        decimal = _FLOAT.fullmatch(written)
        if decimal is not None:
            return self._mend(decimal[1], "decimal of a spreadsheet taken off")
        return self._mend(re.sub(r"[^0-9]", "", written), "")

    def _mend(self, digits: str, repair: str) -> HsCode | None:
        """Restore a leading zero a spreadsheet ate, where only that makes the code exist."""
        if len(digits) % 2 == 1 and len(digits) < LONGEST and self.plausible(f"0{digits}"):
            return HsCode(f"0{digits}", repair="leading zero restored")
        if len(digits) < 2:
            return None
        if len(digits) > LONGEST:
            return HsCode(digits[:LONGEST], repair="shortened to ten digits")
        return HsCode(digits, repair=repair)


def _expand(match: re.Match[str]) -> str:
    """`2.70111E+05` as `270111`."""
    whole = match[1].replace(",", ".")
    digits = whole.replace(".", "")
    return digits.ljust(int(match[2]) + 1, "0")
