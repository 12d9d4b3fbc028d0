"""A year in which only what the ranking chose is known: what the random share costs and tells."""

import itertools
from collections.abc import Iterator, Sequence

import msgspec

from benchmarks.ranking.quality import top
from tidewaiter.ranking import Opening, Waiting, base_rate, choose, train

RANDOM_SHARES = (0.0, 0.1, 0.2, 0.5, 1.0)
OPENED = 0.05
HEADS = (
    "random share", "opened", "false among all opened", "false among ranked",
    "base rate told by the random share (95%)", "true base rate",
)  # fmt: skip


def measure(year: Sequence[Opening]) -> Iterator[tuple[str, ...]]:
    """One row per random share.

    Of the first month everything is known. In every later month one line in twenty is opened,
    chosen by a ranking trained on what was opened before.
    """
    for share in RANDOM_SHARES:
        yield _row(year, share)


def _row(year: Sequence[Opening], share: float) -> tuple[str, ...]:
    months = [
        list(lines)
        for _, lines in itertools.groupby(year, key=lambda one: one.declaration.date.month)
    ]
    known, opened = list(months[0]), []
    for month in months[1:]:
        found = _open(known, month, share)
        known += found
        opened += found
    ranked = [one.false for one in opened if one.way == "ranked"]
    estimate = base_rate(opened)
    rest = [one.false for month in months[1:] for one in month]
    told = "nothing"
    if estimate.rate is not None:
        told = f"{estimate.rate:.3f} ({estimate.low:.3f} to {estimate.high:.3f})"
    return (
        f"{share:g}",
        f"{len(opened)}",
        f"{sum(one.false for one in opened) / len(opened):.3f}",
        f"{sum(ranked) / len(ranked):.3f}" if len(ranked) > 0 else "",
        told,
        f"{sum(rest) / len(rest):.3f}",
    )


def _open(known: Sequence[Opening], month: Sequence[Opening], share: float) -> list[Opening]:
    ranking = train(known)
    lines = {one.declaration.id: one for one in month}
    queue = [Waiting(name, ranking.score(one.declaration).value) for name, one in lines.items()]
    seed = f"{month[0].declaration.date:%Y-%m}"
    return [
        msgspec.structs.replace(lines[one.id], way=one.way, stands_for=one.stands_for)
        for one in choose(queue, top(OPENED, len(queue)), share, seed)
    ]
