"""Barrels and tonnes, in a stated order: as given, by the product, by the basket as a range."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Literal

from tidewaiter.codes.petroleum import Conversion, find_conversion
from tidewaiter.model import BadInput, Record
from tidewaiter.monitor.figures import Check, weakest
from tidewaiter.monitor.quotas.reports import Report, Unit

How = Literal["as given", "factor of the product", "product not known"]
BASKET = find_conversion("")
CRUDE = "crude oil"


class Blend(Record, frozen=True):
    """An amount that was published in tonnes and in barrels: what one tonne of that mix held."""

    states: str
    since: datetime.date
    until: datetime.date
    barrels_per_tonne: float
    source: str
    address: str


class Converted(Record, frozen=True, kw_only=True):
    """An amount in one unit, and how it came about.

    `low` and `high` are the ends where factors compete, else the value itself. `factor` is in
    barrels a tonne. `check` is that of the factor; of an amount as given it is `verified`, since
    nothing was done to it.
    """

    value: float
    low: float
    high: float
    unit: Unit
    how: How
    factor: float | None = None
    factors: tuple[float, float] | None = None
    source: str = ""
    check: Check
    note: str = ""


def blends_of(reports: Iterable[Report]) -> tuple[Blend, ...]:
    """What one tonne held, from each report that gives both units."""
    return tuple(
        Blend(
            states=report.states,
            since=report.since,
            until=report.until,
            barrels_per_tonne=report.barrels / report.tonnes,
            source=report.source,
            address=report.address,
        )
        for report in reports
        if report.barrels is not None and report.tonnes is not None and report.tonnes > 0
    )


def convert(
    amount: float, given: Unit, wanted: Unit, *, product: str = "", blends: Sequence[Blend] = ()
) -> Converted:
    """An amount in another unit.

    An amount in the unit wanted is taken as given. A product whose factor is known is converted by
    it. Of any other, and of a mix, the basket's factor gives the value, and the factors that
    published mixes show give its ends.

    Raises:
        BadInput: a negative amount, or dollars and an amount of goods.
    """
    if amount < 0:
        raise BadInput("an amount is below zero", where=f"{amount:g}", advice="Give 0 or more.")
    if given == wanted:
        return Converted(
            value=amount, low=amount, high=amount, unit=wanted, how="as given", check="verified"
        )
    if "usd" in {given, wanted}:
        advice = "Give barrels (bbl) or tonnes (t): no price is kept here."
        raise BadInput(
            "dollars are no amount of goods", where=f"{given} to {wanted}", advice=advice
        )
    found = find_conversion(product)
    if found.product == BASKET.product:
        return _by_basket(amount, wanted, product, blends)
    factor = found.barrels_per_tonne
    value = _apply(amount, wanted, factor)
    return Converted(
        value=value,
        low=value,
        high=value,
        unit=wanted,
        how="factor of the product",
        factor=factor,
        factors=(factor, factor),
        source=f"{found.product}: {found.source}",
        check=_check(found),
    )


def _by_basket(amount: float, wanted: Unit, product: str, blends: Sequence[Blend]) -> Converted:
    factors = [BASKET.barrels_per_tonne, *(blend.barrels_per_tonne for blend in blends)]
    ends = [_apply(amount, wanted, factor) for factor in (min(factors), max(factors))]
    named = f"no factor is kept for {product!r}; " if product != "" else ""
    span = f"{min(factors):.2f} to {max(factors):.2f}"
    return Converted(
        value=_apply(amount, wanted, BASKET.barrels_per_tonne),
        low=min(ends),
        high=max(ends),
        unit=wanted,
        how="product not known",
        factor=BASKET.barrels_per_tonne,
        factors=(min(factors), max(factors)),
        source=f"{BASKET.product}: {BASKET.source}",
        check=_check(BASKET),
        note=f"{named}published mixes hold {span} barrels a tonne",
    )


def _apply(amount: float, wanted: Unit, factor: float) -> float:
    return amount * factor if wanted == "bbl" else amount / factor


def _check(found: Conversion) -> Check:
    checks: dict[str, Check] = {"verified": "verified", "derived": "derived"}
    return checks.get(found.check, "unverified")


def amount_of(report: Report, unit: Unit, blends: Sequence[Blend]) -> Converted | None:
    """What a report counts in a unit, converted where it must be; None where it says nothing.

    The check is the weaker of the report's and the factor's.
    """
    stated = report.given(unit)
    if stated is not None:
        kept = convert(stated, unit, unit)
        return Converted(
            value=kept.value,
            low=kept.low,
            high=kept.high,
            unit=unit,
            how=kept.how,
            source=report.source,
            check=report.check,
        )
    other: Unit = "t" if unit == "bbl" else "bbl"
    amount = None if unit == "usd" or report.goods == "coal" else report.given(other)
    if amount is None:
        return None
    product = report.product or (CRUDE if report.goods == "crude" else "")
    made = convert(amount, other, unit, product=product, blends=blends)
    return _weaker(made, report)


def _weaker(made: Converted, report: Report) -> Converted:
    return Converted(
        value=made.value,
        low=made.low,
        high=made.high,
        unit=made.unit,
        how=made.how,
        factor=made.factor,
        factors=made.factors,
        source=made.source,
        check=weakest([made.check, report.check]),
        note=made.note,
    )
