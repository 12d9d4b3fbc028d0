"""Containers on a stow plan or discharge list and on no manifest, and the other way round."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from sqlalchemy import func, select

from tidewaiter.cases.gap_calls import voyages
from tidewaiter.cases.passages import (
    Fleet,
    Ship,
    days_of,
    distance,
    is_on_the_way,
    letters_of,
    ship_of,
)
from tidewaiter.cases.scope import Scope
from tidewaiter.cases.standing_rows import moment
from tidewaiter.cases.standing_tables import (
    CALLS,
    CONSIGNMENTS,
    CONTAINERS,
    LISTS,
    STOWED,
)
from tidewaiter.model import Gap, GapItem

_SOME = 300
_C = CONSIGNMENTS.c
NAMELESS = Ship("", "")


@dataclass(slots=True)
class _Found:
    """What was compared, what was missing on either side, and what cannot be counted."""

    wanted: int = 0
    missing: list[GapItem] = field(default_factory=list)
    manifested: int = 0
    absent: dict[str, GapItem] = field(default_factory=dict)
    empty: int = 0
    passing: int = 0
    numberless: int = 0
    said: list[str] = field(default_factory=list)


def container_gaps(scope: Scope) -> tuple[Gap, Gap]:
    """The containers on no manifest, and those on a manifest that no list shows."""
    found = scope.once(("containers", *scope.state()), lambda: _compare(scope))
    filed = scope.filed("container")
    scope.said.extend(found.said)
    missing = (item for item in found.missing if item.key not in filed)
    absent = (item for item in found.absent.values() if item.key not in filed)
    return (
        scope.gap("containers_on_no_manifest", found.wanted, missing),
        scope.gap("containers_not_aboard", found.manifested, absent),
    )


def _compare(scope: Scope) -> _Found:
    """Ship by ship, so that no more than one ship's containers are held at a time."""
    found = _Found()
    lists = _lists(scope, found)
    fleet = voyages(scope)
    for its_lists in _by_ship(lists).values():
        _compare_ship(scope, its_lists, fleet, found)
    _say(scope, lists, found)
    return found


def _lists(scope: Scope, found: _Found) -> list[Any]:
    """The lists of the period, without those that a later one replaces.

    A list that cancels or takes out containers shows none; those it takes out stay looked for.
    """
    wanted = select(LISTS).where(LISTS.c.day.between(*scope.days)).order_by(LISTS.c.number)
    kept: list[Any] = []
    taken_out = 0
    for row in scope.connection.execute(wanted):
        if row.function in {"deletion", "cancelled"}:
            taken_out += 1
            continue
        if row.function == "replacement":
            kept = [each for each in kept if _line(each) != _line(row)]
        kept.append(row)
    if taken_out > 0:
        found.said.append(f"{taken_out} lists take back what others said: still looked for.")
    return kept


def _line(row: Any) -> tuple[str, ...]:
    """What a list and the one that replaces it have in common."""
    return row.kind, row.vessel_imo or letters_of(row.vessel_name), row.voyage, row.place


def _by_ship(lists: list[Any]) -> dict[str, list[Any]]:
    """The lists of each ship; a name alone is that of the number it stands beside elsewhere."""
    numbers = {letters_of(row.vessel_name): row.vessel_imo for row in lists if row.vessel_imo != ""}
    found: dict[str, list[Any]] = {}
    for row in lists:
        letters = letters_of(row.vessel_name)
        found.setdefault(row.vessel_imo or numbers.get(letters, letters), []).append(row)
    return found


def _compare_ship(scope: Scope, lists: list[Any], fleet: Fleet, found: _Found) -> None:
    by_number = {row.number: row for row in lists}
    stowed = list(_stowed(scope, by_number))
    wanted = _expected(scope, by_number, stowed, found)
    near = {row.number: _on_the_way(scope, row, fleet) for row in lists}
    kept = {voyage.first: voyage for voyage in chain(*near.values())}
    manifested = {first: _containers(scope, voyage) for first, voyage in kept.items()}
    names = {first: {row.container for row in rows} for first, rows in manifested.items()}
    found.wanted += len(wanted)
    for row in wanted.values():
        if not any(row.container in names[voyage.first] for voyage in near[row.list]):
            found.missing.append(_missing(scope, row, by_number[row.list]))
    shown: dict[int, set[str]] = {number: set() for number in by_number}
    for row in stowed:
        shown[row.list].add(row.container)
    for first, its_lists in _lists_by_voyage(scope, lists, near).items():
        aboard = set().union(*(shown[each.number] for each in its_lists))
        found.manifested += len(manifested[first])
        for row in manifested[first]:
            if row.container not in aboard:
                item = _absent(scope, row, its_lists)
                found.absent.setdefault(item.key, item)


def _stowed(scope: Scope, numbers: Iterable[int]) -> Iterator[Any]:
    for some in _paged(list(numbers)):
        yield from scope.connection.execute(select(STOWED).where(STOWED.c.list.in_(some)))


def _expected(
    scope: Scope, lists: dict[int, Any], stowed: list[Any], found: _Found
) -> dict[str, Any]:
    """Each container of a ship that a manifest should name, with where it was listed first."""
    wanted: dict[str, Any] = {}
    for row in stowed:
        if row.container == "":
            found.numberless += 1
        elif row.fullness == "empty":
            found.empty += 1
        elif not _is_wanted(scope, row, lists[row.list]):
            found.passing += scope.port == ""
        else:
            wanted.setdefault(row.container, row)
    return wanted


