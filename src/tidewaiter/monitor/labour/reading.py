"""Reading a desk's records of workers abroad: strictly, row by row, and no names of workers."""

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from tidewaiter.codes import Countries, parse_date
from tidewaiter.model import BadInput, Defect, Record
from tidewaiter.monitor.labour.registers import (
    DEDUCTIONS,
    NAMES,
    TABLES,
    Group,
    Kept,
    PermitRow,
    Registers,
    Wage,
)

LISTS = frozenset({"deductions", "facts", "claimed"})
# Headers of columns that hold what tells one worker from another.
_PERSON = re.compile(
    r"(worker|employee|labou?rer|person|holder|applicant|passenger|first|last|family|given|full|sur)"
    r"[ _-]*names?|name[ _-]*of[ _-]*(worker|employee|holder|person)|passport.*|date[ _-]*of[ _-]*"
    r"birth|birth[ _-]*date|born|dob|national[ _-]*id|photo|fingerprints?|names?|성명|이름|"
    r"생년월일|여권.*|姓名|护照.*|護照.*|出生.*|фио|фамилия|имя|паспорт.*|дата рождения",
    re.IGNORECASE,
)
WHY_NO_NAMES = (
    "Workers are counted here, not named: names put them and their families at risk. Take the "
    "column out; keep names, if you must, where your rules of protection say."
)


class Reading(Record, frozen=True):
    """What was read of a folder or file, and the rows that were not, each with its place."""

    registers: Registers
    defects: tuple[Defect, ...]


def read_registers(path: Path) -> Reading:
    """The tables of a folder, or one table by its file's name (`permits.csv`).

    A row that does not fit is a defect and left out; the rest is read. Rows are checked against
    each other only where the whole folder is read.

    Raises:
        BadInput: there is no table, a column is not one of its table, or a column holds what
            tells one worker from another.
    """
    files = _files(path)
    defects: list[Defect] = []
    rows: dict[str, tuple[Kept, ...]] = {}
    for file in files:
        found = list(_read_table(file, file.stem))
        rows[file.stem] = tuple(row for row in found if isinstance(row, Kept))
        defects += [row for row in found if isinstance(row, Defect)]
    for name, kept in rows.items():
        defects += _repeated(name, kept)
    if path.is_dir():
        defects += _dangling(rows)
    return Reading(msgspec.convert(rows, Registers, from_attributes=True), tuple(defects))


def _files(path: Path) -> list[Path]:
    advice = f"Give a folder or file with: {', '.join(f'{name}.csv' for name in TABLES)}."
    if not path.exists():
        raise BadInput("no such file or folder", where=str(path), advice=advice)
    files = [path / f"{name}.csv" for name in TABLES] if path.is_dir() else [path]
    found = [file for file in files if file.is_file()]
    if len(found) == 0 or any(file.stem not in TABLES for file in found):
        raise BadInput("no table of records by its name", where=str(path), advice=advice)
    strange = [each.name for each in path.glob("*.csv") if each.stem not in TABLES]
    if len(strange) > 0:
        what = f"no table is called {', '.join(sorted(strange))}"
        raise BadInput(what, where=str(path), advice=advice)
    return found


def _read_table(file: Path, name: str) -> Iterator[Kept | Defect]:
    kind = TABLES[name]
    columns = tuple(each for each in kind.__struct_fields__ if each != "at")
    advice = f"Columns of {name}.csv: {', '.join(columns)}."
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            reader = csv.reader(text, strict=True)
            header = [each.strip() for each in next(reader, [])]
            _check_header(header, columns, file, advice)
            for cells in reader:
                at = f"{file.name}, line {reader.line_num}"
                if "".join(cells).strip() != "":
                    yield _row(kind, header, cells, at)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"it cannot be read: {error}", where=str(file), advice=advice) from error


def _check_header(header: list[str], columns: tuple[str, ...], file: Path, advice: str) -> None:
    where = f"{file.name}, line 1"
    for each in header:
        if each not in columns and _PERSON.fullmatch(each):
            raise BadInput(
                f"column {each!r} tells who a worker is", where=where, advice=WHY_NO_NAMES
            )
        if each not in columns:
            raise BadInput(f"column {each!r} is not known", where=where, advice=advice)
    if len(set(header)) < len(header):
        raise BadInput("a column stands twice", where=where, advice=advice)


