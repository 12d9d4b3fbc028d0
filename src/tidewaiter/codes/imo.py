"""IMO numbers of ships, and of companies, which look alike."""

import re

from tidewaiter.model import Record

_FOUND = re.compile(r"(?<![0-9])([0-9]{7})(?:\.0)?(?![0-9])")
_SHIP_WEIGHTS = (7, 6, 5, 4, 3, 2)
_COMPANY_WEIGHTS = (8, 6, 4, 2, 9, 7)


class ImoNumber(Record, frozen=True):
    """Seven digits, with the two check rules they meet.

    A failed check is a weak sign only: 3.4% of the numbers ships themselves send fail it, and a
    borrowed number passes it. Companies have seven digits too, under another rule.
    """

    value: str
    ship_check: bool
    company_check: bool


def parse_imo(text: str) -> ImoNumber | None:
    """The one IMO number in `IMO 9163166`, `IMO9163166` or `9163166`; None if none or several."""
    found = set(_FOUND.findall(text))
    if len(found) != 1:
        return None
    value = found.pop()
    if value == "0000000":
        return None
    return ImoNumber(value, ship_check=passes_ship(value), company_check=passes_company(value))


def passes_ship(value: str) -> bool:
    """True where the last digit meets the rule of ship numbers (IMO scheme)."""
    return _weigh(value, _SHIP_WEIGHTS) % 10 == int(value[6])


def passes_company(value: str) -> bool:
    """True where the last digit meets the rule of company numbers (all 16 on the 1718 list do)."""
    return (11 - _weigh(value, _COMPANY_WEIGHTS) % 11) % 10 == int(value[6])


def _weigh(value: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(value, weights, strict=False))
