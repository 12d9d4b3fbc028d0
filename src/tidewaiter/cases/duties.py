"""What is owed, by whom and by when; who owns it, and the papers that prove it done."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import cast

import msgspec

from tidewaiter.cases.coverage import Asked, scope_of
from tidewaiter.cases.gap_calls import calls_without_manifest
from tidewaiter.cases.gap_consignments import (
    consignments_without_decision,
    inspections_without_outcome,
)
from tidewaiter.cases.gap_containers import container_gaps
from tidewaiter.cases.gap_findings import cited, concluded, follow_ups, report_due
from tidewaiter.cases.limits import Limits
from tidewaiter.cases.reports import Reports
from tidewaiter.cases.scope import Scope
from tidewaiter.cases.standing import Standing
from tidewaiter.cases.standing_rows import moment
from tidewaiter.ledger import Draft, Ledger
from tidewaiter.model import Actor, BadInput, Duty, DutySet, Event, Filing, Gap, GapItem
from tidewaiter.model.coverage import DutyKind
from tidewaiter.people import require

FILING = "filing"
DUTY = "duty"
AHEAD = datetime.timedelta(days=60)
DESK = "the desk's limit"
# The duties that a paper may close; a step in a case closes the others.
_BY_PAPER = frozenset({"manifest", "container", "unread", "report"})
# which kinds of duties which gaps show
_GAPS: tuple[tuple[frozenset[str], Callable[[Scope], Iterable[Gap]]], ...] = (
    (frozenset({"manifest"}), lambda scope: (calls_without_manifest(scope),)),
    (frozenset({"container"}), container_gaps),
    (frozenset({"decision", "unread"}), lambda scope: (consignments_without_decision(scope),)),
    (frozenset({"inspection"}), lambda scope: (inspections_without_outcome(scope),)),
)
_ADVICE = "`tidewaiter duties` lists the keys there are."


def duties(  # noqa: PLR0913 - each narrows what is given
    standing: Standing,
    limits: Limits,
    now: datetime.datetime,
    *,
    reports: Reports | None = None,
    every: bool = False,
    most: int | None = None,
    kind: DutyKind | None = None,
) -> tuple[Duty, ...]:
    """Every open duty, the first due first; with `every` the reports that were filed, too.

    Reports by the calendar are those due up to sixty days ahead, since the day in the limits.
    `most` bounds how many of each gap are looked at, the most urgent first; `kind` leaves the
    duties of one kind alone.
    """
    with standing.reading() as connection:
        scope = scope_of(connection, limits, now, Asked(most=most), standing.memory)
        found = [
            *_from_gaps(scope, kind),
            *_from_cases(scope, reports),
            *_from_calendar(scope, reports),
        ]
        filed = scope.filed("report")
        items = {item.key: item for item in scope.owned([item for item, _ in found])}
    kinds = {item.key: limit for item, limit in found}
    made = (
        _escalated(_duty(item, kinds[key], filed.get(key, 0)), limits, now)
        for key, item in items.items()
        if kind in {None, kind_of(key)}
    )
    return tuple(sorted((each for each in made if every or each.filed == 0), key=_urgency))


def name_owner(
    ledger: Ledger, duty: DutySet, actor: Actor, at: datetime.datetime, known: Iterable[Duty]
) -> int:
    """Record who owns one of the `known` duties from now on; the number of the event.

    Raises:
        Refused: the person may not.
        BadInput: no such duty, or a day for one whose case holds the day.
    """
    return name_owners(ledger, [duty], actor, at, known)[0]


def name_owners(
    ledger: Ledger,
    duties: Sequence[DutySet],
    actor: Actor,
    at: datetime.datetime,
    known: Iterable[Duty | GapItem],
) -> range:
    """Record who owns several of the `known` duties, all or none; the numbers of the events.

    Raises:
        Refused: the person may not.
        BadInput: one of them is no such duty, or has a day that its case holds.
    """
    require(actor, "set_duty")
    there = {each.key for each in known}
    for duty in duties:
        if duty.key not in there:
            raise BadInput("no such duty is open", where=duty.key, advice=_ADVICE)
        if duty.due is not None and kind_of(duty.key) in {"decision", "inspection"}:
            advice = "Set the day where the case is assigned: `tidewaiter case take CASE assigned`."
            raise BadInput("its day is that of its case", where=duty.key, advice=advice)
    drafts = [Draft.of(DUTY, duty.key, duty) for duty in duties]
    return ledger.append_all(drafts, actor=actor.name, at=at)


def take_back(ledger: Ledger, numbers: Iterable[int], actor: Actor, at: datetime.datetime) -> range:
    """Undo the naming of owners by those events: whoever owned it before owns it again.

    Raises:
        Refused: the person may not.
        BadInput: one of the events named no owner.
        Conflict: somebody named an owner since; nothing was saved.
    """
    require(actor, "set_duty")
    drafts = [_before(ledger, number) for number in numbers]
    return ledger.append_all(drafts, actor=actor.name, at=at)


def file(
    ledger: Ledger, filing: Filing, actor: Actor, at: datetime.datetime, known: Iterable[Duty]
) -> int:
    """Record the paper that proves one of the `known` duties done; the number of the event.

    Raises:
        Refused: the person may not.
        BadInput: no such duty, one that only a step in a case closes, or a day to come.
    """
    require(actor, "file_report")
    if not is_filed(filing.key):
        advice = "`tidewaiter case take` records what was done; that closes it."
        raise BadInput("a paper does not close this", where=filing.key, advice=advice)
    if all(duty.key != filing.key for duty in known):
        raise BadInput("no such duty is open", where=filing.key, advice=_ADVICE)
    if filing.on > at.astimezone(datetime.UTC).date():
        raise BadInput(
            "the day is still to come", where=str(filing.on), advice="Give the day sent."
        )
    return ledger.append(FILING, filing.key, filing, actor=actor.name, at=at).number


def filings(ledger: Ledger, key: str | None = None) -> Iterator[tuple[Event, Filing]]:
    """The papers filed, in their order; of one duty where a key is given."""
    for event in ledger.events(kind=FILING, subject=key):
        yield event, msgspec.json.decode(event.payload, type=Filing)


def is_filed(key: str) -> bool:
    """True where a paper closes the duty that a key names, and not a step in a case."""
    return kind_of(key) in _BY_PAPER


def kind_of(key: str) -> DutyKind:
    """The kind of duty that a key names: what stands before its first slash."""
    return cast(DutyKind, key.partition("/")[0])


def _before(ledger: Ledger, number: int) -> Draft:
    """The owner there was before an event, as the next event."""
    event = ledger.get(number)
    if event is None or event.kind != DUTY:
        raise BadInput("it named no owner", where=f"event {number}", advice=_ADVICE)
    earlier = [e for e in ledger.events(kind=DUTY, subject=event.subject) if e.number < number]
    owned = DutySet(event.subject, "")
    if len(earlier) > 0:
        owned = msgspec.json.decode(earlier[-1].payload, type=DutySet)
    owned = msgspec.structs.replace(owned, why=f"event {number} taken back")
    return msgspec.structs.replace(Draft.of(DUTY, event.subject, owned), follows=number)


def _from_gaps(scope: Scope, kind: DutyKind | None) -> Iterator[tuple[GapItem, str]]:
    """The duties that gaps show. Those of a case come one by one from `_from_cases`."""
    for kinds, gaps_of in _GAPS:
        if kind is None or kind in kinds:
            for gap in gaps_of(scope):
                yield from ((item, DESK) for item in gap.items)


def _from_cases(scope: Scope, reports: Reports | None) -> Iterator[tuple[GapItem, str]]:
    owners = scope.limits.owners
    for row in concluded(scope):
        for each in follow_ups(scope, row, reports):
            default = owners.report if each.kind == "report" else owners.follow_up
            item = GapItem(
                subject=f"{row.reference or row.case_id}, {row.vessel}".removesuffix(", "),
                what=each.what,
                since=moment(row.concluded),
                event=row.version,
                due=each.due,
                owner=row.assignee or default,
                case=row.case_id,
                paragraph=each.paragraph,
                key=each.key,
            )
            yield item, each.limit


def _from_calendar(scope: Scope, reports: Reports | None) -> Iterator[tuple[GapItem, str]]:
    since = scope.limits.reports.since
    if reports is None or since is None:
        return
    for report in reports.calendar(since, scope.now.date() + AHEAD):
        due, limit = report_due(report)
        item = GapItem(
            subject=report.to,
            what=f"report to {report.to}: {report.what}",
            since=scope.now if due is None else due,
            event=0,
            due=due,
            owner=scope.limits.owners.report,
            paragraph=cited(report),
            key=f"report/{report.measure}/{report.due}",
        )
        yield item, limit


def _duty(item: GapItem, limit: str, filed: int) -> Duty:
    return Duty(
        key=item.key,
        kind=kind_of(item.key),
        what=item.what,
        subject=item.subject,
        owner=item.owner,
        since=item.since,
        due=item.due,
        limit=limit,
        paragraph=item.paragraph,
        case=item.case,
        event=item.event,
        filed=filed,
    )


def _escalated(duty: Duty, limits: Limits, now: datetime.datetime) -> Duty:
    """The duty with the steps of escalation that have passed since it was due."""
    if duty.due is None or not duty.overdue(now):
        return duty
    late = (now - duty.due).total_seconds() / 3600
    steps = sorted(limits.escalation, key=lambda step: step.after_hours)
    passed = [step.to for step in steps if late >= step.after_hours]
    last = passed[-1] if len(passed) > 0 else ""
    return msgspec.structs.replace(duty, level=len(passed), escalated_to=last)


def _urgency(duty: Duty) -> tuple[datetime.datetime, datetime.datetime, str]:
    last = datetime.datetime.max.replace(tzinfo=datetime.UTC)
    return duty.due or last, duty.since, duty.key
