"""A ship's record as a strip: one lane for each thing that is told, the years along it."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from tidewaiter.cases.ships import ShipRecord
from tidewaiter.model import Record
from tidewaiter.pipeline.vessels import ShipListing
from tidewaiter.web.words import N_

LEFT, WIDE, HIGH = 96.0, 1000.0, 28.0  # in units of the picture
LETTER = 7.2  # how wide a letter is at most
LEAST = 3.0  # the least width of a bar
GAP = 4.0
LANES = {
    "name": N_("name"),
    "flag": N_("flag"),
    "owner": N_("owner"),
    "manager": N_("manager"),
}


class Bar(Record, frozen=True):
    """A bar from `x` on: `text` stands at `text_x` and is empty where it has no room.

    `whole` is all it says; `doubt` marks what one document alone says, or a name alone.
    """

    x: float
    width: float
    text: str
    text_x: float
    whole: str
    doubt: bool = False


class Lane(Record, frozen=True):
    """One lane: its name (`lane` is a closed word where `words` is empty), bars and ticks."""

    lane: str
    y: float
    bars: tuple[Bar, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()


class Picture(Record, frozen=True):
    """The strip: the years with their places, and the lanes."""

    years: tuple[tuple[float, str], ...]
    lanes: tuple[Lane, ...]
    height: float
    width: float = WIDE


def strip(
    record: ShipRecord | None, listings: Sequence[ShipListing], today: datetime.date
) -> Picture | None:
    """The picture of a ship; None where no day is known."""
    days = [*_days(record, listings), today]
    if len(days) == 1:
        return None
    first = datetime.date(min(days).year, 1, 1)
    last = datetime.date(max(days).year, 12, 31)
    scale = _Scale(first, last)
    named = [*_told(record, scale), *_listed(listings, scale, today), *_calls(record, scale)]
    lanes = tuple(
        Lane(name, HIGH * (place + 1), bars, ticks)
        for place, (name, bars, ticks) in enumerate(named)
    )
    step = max(1, (last.year - first.year) // 12)
    years = range(first.year, last.year + 1, step)
    marks = tuple((scale.at(datetime.date(year, 1, 1)), str(year)) for year in years)
    return Picture(marks, lanes, HIGH * (len(lanes) + 1))


class _Scale:
    def __init__(self, first: datetime.date, last: datetime.date) -> None:
        self._first, self._days = first, (last - first).days

    def at(self, day: datetime.date) -> float:
        """Where a day stands."""
        share = (day - self._first).days / self._days
        return round(LEFT + share * (WIDE - LEFT), 1)

    def bars(self, spans: Sequence[tuple[datetime.date, datetime.date, str, bool]]) -> list[Bar]:
        """Bars from one day to another, in the order of their days; the last says if it is doubted.

        A text that has no room in its bar stands behind it, where the next leaves room.
        """
        placed = [(self.at(first), self.at(last)) for first, last, *_ in spans]
        ends = [*(x for x, _ in placed[1:]), WIDE][: len(placed)]
        bars = []
        for (first, last, text, doubt), (x, end), room in zip(spans, placed, ends, strict=True):
            width = max(round(end - x, 1), LEAST)
            said = f"{text} ?" if doubt else text
            needs = len(said) * LETTER
            at = x + GAP if needs < width else x + width + GAP
            fits = needs < width or at + needs < room
            whole = f"{text}: {first.isoformat()} - {last.isoformat()}"
            bars.append(Bar(x, width, said if fits else "", round(at, 1), whole, doubt))
        return bars


_Row = tuple[str, tuple[Bar, ...], tuple[tuple[float, str], ...]]


def _days(record: ShipRecord | None, listings: Iterable[ShipListing]) -> Iterator[datetime.date]:
    for listing in listings:
        yield from (each.since for each in listing.decisions if each.since is not None)
    if record is not None:
        yield from (span.first for span in record.spans)
        yield from (span.last for span in record.spans)
        yield from (call.day for call in record.calls if call.day is not None)


def _told(record: ShipRecord | None, scale: _Scale) -> Iterator[_Row]:
    told = () if record is None else record.spans
    for lane in LANES:
        spans = [span for span in told if span.field == lane]
        bars = scale.bars([(s.first, s.last, s.value, s.told < 2) for s in spans])
        if len(bars) > 0:
            yield lane, tuple(bars), ()


def _listed(listings: Iterable[ShipListing], scale: _Scale, today: datetime.date) -> Iterator[_Row]:
    for listing in listings:
        spans = {
            (each.since, min(each.until or today, today))
            for each in listing.decisions
            if each.since is not None and each.since <= today
        }
        doubt = not listing.by_number
        bars = scale.bars([(*span, listing.ref, doubt) for span in sorted(spans)])
        if len(bars) > 0:
            yield listing.list, tuple(bars), ()


def _calls(record: ShipRecord | None, scale: _Scale) -> Iterator[_Row]:
    calls = [] if record is None else [c for c in record.calls if c.day is not None]
    if len(calls) > 0:
        ticks = ((scale.at(c.day), f"{c.port}: {c.day.isoformat()}") for c in calls if c.day)
        yield "calls", (), tuple(ticks)
