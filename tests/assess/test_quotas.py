"""The quota answer: counts N against quota X, which then stands at Y percent."""

import datetime

import msgspec
import pytest

from tests.assess.samples import facts, item, sign, state
from tidewaiter.assess import Assessor
from tidewaiter.law import load_law
from tidewaiter.model import Facts, GoodsFact
from tidewaiter.model.finding import Finding, QuotaUse

ASSESSOR = Assessor(load_law())
MAY = datetime.date(2017, 5, 1)
COAL = item(hs=("2701",), products=("coal",))
LIVELIHOOD = {"livelihood": "exclusive", "notified": "yes"}
YEAR_T, YEAR_USD = 7_500_000, 400_870_018


def known(act: Facts, stated: dict[str, str]) -> Facts:
    return msgspec.structs.replace(act, statements=state(stated))


def coal(on: datetime.date = MAY, **stated: str) -> Finding:
    act = known(facts(COAL, nexus=(sign(),), on=on), LIVELIHOOD | stated)
    return next(f for f in ASSESSOR.assess(act).findings if f.measure == "un/2321/26/coal")


def oil(measure: str, description: str, product: str, **stated: str) -> Finding:
    goods = msgspec.structs.replace(item(products=(product,)), description=description)
    return supplied(measure, goods, **stated)


def supplied(measure: str, goods: GoodsFact, **stated: str) -> Finding:
    supply = facts(goods, nexus=(sign("to_target"),), on=datetime.date(2018, 8, 1))
    act = known(supply, LIVELIHOOD | stated)
    return next(f for f in ASSESSOR.assess(act).findings if f.measure == measure)


def used(finding: Finding, unit: str) -> QuotaUse:
    return next(use for use in finding.quotas if use.unit == unit)


@pytest.mark.parametrize(
    ("percent", "notice", "outcome"),
    [
        ("74.9", None, "not_covered"),
        ("75", 75, "not_covered"),
        ("89.9", 75, "not_covered"),
        ("90", 90, "not_covered"),
        ("94.9", 90, "not_covered"),
        ("95", 95, "not_covered"),
        ("100", 95, "not_covered"),
        ("100.1", 95, "prohibited"),
    ],
)
def test_coal_calls_for_the_notice_that_its_total_reaches(
    percent: str, notice: int | None, outcome: str
) -> None:
    """The running total stands at half; the act takes it to the percentage."""
    adds = round(float(percent) * YEAR_T / 100) - YEAR_T // 2
    finding = coal(quota_total_t=str(YEAR_T // 2), tonnes=str(adds))
    use = used(finding, "tonnes")
    assert use.percent == pytest.approx(float(percent))
    assert (use.notice, finding.outcome) == (notice, outcome)
    assert f"which then stands at {float(percent):.1f} percent" in finding.explanation


def test_a_percentage_is_rounded_down_so_that_no_level_shows_before_it_is_reached() -> None:
    finding = coal(quota_total_t=str(YEAR_T // 2), tonnes=str(YEAR_T // 4 - 10))
    assert "stands at 74.9 percent." in finding.explanation
    assert used(finding, "tonnes").notice is None


def test_the_limit_nearest_to_its_end_binds_and_is_said_first() -> None:
    finding = coal(
        quota_total_t="1000000", quota_total_usd="300000000", tonnes="25000", value_usd="2000000"
    )
    assert [use.unit for use in finding.quotas if use.binds] == ["US dollars"]
    counted = finding.explanation.partition("It counts ")[2]
    assert counted.startswith("2,000,000 US dollars against the cap of 400,870,018 US dollars")
    assert "It counts 25,000 tonnes" in counted


def test_december_2016_has_its_own_lower_limits() -> None:
    finding = coal(datetime.date(2016, 12, 1), quota_total_t="900000", tonnes="866")
    use = used(finding, "tonnes")
    assert (use.limit, use.period) == (1_000_866, "2016-11-30 to 2016-12-31")
    assert use.percent == pytest.approx(90.0088, abs=0.001)


def test_without_a_running_total_nothing_is_said_of_where_the_cap_stands() -> None:
    finding = coal(tonnes="25000")
    assert finding.outcome == "cannot_tell"
    assert used(finding, "tonnes").percent is None
    assert "where that stands is not told" in finding.explanation


def test_foreign_coal_by_way_of_rajin_counts_against_no_cap() -> None:
    finding = coal(
        quota_total_t="1000", tonnes="25000", origin="RU", via="Rajin", notified="before"
    )
    rajin = facts(
        COAL, nexus=(sign(),), on=MAY, origin="RU", via="Rajin", notified="before", tonnes="25000"
    )
    alone = next(f for f in ASSESSOR.assess(rajin).findings if f.measure == "un/2321/26/coal")
    assert alone.outcome == finding.outcome == "not_covered"
    assert alone.quotas == ()


def test_no_quota_is_counted_once_coal_is_barred_whole() -> None:
    barred = facts(COAL, nexus=(sign(),), on=datetime.date(2017, 9, 1))
    act = known(barred, LIVELIHOOD | {"tonnes": "1"})
    assert all(finding.quotas == () for finding in ASSESSOR.assess(act).findings)


REFINED = "un/2397/5/refined"


@pytest.mark.parametrize(
    ("description", "barrels", "check"),
    [
        ("motor gasoline 92", 835.0, "unverified"),
        ("柴油", 746.0, "unverified"),
        ("мазут топочный", 635.0, "unverified"),
        ("petroleum product", 833.0, "derived"),
    ],
)
def test_tonnes_of_refined_oil_become_barrels_by_product(
    description: str, barrels: float, check: str
) -> None:
    finding = oil(REFINED, description, "refined_petroleum", tonnes="100", quota_total_bbl="100000")
    use = used(finding, "barrels")
    assert use.counts == pytest.approx(barrels)
    assert check in use.conversion
    assert finding.outcome == "not_covered"


def test_barrels_as_given_are_not_worked_out() -> None:
    use = used(
        oil(REFINED, "diesel", "refined_petroleum", barrels="5000", quota_total_bbl="245000"),
        "barrels",
    )
    assert (use.counts, use.percent, use.conversion) == (5000.0, 50.0, "")


def test_an_unverified_factor_alone_never_bars_a_supply() -> None:
    near = {"tonnes": "10", "quota_total_bbl": "499950"}
    finding = oil(REFINED, "gasoline", "refined_petroleum", **near)
    assert (finding.outcome, finding.missing) == ("cannot_tell", ("barrels",))
    stated = oil(REFINED, "gasoline", "refined_petroleum", **near, barrels="84")
    assert stated.outcome == "prohibited"


def test_crude_counts_against_both_limits() -> None:
    finding = oil(
        "un/2397/4/crude",
        "crude oil",
        "crude_oil",
        tonnes="52500",
        quota_total_t="105000",
        quota_total_bbl="800000",
    )
    assert used(finding, "tonnes").percent == pytest.approx(30.0)
    assert used(finding, "barrels").percent == pytest.approx(30.0, abs=0.01)
    assert "2397 para 4" in used(finding, "barrels").conversion
