"""Rows of a vessel-call table: which ship was where, from when to when, as some source tells it."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from tidewaiter.cargo.table.columns import SHIP, Column
from tidewaiter.cargo.table.grouping import consignments
from tidewaiter.cargo.table.permits import permits
from tidewaiter.cargo.table.rows import NOT_READ, Row, Table
from tidewaiter.cargo.table.values import fold, read_moment
from tidewaiter.codes.imo import parse_imo
from tidewaiter.model import Consignment, Defect, Extra, Permit, VesselCall

NO_ZONE = "times without a zone are taken as UTC; each stands in the extras as written"


def contents(
    table: Table, rows: Iterable[Row | Defect], at: str
) -> Iterator[Consignment | VesselCall | Permit | Defect]:
    """What a table holds: vessel calls, permits or consignments; `at` is where its headers are."""
    if table.layout.permits:
        return permits(table, rows, at)
    if table.layout.calls:
        return vessel_calls(table, rows, at)
    return consignments(table, rows, at)


def vessel_calls(
    table: Table, rows: Iterable[Row | Defect], at: str
) -> Iterator[VesselCall | Defect]:
    """A call for each row; a row that tells none, or tells it badly, is a defect with its line.

    The columns told by a synonym are recorded once, in the extras of the first call.
    """
    yield from table.layout.defects(at)
    synonyms = table.layout.synonyms_used(at)
    empty, zoned = True, True
    for row in rows:
        empty = False
        if isinstance(row, Defect):
            yield row
            continue
        reading = Reading(table, row)
        call = reading.call()
        if reading.unzoned != "" and zoned:
            zoned = False
            yield Defect(reading.unzoned, NO_ZONE)
        yield from reading.defects
        if call is not None:
            yield replace(call, extras=(*call.extras, *synonyms))
            synonyms = ()
    if empty:
        yield Defect(at=at, problem="the table has headers and no rows")


@dataclass(slots=True)
class Reading:
    """One row being read: what is left of it, what is wrong with it, where a zone is missing."""

    table: Table
    row: Row
    extras: list[Extra] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)
    unzoned: str = ""

    def call(self) -> VesselCall | None:
        """The call the row tells, or None with a defect where it names no ship or no call."""
        held = dict(self._sorted())
        texts = {name: fold(text) for name, (text, _) in held.items()}
        problem = _missing(texts)
        if problem != "":
            text = "; ".join(cell.strip() for cell in self.row.cells if cell.strip() != "")
            self.defects.append(Defect(self.table.row_at(self.row.number), problem, text))
            return None
        arrived, departed = self._moment(held, "arrived"), self._moment(held, "departed")
        if arrived is not None and departed is not None and departed < arrived:
            self._report(held["departed"], "the departure is before the arrival")
        return VesselCall(
            vessel_name=texts.get("vessel_name", ""),
            port=self._port(held),
            vessel_imo=self._imo(held),
            vessel_mmsi=texts.get("vessel_mmsi", ""),
            vessel_flag=texts.get("vessel_flag", ""),
            arrived=arrived,
            departed=departed,
            source=texts.get("source", ""),
            at=self.table.row_at(self.row.number),
            extras=tuple(self.extras),
        )

    def _sorted(self) -> Iterator[tuple[str, tuple[str, Column]]]:
        """Cells of the call by field; others become extras under their own header."""
        for column, cell in zip(self.table.layout.columns, self.row.cells, strict=False):
            text = cell.strip()
            if text != "" and column.field != "":
                yield column.field, (text, column)
            elif text != "":
                self._keep((text, column))

    def _place(self, column: Column) -> str:
        return self.table.at(self.row.number, column.header or f"column {column.index + 1}")

    def _keep(self, cell: tuple[str, Column]) -> None:
        text, column = cell
        name = column.header or f"column {column.index + 1}"
        self.extras.append(Extra(name, text, self._place(column)))

    def _report(self, cell: tuple[str, Column], problem: str) -> None:
        self.defects.append(Defect(self._place(cell[1]), problem, cell[0]))

    def _moment(self, held: dict[str, tuple[str, Column]], name: str) -> datetime.datetime | None:
        """A time of the call; UTC is taken where no zone stands, and the text kept."""
        if name not in held:
            return None
        moment = read_moment(held[name][0])
        if moment is None:
            self._keep(held[name])
            self._report(held[name], f"{name} {NOT_READ}")
            return None
        if moment.tzinfo is not None:
            return moment
        self._keep(held[name])
        self.unzoned = self.unzoned or self._place(held[name][1])
        return moment.replace(tzinfo=datetime.UTC)

    def _imo(self, held: dict[str, tuple[str, Column]]) -> str:
        """The seven digits of an IMO number; other text is no number and is kept beside."""
        if "vessel_imo" not in held:
            return ""
        number = parse_imo(held["vessel_imo"][0])
        if number is None:
            self._keep(held["vessel_imo"])
            self._report(held["vessel_imo"], "not an IMO number; the text is kept")
            return ""
        if not number.ship_check:
            self._report(held["vessel_imo"], "the IMO number fails its check digit")
        return number.value

    def _port(self, held: dict[str, tuple[str, Column]]) -> str:
        """A UN/LOCODE, or the name as written; a name beside a code is kept."""
        if "port" not in held:
            return ""
        code, name = self.table.places.split(held["port"][0])
        if code != "" and name != "":
            self._keep(held["port"])
        return code or name


def _missing(texts: dict[str, str]) -> str:
    if texts.keys().isdisjoint(SHIP):
        return "the row names no ship"
    if texts.keys().isdisjoint({"port", "arrived", "departed"}):
        return "the row says neither where nor when"
    return ""
