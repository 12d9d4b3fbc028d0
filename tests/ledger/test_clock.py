import datetime
from itertools import pairwise

import msgspec
import pytest

from tests.ledger.sample import AT, DOCUMENT, VERSIONS, results, start
from tidewaiter.ledger import CLOCK, TOLERANCE, Draft, Ledger, When
from tidewaiter.model import ClockReset, LedgerError

INSTANT = datetime.timedelta(microseconds=1)
YEARS = datetime.timedelta(days=4000)


def write(ledger: Ledger, at: When) -> None:
    ledger.append("note", "x", b"{}", actor="desk", at=at)


def write_batch(ledger: Ledger, at: When) -> None:
    ledger.append_all([Draft.of("note", "x", b"{}")] * 3, actor="desk", at=at)


def screen(ledger: Ledger, at: When) -> None:
    ledger.record_screening(DOCUMENT, VERSIONS, results(2), actor="desk", at=at)


@pytest.mark.parametrize("way", [write, write_batch, screen])
def test_clock_that_goes_back_saves_nothing_and_says_what_to_do(ledger: Ledger, way: type) -> None:
    write(ledger, AT)
    with pytest.raises(LedgerError, match=r"event 1 was written at 2017-08-06 12:00:00") as raised:
        way(ledger, AT - TOLERANCE - INSTANT)
    assert "clock of this machine" in raised.value.advice
    assert ledger.anchor().number == 1


def test_clocks_of_two_machines_may_differ_a_little(ledger: Ledger) -> None:
    write(ledger, AT)
    write(ledger, AT - TOLERANCE)
    assert [event.at for event in ledger.events()] == [AT, AT - TOLERANCE]


def test_clock_is_read_when_it_is_the_writers_turn(ledger: Ledger) -> None:
    def after_the_last() -> datetime.datetime:
        read.append(AT + len(read) * YEARS)
        return read[-1]

    read: list[datetime.datetime] = []
    for way in (write, write_batch, screen):
        way(ledger, after_the_last)
    assert len(read) == 3
    assert sorted({event.at for event in ledger.events()}) == read


def test_wrong_time_of_the_last_event_is_put_right_by_an_event_that_stays(ledger: Ledger) -> None:
    write(ledger, AT + YEARS)
    with pytest.raises(LedgerError, match="tidewaiter ledger clock"):
        write(ledger, AT)
    ledger.reset_clock("the battery of desk 4 was flat", actor="desk", at=AT)
    write(ledger, AT)
    (event,) = ledger.events(kind=CLOCK)
    assert msgspec.json.decode(event.payload, type=ClockReset) == ClockReset(
        last=1, said=AT + YEARS, why="the battery of desk 4 was flat"
    )
    assert ledger.verify() == ()


WRITER = """
import datetime, sys
from tidewaiter.ledger import Ledger
def now():
    return datetime.datetime.now(datetime.UTC)
with Ledger.open(sys.argv[1]) as ledger:
    for turn in range(60):
        ledger.append("note", "x", b"{}", actor="x", at=now)
"""


def test_writers_that_wait_for_each_other_write_times_in_order(url: str) -> None:
    writers = [start(WRITER, url) for _ in range(3)]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0]
    for writer in writers:
        writer.communicate()
    with Ledger.open(url) as ledger:
        times = [event.at for event in ledger.events()]
    assert len(times) == 180
    assert all(earlier <= later for earlier, later in pairwise(times))
