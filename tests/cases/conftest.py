"""A ledger with screened, plainly fictional consignments, and people of each role."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ledger.sample import AT, DOCUMENT, VERSIONS, results, sqlite_url
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
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(sqlite_url(tmp_path)) as ledger:
        ledger.record_screening(DOCUMENT, VERSIONS, results(3), actor="desk", at=AT)
        yield ledger


@pytest.fixture
def cases(ledger: Ledger) -> Cases:
    return Cases(ledger)
