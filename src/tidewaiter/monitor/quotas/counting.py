"""What may be summed: reports that do not overlap, and the published total beside its parts."""

from collections.abc import Iterable, Sequence

from tidewaiter.model import Record
from tidewaiter.monitor.figures import Check, weakest
from tidewaiter.monitor.quotas.convert import Blend, Converted, amount_of
from tidewaiter.monitor.quotas.reports import LedgerName, Report, Unit


class Sum(Record, frozen=True, kw_only=True):
    """Amounts of reports no two of which speak of the same day of the same State.

    `low` and `high` are the ends where an amount was converted by competing factors. `withdrawn`
    is the part of it that stood in reports later withdrawn. `left_out` are reports that overlap
    what is counted and lie not within it: they may hold more, so the sum is the least.
    """

    unit: Unit
    value: float
    low: float
    high: float
    check: Check
    reports: tuple[Report, ...]
    parts: tuple[Converted, ...]
    withdrawn: float = 0.0
    left_out: tuple[Report, ...] = ()

    @property
    def spread(self) -> int:
        """How much it speaks of: days times named States; all States count once."""
        return sum(spread_of(report) for report in self.reports)

    @property
    def is_converted(self) -> bool:
        """Whether any of it was worked out from another unit."""
        return any(part.how != "as given" for part in self.parts)


def count(reports: Iterable[Report], unit: Unit, blends: Sequence[Blend]) -> Sum | None:
    """The widest published amounts that do not overlap; None where nothing is known.

    A published total counts before its parts: parts are seldom all known, and a sum with holes
    is too low.
    """
    known = _known(reports, unit, blends)
    taken: list[tuple[Report, Converted]] = []
    left: list[Report] = []
    for report, amount in sorted(known, key=lambda each: -each[0].width):
        met = [other for other, _ in taken if other.meets(report)]
        if len(met) == 0:
            taken.append((report, amount))
        elif not any(other.holds(report) for other in met):
            left.append(report)
    return _sum(taken, unit, left, known)


def spread_of(report: Report) -> int:
    """Days times the States named; all States count once, since nobody says how many they are."""
    return len(report.members) * ((report.until - report.since).days + 1)


def lay(
    reports: Iterable[Report],
    unit: Unit,
    blends: Sequence[Blend],
    ledgers: Sequence[LedgerName] = ("reported",),
) -> Sum | None:
    """The finest amounts that do not overlap, ledger by ledger: a later one only fills gaps."""
    known = _known(reports, unit, blends)
    taken: list[tuple[Report, Converted]] = []
    for ledger in ledgers:
        own = (each for each in known if each[0].ledger == ledger)
        for report, amount in sorted(own, key=lambda each: each[0].width):
            if not any(other.meets(report) for other, _ in taken):
                taken.append((report, amount))
    return _sum(taken, unit, (), known)


def _known(
    reports: Iterable[Report], unit: Unit, blends: Sequence[Blend]
) -> list[tuple[Report, Converted]]:
    pairs = ((report, amount_of(report, unit, blends)) for report in reports)
    return [(report, amount) for report, amount in pairs if amount is not None]


def _sum(
    taken: Sequence[tuple[Report, Converted]],
    unit: Unit,
    left: Sequence[Report],
    known: Sequence[tuple[Report, Converted]],
) -> Sum | None:
    if len(taken) == 0:
        return None
    ordered = sorted(taken, key=lambda each: (each[0].since, each[0].states))
    parts = tuple(amount for _, amount in ordered)
    reports = tuple(report for report, _ in ordered)
    alone = parts[0].check if len(parts) == 1 else weakest([part.check for part in parts])
    return Sum(
        unit=unit,
        value=sum(part.value for part in parts),
        low=sum(part.low for part in parts),
        high=sum(part.high for part in parts),
        check=alone,
        reports=reports,
        parts=parts,
        withdrawn=_withdrawn(reports, known),
        left_out=tuple(left),
    )


def _withdrawn(counted: Sequence[Report], known: Sequence[tuple[Report, Converted]]) -> float:
    """What withdrawn reports gave, where they lie within what is counted."""
    return sum(
        amount.value
        for report, amount in known
        if report.state == "withdrawn" and any(each.holds(report) for each in counted)
    )
