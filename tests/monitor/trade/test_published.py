"""Published figures and the shares they give: each by its definition, none chosen in silence."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tidewaiter.cli.app import app
from tidewaiter.model import BadInput
from tidewaiter.monitor.trade.published import (
    Published,
    chosen,
    figures_table,
    goods_of,
    published,
)
from tidewaiter.monitor.trade.shares import shares

COAL, BOTH = ("coal",), ("coal", "iron ore")


def percents(year: int, goods: tuple[str, ...]) -> list[tuple[float, str]]:
    return [(round(100 * each.share, 1), each.check) for each in shares(year, goods)]


def test_nearly_half_of_the_exports_of_2015() -> None:
    assert percents(2015, BOTH) == [(45.2, "derived")]
    assert percents(2015, COAL) == [(42.3, "derived"), (40.0, "unverified")]
    ours, theirs = shares(2015, COAL)
    assert (ours.counted, theirs.counted) == ("imports", "all partners")
    assert ours.total.low == 2_480_000_000
    assert ours.parts[0].address.startswith("https://")


def test_a_year_with_two_totals_gives_a_share_by_each_the_better_verified_first() -> None:
    assert percents(2016, COAL) == [(46.0, "derived"), (44.8, "unverified")]


def test_a_year_with_two_numerators_gives_a_share_by_each() -> None:
    found = shares(2017, COAL)
    assert [round(each.numerator) for each in found[:2]] == [413_555_897, 408_670_000]


def test_a_share_without_its_part_is_not_made() -> None:
    with pytest.raises(BadInput, match="no yearly value is published of iron ore"):
        shares(2010, BOTH)
    with pytest.raises(BadInput, match="plutonium: no figure is published"):
        goods_of("coal+plutonium")


def test_a_month_that_nobody_documented_is_unknown_and_a_nil_figure_is_nil() -> None:
    months = {each.since.month: each for each in published() if _is_month_of_2017(each)}
    assert months[5].value_usd == 0
    assert months[6].value_usd is None
    row = figures_table([months[6]]).rows[0]
    assert row[figures_table([]).header.index("value_usd")] is None


def _is_month_of_2017(each: Published) -> bool:
    since, until = each.since, each.until
    return since.year == 2017 and since.month == until.month and each.goods == "coal"


def test_tonnes_and_values_give_unit_values() -> None:
    (found,) = (each for each in chosen(COAL, 2013, 2013) if each.is_of_a_year)
    assert found.unit_value == pytest.approx(83.3, abs=0.1)


def test_the_command_says_what_was_divided_by_what(tmp_path: Path) -> None:
    out = tmp_path / "shares.csv"
    result = CliRunner().invoke(app, ["trade", "share", "--year", "2015", "--out", str(out)])
    assert result.exit_code == 0
    for words in ("45.2%  coal and iron ore", "42.3%  coal", "numerator    1,121,840,850 USD"):
        assert words in result.stdout
    assert "denominator  2,480,000,000 USD, verified" in result.stdout
    assert "press in Seoul" in result.stdout
    assert out.read_text().count("\n") == 4


def test_figures_are_shown_drawn_and_written(tmp_path: Path) -> None:
    chart, out = tmp_path / "coal.svg", tmp_path / "coal.parquet"
    asked = ["trade", "show", "--goods", "coal", "--years", "2011-2016"]
    result = CliRunner().invoke(app, [*asked, "--chart", str(chart), "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert "unknown" in result.stdout
    assert "<svg" in chart.read_text()
    assert out.stat().st_size > 0
