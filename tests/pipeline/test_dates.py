import datetime

import pytest

from tidewaiter.model import Consignment, Dated
from tidewaiter.pipeline.dates import act_date

TODAY = datetime.date(2026, 1, 31)


def consignment(*dates: Dated) -> Consignment:
    return Consignment(document="d", format="f", reference="r", dates=dates)


def test_the_users_day_wins() -> None:
    day = datetime.date(2016, 3, 5)
    dated = consignment(Dated("document", "2017-08-06"))
    assert act_date(dated, as_of=day, today=TODAY) == (day, None)


def test_the_day_of_the_paper_comes_before_the_days_of_the_voyage() -> None:
    dated = consignment(Dated("arrival", "2017-08-09"), Dated("document", "2017-08-04"))
    assert act_date(dated, as_of=None, today=TODAY)[0] == datetime.date(2017, 8, 4)


def test_the_arrival_serves_where_the_paper_has_no_day() -> None:
    dated = consignment(Dated("departure", "2017-08-01"), Dated("arrival", "2017-08-09"))
    assert act_date(dated, as_of=None, today=TODAY)[0] == datetime.date(2017, 8, 9)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2017-08", datetime.date(2017, 8, 31)),
        ("2016-02", datetime.date(2016, 2, 29)),
        ("2017", datetime.date(2017, 12, 31)),
    ],
)
def test_a_date_without_a_day_is_judged_by_its_last_and_says_so(
    value: str, day: datetime.date
) -> None:
    found, doubt = act_date(consignment(Dated("document", value)), as_of=None, today=TODAY)
    assert found == day
    assert doubt is not None
    assert doubt.text == value


@pytest.mark.parametrize("value", ["", "soon", "2017-13", "2017-02-30", "0000", "2017-08-06T", "-"])
def test_a_date_that_cannot_be_read_is_said_not_guessed(value: str) -> None:
    found, doubt = act_date(consignment(Dated("document", value)), as_of=None, today=TODAY)
    if value == "2017-08-06T":
        assert (found, doubt) == (datetime.date(2017, 8, 6), None)
    else:
        assert found == TODAY
        assert doubt is not None


def test_no_date_at_all_is_said() -> None:
    found, doubt = act_date(consignment(), as_of=None, today=TODAY)
    assert found == TODAY
    assert doubt is not None
    assert "no usable date" in doubt.problem
