"""What the quota ledgers say, as tables for commands, pages and files."""

from collections.abc import Iterable, Iterator, Sequence

from tidewaiter.model.cells import Cell
from tidewaiter.monitor.quotas.convert import BASKET as BASKET_FACTOR
from tidewaiter.monitor.quotas.convert import Converted
from tidewaiter.monitor.quotas.crossings import Crossing
from tidewaiter.monitor.quotas.months import MonthCell, month_cells
from tidewaiter.monitor.quotas.position import Beside, Desk, Position, Used
from tidewaiter.monitor.quotas.reports import EVERY_STATE, UNIT_WORDS, Report, Unit
from tidewaiter.monitor.tables import Table

RULE = (
    "The limit reached first ends the trade. Ledgers are not added to one another: a delivery may"
    " stand in more than one."
)
COUNTED = (
    "Of reports that overlap, the widest published amount counts; the sum of its parts stands"
    " beside it, since parts are seldom all known."
)
BASKET = (
    "Where percentages are a range, tonnes of no named product were converted: by"
    f" {BASKET_FACTOR.barrels_per_tonne} barrels a tonne, and for the ends by what published mixes"
    " show."
)
BOUNDS = (
    "After: the last day for which the total known was below.",
    "By: the last day of the report that took it over.",
    "Known from: when that report was seen, or else the last day the law gave for it.",
)
UNKNOWN = "No report found, not reported, unknown: three words, and none of them is zero."


def used_table(desk: Desk) -> Table:
    """How much of each limit each ledger says is used, one row each."""
    header = (
        *("goods", "since", "until", "paragraph", "ledger", "of", "amount", "unit", "limit"),
        *("percent", "percent_low", "percent_high", "withdrawn", "left_out", "check"),
        *("source", "address"),
    )
    rows = [_used(position, used) for position in desk.positions for used in position.used] + [
        row for position in desk.positions for row in _empty(position)
    ]
    rows.sort(key=lambda row: (str(row[0]), str(row[1])))
    return Table("How much of each cap is used", header, tuple(rows), (RULE, COUNTED, BASKET))


def beside_table(desk: Desk) -> Table:
    """Each published total beside the sum of its parts."""
    header = (
        *("goods", "since", "until", "of", "published", "parts", "parts_low", "parts_high"),
        *("unit", "parts_percent", "difference_percent", "covered_percent"),
        *("parts_from", "check", "source", "address"),
    )
    rows = tuple(_beside(position, each) for position in desk.positions for each in position.beside)
    note = "Covered: how much of the total's days and States the parts speak of."
    return Table("Published totals and the sum of their parts", header, rows, (note,))


def silent_table(desk: Desk) -> Table:
    """What was withdrawn, not reported or never found, and reports that fall under no cap."""
    header = ("goods", "since", "until", "of", "state", "amount", "unit", "check", "note", "source")
    silent = [(report, report.state) for each in desk.positions for report in each.silent]
    outside = [(report, f"{report.ledger}, no cap of those days") for report in desk.outside]
    rows = tuple(_silent(report, word) for report, word in (*silent, *outside))
    return Table("Withdrawn, missing, unknown, or under no cap", header, rows, (UNKNOWN,))


def crossings_table(found: Iterable[Crossing]) -> Table:
    """Every notice, stop and limit that was reached, with the days that bound it."""
    header = (
        *("goods", "since", "until", "percent", "of_limit", "unit", "means", "ledgers"),
        *("after", "by", "could_be_known", "known_from", "total_percent", "certainty", "check"),
    )
    return Table("Notices, stops and limits", header, tuple(map(_crossing, found)), BOUNDS)


def months_table(desk: Desk) -> Table:
    """What became of each State's report of each month."""
    header = (
        *("goods", "month", "of", "state", "amount", "low", "high", "unit"),
        *("how", "check", "source", "address", "note"),
    )
    rows = tuple(
        _month(position, cell) for position in desk.positions for cell in cells_of(position, desk)
    )
    return Table("Reports by month and State", header, rows, (UNKNOWN,))


