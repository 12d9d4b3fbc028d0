"""Mirror gaps, unit values, mix-ups and what a ban took away, over rows made up for it."""

import datetime
from collections.abc import Callable, Iterator

import pytest

from tidewaiter.law import load_law, load_target
from tidewaiter.model import BadInput
from tidewaiter.monitor.trade.confusion import confusion_table
from tidewaiter.monitor.trade.mirror import mirror_table
from tidewaiter.monitor.trade.prices import prices_table
from tidewaiter.monitor.trade.revenue import Month, losses, revenue_table
from tidewaiter.monitor.trade.store import TradeStore

Load = Callable[..., TradeStore]


def months(first: str, count: int) -> Iterator[str]:
    year, month = map(int, first.split("-"))
    for number in range(month - 1, month - 1 + count):
        yield f"{year + number // 12}-{number % 12 + 1:02}"


def test_a_mirror_gap_is_made_only_where_both_sides_report(loaded: Load) -> None:
    store = loaded(
        "CN,RU,M,2018,TOTAL,130,,,,",
        "RU,CN,X,2018,TOTAL,100,,,,",
        "CN,RU,M,2019,TOTAL,107,,,,",
        "RU,CN,X,2019,TOTAL,100,,,,",
        "CN,RU,M,2020,TOTAL,90,,,,",
    )
    found = mirror_table(store, "CN", "RU").rows
    assert [(row[4], row[5], row[6]) for row in found] == [
        (30.0, 30.0, "imports higher than freight explains"),
        (7.0, 7.0, "within the usual"),
        (None, None, "no exports reported"),
    ]
    nothing = mirror_table(loaded("CN,KP,M,2018,TOTAL,5,,,,", name="kp.csv"), "CN", "KP")
    assert any("there is no mirror" in note for note in nothing.notes)


def test_outliers_and_breaks_of_unit_values_have_reasons(loaded: Load) -> None:
    prices = [50] * 8 + [150] + [52] * 3 + [90] * 6
    rows = [
        f"CN,KP,M,{month},2701,{price * 1000},1000000,,,"
        for month, price in zip(months("2015-01", len(prices)), prices, strict=True)
    ]
    table = prices_table(loaded(*rows, "CN,KP,M,2016-07,2701,5000,0,,,"), "KP", "2701")
    said = {f"{row[1]:%Y-%m}": str(row[6]) for row in table.rows if row[6] is not None}
    assert said["2015-09"] == "outlier: 3 times the usual"
    assert said["2016-01"] == "break: three months at 90 after three at 52"
    assert said["2016-07"] == "weight unknown: left out"
    assert set(said) <= {"2015-09", "2016-01", "2016-07", "2016-02"}


def test_a_neighbours_trade_under_the_wrong_code_is_flagged_with_reasons(loaded: Load) -> None:
    store = loaded(
        *(f"BR,KR,M,{year},TOTAL,{value},,,," for year, value in ((2015, 9000), (2016, 4000))),
        "BR,KP,M,2016,TOTAL,5000,,,,",
        "BR,KP,M,2016,85,3000,,,,",
        "BR,KP,M,2016,8517,3000,,,,",
        "CN,KP,M,2015,TOTAL,2500,,,,",
        "CN,KP,M,2016,TOTAL,2600,,,,",
        "CN,KP,M,2016,27,1200,,,,",
    )
    (row,) = confusion_table(store, load_target()).rows
    reasons = str(row[5]).split("; ")
    assert (row[:3], row[4]) == (("BR", "M", 2016), 3)
    assert reasons[0].startswith("60% of it is in chapters 84, 85, 87, 90")
    assert reasons[1].endswith("in the years loaded before, from 2015")
    assert reasons[2] == "trade with the neighbour fell by 5000 USD as this rose by 5000"


def test_a_jump_is_a_reason(loaded: Load) -> None:
    store = loaded("MX,KP,M,2015,TOTAL,100,,,,", "MX,KP,M,2016,TOTAL,2000,,,,")
    (row,) = confusion_table(store, load_target()).rows
    assert row[5] == "20 times the year before"


def series(values: list[tuple[float, float | None]], first: str = "2016-08") -> list[Month]:
    days = [datetime.date.fromisoformat(f"{each}-01") for each in months(first, len(values))]
    return [Month(day, *pair) for day, pair in zip(days, values, strict=True)]


def test_what_a_ban_took_away_is_a_range_of_ways() -> None:
    before = [(100.0, 10.0)] * 12
    after = [(50.0, 5.0), (60.0, 4.0), (0.0, 0.0), (30.0, 2.0)]
    lost = losses(series([*before, *after]), datetime.date(2017, 8, 5))
    assert {each.baseline_months for each in lost} == {12, 24}
    found = {each.way: each for each in lost}
    # the month it began (50) is not counted
    assert found["by value"].lost_usd == 40 + 100 + 70
    assert found["price held"].lost_usd == 60 + 100 + 80
    assert found["volume held"].lost_usd == (150 - 60) + 150 + (150 - 30)


def test_too_few_months_make_no_baseline() -> None:
    assert losses(series([(100.0, 1.0)] * 3, "2017-05"), datetime.date(2017, 8, 5)) == []


def test_a_month_without_goods_is_zero_only_under_a_loaded_total(loaded: Load) -> None:
    before = [f"CN,KP,M,{month},2601,100,1000,,," for month in months("2016-08", 12)]
    after = ["CN,KP,M,2017-10,TOTAL,70,,,,", "CN,KP,M,2017-11,61,70,,,,"]
    table = revenue_table(
        loaded(*before, *after), load_law(), "KP", "un/2371/8/ironore", "CN", None
    )
    # October is nil (a total without the goods), November is unknown and not counted
    assert [(row[0], row[3], row[4]) for row in table.rows if row[1] == 12] == [
        ("by value", 1, 100.0),
        ("price held", 1, 100.0),
        ("volume held", 1, 100.0),
    ]
    with pytest.raises(BadInput, match="too few months of RU"):
        revenue_table(
            loaded("RU,KP,M,2018-01,2601,1,,,,", name="ru.csv"),
            *(load_law(), "KP", "un/2371/8/ironore", "RU", None),
        )
