"""Which rulings wait for a second person, and what voids a request."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tidewaiter.ledger import Ledger, waiting_rulings
from tidewaiter.lists import Arrival, Kept, LoadedList, Store, embedded
from tidewaiter.model import ListedName, Listing, ListVersion, Refused, Ruling, Standing, Subject
from tidewaiter.pipeline.approvals import Change, check_not_void, since_ruling
from tidewaiter.pipeline.rulings import decide, withdraw
from tidewaiter.screening.rulings import rule

AT = datetime.datetime(2026, 11, 20, 12, 0, tzinfo=datetime.UTC)


class Embedded(Store):
    """A store that holds the embedded list alone."""

    def load(self, kept: Kept) -> LoadedList:
        assert kept.list == "un-1718"
        return embedded()


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with Ledger.open(url) as opened:
        yield opened


def ruling(listing: Listing | None = None, *, second: bool = True) -> Ruling:
    found = listing or Listing("un", "KPi.demo", "person", (ListedName("RI DEMO"),))
    version = ListVersion("un-1718", "un", sha256="0" * 64)
    made = rule(Subject(names=("Ri Demo",)), found, version, why="another", at=(1, "parties[0]"))
    return msgspec.structs.replace(made, needs_second=second)


def test_only_what_nobody_has_answered_waits(ledger: Ledger) -> None:
    payloads = [ruling(), ruling(), ruling(), ruling(second=False), ruling()]
    numbers = [ledger.append("ruling", "un/x", p, actor="kim", at=AT).number for p in payloads]
    stamp = ("lee", AT)
    decide(ledger, numbers[0], approved=True, why="", stamp=stamp)
    decide(ledger, numbers[1], approved=False, why="no paper", stamp=stamp)
    withdraw(ledger, numbers[2], why="a slip", stamp=stamp)
    waits = waiting_rulings(ledger)
    assert [each.number for each in waits] == [numbers[4]]
    assert waits[0].waits


def test_a_newer_edition_voids_only_where_the_entry_is_another(tmp_path: Path) -> None:
    store = Embedded(tmp_path)
    listing = embedded().listings[0]
    kept = _kept("un-1718")
    same = Standing(9, "kim", AT, ruling(listing))
    assert [c.voids for c in since_ruling(same, (kept,), store)] == [False]
    renamed = msgspec.structs.replace(listing, names=(ListedName("SOMEBODY ELSE"),))
    other = Standing(9, "kim", AT, ruling(renamed))
    changes = since_ruling(other, (kept,), store)
    assert [c.kind for c in changes if c.voids] == ["entry"]
    with pytest.raises(Refused, match="is void"):
        check_not_void(changes, 9)
    check_not_void((Change("list", "un"),), 9)


def _kept(name: str) -> Kept:
    arrival = Arrival(at=AT, origin="un.xml", actor="lee")
    return Kept(name, "un", "1" * 64, arrival.at, arrival.origin, (), 1, {})
