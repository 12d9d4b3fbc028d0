"""Signals of who a ship is and was: flags, numbers, names, sizes."""

import datetime
from collections.abc import Iterator
from itertools import pairwise

from tidewaiter.codes import parse_mmsi
from tidewaiter.model import Evidence, History, Known, VesselSignal
from tidewaiter.model.vessel import SignalKind
from tidewaiter.vessels.bounds import bounds, registries, signal
from tidewaiter.vessels.rules_tracks import country_of
from tidewaiter.vessels.setting import Setting

DENIED = "denied"
_MONTH = 30.44


def flags(history: History, setting: Setting) -> Iterator[VesselSignal]:
    """A flag whose registry denies the ship, ended, or never was."""
    for flag, evidence, source in _claimed(history, setting):
        denial = next(
            (
                each
                for each in history.known
                if each.field == "flag" and each.value == flag and each.check == DENIED
            ),
            None,
        )
        if denial is not None:
            why = f"the registry of {flag} says the ship is not of it ({denial.source})"
            yield _flag_signal("false_flag", why, (evidence, _evidence(denial)), denial.source)
            continue
        registry = registries().get(flag)
        if registry is None:
            continue
        said = f"{registry.what} ({registry.source}; {registry.check})"
        if registry.never_open:
            yield _flag_signal("false_flag", f"flag of {flag}: {said}", (evidence,), source)
        elif registry.ended is not None and setting.on > registry.ended:
            yield _flag_signal("expired_flag", f"flag of {flag}: {said}", (evidence,), source)


def _flag_signal(
    kind: SignalKind, why: str, evidence: tuple[Evidence, ...], source: str
) -> VesselSignal:
    return signal(
        kind,
        asks="inspect",
        weight="strong",
        why=why,
        evidence=evidence,
        source=source,
    )


def flag_hopping(history: History, setting: Setting) -> Iterator[VesselSignal]:
    """Many flags in a short time."""
    bound = bounds().flags
    first = setting.on - datetime.timedelta(days=round(bound.months * _MONTH))
    told = sorted(
        (each for each in history.known if each.field == "flag" and each.since is not None),
        key=lambda each: each.since or setting.on,
    )
    changes = [
        (one, two)
        for one, two in pairwise(told)
        if one.value != two.value and two.since is not None and first <= two.since <= setting.on
    ]
    if len(changes) < bound.changes:
        return
    names = " to ".join([changes[0][0].value, *(two.value for _, two in changes)])
    yield signal(
        "flag_hopping",
        asks="review",
        weight="medium",
        why=f"{len(changes)} changes of flag within {bound.months} months: {names}",
        evidence=tuple(_evidence(two) for _, two in changes),
        source=changes[-1][1].source,
    )


def mmsi_against_flag(history: History, setting: Setting) -> Iterator[VesselSignal]:
    """The number of the radio set names another country than the flag."""
    mmsis = _now(history, "mmsi", setting.on)
    for flag, evidence, _ in _claimed(history, setting):
        for each in mmsis:
            mmsi = parse_mmsi(each.value)
            country = "" if mmsi is None else country_of(mmsi.mid)
            if country in {"", flag}:
                continue
            of_territory = country == setting.territory
            yield signal(
                "mmsi_against_flag",
                asks="inspect" if of_territory else "review",
                weight="strong" if of_territory else "medium",
                why=f"the ship claims the flag of {flag}; MMSI {each.value} is one of {country}",
                evidence=(evidence, _evidence(each)),
                source=each.source,
            )


def late_number(history: History, setting: Setting) -> Iterator[VesselSignal]:
    """An IMO number that an old ship has only lately: a listed hull under another number?"""
    bound = bounds().number
    built = next((each for each in history.known if each.field == "built"), None)
    year = built.value[:4] if built is not None else ""
    for each in _now(history, "imo", setting.on):
        if built is None or not year.isdecimal() or each.since is None:
            continue
        if each.since.year - int(year) < bound.years:
            continue
        yield signal(
            "late_number",
            asks="inspect",
            weight="strong",
            why=(
                f"the ship was built in {year}, and IMO number {each.value} is known of it only"
                f" since {each.since}; a number is given once, when a ship is built. A check digit"
                " that holds says nothing"
            ),
            evidence=(_evidence(built), _evidence(each)),
            source=each.source,
        )


def renamed_at_listing(history: History, setting: Setting) -> Iterator[VesselSignal]:
    """A former name is that of a listed ship, and the name was changed near the listing."""
    span = datetime.timedelta(days=bounds().renamed.days)
    imos = {each.value for each in history.known if each.field == "imo"}
    for each in history.known:
        if each.field != "name" or each.until is None or each.until > setting.on:
            continue
        for listed in setting.listed:
            same_name = each.value.casefold() in {name.casefold() for name in listed.names}
            other_hull = listed.imo != "" and len(imos) > 0 and listed.imo not in imos
            if not same_name or not other_hull or listed.since is None:
                continue
            if abs(each.until - listed.since) > span:
                continue
            yield signal(
                "renamed_at_listing",
                asks="review",
                weight="medium",
                why=(
                    f"until {each.until} the ship bore the name {each.value}, that of a ship listed"
                    f" on {listed.since} ({listed.list}/{listed.ref}) under another IMO number"
                ),
                evidence=(_evidence(each), Evidence(f"{listed.list}/{listed.ref}", listed.imo)),
                source=each.source,
            )


def two_hulls(history: History, setting: Setting) -> Iterator[VesselSignal]:
    """Sources give the ship two sizes, or two numbers at one time."""
    for field in ("imo", "length", "width"):
        now = _now(history, field, setting.on)
        values = {each.value for each in now}
        differ = len(values) > 1 and (field == "imo" or _differ(values))
        if not differ:
            continue
        yield signal(
            "two_hulls",
            asks="review",
            weight="medium",
            why=f"at one time sources give the ship as {field}: {', '.join(sorted(values))}",
            evidence=tuple(_evidence(each) for each in now),
            source=now[0].source,
        )


def conflicts(known: tuple[Known, ...], on: datetime.date) -> tuple[tuple[Known, Known], ...]:
    """Pairs of facts that speak of one thing at one time and differ, for who reads them."""
    found = []
    for at, one in enumerate(known):
        for two in known[at + 1 :]:
            same = one.field == two.field and one.value.casefold() != two.value.casefold()
            if same and _holds(one, on) and _holds(two, on):
                found.append((one, two))
    return tuple(found)


def _claimed(history: History, setting: Setting) -> Iterator[tuple[str, Evidence, str]]:
    """The flags the papers and sources give the ship on that day."""
    seen = set()
    for flag in setting.voyage.flags:
        seen.add(flag)
        yield flag, setting.voyage.evidence("flags", flag), "the papers"
    for each in _now(history, "flag", setting.on):
        if each.value not in seen and each.check != DENIED:
            seen.add(each.value)
            yield each.value, _evidence(each), each.source


def _now(history: History, field: str, on: datetime.date) -> list[Known]:
    return [each for each in history.known if each.field == field and _holds(each, on)]


def _holds(known: Known, on: datetime.date) -> bool:
    return (known.since is None or known.since <= on) and (known.until is None or on <= known.until)


def _differ(values: set[str]) -> bool:
    try:
        numbers = [float(value) for value in values]
    except ValueError:
        return True
    return max(numbers) - min(numbers) > bounds().number.share * max(numbers)


def _evidence(known: Known) -> Evidence:
    span = f" since {known.since}" if known.since is not None else ""
    return Evidence(f"ship.{known.field}", f"{known.value}{span} ({known.source})", known.at)