def converted_table(amount: float, given: str, made: Converted) -> Table:
    """One amount in another unit, with the factor and its source."""
    header = ("amount", "from", "value", "low", "high", "to", "how", "factor", "check", "source")
    row = (amount, given, made.value, made.low, made.high, made.unit, made.how, made.factor)
    notes = (made.note,) if made.note != "" else ()
    return Table("Converted", header, ((*row, made.check, made.source),), notes)


def cells_of(position: Position, desk: Desk) -> tuple[MonthCell, ...]:
    """The months of a period, in the unit of its first limit; none where nothing is on record."""
    if not any(report.ledger == "reported" for report in position.reports):
        return ()
    unit: Unit = next(iter(position.period.limits), "t")
    return month_cells(position, unit, desk.blends)


def named(states: str) -> str:
    """States as a table names them."""
    return "all States" if states == EVERY_STATE else states


def of_whom(reports: Sequence[Report], by: str = "") -> str:
    """Whose trade reports speak of, or who alleges it."""
    return by or ", ".join(dict.fromkeys(named(report.states) for report in reports))


def _used(position: Position, used: Used) -> tuple[Cell, ...]:
    period, total = position.period, used.sum
    return (
        *(period.goods, period.since, period.until, period.citation, used.ledger),
        of_whom(total.reports, used.by),
        *(total.value, UNIT_WORDS[used.unit], used.limit),
        *(round(each, 1) for each in (used.percent, used.least, used.most)),
        *(total.withdrawn, len(total.left_out), total.check),
        *(_joined(total.reports, "source"), _joined(total.reports, "address")),
    )


def _empty(position: Position) -> Iterator[tuple[Cell, ...]]:
    """A row for a period of which no ledger says anything."""
    period = position.period
    if len(position.used) > 0:
        return
    for unit, limit in period.limits.items() or ((None, None),):
        words = "no figure known" if unit is None else UNIT_WORDS[unit]
        first = (period.goods, period.since, period.until, period.citation, "no report found", "")
        yield (*first, None, words, limit, *[None] * 5, "", "", "")


def _beside(position: Position, each: Beside) -> tuple[Cell, ...]:
    reports = each.parts.reports
    limit = position.period.limits[each.parts.unit]
    return (
        *(position.period.goods, each.total.since, each.total.until, named(each.total.states)),
        *(each.published.value, each.parts.value, each.parts.low, each.parts.high),
        *(UNIT_WORDS[each.parts.unit], round(100 * each.parts.value / limit, 1)),
        *(round(each.difference, 2), round(each.covered, 1), " and ".join(each.ledgers)),
        *(each.parts.check, _joined(reports, "source"), _joined(reports, "address")),
    )


def _silent(report: Report, word: str) -> tuple[Cell, ...]:
    known = (
        (report.barrels, "barrels"),
        (report.tonnes, "tonnes"),
        (report.usd, "US dollars"),
    )
    amount, unit = next(((value, unit) for value, unit in known if value is not None), (None, ""))
    of = report.by or named(report.states)
    first = (report.goods, report.since, report.until, of, word)
    return (*first, amount, unit, report.check, report.note, report.source)


def _crossing(found: Crossing) -> tuple[Cell, ...]:
    period = found.period
    means = "the limit" if found.level == 100 else "stop" if found.stops else "notice"
    known = "" if found.could_be_known is None else "due by the law" if found.from_law else "seen"
    return (
        *(period.goods, period.since, period.until, found.level, period.limits[found.unit]),
        *(UNIT_WORDS[found.unit], means, found.basis, found.after, found.by),
        *(found.could_be_known, known, round(found.percent, 1), found.certainty, found.check),
    )


def _month(position: Position, cell: MonthCell) -> tuple[Cell, ...]:
    amount, report = cell.amount, cell.report
    first = (position.period.goods, f"{cell.month:%Y-%m}", named(cell.states), cell.state)
    said = ("", "", "") if report is None else (report.source, report.address, report.note)
    if amount is None:
        check = "" if report is None else report.check
        return (*first, None, None, None, "", "", check, *said)
    values = (amount.value, amount.low, amount.high, UNIT_WORDS[amount.unit])
    return (*first, *values, amount.how, amount.check, *said)


def _joined(reports: Iterable[Report], name: str) -> str:
    return "; ".join(dict.fromkeys(getattr(report, name) for report in reports))
