"""The law between two days, and what bites on a heading over time."""

import datetime
import itertools

import pytest

from tidewaiter.law import Law, known_sources, load_law
from tidewaiter.law.changes import Change, diff
from tidewaiter.law.timeline import ALL_GOODS, MEANT, QUESTION, timeline

UN = load_law()
ALL = load_law(known_sources())
Day = datetime.date


def by_measure(changes: list[Change]) -> dict[str, Change]:
    return {change.measure: change for change in changes}


def test_what_changed_between_the_eve_of_2270_and_the_announcement_of_china() -> None:
    changes = by_measure(diff(load_law(("cn", "us")), Day(2016, 3, 1), Day(2016, 4, 5)))
    assert changes["un/2270/29/coal"].change == "came"
    assert changes["un/2270/29/coal"].on == Day(2016, 3, 2)
    assert changes["us/eo13722/3/export"].on == Day(2016, 3, 15)
    assert changes["cn/2016-11/1/coal"].on == Day(2016, 4, 5)
    assert "un/1718/8d/freeze" not in changes


def test_a_measure_that_ended_went_on_the_day_after_its_last() -> None:
    changes = by_measure(diff(UN, Day(2017, 8, 4), Day(2017, 8, 5)))
    assert (changes["un/2321/26/coal"].change, changes["un/2321/26/coal"].on) == (
        "went",
        Day(2017, 8, 5),
    )
    assert changes["un/2371/8/coal"].change == "came"


def test_a_measure_that_came_and_went_in_between_is_told() -> None:
    changes = by_measure(diff(ALL, Day(2016, 12, 1), Day(2017, 1, 31)))
    stop = changes["cn/2016-75/whole/coal"]
    assert (stop.change, stop.on, stop.until) == (
        "came and went",
        Day(2016, 12, 11),
        Day(2016, 12, 31),
    )


def test_a_new_cap_and_an_old_contract_run_out_are_changes_of_terms() -> None:
    cap = by_measure(diff(UN, Day(2016, 12, 31), Day(2017, 1, 1)))["un/2321/26/coal"]
    assert cap.change == "changed"
    assert cap.gone == (
        "cap: 1,000,866 tonnes or 53,495,894 US dollars (2016-11-30 to 2016-12-31)",
    )
    assert cap.new[0].startswith("cap: 7,500,000 tonnes or 400,870,018 US dollars")
    seafood = by_measure(diff(UN, Day(2017, 9, 4), Day(2017, 9, 5)))["un/2371/9/seafood"]
    assert seafood.gone == ("old written contracts from before 2017-08-05 until 2017-09-04",)


def test_nothing_changes_where_the_law_stood_still() -> None:
    assert diff(UN, Day(2019, 1, 1), Day(2019, 6, 1)) == []


@pytest.mark.parametrize("held", [UN, ALL], ids=["un", "all"])
@pytest.mark.parametrize("last", [Day(2010, 1, 1), Day(2016, 4, 5), Day(2018, 3, 1)])
def test_adding_what_came_to_what_stood_gives_what_stands(held: Law, last: Day) -> None:
    first = Day(2009, 1, 1)
    changes = diff(held, first, last)
    came = {change.measure for change in changes if change.change == "came"}
    went = {change.measure for change in changes if change.change == "went"}
    before = {measure.id for measure in held.in_force(first)}
    assert (before | came) - went == {measure.id for measure in held.in_force(last)}


def test_coal_has_its_four_states_and_two_caps() -> None:
    spans = timeline(UN, "2701", "from_target")
    assert [(str(span.since), span.bites[0].measure) for span in spans] == [
        ("2016-03-02", "un/2270/29/coal"),
        ("2016-11-30", "un/2321/26/coal"),
        ("2017-01-01", "un/2321/26/coal"),
        ("2017-08-05", "un/2371/8/coal"),
    ]
    assert all(bite.reach == MEANT for span in spans for bite in span.bites)
    assert spans[-1].until is None


def test_the_spans_of_a_timeline_follow_each_other_without_gap() -> None:
    for heading in ("2701", "0307", "2710", "8471", "72", "6203"):
        for way in ("from_target", "to_target"):
            spans = timeline(ALL, heading, way)
            for span, following in itertools.pairwise(spans):
                assert span.until == following.since - datetime.timedelta(days=1)


def test_a_wider_heading_is_a_question_and_all_goods_are_named_as_such() -> None:
    last = timeline(ALL, "2709", "to_target")[-1]
    reach = {bite.measure: bite.reach for bite in last.bites}
    assert reach["un/2397/4/crude"] == QUESTION
    assert reach["us/eo13722/3/export"] == ALL_GOODS
    assert "us/eo13570/1/import" not in reach
    assert "us/eo13810/2/vessel" not in reach


def test_food_stands_apart_from_the_export_ban_of_the_united_states() -> None:
    last = timeline(load_law(("us",)), "1006", "to_target")[-1]
    assert {bite.measure: bite.reach for bite in last.bites} == {"us/eo13722/3/food": QUESTION}
