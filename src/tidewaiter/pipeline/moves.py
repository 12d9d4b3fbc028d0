"""From which editions to which the past is to be moved, and what differs between them."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tidewaiter.lists import LoadedList
from tidewaiter.model import BadInput, Edition, Listing, ListVersion
from tidewaiter.pipeline.editions import Editions
from tidewaiter.screening import Basis, changed_listings, plain

Pair = tuple[Listing | None, Listing | None]


@dataclass(frozen=True, slots=True)
class Answering:
    """The lists that answer now, and those that answered.

    `held` gives an edition that a past verdict rests on, None where it is not at hand. `only`
    names the lists whose changes are looked at; empty, all are.
    """

    now: Editions
    held: Callable[[ListVersion], LoadedList | None]
    only: frozenset[str] = frozenset()

    def looks_at(self, name: str) -> bool:
        """Whether changes of that list are looked at."""
        return len(self.only) == 0 or name in self.only


@dataclass(slots=True)
class Move:
    """What differs for the verdicts that rest on `bases`; None where that cannot be told."""

    pairs: tuple[Pair, ...] | None
    bases: list[int] = field(default_factory=list)

    @property
    def listings(self) -> tuple[Listing, ...]:
        """Both sides of what differs."""
        return tuple(side for pair in self.pairs or () for side in pair if side is not None)


def moves(bases: Mapping[int, Basis], lists: Answering, today: datetime.date) -> list[Move]:
    """One move for each two sets of editions, one of them past, one of now.

    Raises:
        BadInput: a past verdict rests on a list that does not answer now.
    """
    found: dict[tuple[object, ...], Move] = {}
    for number, basis in bases.items():
        now = lists.now(basis.day or today)
        _need_all(basis, now)
        before = {version.name: version for version in basis.lists}
        steps = [(before.get(each.version.name), each) for each in now]
        key = tuple((old and plain(old), plain(new.version)) for old, new in steps)
        if key not in found:
            found[key] = Move(_differences(steps, lists))
        found[key].bases.append(number)
    return list(found.values())


def editions(days: Iterable[datetime.date], lists: Answering) -> tuple[Edition, ...]:
    """The editions of the lists looked at, from the first of the days on which each answers."""
    found: list[Edition] = []
    for day in sorted(set(days)):
        versions = tuple(
            plain(each.version) for each in lists.now(day) if lists.looks_at(each.version.name)
        )
        if len(found) == 0 or found[-1].lists != versions:
            found.append(Edition(day, versions))
    return tuple(found)


def _need_all(basis: Basis, now: Sequence[LoadedList]) -> None:
    missing = {version.name for version in basis.lists} - {each.version.name for each in now}
    if len(missing) > 0:
        names = ", ".join(sorted(missing))
        raise BadInput(
            f"past consignments were screened against {names} too",
            where="the lists that answer now",
            advice="Name that list with --list, or its hits would be lost.",
        )


Step = tuple[ListVersion | None, LoadedList]


def _differences(steps: Sequence[Step], lists: Answering) -> tuple[Pair, ...] | None:
    """What differs, between the lists looked at alone; None where an edition is not at hand."""
    old: list[LoadedList] = []
    for version, now in steps:
        if not lists.looks_at(now.version.name) or _same(version, now.version):
            old.append(now)
        elif version is not None:
            held = lists.held(version)
            if held is None:
                return None
            old.append(held)
    return changed_listings(old, [now for _, now in steps])


def _same(old: ListVersion | None, new: ListVersion) -> bool:
    return old is not None and old.sha256 == new.sha256 != ""


def entries(found: Iterable[Move]) -> Iterator[str]:
    """The entries that differ in any of the moves, as `list/ref`, each once."""
    pairs = (pair for move in found for pair in move.pairs or ())
    sides = (new or old for old, new in pairs)
    yield from dict.fromkeys(f"{side.list}/{side.ref}" for side in sides if side is not None)
