"""The terms of a measure on one day: what it leaves open, its cap, its old contracts, in words."""

import datetime
from collections.abc import Iterator

from tidewaiter.model.finding import cite_paragraph
from tidewaiter.model.law import Cap, Doubt, Exemption, Measure


def find_cap(measure: Measure, on: datetime.date) -> Cap | None:
    """The cap of the period that holds this day, the latest one that has begun."""
    begun = [cap for cap in measure.caps if _holds(cap, on)]
    return max(begun, key=lambda cap: cap.since, default=None)


def terms_on(measure: Measure, on: datetime.date) -> tuple[str, ...]:
    """One sentence for each term that holds on this day, in the order of the law file."""
    return tuple(_terms(measure, on))


def turning_days(measure: Measure) -> set[datetime.date]:
    """Every first day of a state of this measure, and every first day after one."""
    one_day = datetime.timedelta(days=1)
    spans: tuple[Cap | Exemption | Doubt, ...] = (
        *measure.exemptions,
        *measure.caps,
        *measure.doubts,
    )
    days = {measure.since, *(span.since for span in spans if span.since is not None)}
    ends = (measure.until, *(span.until for span in spans))
    days |= {end + one_day for end in ends if end is not None}
    if measure.wind_down is not None:
        days.add(measure.wind_down.until + one_day)
    return days


def limits_of(cap: Cap) -> str:
    """The limits of a cap in words; whichever is reached first ends the trade."""
    amounts = ((cap.barrels, "barrels"), (cap.tonnes, "tonnes"), (cap.usd, "US dollars"))
    said = [f"{amount:,.0f} {unit}" for amount, unit in amounts if amount is not None]
    return " or ".join(said) or "no figure known"


def period_of(cap: Cap) -> str:
    """The period of a cap in words."""
    if cap.each != "":
        return f"each {cap.each} from {cap.since}"
    return f"{cap.since} to {cap.until or 'open'}"


def _terms(measure: Measure, on: datetime.date) -> Iterator[str]:
    for exemption in measure.exemptions:
        if _holds(exemption, on):
            yield f"save {cite_paragraph('', exemption.paragraph)}: {exemption.what}"
    cap = find_cap(measure, on)
    if cap is not None:
        yield f"cap: {limits_of(cap)} ({period_of(cap)})"
    wind_down = measure.wind_down
    if wind_down is not None and on <= wind_down.until:
        made = wind_down.contract_before
        yield f"old written contracts from before {made} until {wind_down.until}"
    yield from (f"unsettled: {doubt.why}" for doubt in measure.doubts if _holds(doubt, on))


def _holds(span: Cap | Exemption | Doubt, on: datetime.date) -> bool:
    begun = span.since is None or span.since <= on
    return begun and (span.until is None or on <= span.until)
