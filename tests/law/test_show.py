import datetime

from tidewaiter.law import load_law, show

LAW = load_law()


def test_a_day_shows_what_is_in_force_and_no_more() -> None:
    ids = {row.measure for row in show(LAW, datetime.date(2016, 11, 29))}
    assert "un/2270/29/coal" in ids
    assert "un/2321/26/coal" not in ids


def test_a_measure_is_found_by_id_by_ref_and_by_the_start_of_its_id() -> None:
    assert [r.ref for r in show(LAW, measure="un/2371/8/coal")] == ["R2371-08-COAL"]
    assert [r.measure for r in show(LAW, measure="R2371-08-COAL")] == ["un/2371/8/coal"]
    assert len(show(LAW, measure="un/2371/8")) == 3
    assert show(LAW, measure="un/23") == []


def test_a_measure_that_is_not_weighed_says_why() -> None:
    (row,) = show(LAW, measure="un/2397/13/ais")
    assert row.evaluable.startswith("not evaluable: expresses concern")
