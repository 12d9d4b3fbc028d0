"""Containers on a stow plan or discharge list and on no manifest, and the other way round."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select

from tidewaiter.cases.gap_calls import voyages
from tidewaiter.cases.passages import (
    Ship,
    days_of,
    distance,
    is_on_the_way,
    is_same_ship,
    letters_of,
    ship_of,
)
from tidewaiter.cases.scope import Scope
from tidewaiter.cases.standing_rows import moment
from tidewaiter.cases.standing_tables import CALLS, CONSIGNMENTS, CONTAINERS, LISTS, STOWED
from tidewaiter.model import Gap, GapItem

_SOME = 300
_C = CONSIGNMENTS.c


def container_gaps(scope: Scope) -> tuple[Gap, Gap]:
    """The containers on no manifest, and those on a manifest that no list shows."""
    lists = _lists(scope)
    stowed = _stowed(scope, lists)
    filed = scope.filed("container")
    wanted = _expected(scope, lists, stowed)
    missing = [item for item in _on_no_manifest(scope, lists, wanted) if item.key not in filed]
    of, absent = _not_aboard(scope, lists, stowed)
    aboard = [item for item in absent if item.key not in filed]
    _say(scope, lists)
    return (
        scope.gap("containers_on_no_manifest", len(wanted), missing),
        scope.gap("containers_not_aboard", of, aboard),
    )


def _lists(scope: Scope) -> dict[int, Any]:
    """The lists of the period by number, without those that a later one replaces.

    A list that cancels or takes out containers shows none; those it takes out stay looked for.
    """
    wanted = select(LISTS).where(LISTS.c.day.between(*scope.days)).order_by(LISTS.c.number)
    found: dict[int, Any] = {}
    taken_out = 0
    for row in scope.connection.execute(wanted):
        if row.function in {"deletion", "cancelled"}:
            taken_out += 1
            continue
        if row.function == "replacement":
            found = {number: each for number, each in found.items() if _line(each) != _line(row)}
        found[row.number] = row
    if taken_out > 0:
        scope.said.append(f"{taken_out} lists take back what others said: still looked for.")
    return found


def _line(row: Any) -> tuple[str, ...]:
    """What a list and the one that replaces it have in common."""
    return row.kind, row.vessel_imo or letters_of(row.vessel_name), row.voyage, row.place


def _stowed(scope: Scope, lists: dict[int, Any]) -> list[Any]:
    found: list[Any] = []
    for numbers in _paged(list(lists)):
        found += scope.connection.execute(select(STOWED).where(STOWED.c.list.in_(numbers)))
    return found


def _expected(scope: Scope, lists: dict[int, Any], stowed: list[Any]) -> dict[Any, Any]:
    """Each container of each ship that a manifest should name, with where it was listed first."""
    found: dict[tuple[str, str], Any] = {}
    empty, passing, numberless = set(), set(), 0
    for row in stowed:
        if row.container == "":
            numberless += 1
            continue
        ship = lists[row.list]
        key = (ship.vessel_imo or letters_of(ship.vessel_name), row.container)
        if row.fullness == "empty":
            empty.add(key)
        elif not _is_wanted(scope, row, ship):
            passing.add(key)
        else:
            found.setdefault(key, row)
    if numberless > 0:
        scope.said.append(f"{numberless} containers that a list shows without a number.")
    if len(empty) > 0:
        scope.said.append(f"{len(empty)} containers that a list says are empty.")
    if len(passing) > 0 and scope.port == "":
        words = "containers that pass through, by the limit remaining_on_board."
        scope.said.append(f"{len(passing)} {words}")
    return found


def _is_wanted(scope: Scope, row: Any, stow: Any) -> bool:
    here = (row.loading, row.discharge, *([stow.place] if stow.kind != "stow_plan" else []))
    if scope.port != "":
        return any(scope.is_here(place) for place in here if place != "")
    if scope.limits.calls.remaining_on_board or len(scope.limits.ports) == 0:
        return True
    return any(scope.is_here(place) for place in here if place != "")


def _on_no_manifest(
    scope: Scope, lists: dict[int, Any], wanted: dict[Any, Any]
) -> Iterator[GapItem]:
    manifested = _manifested(scope, lists)
    hours = datetime.timedelta(hours=scope.limits.calls.manifest_hours)
    for row in wanted.values():
        if (row.list, row.container) in manifested:
            continue
        stow = lists[row.list]
        told = moment(stow.told)
        words = f"on the {stow.kind.replace('_', ' ')} {stow.reference}"
        yield GapItem(
            subject=f"{row.container}, {stow.vessel_name or stow.vessel_imo or 'no ship named'}",
            what=f"{words}{'' if row.place == '' else f', {row.place}'}; on no manifest",
            since=told,
            event=stow.number,
            due=told + hours,
            owner=scope.limits.owners.manifest,
            key=f"container/{stow.number}/{row.container}",
        )


def _manifested(scope: Scope, lists: dict[int, Any]) -> set[tuple[int, str]]:
    """Each container of each list that a manifest of the ship, at its time, names."""
    found: set[tuple[int, str]] = set()
    known: dict[tuple[Any, ...], bool] = {}
    days = (_C.arrives, _C.departs, _C.act_on)
    for numbers in _paged(list(lists)):
        named = (
            select(STOWED.c.list, STOWED.c.container, _C.vessel_name, _C.vessel_imo, *days)
            .join(CONTAINERS, CONTAINERS.c.container == STOWED.c.container)
            .join(CONSIGNMENTS, _C.number == CONTAINERS.c.consignment)
            .where(STOWED.c.list.in_(numbers))
            .distinct()
        )
        for row in scope.connection.execute(named):
            key = (row.list, row.vessel_name, row.vessel_imo, *days_of(row))
            if key not in known:
                known[key] = _is_its_manifest(scope, lists[row.list], row)
            if known[key]:
                found.add((row.list, row.container))
    return found


def _is_its_manifest(scope: Scope, stow: Any, row: Any) -> bool:
    """A list that names no ship is compared by its days alone."""
    limits = scope.limits.calls
    ship = ship_of(stow)
    same = ship == Ship("", "") or is_same_ship(ship, ship_of(row), limits.name_score)
    return same and is_on_the_way(days_of(row), stow.day, limits)


def _not_aboard(
    scope: Scope, lists: dict[int, Any], stowed: list[Any]
) -> tuple[int, list[GapItem]]:
    """How many manifested containers lists can show, and those that none of them does."""
    shown: dict[int, set[str]] = {number: set() for number in lists}
    for row in stowed:
        shown[row.list].add(row.container)
    by_voyage = _lists_by_voyage(scope, lists)
    of, items = 0, dict[str, GapItem]()
    for voyage, its_lists in by_voyage.values():
        aboard = set().union(*(shown[stow.number] for stow in its_lists))
        for row in _containers(scope, voyage):
            of += 1
            if row.container not in aboard:
                item = _absent(scope, row, its_lists)
                items.setdefault(item.key, item)
    return of, list(items.values())


def _lists_by_voyage(
    scope: Scope, lists: dict[int, Any]
) -> dict[tuple[Any, ...], tuple[Any, list[Any]]]:
    """Each manifest with the lists that would show its containers; those nearest in time."""
    fleet = voyages(scope)
    limits = scope.limits.calls
    found: dict[tuple[Any, ...], tuple[Any, list[Any]]] = {}
    for stow in lists.values():
        if stow.partial:
            continue
        near = [
            (distance(days_of(voyage), stow.day), voyage)
            for voyage in fleet.of(ship_of(stow))
            if is_on_the_way(days_of(voyage), stow.day, limits) and _would_show(scope, stow, voyage)
        ]
        least = min((far for far, _ in near), default=0)
        for far, voyage in near:
            if far <= least + limits.window_days:
                found.setdefault(tuple(voyage), (voyage, []))[1].append(stow)
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
        select(CONTAINERS.c.container, _C.number, _C.reference, _C.first)
        .join(CONSIGNMENTS, _C.number == CONTAINERS.c.consignment)
        .where(CONTAINERS.c.consignment.between(voyage.first, voyage.last))
        .where(_C.vessel_name == voyage.vessel_name, _C.vessel_imo == voyage.vessel_imo)
        .where(_C.loading == voyage.loading, _C.discharge == voyage.discharge)
        .where(_C.arrives == voyage.arrives, _C.departs == voyage.departs)
        .where(_C.ports == voyage.ports, _C.act_on == voyage.act_on)
    )
    return list(scope.connection.execute(wanted))


def _absent(scope: Scope, row: Any, its_lists: list[Any]) -> GapItem:
    hours = datetime.timedelta(hours=scope.limits.calls.manifest_hours)
    told = moment(max(stow.told for stow in its_lists))
    named = ", ".join(sorted({stow.reference for stow in its_lists}))
    return GapItem(
        subject=f"{row.container}, {row.reference}",
        what=f"on the manifest; not on {named}",
        since=told,
        event=row.number,
        due=told + hours,
        owner=scope.limits.owners.manifest,
        key=f"container/{row.number}/{row.container}",
    )


def _say(scope: Scope, lists: dict[int, Any]) -> None:
    """Which lists name no ship, and which ports of calls have sent no list in the period."""
    nameless = sum(ship_of(row) == Ship("", "") for row in lists.values())
    if nameless > 0:
        scope.said.append(f"{nameless} lists name no ship: compared by container and days alone.")
    called = select(CALLS.c.port).where(CALLS.c.day.between(*scope.days)).distinct()
    ports = {scope.ports.resolve(row.port): row.port for row in scope.connection.execute(called)}
    sent: dict[str, str] = {}
    for row in scope.connection.execute(select(LISTS.c.place, LISTS.c.day)):
        port = scope.ports.resolve(row.place)
        sent[port] = max(row.day, sent.get(port, ""))
    for key, port in sorted(ports.items()):
        if scope.is_here(port) and sent.get(key, "") < scope.days[0]:
            last = f"since {sent[key]}" if key in sent else "ever"
            scope.said.append(f"{port} has sent no stow plan or report {last}.")


def _paged(numbers: list[int]) -> Iterable[list[int]]:
    for start in range(0, len(numbers), _SOME):
        yield numbers[start : start + _SOME]
