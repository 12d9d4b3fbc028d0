"""The 1718 Designated Vessels List: what its rows mean, whatever file they stand in."""

import datetime
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tidewaiter.codes import parse_date
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import Published, published
from tidewaiter.lists.reading import Reading
from tidewaiter.lists.record import Fields, StoppedRecord
from tidewaiter.model import BadInput, Decision, Identifier, ListedName, Listing

TITLE = "1718 Designated Vessels List"
# the five columns of measures in the list's order: heading, measure, instrument
COLUMNS = (
    (
        "Paragraph 8(d) of resolution 1718 (2006) and paragraph 12 of resolution 2270 (2016)",
        "asset_freeze",
        "S/RES/1718 (2006) para 8(d)",
    ),
    ("Paragraph 12 (a) of resolution 2321 (2016)", "deflag", "S/RES/2321 (2016) para 12(a)"),
    ("Paragraph 12 (d) of resolution 2321 (2016)", "vessel_freeze", "S/RES/2321 (2016) para 12(d)"),
    (
        "Paragraph 6 of resolution 2371 (2017) and paragraph 6 of resolution 2375 (2017)",
        "port_ban",
        "S/RES/2371 (2017) para 6 and S/RES/2375 (2017) para 6",
    ),
    (
        "Economic resources controlled or operated by Ocean Maritime Management (KPe.020)",
        "omm_asset",
        "S/RES/2270 (2016) para 23 and Annex III",
    ),
)
LABELS = (
    "Flag",
    "Call Sign",
    "Type",
    "Other information",
    "Picture link",
    "Designated as economic resources of",
)
MARKS = ("na", "Yes")
IGNORED = {
    "#": "the row's number, which changes from edition to edition",
    "Picture link": "a photograph elsewhere",
}
NOTHING = "na"
NO_NUMBER = "Does not exist"

Field = tuple[str, int, str]
"""Path, number of the group, text."""

_DAY = re.compile(r"(\d{1,2})-([A-Z][a-z]{2})-(\d{2})")
_TITLE_DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")
_IMO = re.compile(rf"(\d{{7}}\b|{NO_NUMBER})\s*(?:MMSI:\s*(.*))?")


def read_rows(path: Path, *, title: str, text: str, ships: Iterable[list[Field]]) -> LoadedList:
    """The list of the ships, each given as its fields.

    Args:
        path: The file they come from.
        title: The document's title, which holds the day of the edition.
        text: All text of the document, in which the five headings must stand in order.
        ships: The fields of each ship.

    Raises:
        BadInput: where the columns are not those known here, or no ship could be read.
    """
    headings = "".join(heading for heading, _, _ in COLUMNS)
    if _squeeze(headings) not in _squeeze(text):
        raise BadInput(
            "the five columns of measures are not those of the list known here",
            where=str(path),
            advice="Read the list by eye: a measure read from the wrong column would be law.",
        )
    reading = Reading(published("un_1718_vessels"))
    day = _TITLE_DAY.search(title)
    edition = str(parse_date(day[0])) if day is not None else ""
    for fields in ships:
        name = next((value for path_, _, value in fields if path_ == "Vessel Name"), "")
        row = Fields(fields, ignored=IGNORED, name=name)
        reading.take(f"ship {row.peek('#')}", row, lambda row: _ship(row, reading.about, edition))
    return reading.loaded([path], published=edition)


def clean(text: str) -> str:
    """Text in single spaces and with plain apostrophes; a word parted by a hyphen is joined."""
    return re.sub(r"- (?=[a-z])", "-", " ".join(text.replace("’", "'").split()))


def is_day(text: str) -> bool:
    """True for a day as the list writes it, `30-Mar-18`."""
    return _DAY.fullmatch(text) is not None


def _squeeze(text: str) -> str:
    return "".join(text.split()).casefold()


def _ship(fields: Fields, about: Published, edition: str) -> Listing:
    number = _IMO.fullmatch(fields.one("IMO number"))
    names = _numbered(fields.one("Vessel Name"))
    if number is None or len(names) == 0:
        raise StoppedRecord("the ship has no name, or its number cannot be read")
    imo = number[1] if number[1] != NO_NUMBER else ""
    decisions = tuple(_decisions(fields))
    if len(decisions) == 0:
        raise StoppedRecord("no measure is marked with a day")
    schemes = (
        ("imo", [imo] if imo != "" else []),
        ("mmsi", _numbered(number[2] or "")),
        ("call_sign", [sign for text in fields.all("Call Sign") for sign in _numbered(text)]),
    )
    owners = fields.all("Designated as economic resources of")
    remarks = [
        *fields.all("Type"),
        *fields.all("Other information"),
        *(f"designated as economic resource of {owner}" for owner in owners),
    ]
    return Listing(
        list=about.list,
        ref=f"1718/{imo or names[0].replace(' ', '-')}",
        kind="vessel",
        names=(ListedName(names[0]), *(ListedName(name, "strong") for name in names[1:])),
        identifiers=tuple(Identifier(s, value) for s, values in schemes for value in values),
        flags=tuple(flag for text in fields.all("Flag") for flag in _numbered(text)),
        programmes=("DPRK",),
        decisions=decisions,
        remarks="; ".join(remark for remark in remarks if remark != NOTHING),
        source=f"{about.name} {edition}".strip(),
        listed_on=min(decision.since for decision in decisions if decision.since is not None),
    )


def _decisions(fields: Fields) -> Iterator[Decision]:
    names = [measure for _, measure, _ in COLUMNS]
    for group in fields.groups("measures", ["Date of designation", *names]):
        day = _day(group.get("Date of designation", ""))
        for _, measure, instrument in COLUMNS:
            mark = group.get(measure, "")
            if mark not in MARKS:
                raise StoppedRecord(f"{mark!r} under {measure} is neither Yes nor na")
            if mark == "Yes":
                yield Decision(measure=measure, since=day, instrument=instrument)


def _day(text: str) -> datetime.date:
    written = _DAY.fullmatch(text)
    day = parse_date(f"{written[1]}-{written[2]}-20{written[3]}") if written is not None else None
    if day is None:
        raise StoppedRecord(f"the day {text!r} cannot be read")
    return day.first


def _numbered(text: str) -> list[str]:
    """The values of a cell that counts them: `1: AB 2 2: CD` holds `AB 2` and `CD`."""
    starts: list[tuple[int, int]] = []
    at = 0
    while (mark := re.compile(rf"(?:^|\s){len(starts) + 1}[:.]\s*").search(text, at)) is not None:
        starts.append((mark.start(), mark.end()))
        at = mark.end()
    ends = [*(start for start, _ in starts[1:]), len(text)][: len(starts)]
    return [text[begin:end].strip() for (_, begin), end in zip(starts, ends, strict=True)]
