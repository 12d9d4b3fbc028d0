"""Rows of a list of permits to work: which firm may employ whose nationals, from when to when.

No column that tells who a worker is has a place here: what is not a field is neither read nor
kept, and that is said once, at the headers.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import get_args

from tidewaiter.cargo.table.columns import Column
from tidewaiter.cargo.table.rows import NOT_READ, Row, Table
from tidewaiter.codes import parse_date
from tidewaiter.model import Defect, Permit
from tidewaiter.model.permit import PermitStatus

STATUSES: dict[str, PermitStatus] = {status: status for status in get_args(PermitStatus)}
NOT_KEPT = (
    "this column is neither read nor kept: a list of permits is read without names of workers"
)


def permits(table: Table, rows: Iterable[Row | Defect], at: str) -> Iterator[Permit | Defect]:
    """A permit for each row; what cannot be read of one is a defect with its line and column."""
    for column in table.layout.columns:
        if column.field == "" and column.header != "":
            yield Defect(at=at, problem=NOT_KEPT, text=column.header)
    empty = True
    for row in rows:
        empty = False
        if isinstance(row, Defect):
            yield row
            continue
        reading = _Reading(table, row)
        permit = reading.permit()
        yield from reading.defects
        yield permit
    if empty:
        yield Defect(at=at, problem="the table has headers and no rows")


@dataclass(slots=True)
class _Reading:
    """One row being read, and what is wrong with it."""

    table: Table
    row: Row
    defects: list[Defect] = field(default_factory=list)
    held: dict[str, tuple[str, Column]] = field(default_factory=dict)

    def permit(self) -> Permit:
        """The permit of the row; a value that cannot be read is left out."""
        for column, cell in zip(self.table.layout.columns, self.row.cells, strict=False):
            if column.field != "" and cell.strip() != "":
                self.held[column.field] = (cell.strip(), column)
        issued, until = self._day("issued"), self._day("valid_until")
        if issued is not None and until is not None and until < issued:
            self._report("valid_until", "it ends before it was issued")
        return Permit(
            permit=self._text("permit") or self.table.row_at(self.row.number),
            nationality=self._text("nationality"),
            host=self._text("host"),
            issued=issued,
            valid_from=self._day("valid_from"),
            valid_until=until,
            kind=self._text("kind"),
            number=self._number(),
            employer_name=self._text("employer_name"),
            intermediary_name=self._text("intermediary_name"),
            status=self._status(),
            stated=self._facts(),
            at=self.table.row_at(self.row.number),
        )

    def _text(self, name: str) -> str:
        return self.held[name][0] if name in self.held else ""

    def _report(self, name: str, problem: str) -> None:
        text, column = self.held[name]
        self.defects.append(Defect(self.table.at(self.row.number, column.header), problem, text))

    def _day(self, name: str) -> datetime.date | None:
        """A whole day; of a month or year alone nothing could be judged."""
        text = self._text(name)
        date = parse_date(text)
        if text != "" and (date is None or date.day == 0):
            self._report(name, f"{name} is no whole day and is left out")
            return None
        return None if date is None else date.first

    def _number(self) -> int | None:
        text = self._text("number")
        if text == "" or (text.isascii() and text.isdigit()):
            return int(text) if text else None
        self._report("number", f"number {NOT_READ.partition(';')[0]}")
        return None

    def _status(self) -> PermitStatus:
        text = self._text("status").casefold()
        if text not in STATUSES:
            words = ", ".join(filter(None, STATUSES))
            self._report("status", f"the status is not one of: {words}; it is left out")
        return STATUSES.get(text, "")

    def _facts(self) -> dict[str, str]:
        """`name=value; name=value`, as a table of acts has them."""
        found: dict[str, str] = {}
        for part in filter(None, (piece.strip() for piece in self._text("facts").split(";"))):
            name, sign, value = (piece.strip() for piece in part.partition("="))
            if sign == "":
                self._report("facts", f"{part!r} is no name=value; it is left out")
            else:
                found[name] = value
        return found
