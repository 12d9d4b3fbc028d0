"""What sources say of ships, from a table: one fact a row, with its days and source.

Columns: `vessel_imo, vessel_mmsi, vessel_name` (one of them at least), `field, value, since,
until, source, check`. The fields are those of `Known`; a flag that its registry denies has `denied`
as check. A field `met` tells of a meeting at sea: its value names the other ship, its days are
those of the meeting.
"""

import csv
import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from tidewaiter.codes import parse_imo, parse_mmsi
from tidewaiter.model import BadInput, Defect, Known, Meeting, Record
from tidewaiter.model.vessel import IdentityField

COLUMNS = ("field", "value", "source")
MET = "met"
_FIELDS = get_args(IdentityField)


class ShipFact(Record, frozen=True):
    """A fact or a meeting, with the ship it is of, named by number or name."""

    known: Known | None = None
    met: Meeting | None = None
    imo: str = ""
    mmsi: str = ""
    name: str = ""


def read_ships(path: Path) -> tuple[tuple[ShipFact, ...], tuple[Defect, ...]]:
    """The facts of a table, and a defect for each row that tells none.

    Raises:
        BadInput: the file cannot be read or lacks a column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
            if len(missing) > 0:
                advice = f"Give columns vessel_imo, {', '.join(COLUMNS)}, since, until."
                what = f"no column {', '.join(missing)}"
                raise BadInput(what, where=str(path), advice=advice)
            return _read((rows.line_num, row) for row in rows)
    except OSError as error:
        what = error.strerror or "cannot be read"
        raise BadInput(what, where=str(path), advice="Check the path.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"no CSV: {error}", where=str(path), advice="Save it as UTF-8.") from error


def _read(
    rows: Iterable[tuple[int, dict[str, str]]],
) -> tuple[tuple[ShipFact, ...], tuple[Defect, ...]]:
    facts, defects = [], []
    for line, row in rows:
        told = {name: (value or "").strip() for name, value in row.items() if name is not None}
        try:
            facts.append(_fact(told, f"line {line}"))
        except ValueError as error:
            defects.append(Defect(f"line {line}", str(error), ", ".join(told.values())))
    return tuple(facts), tuple(defects)


def _fact(row: dict[str, str], at: str) -> ShipFact:
    field, value = row["field"], row["value"]
    if field not in (*_FIELDS, MET):
        raise ValueError(f"{field!r} is no field of a ship; there are {', '.join(_FIELDS)}")
    if value == "" or row["source"] == "":
        raise ValueError("a fact needs a value and a source")
    imo, mmsi = parse_imo(row.get("vessel_imo", "")), parse_mmsi(row.get("vessel_mmsi", ""))
    name = row.get("vessel_name", "")
    if imo is None and mmsi is None and name == "":
        raise ValueError("no ship is named, by IMO number, MMSI or name")
    since, until = _day(row.get("since", "")), _day(row.get("until", ""))
    if since is not None and until is not None and until < since:
        raise ValueError("it ends before it begins")
    source = row["source"]
    if field == MET and since is None:
        raise ValueError("a meeting needs the day it began, as since")
    return ShipFact(
        known=None
        if field == MET
        else Known(field, value, source, since, until, row.get("check", ""), at),  # type: ignore[arg-type]
        met=None if since is None or field != MET else _meeting(value, source, since, until, at),
        imo="" if imo is None else imo.value,
        mmsi="" if mmsi is None else mmsi.value,
        name=name,
    )


def _meeting(
    other: str, source: str, since: datetime.date, until: datetime.date | None, at: str
) -> Meeting:
    first, last = (
        datetime.datetime.combine(day, datetime.time(), datetime.UTC)
        for day in (since, until or since)
    )
    imo, mmsi = parse_imo(other), parse_mmsi(other)
    named = imo.value if imo is not None else mmsi.value if mmsi is not None else other
    return Meeting(named, first, last, other_name=other, source=source, at=at)


def _day(text: str) -> datetime.date | None:
    if text == "":
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day; write 2017-08-06") from error
