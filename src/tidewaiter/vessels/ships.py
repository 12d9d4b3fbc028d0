"""What sources say of ships, from a table: one fact a row, with its days and source.

Columns: `vessel_imo, vessel_mmsi, vessel_name` (one of them at least), `field, value, since,
until, source, check`. The fields are those of `Known`; a flag that its registry denies has `denied`
as check.
"""

import csv
import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from tidewaiter.codes import parse_imo, parse_mmsi
from tidewaiter.model import BadInput, Defect, Known, Record
from tidewaiter.model.vessel import IdentityField

COLUMNS = ("field", "value", "source")
_FIELDS = get_args(IdentityField)


class ShipFact(Record, frozen=True):
    """A fact with the ship it is of, named by number or name."""

    known: Known
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
    if field not in _FIELDS:
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
    return ShipFact(
        Known(field, value, row["source"], since, until, row.get("check", ""), at),  # type: ignore[arg-type]
        imo="" if imo is None else imo.value,
        mmsi="" if mmsi is None else mmsi.value,
        name=name,
    )


def _day(text: str) -> datetime.date | None:
    if text == "":
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day; write 2017-08-06") from error
