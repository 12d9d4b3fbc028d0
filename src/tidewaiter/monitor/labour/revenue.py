"""What workers abroad bring the State in a year, with its uncertainty: a Monte Carlo."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from random import Random
from statistics import median, pvariance, quantiles

from tidewaiter.codes import Countries
from tidewaiter.model import BadInput, Record
from tidewaiter.monitor.charts import Bar
from tidewaiter.monitor.figures import Check, weakest
from tidewaiter.monitor.labour.estimates import place_of
from tidewaiter.monitor.labour.inputs import ALL, STEPS, Input, Step
from tidewaiter.monitor.tables import Table

SEED, DRAWS = 2270, 10_000
LEAST, MOST = 100, 200_000
METHOD = (
    "For each host: workers x wage a month x months worked x share taken; all hosts added up. A "
    "step told for all hosts is drawn once for all of them, a host's own step for it alone; draws "
    "are independent of each other. The range holds nine draws of ten (5 to 95 percent); the "
    "middle is the median. A step's share of the spread is the variance left when it alone is "
    "drawn and the others stand at their means, of the sum of these."
)

Key = tuple[str, Step]
Draws = Mapping[Key, Sequence[float]]


class Result(Record, frozen=True):
    """Nine draws of ten lie from `low` to `high`; `middle` is the median. All in `unit`."""

    name: str
    low: float
    high: float
    middle: float
    unit: str


class StepShare(Record, frozen=True):
    """How far the total moves when one step alone is drawn, in USD, and its share (0 to 1)."""

    step: Step
    low: float
    high: float
    share: float


class Revenue(Record, frozen=True):
    """The answer of the model, with all it rests on; the same seed gives the same bytes."""

    total: Result
    workers: Result
    head: Result
    hosts: tuple[Result, ...]
    steps: tuple[StepShare, ...]
    seed: int
    draws: int
    check: Check
    method: str
    inputs: tuple[Input, ...]


def model_revenue(inputs: Iterable[Input], *, seed: int = SEED, draws: int = DRAWS) -> Revenue:
    """Draw the total so many times, and say which host and which step carry its spread.

    Raises:
        BadInput: fewer than 100 draws or more than 200,000.
    """
    if not LEAST <= draws <= MOST:
        advice = f"Give from {LEAST} to {MOST:,}."
        raise BadInput(f"{draws} draws", where="--draws", advice=advice)
    ranges = tuple(inputs)
    random, countries = Random(seed), Countries()  # noqa: S311 - a model, not a secret
    drawn = {(each.place, each.step): [each.draw(random) for _ in range(draws)] for each in ranges}
    hosts = [each.place for each in ranges if each.step == "workers"]
    by_host = {host: _of_host(drawn, host) for host in hosts}
    workers = [sum(counts) for counts in zip(*(drawn[h, "workers"] for h in hosts), strict=True)]
    totals = [sum(each) for each in zip(*by_host.values(), strict=True)]
    heads = [total / count for total, count in zip(totals, workers, strict=True)]
    told = [
        _result(place_of(_code(ranges, host), host, countries), found, "USD a year")
        for host, found in by_host.items()
    ]
    return Revenue(
        total=_result("all hosts", totals, "USD a year"),
        workers=_result("workers", workers, "persons"),
        head=_result("a head", heads, "USD a head and year"),
        hosts=tuple(sorted(told, key=lambda each: -each.middle)),
        steps=_by_step(ranges, hosts, drawn),
        seed=seed,
        draws=draws,
        check=weakest([each.check for each in ranges]),
        method=METHOD,
        inputs=ranges,
    )


def _of_host(drawn: Draws, host: str) -> list[float]:
    """USD a year that the workers of one host bring, draw by draw; shares are in percent."""
    columns = (_column(drawn, host, step) for step in STEPS)
    return [
        workers * wage * taken * months / 100
        for workers, wage, taken, months in zip(*columns, strict=True)
    ]


def _column(drawn: Draws, host: str, step: Step) -> Sequence[float]:
    """The draws of a step for a host: its own, or those of all."""
    return drawn[host, step] if (host, step) in drawn else drawn[ALL, step]


def _by_step(
    inputs: Collection[Input], hosts: Collection[str], drawn: Draws
) -> tuple[StepShare, ...]:
    """The total where one step alone is drawn; the other steps stand at their means."""
    means = {(each.place, each.step): [each.middle()] for each in inputs}
    alone: dict[Step, list[float]] = {}
    for step in STEPS:
        others = {key: column for key, column in means.items() if key[1] != step}
        scaled = []
        for host in hosts:
            (one,) = _of_host({**others, (host, step): [1.0]}, host)
            scaled.append([one * value for value in _column(drawn, host, step)])
        alone[step] = [sum(each) for each in zip(*scaled, strict=True)]
    spread = {step: pvariance(totals) for step, totals in alone.items()}
    whole = sum(spread.values()) or 1.0
    shares = (
        StepShare(step, *_ends(alone[step]), share=round(spread[step] / whole, 4)) for step in STEPS
    )
    return tuple(sorted(shares, key=lambda each: -each.share))


def _ends(values: Collection[float]) -> tuple[float, float]:
    cuts = quantiles(values, n=20, method="inclusive")
    return float(round(cuts[0])), float(round(cuts[-1]))


def _result(name: str, values: Collection[float], unit: str) -> Result:
    return Result(name, *_ends(values), middle=float(round(median(values))), unit=unit)


def _code(inputs: Iterable[Input], place: str) -> str:
    return next((each.host for each in inputs if each.place == place), "")


def headline(found: Revenue) -> str:
    """The total in one line: the range first, the middle second, in millions of USD."""
    low, high, middle = (
        f"{each / 1e6:,.0f}" for each in (found.total.low, found.total.high, found.total.middle)
    )
    return f"{low} to {high} million USD a year; middle {middle}"


def revenue_table(found: Revenue) -> Table:
    """The answer as a table: the total, each host, each step, each range first."""
    lines = [("total", found.total), *(("host", each) for each in found.hosts)]
    lines += [("workers", found.workers), ("a head", found.head)]
    rows: list[tuple[str | float | None, ...]] = [
        (part, each.name, each.low, each.high, each.middle, each.unit, None) for part, each in lines
    ]
    rows += [
        ("step", each.step, each.low, each.high, None, "USD a year", each.share)
        for each in found.steps
    ]
    header = ("part", "name", "low", "high", "middle", "unit", "share_of_spread")
    return Table(
        "What workers abroad may bring the State in a year", header, tuple(rows), (METHOD,)
    )


def revenue_bars(found: Revenue) -> tuple[Bar, ...]:
    """The total and each host as ranges, in millions of USD."""
    every = (found.total, *found.hosts)
    return tuple(Bar(each.name, each.low / 1e6, each.high / 1e6) for each in every)
