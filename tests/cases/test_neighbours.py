"""What stands beside a consignment in the list it was opened from."""

from functools import partial

import pytest

from tests.cases import fleet
from tests.cases.conftest import SUPERVISOR
from tests.cases.looking import LIMITS
from tidewaiter.cases import Cases, Standing, neighbours
from tidewaiter.cases.neighbours import Neighbours, in_document, in_queue
from tidewaiter.cases.queue import Wanted
from tidewaiter.ledger import Ledger
from tidewaiter.model import Assigned

FREE = Wanted(free=True)


@pytest.fixture
def numbers(empty: Ledger) -> dict[str, int]:
    """One document whose order is not that of its page."""
    papers = [
        (fleet.judged("REVIEW", "review"), fleet.consignment("REVIEW")),
        (fleet.judged("DETAIN"), fleet.consignment("DETAIN")),
        (fleet.judged("INSPECT", "inspect"), fleet.consignment("INSPECT")),
    ]
    fleet.screen(empty, "new.edi", papers)
    return {event.subject: event.number for event in empty.events(kind="screened")}


def test_the_first_and_the_last_have_one_neighbour(empty: Ledger, numbers: dict[str, int]) -> None:
    document = next(empty.events(kind="document")).document
    detain, inspect, review = (numbers[name] for name in ("DETAIN", "INSPECT", "REVIEW"))
    standing = Standing(empty)
    in_file = partial(in_document, standing, document)
    queued = partial(in_queue, standing, LIMITS, Wanted())
    for near in (in_file, queued):
        assert near(detain) == Neighbours(after=inspect, place=1, count=3)
        assert near(inspect) == Neighbours(before=detain, after=review, place=2, count=3)
        assert near(review) == Neighbours(before=inspect, place=3, count=3)
        assert near(10**6) == Neighbours(count=3)


def test_what_left_the_queue_stands_where_it_would(empty: Ledger, numbers: dict[str, int]) -> None:
    detain, inspect, review = (numbers[name] for name in ("DETAIN", "INSPECT", "REVIEW"))
    case = Cases(empty).open(inspect, SUPERVISOR, fleet.NOW)
    Cases(empty).take(case, Assigned(to="lee"), SUPERVISOR, fleet.NOW)
    found = in_queue(Standing(empty), LIMITS, FREE, inspect)
    assert found == Neighbours(before=detain, after=review, place=0, count=2)


def test_beyond_what_is_counted_nothing_is_said(
    empty: Ledger, numbers: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "COUNTED", 1)
    found = in_queue(Standing(empty), LIMITS, Wanted(), numbers["DETAIN"])
    assert found == Neighbours(after=numbers["INSPECT"], place=1, count=1, more=True)
    found = in_queue(Standing(empty), LIMITS, Wanted(), numbers["REVIEW"])
    assert found == Neighbours(count=1, more=True)
