"""The base rate comes from the random share alone, and its interval holds."""

import msgspec
import pytest

from tests.ranking.conftest import Make
from tidewaiter.model import BadInput
from tidewaiter.ranking import Opening, Waiting, base_rate, choose


def opened(queue: list[Opening], capacity: int, share: float, seed: str) -> list[Opening]:
    """What `choose` opens of a queue in which the false ones rank highest."""
    by_id = {one.declaration.id: one for one in queue}
    waiting = [Waiting(name, value=float(one.false)) for name, one in by_id.items()]
    return [
        msgspec.structs.replace(by_id[one.id], way=one.way, stands_for=one.stands_for)
        for one in choose(waiting, capacity, share, seed)
    ]


def test_the_estimate_is_unbiased_and_its_interval_holds(make: Make) -> None:
    short = [make(number, false=number % 2 == 0, day=0) for number in range(100)]
    long = [make(number, false=number % 10 == 0, day=1) for number in range(100, 700)]
    truth = sum(one.false for one in short + long) / 700
    estimates = [
        base_rate([*opened(short, 40, 0.5, f"{seed}"), *opened(long, 60, 0.5, f"{seed}")])
        for seed in range(400)
    ]
    mean = sum(one.rate or 0.0 for one in estimates) / len(estimates)
    assert mean == pytest.approx(truth, abs=0.01)
    assert sum(one.low <= truth <= one.high for one in estimates) >= 0.93 * len(estimates)


def test_what_was_ranked_or_a_duty_does_not_count(make: Make) -> None:
    ranked = [
        msgspec.structs.replace(make(number, false=True, day=0), way=way)
        for number, way in enumerate(("ranked", "duty", ""))
    ]
    assert base_rate(ranked).rate is None
    drawn = msgspec.structs.replace(make(9, false=False, day=0), way="random", stands_for=30.0)
    estimate = base_rate([*ranked, drawn])
    assert (estimate.rate, estimate.opened, estimate.false) == (0.0, 1, 0)
    assert estimate.high > 0.7


def test_a_confidence_that_cannot_be_is_refused() -> None:
    with pytest.raises(BadInput, match=r"confidence 95"):
        base_rate([], confidence=95)
