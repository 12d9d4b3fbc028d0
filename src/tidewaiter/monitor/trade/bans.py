"""What the law bans or caps, as codes and months: everything of it comes from the law files."""

import datetime
from typing import Literal

from tidewaiter.law import Law
from tidewaiter.law.terms import find_cap
from tidewaiter.model import BadInput, Record
from tidewaiter.model.law import Cap, Exemption, Measure

State = Literal["before", "begins", "grace", "capped", "exempted", "ban", "over"]
# What each state of a month means for a measure, in the words shown beside a table.
STATES: dict[State, str] = {
    "before": "wholly before the measure",
    "begins": "the month it began: trade of its first days was lawful",
    "grace": "old contracts could still be delivered",
    "capped": "allowed up to a cap of the period",
    "exempted": "banned, save for purposes that a State may confirm; no trade row shows them",
    "ban": "banned",
    "over": "it ended, or another took its place",
}
_FLOWS = {"from_target": ("M",), "to_target": ("X",), "both": ("M", "X")}


class Watched(Record, frozen=True, kw_only=True):
    """A measure as trade statistics can show it: the partner's flow, and the codes.

    Trade in `sure` codes is trade in the goods named; `possible` codes hold other goods too, or
    are one reading of the words. No code lies within another.
    """

    measure: str
    kind: str
    flow: str
    sure: tuple[str, ...]
    possible: tuple[str, ...]


def watched(law: Law, names: tuple[str, ...] = ()) -> list[Watched]:
    """The bans on goods by code, of these measures (ids, refs or kinds), or of all.

    Raises:
        BadInput: a name is no ban on goods by code.
    """
    measures = [measure for measure in law.of_rule("ban") if measure.hs]
    for name in names:
        if not any(name in _names(measure) for measure in measures):
            advice = f"Give an id, or a kind: {', '.join(sorted({m.kind for m in measures}))}."
            raise BadInput("no ban on goods by code", where=name, advice=advice)
    wanted = [m for m in measures if not names or any(name in _names(m) for name in names)]
    return [each for measure in wanted for each in _watch(measure)]


def state_of(measure: Measure, first: datetime.date, months: int = 1) -> State:
    """How the law stood to trade under a measure in a month, or a year, from its first day.

    The month in which a measure ends is that of its successor.
    """
    last, wind_down = last_day(first, months), measure.wind_down
    tests: tuple[tuple[State, bool], ...] = (
        ("before", last < measure.since),
        ("over", measure.until is not None and measure.until < last),
        ("begins", first < measure.since),
        ("grace", wind_down is not None and first <= wind_down.until),
        ("capped", find_cap(measure, last) is not None),
        ("exempted", any(_is_open(exemption, first) for exemption in measure.exemptions)),
    )
    return next((state for state, holds in tests if holds), "ban")


def cap_of(measure: Measure, first: datetime.date) -> Cap | None:
    """The cap that holds on the last day of a month."""
    return find_cap(measure, last_day(first, 1))


def last_day(first: datetime.date, months: int) -> datetime.date:
    """The last day of so many months from the first of one.

    >>> last_day(datetime.date(2018, 2, 1), 1).day, last_day(datetime.date(2018, 1, 1), 12).day
    (28, 31)
    """
    return month_after(first, months) - datetime.timedelta(days=1)


def month_after(first: datetime.date, months: int) -> datetime.date:
    """The first of the month so many months after; before, where negative."""
    count = first.year * 12 + first.month - 1 + months
    return datetime.date(count // 12, count % 12 + 1, 1)


def _names(measure: Measure) -> tuple[str, ...]:
    return measure.id, measure.ref, measure.kind


def _watch(measure: Measure) -> list[Watched]:
    sure = outermost({row.code for row in measure.hs if row.carries})
    rest = {row.code for row in measure.hs if not row.carries and row.match != "no"}
    possible = tuple(code for code in outermost(rest) if not code.startswith(sure))
    return [
        Watched(measure=measure.id, kind=measure.kind, flow=flow, sure=sure, possible=possible)
        for flow in _FLOWS.get(measure.direction, ())
        if sure or possible
    ]


def outermost(codes: set[str]) -> tuple[str, ...]:
    """The codes that lie within no other of them.

    >>> outermost({"2601", "260111", "72"})
    ('2601', '72')
    """
    return tuple(
        sorted(c for c in codes if not any(c != other and c.startswith(other) for other in codes))
    )


def _is_open(exemption: Exemption, on: datetime.date) -> bool:
    """Whether an exemption is open to any trade: tied to no claim, product or conduct."""
    begun = exemption.since is None or exemption.since <= on
    holds = begun and (exemption.until is None or on <= exemption.until)
    tied = exemption.claimed_by or exemption.about or exemption.of
    return holds and not tied and exemption.by != "Committee"