def _is_wanted(scope: Scope, row: Any, stow: Any) -> bool:
    if scope.port == "" and (scope.limits.calls.remaining_on_board or not scope.limits.ports):
        return True
    here = (row.loading, row.discharge, *([stow.place] if stow.kind != "stow_plan" else []))
    return any(scope.is_here(place) for place in here if place != "")


def _on_the_way(scope: Scope, stow: Any, fleet: Fleet) -> list[Any]:
    """The manifests whose containers may be on a list; by days alone where it names no ship."""
    ship = ship_of(stow)
    known = fleet.all() if ship == NAMELESS else fleet.of(ship)
    limits = scope.limits.calls
    return [each for each in known if is_on_the_way(days_of(each), stow.day, limits)]


def _missing(scope: Scope, row: Any, stow: Any) -> GapItem:
    told = moment(stow.told)
    words = f"on the {stow.kind.replace('_', ' ')} {stow.reference}"
    ship = stow.vessel_name or stow.vessel_imo or "no ship named"
    what = f"{words}{'' if row.place == '' else f', {row.place}'}; on no manifest"
    return _item(scope, row.container, (ship, what), told, stow.number)


def _lists_by_voyage(
    scope: Scope, lists: list[Any], near: dict[int, list[Any]]
) -> dict[int, list[Any]]:
    """The lists that would show each manifest's containers; those nearest in time alone."""
    found: dict[int, list[Any]] = {}
    for stow in lists:
        if stow.partial or ship_of(stow) == NAMELESS:
            continue
        speaks = [
            (distance(days_of(voyage), stow.day), voyage)
            for voyage in near[stow.number]
            if _would_show(scope, stow, voyage)
        ]
        least = min((far for far, _ in speaks), default=0)
        for far, voyage in speaks:
            if far <= least + scope.limits.calls.window_days:
                found.setdefault(voyage.first, []).append(stow)
    return found


def _would_show(scope: Scope, stow: Any, voyage: Any) -> bool:
    """A stow plan shows all that is aboard; a report only what was handled in its place."""
    if scope.port != "" and not any(map(scope.is_here, (voyage.loading, voyage.discharge))):
        return False
    if stow.kind == "stow_plan":
        return True
    handled = voyage.discharge if stow.kind == "discharge_report" else voyage.loading
    return scope.ports.same(stow.place, handled) is True


def _containers(scope: Scope, voyage: Any) -> list[Any]:
    wanted = (
        select(CONTAINERS.c.container, _C.number, _C.reference)
        .join(CONSIGNMENTS, _C.number == CONTAINERS.c.consignment)
        .where(CONTAINERS.c.consignment.between(voyage.first, voyage.last))
        .where(_C.vessel_name == voyage.vessel_name, _C.vessel_imo == voyage.vessel_imo)
        .where(_C.loading == voyage.loading, _C.discharge == voyage.discharge)
        .where(_C.arrives == voyage.arrives, _C.departs == voyage.departs)
        .where(_C.ports == voyage.ports, _C.act_on == voyage.act_on)
    )
    return list(scope.connection.execute(wanted))


def _absent(scope: Scope, row: Any, its_lists: list[Any]) -> GapItem:
    told = moment(max(stow.told for stow in its_lists))
    named = ", ".join(sorted({stow.reference for stow in its_lists}))
    words = row.reference, f"on the manifest; not on {named}"
    return _item(scope, row.container, words, told, row.number)


def _item(
    scope: Scope, container: str, words: tuple[str, str], told: datetime.datetime, event: int
) -> GapItem:
    """A container that one of the two papers lacks: of what, and what is said of it."""
    return GapItem(
        subject=f"{container}, {words[0]}",
        what=words[1],
        since=told,
        event=event,
        due=told + datetime.timedelta(hours=scope.limits.calls.manifest_hours),
        owner=scope.limits.owners.manifest,
        key=f"container/{event}/{container}",
    )


def _say(scope: Scope, lists: list[Any], found: _Found) -> None:
    """What a comparison leaves out, and which ports of calls have sent no list in the period."""
    nameless = sum(ship_of(row) == NAMELESS for row in lists)
    counted = (
        (found.numberless, "containers that a list shows without a number."),
        (found.empty, "containers that a list says are empty."),
        (found.passing, "containers that pass through, by the limit remaining_on_board."),
        (nameless, "lists name no ship: compared by container and days alone."),
    )
    found.said += [f"{count} {words}" for count, words in counted if count > 0]
    called = select(CALLS.c.port).where(CALLS.c.day.between(*scope.days)).distinct()
    ports = {scope.ports.resolve(row.port): row.port for row in scope.connection.execute(called)}
    last = select(LISTS.c.place, func.max(LISTS.c.day).label("day")).group_by(LISTS.c.place)
    sent: dict[str, str] = {}
    for row in scope.connection.execute(last):
        port = scope.ports.resolve(row.place)
        sent[port] = max(row.day, sent.get(port, ""))
    for key, port in sorted(ports.items()):
        if scope.is_here(port) and sent.get(key, "") < scope.days[0]:
            since = f"since {sent[key]}" if key in sent else "ever"
            found.said.append(f"{port} has sent no stow plan or report {since}.")


def _paged(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), _SOME):
        yield numbers[start : start + _SOME]
