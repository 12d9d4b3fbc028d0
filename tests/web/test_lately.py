"""Answers that took long to work out, given again for some seconds."""

import datetime
import threading
import time

from tidewaiter.web.lately import Lately

NOW = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)


class Desk:
    """A clock, a ledger's end, and how often an answer was worked out."""

    def __init__(self, cost: float) -> None:
        self.now, self.end, self.made, self.cost = NOW, 1, 0, cost
        self.lately = Lately(lambda: self.now, lambda: self.end)

    def make(self) -> int:
        time.sleep(self.cost)
        self.made += 1
        return self.made


def test_a_cheap_answer_is_as_new_as_the_ledger() -> None:
    desk = Desk(0)
    assert [desk.lately.get("a", desk.make) for _ in range(3)] == [1, 1, 1]
    desk.end += 1
    assert desk.lately.get("a", desk.make) == 2
    assert desk.lately.get("b", desk.make) == 3


def test_a_dear_answer_is_some_seconds_old_at_most() -> None:
    desk = Desk(Lately.CHEAP * 1.5)
    assert desk.lately.get("a", desk.make) == 1
    desk.end += 1
    assert desk.lately.get("a", desk.make) == 1
    assert desk.lately.get("a", desk.make, fresh=True) == 2
    desk.lately.forget()
    assert desk.lately.get("a", desk.make) == 3
    desk.now += Lately.GOOD_FOR + datetime.timedelta(seconds=1)
    assert desk.lately.get("a", desk.make) == 4


def test_what_takes_long_is_made_beside_while_the_last_answer_is_told() -> None:
    desk = Desk(0)
    desk.lately.LONG = desk.lately.CHEAP = 0
    desk.lately.get("a", desk.make)
    desk.now += Lately.GOOD_FOR + datetime.timedelta(seconds=1)
    assert desk.lately.get("a", desk.make) == 1
    desk.lately.close()
    assert desk.made == 2
    assert desk.lately.get("a", desk.make) == 2
    desk.now += Lately.TOLD_FOR + datetime.timedelta(seconds=1)
    assert desk.lately.get("a", desk.make) == 3


def test_while_one_works_an_answer_out_the_others_get_the_last_one() -> None:
    desk, begun, go = Desk(0), threading.Event(), threading.Event()
    desk.lately.get("a", desk.make)

    def slow() -> int:
        begun.set()
        go.wait(20)
        return 9

    desk.end += 1
    worker = threading.Thread(target=lambda: desk.lately.get("a", slow))
    worker.start()
    begun.wait(20)
    assert desk.lately.get("a", desk.make) == 1
    go.set()
    worker.join()
    assert desk.lately.get("a", desk.make) == 9
