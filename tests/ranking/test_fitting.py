"""Weights lie where the penalised likelihood is greatest, and never below zero."""

import math
import random

import pytest

from tidewaiter.ranking.fitting import RIDGE, chance, fit


@pytest.fixture(scope="module")
def drawn() -> tuple[list[list[float]], list[bool]]:
    pick = random.Random(11)
    columns = [[pick.gauss(0, 1) for _ in range(3000)] for _ in range(3)]
    scores = (a * 1.5 - b * 0.8 - 1 for a, b, _ in zip(*columns, strict=True))
    return columns, [pick.random() < chance(score) for score in scores]


def test_weights_are_found_again_and_harmful_ones_are_zero(
    drawn: tuple[list[list[float]], list[bool]],
) -> None:
    weights, _ = fit(*drawn)
    assert weights[1] == 0
    assert 1 < weights[0] < 1.6
    assert weights[2] < 0.1


def test_the_slope_of_the_likelihood_is_level_at_the_answer(
    drawn: tuple[list[list[float]], list[bool]],
) -> None:
    columns, answers = drawn
    weights, intercept = fit(columns, answers)
    errors = [
        answer - chance(intercept + math.fsum(map(float.__mul__, weights, row)))
        for answer, row in zip(answers, zip(*columns, strict=True), strict=True)
    ]
    slope = sum(map(float.__mul__, columns[0], errors)) - RIDGE * weights[0]
    assert slope == pytest.approx(0, abs=0.1)
    assert sum(errors) == pytest.approx(0, abs=0.1)


def test_perfect_evidence_does_not_run_away() -> None:
    answers = [number % 2 == 0 for number in range(200)]
    weights, _ = fit([[1.0 if answer else -1.0 for answer in answers]], answers)
    assert 1 < weights[0] < 10


def test_chances_of_great_odds_do_not_overflow() -> None:
    assert (chance(1e4), chance(-1e4)) == (1.0, 0.0)
