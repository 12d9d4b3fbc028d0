"""Vessel calls with no manifest."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import func, select

from tidewaiter.cases.passages import (
    Fleet,
    days_of,
    distance,
    is_of_call,
    letters_of,
    ship_of,
)
from tidewaiter.cases.scope import Scope
from tidewaiter.cases.standing_rows import moment
from tidewaiter.cases.standing_tables import CALLS, CONSIGNMENTS, VOYAGES
from tidewaiter.model import Gap, GapItem


def calls_without_manifest(scope: Scope) -> Gap:
    """The calls of the period that no manifest fits, by ship, port and days."""
    of, items, said = scope.once(("calls", *scope.state()), lambda: _compare(scope))
    filed = scope.filed("manifest")
    scope.said.extend(said)
    return scope.gap(
        "calls_without_manifest", of, (item for item in items if item.key not in filed)
    )


def _compare(scope: Scope) -> tuple[int, list[GapItem], list[str]]:
    """How many calls there are, those without a manifest, and what cannot be counted."""
    near, elsewhere = _calls(scope)
    fleet = voyages(scope)
    claims = _claims(scope, near, fleet)
    covered = {min(claim)[2] for claim in claims.values()}
    calls = [call for call in near if scope.days[0] <= call.day <= scope.days[1]]
    items = [_item(scope, call, fleet) for call in calls if call.number not in covered]
    untold = _without_call(scope, fleet, {first for first, _ in claims})
    return len(calls), items, [*_cannot_count(scope, calls, elsewhere), *untold]


def voyages(scope: Scope) -> Fleet:
    """What all documents say of ships' voyages, by ship."""
    rows = scope.connection.execute(select(VOYAGES))
    return Fleet(rows, scope.limits.calls)


def stay_of(call: Any) -> tuple[str, str]:
    """The first and last day of a call; one day where only one is known."""
    ends = call.day if call.departed is None else moment(call.departed).date().isoformat()
    return call.day, max(call.day, ends)


def names_port(scope: Scope, voyage: Any, port: str) -> bool | None:
    """True where a manifest names the port or none at all; None where names may hide it."""
    keys = [key for key in voyage.ports.split("|") if key != ""]
    if len(keys) == 0:
        return True
    told = [scope.ports.same(key, port) for key in keys]
    if True in told:
        return True
    return None if None in told else False


def of_call(scope: Scope, call: Any, fleet: Fleet) -> list[Any]:
    """The manifests of a call's ship, port and days."""
    stay = stay_of(call)
    return [
        voyage
        for voyage in fleet.of(ship_of(call))
        if is_of_call(days_of(voyage), *stay, scope.limits.calls)
        and names_port(scope, voyage, call.port) is True
    ]


def _calls(scope: Scope) -> tuple[list[Any], int]:
    """The calls at the ports asked about, each once however many sources tell it; and how many not.

    Those shortly before and after the period are among them: a manifest may be theirs.
    """
    limits = scope.limits.calls
    around = datetime.timedelta(days=limits.document_days + limits.window_days)
    days = (scope.first - around).isoformat(), (scope.last + around).isoformat()
    wanted = select(CALLS).where(CALLS.c.day.between(*days)).order_by(CALLS.c.number)
    found: dict[tuple[str, str, str], Any] = {}
    elsewhere = 0
    for call in scope.connection.execute(wanted):
        if not scope.is_here(call.port):
            elsewhere += scope.days[0] <= call.day <= scope.days[1]
            continue
        ship = call.vessel_imo or letters_of(call.vessel_name)
        found.setdefault((ship, scope.ports.resolve(call.port), call.day), call)
    return list(found.values()), elsewhere


def _claims(
    scope: Scope, calls: list[Any], fleet: Fleet
) -> dict[tuple[int, str], list[tuple[int, str, int]]]:
    """For each manifest, at each port, the calls it fits: days off, day and number.

    At one port a manifest is of the nearest call alone.
    """
    claims: dict[tuple[int, str], list[tuple[int, str, int]]] = {}
    for call in calls:
        port = scope.ports.resolve(call.port)
        for voyage in of_call(scope, call, fleet):
            far = distance(days_of(voyage), call.day)
            claims.setdefault((voyage.first, port), []).append((far, call.day, call.number))
    return claims


def _without_call(scope: Scope, fleet: Fleet, claimed: set[int]) -> Iterator[str]:
    """How many manifests of the period are of ships whose call nobody told of."""
    first, last = scope.days
    count = 0
    for voyage in fleet.all():
        declared = [day for day in (voyage.arrives, voyage.departs) if day != ""]
        near = any(first <= day <= last for day in declared or [voyage.act_on])
        named = ship_of(voyage) != ("", "")
        here = any(scope.is_here(key) for key in voyage.ports.split("|") if key != "")
        count += named and near and here and voyage.first not in claimed
    if count > 0:
        yield f"{count} manifests of ships whose call no source told of."


def _item(scope: Scope, call: Any, fleet: Fleet) -> GapItem:
    arrived = call.arrived or call.departed
    hours = datetime.timedelta(hours=scope.limits.calls.manifest_hours)
    hint = "; ".join(_hints(scope, call, fleet))
    return GapItem(
        subject=f"{call.vessel_name or call.vessel_imo}, {call.port}, {call.day}",
        what=f"no manifest{'' if hint == '' else f'; {hint}'}",
        since=moment(arrived),
        event=call.number,
        due=moment(arrived) + hours,
        owner=scope.limits.owners.manifest,
        key=f"manifest/{call.number}",
    )


def _hints(scope: Scope, call: Any, fleet: Fleet) -> Iterator[str]:
    """What looks like its manifest and may not be taken for it."""
    stay = stay_of(call)
    limits = scope.limits.calls
    for voyage in fleet.of(ship_of(call)):
        if not is_of_call(days_of(voyage), *stay, limits):
            continue
        if names_port(scope, voyage, call.port) is None:
            ports = voyage.ports.strip("|").replace("|", ", ")
            yield f"a manifest of this ship names {ports}: is that {call.port}?"
            return
    for voyage in fleet.alike(ship_of(call)):
        if is_of_call(days_of(voyage), *stay, limits):
            number = f", IMO {voyage.vessel_imo}" if voyage.vessel_imo != "" else ""
            yield f"a manifest of {voyage.vessel_name}{number} is near: the same ship?"
            return


def _cannot_count(scope: Scope, calls: Iterable[Any], elsewhere: int) -> Iterator[str]:
    """What cannot be counted here, in words."""
    sources = sorted({call.source for call in calls if call.source != ""})
    named = f" ({', '.join(sources)})" if len(sources) > 0 else ""
    yield f"Calls that no source{named} told of."
    if elsewhere > 0 and scope.port == "":
        yield f"{elsewhere} calls at other ports than the desk's own were told of."
    execute = scope.connection.execute
    undated = execute(select(func.count()).where(CALLS.c.day == "")).scalar_one()
    if undated > 0:
        yield f"{undated} calls that were told without a day."
    c = CONSIGNMENTS.c
    nameless = select(func.count()).where(
        scope.within(c.first), c.vessel_name == "", c.vessel_imo == ""
    )
    count = execute(nameless).scalar_one()
    if count > 0:
        yield f"{count} consignments whose document names no ship fit no call."
