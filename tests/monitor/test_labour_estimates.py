"""Estimates of workers abroad: side by side, with what each total makes a head."""

import pytest

from tidewaiter.law import load_law
from tidewaiter.model import BadInput
from tidewaiter.monitor.labour.estimates import (
    choose,
    default_wages,
    estimates_table,
    load_estimates,
    weigh,
)
from tidewaiter.monitor.labour.pictures import heads_chart
from tidewaiter.monitor.labour.plausible import Span, parse_span, per_head
from tidewaiter.monitor.labour.reports import load_filings, repatriation_duty, state_rows

EVERY = load_estimates()
WAGES = default_wages(EVERY)


def test_the_sentence_of_the_report_is_4_000_a_head_and_fits() -> None:
    found = per_head(Span(2e8, 2e8), Span(50_000, 50_000), WAGES)
    assert (found.a_year, found.fit, found.far) == (Span(4000, 4000), "fits", False)


def test_1_2_to_2_3_billion_is_24_000_to_46_000_a_head_and_too_high() -> None:
    found = per_head(Span(1.2e9, 2.3e9), Span(50_000, 50_000), WAGES)
    assert (found.a_year, found.fit) == (Span(24_000, 46_000), "too high")
    assert found.wage.low > 2_000


def test_a_range_of_workers_widens_the_figure_a_head() -> None:
    found = per_head(Span(2e8, 2e8), Span(40_000, 80_000), WAGES)
    assert found.a_year == Span(2500, 5000)
    assert found.fit == "partly fits"


def test_a_slip_of_unit_is_told_from_a_high_estimate() -> None:
    assert per_head(Span(200, 200), Span(50_000, 50_000), WAGES).far
    assert per_head(Span(2e11, 2e11), Span(50_000, 50_000), WAGES).far


@pytest.mark.parametrize("text", ["200 million", "1,2", "-5", "", "$200", "60000-50000", "5e4"])
def test_what_is_no_plain_number_or_range_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="--workers"):
        parse_span(text, "--workers")


def test_nobody_is_never_divided_by() -> None:
    with pytest.raises(BadInput, match="nobody"):
        per_head(Span(1, 1), Span(0, 5), WAGES)


def test_every_total_has_a_figure_a_head_and_says_whose_count_it_took() -> None:
    totals = weigh(choose(EVERY, metrics=["revenue"]), EVERY, WAGES)
    assert len(totals) > 5
    assert all(row.head is not None and row.counted is not None for row in totals)
    others = weigh(choose(EVERY, metrics=["wage"]), EVERY, WAGES)
    assert all(row.head is None for row in others)


def test_estimates_are_chosen_by_host_metric_and_year() -> None:
    chosen = choose(EVERY, host="Kuwait", metrics=["workers"], year=2018)
    assert [(each.low, each.high) for each in chosen] == [(500, 700)]
    with pytest.raises(BadInput, match="no metric"):
        choose(EVERY, metrics=["heads"])
    with pytest.raises(BadInput, match="no country"):
        choose(EVERY, host="Atlantis")


def test_unverified_figures_look_so_in_the_table() -> None:
    table = estimates_table(weigh(choose(EVERY, host="OM"), EVERY, WAGES), WAGES)
    assert [row[table.header.index("check")] for row in table.rows] == ["unverified"]


def test_a_chart_needs_totals() -> None:
    totals = weigh(choose(EVERY, metrics=["revenue"]), EVERY, WAGES)
    assert "factor of" in heads_chart(totals, WAGES, "dark")
    with pytest.raises(BadInput, match="no total"):
        heads_chart(weigh(choose(EVERY, host="PL"), EVERY, WAGES), WAGES)


def test_reports_on_repatriation_have_their_days_from_the_law() -> None:
    duty = repatriation_duty(load_law())
    assert str(duty.return_by) == "2019-12-22"
    assert [str(each.due) for each in duty.reports] == ["2019-03-22", "2020-03-22"]


def test_silence_is_told_from_a_report_without_number_and_from_none() -> None:
    rows = state_rows(load_filings(), EVERY, repatriation_duty(load_law()))
    status = {row.host: row.status for row in rows if row.host != ""}
    assert status["RU"] == "filed"
    assert status["CN"] == "filed without number"
    assert status["NG"] == "not filed"
    assert status["PL"] == "not known"
    (china,) = (row for row in rows if row.host == "CN")
    assert china.in_time is True
    assert {row.in_time for row in rows if row.host in {"RU", "KW"}} == {None}
