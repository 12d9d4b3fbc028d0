"""Dates of birth as lists and papers write them, and how two of them agree."""

import re
from collections.abc import Iterable
from functools import lru_cache

from tidewaiter.codes import parse_date
from tidewaiter.codes.date import PartialDate
from tidewaiter.model import Record

NEAR_YEARS = 3
# From here on no estimate and no flattering date explains the difference.
OTHER_AGE_YEARS = 10
# A list that says `circa` means a guess of a few years.
CIRCA_YEARS = 2
_CIRCA = re.compile(
    r"(?:\b(?:circa|approximately|approx|about|around|est(?:imated)?|ca|c)\b\.?|~)\s*", re.I
)
_RANGE = re.compile(
    r"(?:between\s+)?(?P<first>.+?)\s*(?:/|\bto\b|\band\b|\bor\b|–|(?<=\d{4})-(?=\d{4}$))\s*(?P<last>.+)",
    re.I,
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:-(\d{1,2}))?(?!\d)")

# Best first: of several dates the one that agrees best counts.
ORDER = (
    "born_same_day",
    "born_swapped",
    "born_same_month",
    "born_same_year",
    "born_slip",
    "born_near",
    "born_other_day",
    "born_other_year",
    "born_other_age",
)
_RANK = {name: rank for rank, name in enumerate(ORDER)}


class Birth(Record, frozen=True):
    """A date of birth: the earliest and the latest date it may be, the same for one date."""

    first: PartialDate
    last: PartialDate
    circa: bool = False


@lru_cache(maxsize=1 << 16)
def parse_birth(text: str) -> Birth | None:
    """A date, year, span of years or estimate; None where no year can be read.

    A day or month that no calendar has is set aside and the rest kept.
    """
    plain = _CIRCA.sub("", text.strip())
    circa = plain != text.strip()
    date = parse_date(plain)
    if date is not None:
        return Birth(date, date, circa)
    span = _RANGE.fullmatch(plain)
    if span is not None:
        first, last = parse_date(span["first"]), parse_date(span["last"])
        if first is not None and last is not None and first.first <= last.last:
            return Birth(first, last, circa)
    year = _YEAR.search(plain)
    if year is None:
        return None
    date = (year[2] and parse_date(f"{year[1]}-{year[2]}")) or parse_date(year[1])
    return None if date is None else Birth(date, date, circa)


def birth_days(texts: Iterable[str]) -> tuple[PartialDate, ...]:
    """The dates among them that are known to the day, but for the first of January."""
    return tuple([day for text in texts if (day := _birth_day(text)) is not None])


@lru_cache(maxsize=1 << 16)
def _birth_day(text: str) -> PartialDate | None:
    birth = parse_birth(text)
    if birth is None or birth.first != birth.last:
        return None
    date = birth.first
    return date if date.day > 0 and not _is_new_year(date) else None


def compare_births(asked: Iterable[str], listed: Iterable[str]) -> tuple[str, str, str] | None:
    """The best agreement among dates: the ground's name, the date asked and the date listed.

    None where nothing can be told, as one side has no date that can be read.
    """
    best, rank = None, len(ORDER)
    for text in asked:
        one = parse_birth(text)
        for other_text in listed if one is not None else ():
            other = parse_birth(other_text)
            name = "" if one is None or other is None else _compare(one, other)
            if name != "" and _RANK[name] < rank:
                best, rank = (name, text, other_text), _RANK[name]
    return best


def _compare(one: Birth, other: Birth) -> str:
    if _is_exact(one) and _is_exact(other):
        return _compare_dates(one.first, other.first)
    return _compare_spans(one, other)


def _is_exact(birth: Birth) -> bool:
    """True for one date that is no estimate."""
    return not birth.circa and (birth.first is birth.last or birth.first == birth.last)


def _compare_spans(one: Birth, other: Birth) -> str:
    gap = max(one.first.year - other.last.year, other.first.year - one.last.year)
    if one.circa or other.circa:
        gap -= CIRCA_YEARS
    if gap <= 0:
        return "born_same_year"
    return "born_near" if gap <= NEAR_YEARS else "born_other_year"


def _compare_dates(one: PartialDate, other: PartialDate) -> str:
    if one.day > 0 and other.day > 0:
        return _compare_days(one, other)
    if one.year != other.year:
        return _compare_years(one, other)
    if one.month == 0 or other.month == 0:
        return "born_same_year"
    if one.month == other.month:
        return "born_same_month"
    return "born_same_year" if _is_new_year(one) or _is_new_year(other) else "born_slip"


def _compare_days(one: PartialDate, other: PartialDate) -> str:
    if one == other:
        return "born_same_year" if _is_new_year(one) else "born_same_day"
    same_month, same_day = one.month == other.month, one.day == other.day
    if one.year == other.year:
        return _compare_in_year(one, other)
    if same_month and same_day and not _is_new_year(one):
        return "born_slip" if _is_slip(one.year, other.year) else _compare_years(one, other)
    exact = not (same_month or same_day or _is_new_year(one) or _is_new_year(other))
    if exact and abs(one.year - other.year) >= OTHER_AGE_YEARS:
        return "born_other_age"
    return _compare_years(one, other)


def _compare_in_year(one: PartialDate, other: PartialDate) -> str:
    """Two days of one year. The first of January stands for the year alone."""
    if one.month == other.day and one.day == other.month:
        return "born_swapped"
    if _is_new_year(one) or _is_new_year(other):
        return "born_same_year"
    near = one.month == other.month or one.day == other.day
    return "born_slip" if near else "born_other_day"


def _compare_years(one: PartialDate, other: PartialDate) -> str:
    if one.year == other.year:
        return "born_same_year"
    near = abs(one.year - other.year) <= NEAR_YEARS
    return "born_near" if near else "born_other_year"


def _is_slip(year: int, other: int) -> bool:
    """True for years a year apart, or that differ by one digit or by two that changed places."""
    one, two = str(year), str(other)
    different = [i for i in range(4) if one[i] != two[i]]
    turned = len(different) == 2 and sorted(one) == sorted(two)
    return abs(year - other) == 1 or len(different) == 1 or turned


def _is_new_year(date: PartialDate) -> bool:
    return date.month == 1 and date.day == 1
