"""The table of past openings: a consignment table with columns for what opening showed.

One row a goods item, with `outcome` and `opened_on`, and where known `chosen_by` and
`stands_for`. A row that cannot be read is named and left out.
"""

import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from tidewaiter import cargo
from tidewaiter.cargo.table import CSV, PARQUET, XLSX
from tidewaiter.cargo.table.columns import header_key
from tidewaiter.codes import parse_date
from tidewaiter.model import BadInput, Consignment, Defect
from tidewaiter.pipeline.openings import (
    OUTCOMES,
    WAYS,
    ChosenBy,
    Openings,
    Outcome,
    Past,
    Result,
    declared_on,
)

COLUMNS = {header_key(name): name for name in ("outcome", "opened_on", "chosen_by", "stands_for")}
ROW = re.compile(r"((?:line|row) \d+),? column ")
ADVICE = f"Add the column: {', '.join(OUTCOMES)}."

Cells = dict[str, str]


def read_outcomes(path: Path, today: datetime.date, openings: Openings) -> None:
    """Read one table of openings into `openings`.

    Args:
        path: CSV, XLSX or Parquet, with the headers of the consignment table.
        today: No opening is later than this day.
        openings: Takes the openings, and the rows that cannot be read.

    Raises:
        BadInput: for a file that is no consignment table, or has no column of outcomes.
    """
    source = cargo.open_source(path)
    form = cargo.detect(source)
    if form not in {CSV, XLSX, PARQUET}:
        what = f"is {form.name}, not a table of openings"
        advice = "Give CSV, XLSX or Parquet with the consignment table's headers and `outcome`."
        raise BadInput(what, where=str(path), advice=advice)
    told = False
    with path.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    for position, each in enumerate(form.read(source)):
        if isinstance(each, Defect):
            openings.defects.append((str(path), each))
            continue
        openings.defects += [(str(path), defect) for defect in each.defects]
        alike: Counter[str] = Counter()
        for at, cells, row in _rows(each):
            told = told or "outcome" in cells
            known = _known(row, f"{content} {at}")
            alike[known] += 1
            try:
                result = _result(cells, today)
                _check_days(row, result)
            except BadInput as error:
                problem = f"{error.what}; the row is left out"
                openings.defects.append((str(path), Defect(at=at, problem=problem)))
                continue
            whole = f"{content}#{position}"
            openings.add(str(path), Past(row, result, at, whole, f"{known}#{alike[known]}"))
    if not told:
        raise BadInput("no row has an outcome", where=str(path), advice=ADVICE)


def _rows(consignment: Consignment) -> Iterator[tuple[str, Cells, Consignment]]:
    """Each row that a consignment was read from: its place, its own columns, and its goods."""
    cells: dict[str, Cells] = {}
    goods: dict[str, int] = {}
    for field, place in consignment.places.items():
        if (at := _row(place)) != "":
            cells.setdefault(at, {})
            if (item := re.match(r"goods\[(\d+)\]", field)) is not None:
                goods[at] = int(item[1])
    for extra in consignment.extras:
        if (at := _row(extra.at)) != "":
            row = cells.setdefault(at, {})
            if (name := COLUMNS.get(header_key(extra.name))) is not None:
                row[name] = extra.value
    for at, row in cells.items():
        own = consignment.goods[goods[at] : goods[at] + 1] if at in goods else ()
        yield at, row, msgspec.structs.replace(consignment, goods=own)


def _row(place: str) -> str:
    found = ROW.match(place)
    return "" if found is None else found[1]


def _result(cells: Cells, today: datetime.date) -> Result:
    return Result(
        outcome=_outcome(cells.get("outcome", "")),
        opened_on=_opened_on(cells.get("opened_on", ""), today),
        chosen_by=_chosen_by(cells.get("chosen_by", "")),
        stands_for=_stands_for(cells.get("stands_for", "")),
    )


def _check_days(row: Consignment, result: Result) -> None:
    day = declared_on(row)
    if day is not None and day > result.opened_on:
        raise _fault(f"opened on {result.opened_on}, before it was declared on {day}")


def _known(row: Consignment, place: str) -> str:
    """The same for the same row of another table; without a number a row is known by its place."""
    if ROW.match(row.at("reference")) is None:
        return place
    bare = msgspec.structs.replace(row, document="", format="", extras=(), defects=(), places={})
    return hashlib.sha256(msgspec.json.encode(bare, order="deterministic")).hexdigest()


def _word(text: str) -> str:
    return re.sub(r"[\s-]+", "_", text.strip().casefold())


def _outcome(text: str) -> Outcome:
    for outcome in OUTCOMES:
        if outcome == _word(text):
            return outcome
    raise _fault(f"outcome {text!r} is none of {', '.join(OUTCOMES)}")


def _chosen_by(text: str) -> ChosenBy:
    for way in WAYS:
        if way == (_word(text) or "other"):
            return way
    raise _fault(f"chosen_by {text!r} is none of {', '.join(WAYS)}")


def _opened_on(text: str, today: datetime.date) -> datetime.date:
    day = parse_date(text)
    if day is None or day.day == 0:
        raise _fault(f"opened_on {text!r} is not a day")
    if day.first > today:
        raise _fault(f"opened_on {day} has not come yet")
    return day.first


def _stands_for(text: str) -> float:
    try:
        number = float(text or 1)
    except ValueError:
        number = 0.0
    if not 1 <= number < float("inf"):
        raise _fault(f"stands_for {text!r} is no number of 1 or more")
    return number


def _fault(what: str) -> BadInput:
    return BadInput(what, where="row", advice="Correct the row.")
