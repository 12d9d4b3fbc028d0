"""The quota answer: what one act counts against each limit of a cap, and where that then stands."""

import math
from collections.abc import Iterator

import msgspec

from tidewaiter.assess.caps import Limb, limbs_of
from tidewaiter.assess.ways_out import WayOut
from tidewaiter.law.terms import find_cap, period_of
from tidewaiter.model.facts import Facts
from tidewaiter.model.finding import QuotaUse
from tidewaiter.model.law import Cap, Measure


def count_quotas(measure: Measure, facts: Facts, ways: list[WayOut]) -> tuple[QuotaUse, ...]:
    """What the act counts against the cap of its day, one record for each limit.

    Nothing where the measure has no cap that day, or where another way out is open: goods that
    are exempt do not count.
    """
    cap = find_cap(measure, facts.act_date)
    if cap is None or (len(ways) > 0 and ways[0].reply.answer == "met" and not ways[0].counts):
        return ()
    uses = [_use(limb, cap) for limb in limbs_of(cap, facts)]
    highest = max((use.percent for use in uses if use.percent is not None), default=None)
    return tuple(
        msgspec.structs.replace(use, binds=use.percent is not None and use.percent == highest)
        for use in uses
    )


def _use(limb: Limb, cap: Cap) -> QuotaUse:
    known = limb.total is not None and limb.adds is not None
    percent = 100 * ((limb.total or 0) + (limb.adds or 0)) / limb.limit if known else None
    levels = (*cap.warn_at, *(() if cap.stop_at is None else (cap.stop_at,)))
    reached = [level for level in levels if percent is not None and percent >= level]
    return QuotaUse(
        unit=limb.unit,
        limit=limb.limit,
        period=period_of(cap),
        before=limb.total,
        counts=limb.adds,
        percent=percent,
        notice=max(reached, default=None),
        conversion="; ".join(_worked_out(limb)),
    )


def _worked_out(limb: Limb) -> Iterator[str]:
    factor = limb.conversion
    if factor is not None:
        yield (
            f"{factor.barrels_per_tonne:g} barrels a tonne of {factor.product} "
            f"({factor.check}: {factor.source})"
        )
    if limb.equation != "":
        yield limb.equation


def say_quotas(uses: tuple[QuotaUse, ...]) -> str:
    """The quota answer in words, the limit that binds first; empty where nothing is counted."""
    ordered = sorted(uses, key=lambda use: not use.binds)
    return " ".join(_say(use) for use in ordered if use.counts is not None)


def _say(use: QuotaUse) -> str:
    said = (
        f"It counts {use.counts:,.0f} {use.unit} against the cap of {use.limit:,.0f} {use.unit} "
        f"({use.period})"
    )
    if use.percent is None:
        return f"{said}; where that stands is not told."
    # rounded down: 74.96 percent has not reached 75
    stands = f"{said}, which then stands at {math.floor(10 * use.percent) / 10:.1f} percent"
    if use.percent > 100:
        return f"{stands}: it is passed."
    if use.notice is not None:
        return f"{stands}: the notice at {use.notice} percent is due."
    return f"{stands}."
