"""The walk along a chain that names every event that is not as it was written."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from tidewaiter.ledger.chain import GENESIS, digest_of
from tidewaiter.model import Anchor, Record

FaultKind = Literal["altered", "missing", "inserted", "replaced", "cut"]
Row = Sequence[object]


class Fault(Record, frozen=True):
    """One event, or a run of them, that is not as it was written, and what shows it.

    `altered`: a field differs from what the digest covers (a changed or moved event).
    `missing`: the event, or the run of events from it, is not there.
    `inserted`: the event stands where the chain has no place for one.
    `replaced`: the event holds together, but its neighbour or an anchor saw another one.
    `cut`: the ledger ends before the anchored event.

    `last` is the number of the last event of a run, 0 where it is one event.
    """

    number: int
    kind: FaultKind
    what: str
    last: int = 0


def faults(rows: Iterable[Row], anchors: Iterable[Anchor] = ()) -> Iterator[Fault]:
    """Every fault of a chain, given its rows (FIELDS, then the digest) in order of number."""
    walk = Walk(anchors)
    for row in rows:
        yield from walk.step(row)
    yield from walk.end()


class Walk:
    """Where a walk along the chain stands: `step` by row, then `end`.

    `expected` is the next number, `before` the digest of the event before it, empty where that
    event cannot be trusted. `held` is the number of the last event that an anchor vouches for.
    `gaps` are runs of numbers not met, of which no whole event has shown yet that they were there.
    """

    def __init__(self, anchors: Iterable[Anchor]) -> None:
        self.anchors = sorted((each for each in anchors if each.number > 0), key=_number)
        self.next_anchor = 0
        self.held = 0
        self.strayed = False
        self.expected = 1
        self.before = GENESIS
        self.gaps: list[tuple[int, int]] = []

    def step(self, row: Row) -> Iterator[Fault]:
        """The faults that the next row (FIELDS, then the digest) shows."""
        *values, digest = row
        number = values[0]
        if not isinstance(number, int):
            what = "an event without a number is here"
            yield Fault(number=self.expected, kind="inserted", what=what)
        elif number < self.expected:
            yield Fault(number=number, kind="inserted", what="the chain has no place for it")
        elif digest_of(values) != digest or not _all_text(row):
            yield self._altered(number)
        else:
            yield from self._whole(number, str(values[-1]), str(digest))

    def end(self) -> Iterator[Fault]:
        """What the anchors saw and the rows did not show."""
        if len(self.anchors) == 0:
            return
        last = self.anchors[-1].number
        yield from self._missing(last)
        if last >= self.expected:
            first = self.expected
            what = f"the ledger ends at event {first - 1}; the anchor saw event {last}"
            yield Fault(number=first, kind="cut", what=what, last=0 if last == first else last)

    def _altered(self, number: int) -> Fault:
        what = "its fields do not give its digest"
        if number > self.expected:
            # Its number is as little to be trusted as the rest of it.
            what += f"; no event is between it and event {self.expected - 1}"
            self.gaps.append((self.expected, number - 1))
        # That its follower names another digest is no news then.
        self.expected, self.before = number + 1, ""
        return Fault(number=number, kind="altered", what=what)

    def _whole(self, number: int, previous: str, digest: str) -> Iterator[Fault]:
        if number > self.expected:
            self.gaps.append((self.expected, number - 1))
        elif self.before not in ("", previous):
            yield self._broken(number)
        yield from self._missing(number)
        yield from self._anchored(number, digest)
        self.expected, self.before = number + 1, digest

    def _missing(self, known: int) -> Iterator[Fault]:
        """The gaps up to an event that is known to have been in the ledger."""
        for first, end in self.gaps:
            last = min(end, known)
            if first == last:
                yield Fault(number=first, kind="missing", what="it is not there")
            elif first < last:
                what = f"events {first} to {last} are not there"
                yield Fault(number=first, kind="missing", what=what, last=last)
        self.gaps.clear()

    def _broken(self, number: int) -> Fault:
        """The event at fault where one does not name the digest of the one before it."""
        if number == 1:
            what = "it follows an event although it is the first"
            return Fault(number=1, kind="replaced", what=what)
        if self.held == number - 1:
            what = f"it does not follow event {self.held}, which is the event anchored"
            return Fault(number=number, kind="inserted", what=what)
        what = f"event {number} was written after another one than this"
        return Fault(number=number - 1, kind="replaced", what=what)

    def _anchored(self, number: int, digest: str) -> Iterator[Fault]:
        """What the anchors say of a whole event. After one that strayed the next are no news."""
        for anchor in self._anchors_to(number):
            if anchor.number < number:
                continue
            if anchor.digest == digest:
                self.held, self.strayed = number, False
            elif not self.strayed:
                self.strayed = True
                first = self.held + 1
                run = "" if first == number else f"; of events {first} to {number} some were others"
                what = f"it is not the event anchored{run}"
                yield Fault(number=number, kind="replaced", what=what)

    def _anchors_to(self, number: int) -> Iterator[Anchor]:
        while self.next_anchor < len(self.anchors):
            anchor = self.anchors[self.next_anchor]
            if anchor.number > number:
                return
            self.next_anchor += 1
            yield anchor


def _number(anchor: Anchor) -> int:
    return anchor.number


def _all_text(row: Row) -> bool:
    return all(isinstance(value, str) for value in row[1:])
