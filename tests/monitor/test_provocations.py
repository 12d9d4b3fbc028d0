"""Tests and launches stand next to what answered them."""

import datetime

import pytest

from tidewaiter.law import load_law
from tidewaiter.monitor.charts import charts_can_be_drawn
from tidewaiter.monitor.provocations import (
    answered_acts,
    answers,
    draw_years,
    provocations,
    provocations_table,
)

LAW = load_law()


def test_days_from_each_nuclear_test_to_the_resolution_that_answered_it() -> None:
    found = answers(LAW, provocations(kinds=("nuclear test",)))
    assert [each.lag for each in found] == [5, 18, 23, 56, 82, 8]
    assert [each.act for each in found] == ["1718", "1874", "2094", "2270", "2321", "2375"]
    assert {each.provocation.answer_check for each in found} == {"verified"}


def test_that_a_launch_led_to_an_act_looks_unverified() -> None:
    found = [each for each in answers(LAW, provocations()) if each.symbol != ""]
    launches = [each for each in found if each.provocation.kind != "nuclear test"]
    assert {each.provocation.answer_check for each in launches} == {"unverified"}
    assert any(each.symbol == "draft, not adopted" for each in launches)


def test_an_act_knows_what_it_answered_and_the_law_agrees() -> None:
    known = answered_acts(LAW)
    assert [each.provocation.name for each in known["2270"]] == ["Nuclear test no. 4", "Unha-3"]
    by_number = {act.number: act for act in LAW.acts}
    for number, found in known.items():
        for each in found:
            assert each.provocation.day <= by_number[number].adopted
            if each.provocation.kind == "nuclear test":
                assert "nuclear test" in by_number[number].occasion


def test_days_and_kinds_narrow_what_is_listed() -> None:
    year = provocations(datetime.date(2017, 1, 1), datetime.date(2017, 12, 31))
    assert {each.day.year for each in year} == {2017}
    assert len(provocations(kinds=("satellite launch",))) < len(provocations())


def test_every_event_says_where_it_comes_from() -> None:
    for each in provocations():
        assert each.source != "", each
        if each.source == "none seen":
            assert each.check == "unverified", each


def test_a_table_leaves_empty_what_is_not_known() -> None:
    table = provocations_table(answers(LAW, provocations(kinds=("cruise",))))
    lag = table.header.index("lag_days")
    assert {row[lag] for row in table.rows} == {None}


@pytest.mark.skipif(not charts_can_be_drawn(), reason="charts are not installed")
def test_the_years_are_drawn_with_the_resolutions() -> None:
    picture = draw_years(LAW, provocations(), "dark")
    assert "2270, 2321" in picture
    assert "6 nuclear tests" in picture
