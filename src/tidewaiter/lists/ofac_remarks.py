"""The remarks of an OFAC entry, where its dates, papers and numbers stand as running text.

A remark is kept whole; what a table here knows is read out of it besides.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tidewaiter.codes import parse_date, parse_imo
from tidewaiter.model import Identifier, ListedName
from tidewaiter.model.listing import ListingKind, NameQuality

_NUMBER = (
    r"(?:No\.:? |Number:? )?(?P<value>[^;]*?\d[^;]*?)(?:\s*\([^()\d]{3,}\))*"
    r"(?:,? (?:issued?|expires?|expired|Issue Date)\b.*)?"
)
_LABEL = re.compile(
    r"DOB|MMSI|Passport|nationality|citizen|National ID|Tax ID|SWIFT/BIC|Vessel Registration"
    r"|Aircraft Tail Number|(?:Other )?(?:Vessel )?Call Sign|[afn]\.k\.a\."
)


@dataclass(slots=True)
class Remarks:
    """What was read out of the remarks of one entry; `unread` are remarks with a known
    label that could not be read.
    """

    text: str
    names: list[ListedName] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    birth_dates: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_remarks(text: str, kind: ListingKind, call_sign: str = "") -> Remarks:
    """What the remarks of an entry say: names, numbers, dates of birth, countries, flags."""
    remarks = Remarks(text=text)
    if call_sign != "":
        remarks.identifiers.append(Identifier("call_sign", call_sign))
    for part in _split(text) if text != "" else ():
        for pattern, read in _READERS.get(part.partition(" ")[0].rstrip(":"), ()):
            match = pattern.fullmatch(part)
            if match is not None:
                read(remarks, match, kind)
                break
        else:
            if _LABEL.match(part) is not None:
                remarks.unread.append(part)
    return remarks


def _split(text: str) -> list[str]:
    parts = (part.strip() for part in text.strip().removesuffix(".").split(";"))
    return [part.removeprefix("alt. ") for part in parts]


def _birth(remarks: Remarks, match: re.Match[str], kind: ListingKind) -> None:
    del kind
    ends = re.split(r"\s+to\s+|(?<=\d{4})-(?=\d{4})", match["value"].removeprefix("circa "))
    dates = [date for end in ends if (date := parse_date(end)) is not None]
    if len(dates) == len(ends):
        remarks.birth_dates.append("/".join(str(date) for date in dates))


def _country(remarks: Remarks, match: re.Match[str], kind: ListingKind) -> None:
    del kind
    remarks.countries.append(match["value"])


def _former_flag(remarks: Remarks, match: re.Match[str], kind: ListingKind) -> None:
    del kind
    remarks.flags.append(match["value"])


def _imo(remarks: Remarks, match: re.Match[str], kind: ListingKind) -> None:
    """A ship's number on a ship, a company's on anything else."""
    imo = parse_imo(match["value"])
    if imo is not None:
        scheme = "imo" if kind == "vessel" else "company_imo"
        remarks.identifiers.append(Identifier(scheme, imo.value))


def _weak_name(remarks: Remarks, match: re.Match[str], kind: ListingKind) -> None:
    """OFAC puts the names it holds for weak among the remarks; a ship's other names too."""
    if match["how"] == "f.k.a.":
        remarks.names.append(ListedName(text=match["value"], quality="former"))
    else:
        quality: NameQuality = "strong" if kind == "vessel" else "weak"
        remarks.names.append(ListedName(text=match["value"], quality=quality))


def _numbered(scheme: str) -> Callable[[Remarks, re.Match[str], ListingKind], None]:
    def read(remarks: Remarks, match: re.Match[str], kind: ListingKind) -> None:
        del kind
        remarks.identifiers.append(Identifier(scheme, match["value"].strip()))

    return read


# by the first word of the remark
_PATTERNS: tuple[tuple[str, str, Callable[[Remarks, re.Match[str], ListingKind], None]], ...] = (
    ("DOB", r"DOB (?P<value>.+)", _birth),
    ("nationality citizen", r"(?:nationality|citizen):? (?P<value>.+)", _country),
    ("Former", r"Former Vessel Flag (?P<value>.+)", _former_flag),
    ("a.k.a. f.k.a. n.k.a.", r"(?P<how>[afn]\.k\.a\.) '(?P<value>.+)'", _weak_name),
    ("Vessel", r"Vessel Registration Identification (?:IMO )?(?P<value>\d{7})", _imo),
    (
        "Identification Company Registration",
        r"(?:Identification|Company|Registration) Number IMO (?P<value>\d{7})",
        _imo,
    ),
    ("MMSI", r"MMSI (?P<value>\d{9})", _numbered("mmsi")),
    (
        "Other Vessel Call",
        r"(?:Other )?(?:Vessel )?Call Sign (?P<value>\S+)",
        _numbered("call_sign"),
    ),
    ("Passport", rf"Passport {_NUMBER}", _numbered("passport")),
    (
        "National Identification",
        rf"(?:National ID|Identification) {_NUMBER}",
        _numbered("national_id"),
    ),
    ("Tax", rf"Tax ID {_NUMBER}", _numbered("tax")),
    (
        "Aircraft",
        r"Aircraft Tail Number (?P<value>[^;()]+?)(?:\s*\([^()]*\))?",
        _numbered("registration"),
    ),
    (
        "Business Registration Company Commercial",
        rf"(?:(?:Business )?Registration|Company|Commercial Registry) (?:ID|Number) {_NUMBER}",
        _numbered("registration"),
    ),
    ("SWIFT/BIC", r"SWIFT/BIC (?P<value>\S+)", _numbered("swift")),
)


def _by_first_word() -> dict[str, list[tuple[re.Pattern[str], Any]]]:
    readers: dict[str, list[tuple[re.Pattern[str], Any]]] = defaultdict(list)
    for words, pattern, read in _PATTERNS:
        for word in words.split():
            readers[word].append((re.compile(pattern), read))
    return readers


_READERS = _by_first_word()
