"""Every ban on the day before it starts, on its first and last day, and on the day after."""

import datetime

import msgspec
import pytest

from tests.assess.samples import facts, item, sign, state
from tidewaiter.assess import Assessor
from tidewaiter.law import load_law
from tidewaiter.model import GoodsFact
from tidewaiter.model.facts import Direction
from tidewaiter.model.finding import Outcome
from tidewaiter.model.law import Measure

LAW = load_law()
ASSESSOR = Assessor(LAW)
ONE_DAY = datetime.timedelta(days=1)
BANS = LAW.of_rule("ban")

# Facts under which every ban that has a scope bites and no way out is open.
WORST = state(
    {
        "livelihood": "no",
        "contract": "none",
        "quota_reached": "yes",
        "condition": "new",
        "purpose": "repair",
        "capability_finding": "yes",
        "programme_finding": "yes",
        "transfer": "ship_to_ship",
        "vessel_flag": "KP",
        "unit_value_usd": "9999",
    }
)
# Paragraphs that order nothing, or define nothing: their strongest answer is a question.
QUESTIONS = {"un/1718/8a/luxury", "un/2094/22/catchall"}


def goods_of(measure: Measure) -> GoodsFact:
    named = [*measure.products, *(name for reach in measure.reaches for name in reach.products)]
    codes = [row.code for row in measure.hs if row.carries]
    if measure.defined_by == "hs" and codes:
        return item((codes[0],))
    if named:
        return item((), (named[0],))
    return item((), measure.possible_products[:1] or ("machinery",))


def outcome(measure: Measure, on: datetime.date) -> Outcome | None:
    way: Direction = "from_target" if measure.direction == "from_target" else "to_target"
    given = msgspec.structs.replace(
        facts(goods_of(measure), nexus=(sign(way),), on=on), statements=WORST
    )
    found = {finding.measure: finding.outcome for finding in ASSESSOR.assess(given).findings}
    return found.get(measure.id)


@pytest.mark.parametrize("measure", BANS, ids=lambda measure: measure.id)
def test_a_ban_bites_from_its_first_day_and_not_on_the_eve(measure: Measure) -> None:
    expected = "cannot_tell" if measure.id in QUESTIONS else "prohibited"
    assert outcome(measure, measure.since - ONE_DAY) in {None, "not_in_force"}
    assert outcome(measure, measure.since) == expected
    assert outcome(measure, measure.since + ONE_DAY) == expected


@pytest.mark.parametrize("measure", [m for m in BANS if m.until], ids=lambda measure: measure.id)
def test_a_ban_that_ended_bites_on_its_last_day_and_leaves_no_gap(measure: Measure) -> None:
    assert measure.until is not None
    assert outcome(measure, measure.until) == "prohibited"
    assert outcome(measure, measure.until + ONE_DAY) is None
    (follower,) = [LAW.find(name) for name in measure.superseded_by]
    assert follower is not None
    assert outcome(follower, measure.until + ONE_DAY) == "prohibited"


@pytest.mark.parametrize(
    "measure", [m for m in BANS if m.wind_down], ids=lambda measure: measure.id
)
def test_an_old_contract_is_open_on_its_last_day_and_closed_on_the_next(measure: Measure) -> None:
    wind_down = measure.wind_down
    assert wind_down is not None
    made = wind_down.contract_before - ONE_DAY
    stated = state({"contract": "written", "contract_date": str(made)})
    outcomes = []
    for on in (wind_down.until, wind_down.until + ONE_DAY):
        given = facts(goods_of(measure), nexus=(sign("from_target"),), on=on)
        found = ASSESSOR.assess(msgspec.structs.replace(given, statements=stated))
        outcomes.append({f.measure: f.outcome for f in found.findings}[measure.id])
    assert outcomes == ["not_covered", "prohibited"]
