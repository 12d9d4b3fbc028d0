"""Whether a total of revenue could be: what it makes a head, against wages as they are told."""

import re
from typing import Literal, NamedTuple

from tidewaiter.model import BadInput, Record
from tidewaiter.monitor.figures import Check

MONTHS = 12
# So many times above or below what wages could bring, a slip of unit is the likelier reading.
FAR = 10
Fit = Literal["fits", "partly fits", "too high", "too low"]


class Span(NamedTuple):
    """The lower and the upper end of a number; the same where one number was given."""

    low: float
    high: float

    def over(self, divisor: float) -> "Span":
        """Both ends divided by a number."""
        return Span(self.low / divisor, self.high / divisor)

    def __str__(self) -> str:
        low, high = f"{self.low:,.0f}", f"{self.high:,.0f}"
        return low if low == high else f"{low} to {high}"


class Wages(Record, frozen=True):
    """A wage that could be: paid a month in USD, and the share of it (0 to 1) that is taken."""

    paid: Span
    taken: Span
    source: str
    check: Check

    def a_year(self) -> Span:
        """What is taken of one worker in a year, in USD."""
        low = self.paid.low * self.taken.low * MONTHS
        return Span(low, self.paid.high * self.taken.high * MONTHS)

    def told(self) -> str:
        """The band in words, with where it comes from."""
        shares = Span(100 * self.taken.low, 100 * self.taken.high)
        return (
            f"A wage of {self.paid} USD a month of which {shares} percent is taken brings "
            f"{self.a_year()} USD a head and year ({self.source}; {self.check})."
        )


class PerHead(Record, frozen=True):
    """What a total makes a head.

    `a_year` is in USD a head and year, `could_be` what wages as told would bring. `wage` is the
    wage a month in USD that would have to be paid for the total to be so. `fit` says how the two
    lie; `far` marks a total ten times outside, where a slip of unit or currency is likelier.
    """

    a_year: Span
    could_be: Span
    wage: Span
    fit: Fit
    far: bool = False


def per_head(revenue: Span, workers: Span, wages: Wages) -> PerHead:
    """What a total a year (USD) makes for each of so many workers, and whether that could be.

    The ends are set against each other: the least money over the most workers, and the reverse.

    Raises:
        BadInput: nobody to divide by, or a number is below zero or upside down.

    >>> wages = Wages(Span(300, 1000), Span(0.7, 0.9), "example", "derived")
    >>> found = per_head(Span(2e8, 2e8), Span(50_000, 50_000), wages)
    >>> str(found.a_year), found.fit, str(found.wage)
    ('4,000', 'fits', '370 to 476')
    """
    _check(revenue, "revenue")
    _check(workers, "workers")
    if workers.low <= 0:
        raise BadInput("nobody to divide by", where="workers", advice="Give one or more.")
    head = Span(revenue.low / workers.high, revenue.high / workers.low)
    band = wages.a_year()
    wage = Span(head.low / MONTHS / wages.taken.high, head.high / MONTHS / wages.taken.low)
    far = head.low > FAR * band.high or head.high < band.low / FAR
    return PerHead(head, band, wage, _fit(head, band), far)


def _fit(head: Span, band: Span) -> Fit:
    if band.low <= head.low and head.high <= band.high:
        return "fits"
    if head.low > band.high:
        return "too high"
    return "too low" if head.high < band.low else "partly fits"


def _check(span: Span, what: str) -> None:
    if span.low < 0 or span.high < span.low:
        advice = "Give the lower end first, and nothing below zero."
        raise BadInput(f"{span.low:g} to {span.high:g} is no range", where=what, advice=advice)


_NUMBER = r"\d+(?:\.\d+)?"
_SPAN = re.compile(rf"({_NUMBER})(?:-({_NUMBER}))?")


def parse_span(text: str, where: str, *, most: float | None = None) -> Span:
    """A number or a range as a person types it: `50000`, `50000-60000`.

    Words, signs of currency and commas are refused: they mean different things to different people.

    Raises:
        BadInput: it is neither, its ends are the wrong way round, or it passes `most`.
    """
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        advice = "Write digits alone, in persons or US dollars: 50000, or 50000-60000."
        raise BadInput(f"{text!r} is no number and no range", where=where, advice=advice)
    span = Span(float(found[1]), float(found[2] or found[1]))
    _check(span, where)
    if most is not None and span.high > most:
        raise BadInput(f"{span.high:g} is above {most:g}", where=where, advice="Look for a slip.")
    return span
