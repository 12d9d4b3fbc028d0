"""The picture of what bites over time: lanes of spans, acts as rules, the chosen day marked."""

import datetime
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from tidewaiter.law import BASE, Law
from tidewaiter.law.timeline import MEANT, Span
from tidewaiter.model import Record

WIDTH, LEFT, LANE, ROW = 1000, 44, 30, 14
# Width of one letter of the picture's text.
LETTER = 7
BEGINS = datetime.date(2006, 1, 1)


class Rule(Record, frozen=True):
    """A labelled day: an act, a year, the chosen day. `row` keeps labels apart."""

    x: float
    label: str
    row: int = 0


class Bar(Record, frozen=True):
    """Days on which something bites; `sure` where the heading is meant, not only touched."""

    x: float
    width: float
    label: str
    sure: bool


class Lane(Record, frozen=True):
    """One source of law."""

    source: str
    y: float
    bars: tuple[Bar, ...]


class Picture(Record, frozen=True):
    """Everything drawn, in units of the picture."""

    height: float
    top: float
    bottom: float
    acts: tuple[Rule, ...]
    years: tuple[Rule, ...]
    lanes: tuple[Lane, ...]
    chosen: Rule | None
    tests: tuple[Rule, ...] = ()


def draw(
    law: Law,
    lanes: Mapping[str, Iterable[Span]],
    *,
    chosen: datetime.date | None,
    today: datetime.date,
    tests: Mapping[datetime.date, str] = MappingProxyType({}),
) -> Picture:
    """The picture of these spans, up to today, with tests and launches by their days."""
    axis = _Axis(today)
    acts = tuple(_acts(law, axis))
    top = (max((rule.row for rule in acts), default=0) + 1) * ROW + 8
    drawn = tuple(
        Lane(source, top + number * LANE, tuple(_bars(spans, axis)))
        for number, (source, spans) in enumerate(lanes.items())
    )
    bottom = top + max(len(drawn), 1) * LANE
    years = tuple(
        Rule(axis.x(datetime.date(year, 1, 1)), str(year))
        for year in range(BEGINS.year, today.year + 1, 2)
    )
    marked = None if chosen is None or chosen < BEGINS else Rule(axis.x(chosen), str(chosen))
    dots = tuple(Rule(axis.x(day), what) for day, what in tests.items() if BEGINS <= day <= today)
    return Picture(bottom + 40, top, bottom, acts, years, drawn, marked, dots)


class _Axis:
    """Days to places, from the year of the first act to today."""

    def __init__(self, today: datetime.date) -> None:
        self.today = today
        self._days = max((today - BEGINS).days, 1)

    def x(self, day: datetime.date) -> float:
        inside = min(max(day, BEGINS), self.today)
        return round(LEFT + (inside - BEGINS).days / self._days * (WIDTH - LEFT - 4), 1)


def _acts(law: Law, axis: _Axis) -> Iterable[Rule]:
    """The acts of the United Nations by number, each label in the first row with room."""
    free: list[float] = []
    for act in law.acts:
        if act.measures[0].source != BASE or act.adopted > axis.today:
            continue
        x = axis.x(act.adopted)
        row = next((n for n, end in enumerate(free) if end <= x), len(free))
        free[row : row + 1] = [x + len(act.number) * LETTER + 8]
        yield Rule(x, act.number, row)


def _bars(spans: Iterable[Span], axis: _Axis) -> Iterable[Bar]:
    for span in spans:
        if len(span.bites) == 0 or span.since > axis.today:
            continue
        x, end = axis.x(span.since), axis.x(span.until or axis.today)
        label = span.bites[0].citation
        fits = len(label) * LETTER + 6 < end - x
        sure = any(bite.reach == MEANT for bite in span.bites)
        yield Bar(x, round(max(end - x, 1.5), 1), label if fits else "", sure)
