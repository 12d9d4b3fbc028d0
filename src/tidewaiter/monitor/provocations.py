"""Tests and launches, and the acts of the Council that answered them, with the days between."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from tidewaiter.law import BASE, Law
from tidewaiter.model import BadInput, Record
from tidewaiter.model.cells import Cell
from tidewaiter.model.law import Act
from tidewaiter.monitor.charts import Rule, Series, Theme, line_chart
from tidewaiter.monitor.figures import Check, read_kept
from tidewaiter.monitor.tables import Table

Kind = Literal[
    "nuclear test",
    "satellite launch",
    "intercontinental",
    "intermediate range",
    "medium range",
    "short range",
    "from a submarine",
    "cruise",
    "range not given",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
_NEAR: frozenset[Kind] = frozenset({"short range", "cruise", "range not given"})
# Acts closer than this share one label in the chart.
_CLOSE = datetime.timedelta(days=400)
NOTES = (
    "Days are local where the source gives them so; a few may be the day in Washington.",
    "Launches of artillery, air defence and engines on a stand are not here.",
    "That a launch led to an act is unverified; that a nuclear test did is verified.",
    "Adoption dates are those of the law files.",
)


class Provocation(Record, frozen=True, kw_only=True):
    """A test or launch: day, kind, and what is known of it; what is not known is left out.

    `answered_by` is the number of the resolution (`2270`) or the symbol of another document, whose
    day is then `answered_on`; `answer_check` says how far it was verified that the one led to the
    other. `magnitude` is that of USGS, `magnitude_mb` that of the test-ban organisation, `yield_kt`
    in kilotons as a source writes it, heights and distances in kilometres.
    """

    day: datetime.date
    kind: Kind
    title: str = ""
    site: str = ""
    outcome: str = ""
    magnitude: float | None = None
    magnitude_mb: float | None = None
    yield_kt: str = ""
    apogee_km: float | None = None
    distance_km: float | None = None
    answered_by: str = ""
    answered_on: datetime.date | None = None
    answer_check: Literal["", "verified", "unverified"] = ""
    source: str
    address: str = ""
    check: Check
    note: str = ""

    @property
    def name(self) -> str:
        """What it is called, or its kind."""
        return self.title or self.kind


class Answer(Record, frozen=True):
    """A test or launch with the act that answered it; without one, `symbol` is empty.

    `lag` counts the days from the test to the answer.
    """

    provocation: Provocation
    symbol: str = ""
    act: str = ""
    adopted: datetime.date | None = None

    @property
    def lag(self) -> int | None:
        """Days from the test to the answer; None where there is none."""
        return None if self.adopted is None else (self.adopted - self.provocation.day).days


def provocations(
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    kinds: Sequence[Kind] = KINDS,
) -> tuple[Provocation, ...]:
    """The tests and launches of some kinds, from one day to another, both included."""
    return tuple(
        each
        for each in read_kept("provocations", Provocation)
        if (since is None or since <= each.day)
        and (until is None or each.day <= until)
        and each.kind in kinds
    )


def answers(law: Law, found: Iterable[Provocation]) -> tuple[Answer, ...]:
    """Each test or launch with the act that answered it, by the law's own adoption dates."""
    acts = {act.number: act for act in _acts(law)}
    return tuple(_answer(each, acts.get(each.answered_by)) for each in found)


def answered_acts(law: Law) -> dict[str, tuple[Answer, ...]]:
    """What each act of the base law answered, by the number of the act."""
    found: dict[str, tuple[Answer, ...]] = {}
    for each in answers(law, provocations()):
        if each.act != "":
            found[each.act] = (*found.get(each.act, ()), each)
    return found


def _answer(each: Provocation, act: Act | None) -> Answer:
    if act is not None:
        return Answer(each, act.symbol, act.number, act.adopted)
    return Answer(each, each.answered_by, "", each.answered_on)


def _acts(law: Law) -> tuple[Act, ...]:
    return tuple(act for act in law.acts if act.measures[0].source == BASE)


def provocations_table(found: Iterable[Answer]) -> Table:
    """Tests and launches in the order of their days, with what answered them."""
    header = (
        *("day", "kind", "what", "site", "outcome", "magnitude", "yield_kt", "apogee_km"),
        *("distance_km", "answered_by", "adopted", "lag_days", "answer_check", "check"),
        *("source", "address", "note"),
    )
    rows = tuple(_row(answer) for answer in found)
    return Table("Tests and launches, and what answered them", header, rows, NOTES)


def _row(answer: Answer) -> tuple[Cell, ...]:
    each = answer.provocation
    return (
        *(each.day, each.kind, each.name, each.site, each.outcome, each.magnitude, each.yield_kt),
        *(each.apogee_km, each.distance_km, answer.symbol, answer.adopted, answer.lag),
        *(each.answer_check, each.check, each.source, each.address, each.note),
    )


def draw_years(law: Law, found: Sequence[Provocation], theme: Theme = "light") -> str:
    """On how many days of each year something was tested, with the resolutions that answered.

    Days are counted, not missiles: one list counts missiles, another salvoes.

    Raises:
        BadInput: nothing to draw, or charts are not installed.
    """
    if len(found) == 0:
        raise BadInput("no event is on record to draw", where="a chart", advice="Ask for more.")
    years = range(found[0].day.year, found[-1].day.year + 1)
    far = [each for each in found if each.kind not in _NEAR]
    near = [each for each in found if each.kind in _NEAR]
    groups = (("nuclear, longer range", far), ("short range, cruise", near))
    series = [
        Series(name, tuple((datetime.date(year, 7, 1), _days(events, year)) for year in years))
        for name, events in groups
        if len(events) > 0
    ]
    tests = sum(each.kind == "nuclear test" for each in found)
    launches = {each.day for each in found if each.kind != "nuclear test"}
    return line_chart(
        f"{tests} nuclear tests; launches on {len(launches)} days",
        series,
        unit="days a year",
        caption=(
            f"Days of a year with a test or launch, {found[0].day} to {found[-1].day}. Longer"
            " range: satellites, medium range and up, from submarines. Sources: CSIS Beyond"
            " Parallel, CNS Missile Test Database, USGS. Rules: resolutions that answered."
        ),
        rules=_rules(law, found),
        theme=theme,
    )


def _days(events: Iterable[Provocation], year: int) -> float:
    return float(len({each.day for each in events if each.day.year == year}))


def _rules(law: Law, found: Sequence[Provocation]) -> list[Rule]:
    """The acts that answered; of a close run of them the last bears the label of all."""
    named = {each.answered_by for each in found}
    acts = sorted((act for act in _acts(law) if act.number in named), key=lambda a: a.adopted)
    rules: list[Rule] = []
    run: list[str] = []
    for act, following in zip(acts, [*acts[1:], None], strict=True):
        run.append(act.number)
        ends = following is None or following.adopted - act.adopted > _CLOSE
        rules.append(Rule(act.adopted, ", ".join(run) if ends else ""))
        run = [] if ends else run
    return rules
