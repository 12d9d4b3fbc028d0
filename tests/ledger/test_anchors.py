import datetime

import pytest

from tests.ledger.sample import AT, DAY
from tidewaiter.ledger import Draft, Ledger

ONE = datetime.timedelta(days=1)
MIDNIGHT = datetime.datetime(2017, 8, 7, tzinfo=datetime.UTC)


def write(ledger: Ledger, *times: datetime.datetime) -> None:
    for at in times:
        ledger.append_all([Draft.of("note", "x", b"{}")] * 2, actor="desk", at=at)


@pytest.fixture
def days(ledger: Ledger) -> Ledger:
    """Two events at each of these times; a day without any between them."""
    write(ledger, AT, MIDNIGHT - ONE / 86_400, MIDNIGHT, MIDNIGHT + 2 * ONE)
    return ledger


def numbers(ledger: Ledger, *between: datetime.date | None) -> list[int]:
    return [anchor.number for anchor in ledger.anchors(*between)]


def test_each_day_with_events_has_its_last_one_as_anchor(days: Ledger) -> None:
    assert numbers(days) == [4, 6, 8]
    last = [*days.anchors()][-1]
    assert last == days.anchor()


def test_days_are_those_of_utc_and_both_ends_are_included(days: Ledger) -> None:
    assert numbers(days, DAY, DAY) == [4]
    assert numbers(days, DAY + ONE, None) == [6, 8]
    assert numbers(days, None, DAY + ONE) == [4, 6]
    assert numbers(days, DAY + 2 * ONE, DAY + 2 * ONE) == []


def test_ledger_that_has_grown_since_still_fits_its_anchors(days: Ledger) -> None:
    anchors = [*days.anchors()]
    write(days, MIDNIGHT + 3 * ONE)
    assert days.verify(*anchors) == ()


def test_ledger_written_anew_does_not_fit_the_anchors_of_the_old_one(
    days: Ledger, tmp_path_factory: pytest.TempPathFactory
) -> None:
    anchors = [*days.anchors()]
    with Ledger.open(f"sqlite:///{tmp_path_factory.mktemp('other')}/ledger.db") as other:
        write(other, AT, MIDNIGHT)
        assert [(fault.number, fault.kind) for fault in other.verify(*anchors)] == [
            (4, "replaced"),
            (5, "cut"),
        ]


def test_progress_is_told_on_the_way(ledger: Ledger) -> None:
    ledger.append_all([Draft.of("note", "x", b"{}")] * 2500, actor="desk", at=AT)
    counts: list[int] = []
    assert ledger.verify(progress=counts.append) == ()
    assert counts == [1000, 2000]


def test_empty_ledger_has_no_anchors(ledger: Ledger) -> None:
    assert numbers(ledger) == []
