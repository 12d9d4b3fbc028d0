"""How much each kind of evidence weighs: logistic regression with no weight below zero.

Newton's method on the penalised likelihood; each quadratic is solved by coordinates. Weights
below zero are not allowed: a bad record must never lower a rank.
"""

import math
from collections.abc import Sequence
from operator import mul

RIDGE = 1.0
ROUNDS = 25
SWEEPS = 200
SMALL = 1e-4


def fit(columns: Sequence[Sequence[float]], answers: Sequence[bool]) -> tuple[list[float], float]:
    """Weights, one per column, and the intercept.

    Args:
        columns: One column per kind of evidence, one value per opening.
        answers: Whether each opening was false; both kinds must be there.
    """
    ones = [1.0] * len(answers)
    table = [*columns, ones]
    share = sum(answers) / len(answers)
    weights = [0.0] * len(columns) + [math.log(share / (1 - share))]
    loss = _loss(table, answers, weights)
    for _ in range(ROUNDS):
        target = _newton(table, answers, weights)
        step = 1.0
        while step > SMALL:
            moved = [old + step * (new - old) for old, new in zip(weights, target, strict=True)]
            after = _loss(table, answers, moved)
            if after <= loss:
                break
            step /= 2
        else:
            break
        change = max(abs(new - old) for old, new in zip(weights, moved, strict=True))
        weights, loss = moved, after
        if change < SMALL:
            break
    return weights[:-1], weights[-1]


def chance(log_odds: float) -> float:
    """The chance, between 0 and 1, with these odds."""
    if log_odds >= 0:
        return 1 / (1 + math.exp(-log_odds))
    return math.exp(log_odds) / (1 + math.exp(log_odds))


def _scores(table: Sequence[Sequence[float]], weights: Sequence[float]) -> list[float]:
    scores = [0.0] * len(table[0])
    for column, weight in zip(table, weights, strict=True):
        if weight != 0:
            scores = [score + weight * value for score, value in zip(scores, column, strict=True)]
    return scores


def _loss(
    table: Sequence[Sequence[float]], answers: Sequence[bool], weights: Sequence[float]
) -> float:
    scores = _scores(table, weights)
    total = sum(
        max(score, 0.0) - score * answer + math.log1p(math.exp(-abs(score)))
        for score, answer in zip(scores, answers, strict=True)
    )
    return total + RIDGE / 2 * sum(weight * weight for weight in weights[:-1])


def _newton(
    table: Sequence[Sequence[float]], answers: Sequence[bool], weights: Sequence[float]
) -> list[float]:
    """Where the quadratic that touches the loss at `weights` is lowest, none below zero."""
    chances = [chance(score) for score in _scores(table, weights)]
    spread = [p * (1 - p) for p in chances]
    errors = [answer - p for answer, p in zip(answers, chances, strict=True)]
    size = len(table)
    curve = [[0.0] * size for _ in range(size)]
    for i, column in enumerate(table):
        weighted = list(map(mul, column, spread))
        for j in range(i, size):
            curve[i][j] = curve[j][i] = sum(map(mul, weighted, table[j]))
    pull = [sum(map(mul, column, errors)) for column in table]
    for i in range(size):
        pull[i] += sum(map(mul, curve[i], weights))
    for i in range(size - 1):
        curve[i][i] += RIDGE
    curve[-1][-1] += 1e-9
    return _lowest(curve, pull, list(weights))


def _lowest(
    curve: Sequence[Sequence[float]], pull: Sequence[float], weights: list[float]
) -> list[float]:
    last = len(weights) - 1
    for _ in range(SWEEPS):
        change = 0.0
        for i, row in enumerate(curve):
            rest = sum(map(mul, row, weights)) - row[i] * weights[i]
            new = (pull[i] - rest) / row[i]
            new = new if i == last else max(0.0, new)
            change = max(change, abs(new - weights[i]))
            weights[i] = new
        if change < SMALL / 100:
            break
    return weights
