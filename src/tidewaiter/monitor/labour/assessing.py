"""What a desk's records say of each group: forced labour, wages left, permits, the return."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from tidewaiter.codes import parse_date
from tidewaiter.law import Law
from tidewaiter.model import BadInput, Record
from tidewaiter.model.permit import Permit, PermitVerdict
from tidewaiter.model.target import Target
from tidewaiter.monitor.labour.estimates import load_estimates
from tidewaiter.monitor.labour.forced import Forced, forced_labour
from tidewaiter.monitor.labour.permits import PermitJudge
from tidewaiter.monitor.labour.registers import (
    Basis,
    Group,
    PermitRow,
    Registers,
    Repatriation,
    Wage,
)
from tidewaiter.monitor.labour.reports import (
    Duty,
    StateRow,
    load_filings,
    repatriation_duty,
    state_rows,
)

# What counts as gone: told by somebody, not only planned.
GONE = frozenset({"reported", "confirmed"})


class WageLeft(Record, frozen=True):
    """What is left of one month's wage, in its own currency.

    `taken` is the share taken (0 to 1); `unexplained` what neither the deductions nor what is
    left accounts for. Each is None where it cannot be worked out.
    """

    wage: str
    currency: str
    gross: float | None
    left: float | None
    taken: float | None
    unexplained: float | None
    told: str


class Returned(Record, frozen=True):
    """The return of a group: the law's last day, who is gone, and how many may still be there.

    `gone` is None where a report gives no number; `late` are reports of a day after the last.
    """

    return_by: datetime.date | None
    gone: int | None
    confirmed: int
    left_low: int | None
    left_high: int | None
    late: tuple[str, ...]


class GroupAssessment(Record, frozen=True):
    """All that is said of one group.

    `stay` is what the law says of keeping its workers, on the last day they are known to be there;
    `host_report` is what is known of the host's report to the Committee.
    """

    group: Group
    host: str
    forced: Forced
    wages: tuple[WageLeft, ...]
    permits: tuple[PermitVerdict, ...]
    stay: PermitVerdict
    returned: Returned
    host_report: StateRow | None = None


class GroupAssessor:
    """Assesses groups under one law, as known on one day."""

    def __init__(self, law: Law, target: Target, known_on: datetime.date) -> None:
        self._law = law
        self._judge = PermitJudge(law, target)
        self._known_on = known_on
        self._duty = repatriation_duty(law)
        self._states = state_rows(load_filings(), load_estimates(), self._duty)

    def assess(self, kept: Registers) -> tuple[GroupAssessment, ...]:
        """Each group of the records, in their order.

        Raises:
            BadInput: a permit or a basis states what the law does not know; the row is named.
        """
        for basis in kept.bases:
            if self._law.find(basis.measure) is None:
                advice = "`tidewaiter law show` lists the measures by their ids."
                where = f"{basis.at}, column measure"
                raise BadInput(
                    f"no measure is called {basis.measure!r}", where=where, advice=advice
                )
        return tuple(self._group(group, kept) for group in kept.groups)

    def _group(self, group: Group, kept: Registers) -> GroupAssessment:
        firms = {firm.id: firm.name for firm in (*kept.employers, *kept.intermediaries)}
        host = next((site.host for site in kept.sites if site.id == group.site), "")
        return GroupAssessment(
            group=group,
            host=host,
            forced=forced_labour(row for row in kept.indicators if row.group == group.id),
            wages=tuple(wage_left(row) for row in kept.wages if row.group == group.id),
            permits=tuple(
                self._judge.judge(_permit(row, group, firms), self._known_on)
                for row in kept.permits
                if row.group == group.id
            ),
            stay=self._stay(group, [row for row in kept.bases if row.group == group.id]),
            returned=returned(group, kept.repatriations, self._duty),
            host_report=next((row for row in self._states if row.host == host != ""), None),
        )

    def _stay(self, group: Group, bases: Sequence[Basis]) -> PermitVerdict:
        """The group as kept at work on the day it left, or the last day it is known to be there."""
        claimed = {name: value for basis in bases for name, value in basis.claimed.items()}
        stay = Permit(
            permit=f"group {group.id}",
            nationality=group.nationality,
            stated=claimed,
            group=group.id,
            at=group.at,
        )
        known = parse_date(group.as_of)
        on, field = (group.left, "left") if group.left else (known and known.last, "as_of")
        return self._judge.judge_stay(stay, on or self._known_on, field, self._known_on)


def _permit(row: PermitRow, group: Group, firms: Mapping[str, str]) -> Permit:
    return Permit(
        permit=row.id,
        nationality=row.nationality or group.nationality,
        host=row.host,
        issued=row.issued,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        kind=row.kind,
        number=row.number,
        employer_name=firms.get(row.employer, row.employer),
        intermediary_name=firms.get(row.intermediary, row.intermediary),
        status=row.status,
        group=row.group,
        stated=row.facts,
        at=row.at,
    )


def wage_left(row: Wage) -> WageLeft:
    """What is left of a wage, as told or worked out; nothing is guessed."""
    off = sum(row.deductions.values())
    left, told = row.net, "told"
    if left is None and row.gross is not None and len(row.deductions) > 0:
        left, told = row.gross - off, "worked out from the deductions"
    if row.gross is None or left is None:
        return WageLeft(row.id, row.currency, row.gross, left, None, None, "not all is told")
    share = None if row.gross == 0 else round((row.gross - left) / row.gross, 4)
    return WageLeft(row.id, row.currency, row.gross, left, share, row.gross - off - left, told)


def returned(group: Group, reports: Iterable[Repatriation], duty: Duty) -> Returned:
    """Who of a group is gone by what is reported, and how many that leaves at least and at most."""
    own = [row for row in reports if row.group == group.id]
    gone = [row for row in own if row.status in GONE]
    known = [row.number for row in gone if row.number is not None]
    total = None if len(known) < len(gone) else sum(known)
    last = duty.return_by
    return Returned(
        return_by=last,
        gone=total,
        confirmed=sum(row.number or 0 for row in gone if row.status == "confirmed"),
        left_low=None if total is None else max(0, group.count_low - total),
        left_high=None if total is None else max(0, group.count_high - total),
        late=tuple(row.id for row in gone if last is not None and row.on > last),
    )
