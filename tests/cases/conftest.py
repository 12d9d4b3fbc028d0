"""A ledger with screened, plainly fictional consignments, and people of each role."""

import datetime
from collections.abc import Iterator

import pytest

from tests.ledger.sample import AT, DOCUMENT, VERSIONS, results
from tidewaiter.cases import Cases
from tidewaiter.ledger import Ledger
from tidewaiter.model import Actor

OFFICER = Actor(name="kim", roles=("officer",))
SECOND = Actor(name="lee", roles=("officer",))
ANALYST = Actor(name="choe", roles=("analyst",))
SUPERVISOR = Actor(name="pak", roles=("supervisor",))
AUDITOR = Actor(name="jong", roles=("auditor",))


def later(minutes: int) -> datetime.datetime:
    return AT + datetime.timedelta(minutes=minutes)


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with Ledger.open(url) as ledger:
        ledger.record_screening(DOCUMENT, VERSIONS, results(3), actor="desk", at=AT)
        yield ledger


@pytest.fixture
def cases(ledger: Ledger) -> Cases:
    return Cases(ledger)


@pytest.fixture
def empty(url: str) -> Iterator[Ledger]:
    """A ledger without an event."""
    with Ledger.open(url) as ledger:
        yield ledger