def _row(kind: type[Kept], header: list[str], cells: list[str], at: str) -> Kept | Defect:
    if len(cells) != len(header):
        what = f"the row has {len(cells)} values where the header has {len(header)}"
        return Defect(at=at, problem=what, text="; ".join(cells)[:200])
    given: dict[str, object] = {"at": at}
    for name, text in zip(header, (cell.strip() for cell in cells), strict=True):
        if text == "":
            continue
        if name in LISTS:
            pairs = _pairs(text)
            if isinstance(pairs, str):
                return Defect(at=f"{at}, column {name}", problem=pairs, text=text)
            given[name] = pairs
        else:
            given[name] = text
    try:
        row = msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        problem, _, field = str(error).partition(" - at `$.")
        place = f"{at}, column {field.rstrip('`')}" if field else at
        return Defect(at=place, problem=problem, text=str(given.get(field.rstrip("`"), ""))[:200])
    fault = _fault(row)
    return row if fault == "" else Defect(at=at, problem=fault, text="; ".join(cells)[:200])


def _pairs(text: str) -> dict[str, str] | str:
    """`name=value; name=value` as pairs, or what is wrong with it."""
    found: dict[str, str] = {}
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        name, sign, value = (piece.strip() for piece in part.partition("="))
        if sign == "" or name in found:
            return f"{part!r} is no name=value" if sign == "" else f"{name} stands twice"
        found[name] = value
    return found


def _fault(row: Kept) -> str:
    """What a row says that cannot be, or nothing."""
    if isinstance(row, Group | Wage) and parse_date(row.as_of) is None:
        return f"as_of {row.as_of!r} is no day, month or year"
    if isinstance(row, Group):
        return _group_fault(row)
    if isinstance(row, Wage):
        return _wage_fault(row)
    if isinstance(row, PermitRow) and row.issued and row.valid_until:
        return "valid until before it was issued" if row.valid_until < row.issued else ""
    number = getattr(row, "number", None)
    host = getattr(row, "host", "")
    if number is not None and number < 0:
        return "a number is below zero"
    return "" if host == "" or Countries().find(host) else f"host {host!r} is no country"


def _group_fault(row: Group) -> str:
    if not 0 <= row.count_low <= row.count_high:
        return f"{row.count_low} to {row.count_high} is no range of persons"
    swapped = row.arrived is not None and row.left is not None and row.left < row.arrived
    return "they left before they arrived" if swapped else ""


def _wage_fault(row: Wage) -> str:
    unknown = [name for name in row.deductions if name not in DEDUCTIONS]
    if len(unknown) > 0:
        return f"deduction {unknown[0]!r} is not one of: {', '.join(DEDUCTIONS)}"
    if len(row.currency) != 3 or not row.currency.isalpha() or not row.currency.isupper():
        return f"currency {row.currency!r} is no code of three capital letters"
    if min([row.gross or 0, row.net or 0, *row.deductions.values()]) < 0:
        return "an amount is below zero"
    more = row.gross is not None and row.net is not None and row.net > row.gross
    return "more is left than was paid" if more else ""


def _repeated(name: str, rows: tuple[Kept, ...]) -> Iterator[Defect]:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            yield Defect(at=row.at, problem=f"{name}: id {row.id!r} stands twice", text=row.id)
        seen.add(row.id)


def _dangling(rows: Mapping[str, tuple[Kept, ...]]) -> Iterator[Defect]:
    """Rows that name a row of another table that is not there."""
    ids = {name: {row.id for row in kept} for name, kept in rows.items()}
    for kept in rows.values():
        for row in kept:
            for column, table in NAMES.items():
                named = getattr(row, column, "")
                if named != "" and named not in ids.get(table, set()):
                    what = f"{table}.csv has no row {named!r}"
                    yield Defect(at=f"{row.at}, column {column}", problem=what, text=named)
