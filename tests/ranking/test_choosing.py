"""Duties are never ranked out, and the random share is fair."""

import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.model import BadInput
from tidewaiter.ranking import Waiting, choose

QUEUE = [Waiting(f"line-{number}", value=number / 40) for number in range(40)]
waiting = st.builds(Waiting, st.uuids().map(str), st.floats(0, 1), st.booleans())
queues = st.lists(waiting, max_size=30, unique_by=lambda one: one.id)


@settings(max_examples=150, deadline=None)
@given(queues, st.integers(0, 40), st.floats(0, 1), st.text(min_size=1))
def test_every_duty_is_opened_first_in_its_order_whatever_rank_capacity_and_share(
    queue: list[Waiting], capacity: int, share: float, seed: str
) -> None:
    chosen = choose(queue, capacity, share, seed)
    duties = [one.id for one in queue if one.duty]
    assert [one.id for one in chosen[: len(duties)]] == duties
    assert [one.way for one in chosen].count("duty") == len(duties)
    assert len(chosen) == max(len(duties), min(capacity, len(queue)))
    assert len({one.id for one in chosen}) == len(chosen)


def test_the_rest_goes_to_the_highest_ranks_that_were_not_drawn() -> None:
    chosen = choose(QUEUE, 12, 0.25, "a seed")
    drawn = {one.id for one in chosen if one.way == "random"}
    left = [one.id for one in reversed(QUEUE) if one.id not in drawn]
    assert len(drawn) == 3
    assert [one.id for one in chosen[3:]] == left[:9]


def test_the_share_is_kept_however_small_the_room() -> None:
    ways = [one.way for one in choose(QUEUE, 3, 0.1, "a seed")]
    assert ways == ["random", "ranked", "ranked"]


def test_the_draw_hangs_on_seed_and_ids_alone() -> None:
    first = choose(QUEUE, 12, 0.25, "a seed")
    assert choose(QUEUE[::-1], 12, 0.25, "a seed") == first
    assert choose(QUEUE, 12, 0.25, "another seed") != first
    flat = [Waiting(one.id) for one in QUEUE]
    assert [one.id for one in choose(flat, 12, 0.25, "a seed")[:3]] == [one.id for one in first[:3]]


def test_every_voluntary_line_is_drawn_as_often_as_any_other() -> None:
    queue = [*QUEUE, Waiting("duty", duty=True)]
    draws = Counter(
        one.id
        for seed in range(4000)
        for one in choose(queue, 9, 0.5, str(seed))
        if one.way == "random"
    )
    assert sum(draws.values()) == 16000
    wanted = 16000 / len(QUEUE)
    chi_square = sum((draws[one.id] - wanted) ** 2 / wanted for one in QUEUE)
    freedom = len(QUEUE) - 1
    # A draw without return varies less than chi-square; 3.3 deviations are one in a thousand.
    assert chi_square < freedom + 3.3 * math.sqrt(2 * freedom)
    top = sum(draws[one.id] for one in QUEUE[-10:])
    assert top == pytest.approx(4000, abs=3.3 * math.sqrt(16000 * 0.25 * 0.75))


def test_a_random_line_stands_for_its_part_of_the_queue() -> None:
    chosen = choose([*QUEUE, Waiting("duty", duty=True)], 9, 0.5, "a seed")
    assert [one.stands_for for one in chosen] == [1, *[10.0] * 4, *[1] * 4]


@pytest.mark.parametrize(
    ("queue", "capacity", "share", "seed", "what"),
    [
        (QUEUE, -1, 0.1, "s", "capacity -1"),
        (QUEUE, 1, 1.1, "s", "random share 1.1"),
        (QUEUE, 1, math.nan, "s", "random share nan"),
        (QUEUE, 1, 0.1, "", "seed is empty"),
        ([QUEUE[0], QUEUE[0]], 1, 0.1, "s", "stands twice"),
        ([Waiting("")], 1, 0.1, "s", "is empty"),
        ([Waiting("a", value=math.nan)], 1, 0.1, "s", "rank nan"),
    ],
)
def test_bad_input_is_refused(
    queue: list[Waiting], capacity: int, share: float, seed: str, what: str
) -> None:
    with pytest.raises(BadInput, match=what):
        choose(queue, capacity, share, seed)
