"""What sources say of workers abroad and of what they earn, side by side."""

import calendar
import datetime
from collections.abc import Iterable, Mapping
from typing import Literal

from tidewaiter.codes import Countries
from tidewaiter.model import BadInput, Record
from tidewaiter.monitor.figures import Figure, read_kept, weakest
from tidewaiter.monitor.labour.plausible import PerHead, Span, Wages, per_head
from tidewaiter.monitor.tables import Table

Metric = Literal[
    "workers",
    "revenue",
    "wage",
    "wage_left",
    "taken",
    "state_quota",
    "permits",
    "visas",
    "planned",
    "it_workers",
]
MEANINGS: Mapping[Metric, str] = {
    "workers": "those at work in the host at that time",
    "revenue": "what the State gets from all of them in a year",
    "wage": "what an employer pays a month for one worker",
    "wage_left": "what is left to the worker of a month's wage",
    "taken": "the share of the wage the State and its bodies take",
    "state_quota": "a fixed sum a month that a worker owes the State",
    "permits": "work permits valid that day",
    "visas": "visas for work given in that time",
    "planned": "workers to come, as announced or told",
    "it_workers": "IT workers alone, who are counted in no other row",
}
# The two rows a wage that could be is taken from: what is paid, and what of it is taken.
WAGE, TAKEN = "world-chosun-2012-09-wage", "world-sedaily-2016-02-taken"


class Estimate(Figure, frozen=True, kw_only=True):
    """One figure of one source on workers abroad.

    `host` is the country by ISO 3166-1, or empty where `area` names more than one. `per` is the
    `id` of the count of workers that a total is divided by: of the same source where it has one.
    """

    id: str
    metric: Metric
    host: str = ""
    area: str = ""
    per: str = ""


class Weighed(Record, frozen=True):
    """An estimate, and what it makes a head where it is a total; `counted` is the count it took."""

    estimate: Estimate
    head: PerHead | None = None
    counted: Estimate | None = None


def load_estimates() -> tuple[Estimate, ...]:
    """All of `monitor/data/labour.csv`, in the order of the file.

    Raises:
        BadInput: a row does not fit, or divides by a count that is not there.
    """
    found = read_kept("labour", Estimate)
    ids = {each.id for each in found if each.metric == "workers"}
    for each in found:
        if each.per not in {"", *ids}:
            where = "monitor/data/labour.csv"
            raise BadInput(f"{each.id} divides by {each.per}", where=where, advice="Mend the row.")
    return found


def default_wages(estimates: Iterable[Estimate]) -> Wages:
    """The wage that could be: what is paid by one source, what is taken of it by another."""
    by_id = {each.id: each for each in estimates}
    paid, taken = by_id[WAGE], by_id[TAKEN]
    source = f"wage: {paid.source}, {as_of(paid)}; taken: {taken.source}, {as_of(taken)}"
    check = weakest([paid.check, taken.check])
    return Wages(span_of(paid), span_of(taken).over(100), source=source, check=check)


def choose(
    estimates: Iterable[Estimate], *, host: str = "", metrics: Iterable[str] = (), year: int = 0
) -> tuple[Estimate, ...]:
    """The estimates of a host (`world` for those of all), of some metrics, that touch a year.

    Raises:
        BadInput: the host is no country of ISO 3166-1, or a metric is not known.
    """
    wanted = tuple(metrics)
    unknown = [metric for metric in wanted if metric not in MEANINGS]
    if len(unknown) > 0:
        advice = f"Give one of: {', '.join(MEANINGS)}."
        raise BadInput(f"no metric is called {unknown[0]!r}", where="--metric", advice=advice)
    code = _host(host)
    return tuple(
        each
        for each in estimates
        if (host == "" or (each.host or each.area) == code)
        and (len(wanted) == 0 or each.metric in wanted)
        and (year == 0 or _touches(each, year))
    )


def weigh(
    chosen: Iterable[Estimate], estimates: Iterable[Estimate], wages: Wages
) -> tuple[Weighed, ...]:
    """Each estimate with what it makes a head: totals by the count their row names."""
    by_id = {each.id: each for each in estimates}
    return tuple(_weighed(each, by_id.get(each.per), wages) for each in chosen)


def _weighed(each: Estimate, counted: Estimate | None, wages: Wages) -> Weighed:
    if each.metric != "revenue" or counted is None:
        return Weighed(each)
    head = per_head(span_of(each), span_of(counted), wages)
    return Weighed(each, head, counted)


def estimates_table(rows: Iterable[Weighed], wages: Wages) -> Table:
    """The estimates as a table, with where each was read and what its words mean."""
    weighed, countries = tuple(rows), Countries()
    metrics = dict.fromkeys(row.estimate.metric for row in weighed)
    header = ("id", "where", "as_of", "metric", "low", "high", "unit", "head_low", "head_high")
    more = ("fits", "divided_by", "source", "address", "check", "note")
    notes = [f"{metric}: {MEANINGS[metric]}." for metric in metrics]
    if any(row.head is not None for row in weighed):
        notes.append(wages.told())
    return Table(
        "Workers abroad: what sources say",
        (*header, *more),
        tuple(_cells(row, countries) for row in weighed),
        tuple(notes),
    )


def _cells(row: Weighed, countries: Countries) -> tuple[str | float | None, ...]:
    each, head = row.estimate, row.head
    counted = "" if row.counted is None else f"{row.counted.source}, {as_of(row.counted)}"
    per = (None, None, "") if head is None else (head.a_year.low, head.a_year.high, head.fit)
    return (
        each.id,
        place_of(each.host, each.area, countries),
        as_of(each),
        each.metric,
        each.low,
        each.high,
        each.unit,
        *per,
        counted,
        each.source,
        each.address,
        each.check,
        each.note,
    )


def place_of(host: str, area: str, countries: Countries) -> str:
    """A host in words: the country's name, or the area as it was told."""
    country = countries.get(host)
    return area if country is None else country.name


def span_of(figure: Figure) -> Span:
    """A known figure as a span.

    Raises:
        BadInput: there is no number in it.
    """
    if figure.low is None or figure.high is None:
        raise BadInput("a number is not known", where=figure.source, advice="Choose another row.")
    return Span(figure.low, figure.high)


def as_of(figure: Figure) -> str:
    """The time a figure speaks of, no finer than it was told: a year, a month, a day.

    >>> import datetime
    >>> day = datetime.date
    >>> as_of(Figure(unit="", source="", check="verified", since=day(2017, 1, 1),
    ...              until=day(2017, 12, 31)))
    '2017'
    """
    first, last = figure.since or figure.until, figure.until or figure.since
    if first is None or last is None:
        return "not told"
    if first == last:
        return str(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    whole = first.day == 1 and last == _month_end(first)
    return f"{first:%Y-%m}" if whole else f"{first} to {last}"


def _month_end(day: datetime.date) -> datetime.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _touches(each: Estimate, year: int) -> bool:
    first, last = each.since or each.until, each.until or each.since
    return first is not None and last is not None and first.year <= year <= last.year


def _host(text: str) -> str:
    if text in {"", "world"}:
        return text
    code = Countries().find(text)
    if code is None:
        advice = "Give a code such as CN, or `world` for figures of all hosts."
        raise BadInput(f"{text!r} is no country", where="--host", advice=advice)
    return code
