"""Learning a ranking from openings, each seen with earlier openings only."""

import datetime
from collections.abc import Iterable, Sequence

from tidewaiter.model import BadInput
from tidewaiter.ranking.declaration import Opening
from tidewaiter.ranking.fitting import fit
from tidewaiter.ranking.ranking import Ranking, Weighted
from tidewaiter.ranking.rates import Rate, evidence
from tidewaiter.ranking.traits import TRAITS, Trait

# Weights are learnt from the latest openings, rates from all: time stays bounded.
LATEST = 50_000
SMALLEST_WEIGHT = 0.001
# With fewer, a ranking is no better than a draw: measured on the public customs data, see
# docs/ranking.md, "How many openings it needs".
LEAST_OPENED = 200
LEAST_OF_EACH = 20


def train(
    openings: Iterable[Opening],
    *,
    known_on: datetime.date | None = None,
    traits: Sequence[Trait] = TRAITS,
) -> Ranking:
    """A ranking learnt from openings.

    How much a trait weighs is learnt as it would have served: each line meets the counts of
    those results only that were known before the day it was declared. So neither its own result
    nor a later one helps to rank it.

    Args:
        openings: In any order; the same openings give the same ranking.
        known_on: Results known after this day are left out.
        traits: What to look at. Leave a trait out to keep the ranking from using it.

    Raises:
        BadInput: for two openings of one declaration, or where none, all or no line was false.
    """
    used = [one for one in openings if known_on is None or one.known_on <= known_on]
    used.sort(key=lambda one: (one.declaration.date, one.declaration.id))
    _refuse_what_teaches_nothing(used)
    usual = Rate(len(used), sum(one.false for one in used))
    keyed = ((trait, [trait.key(one.declaration) for one in used]) for trait in traits)
    known = [(trait, column) for trait, column in keyed if any(column)]
    arriving = sorted(range(len(used)), key=lambda at: used[at].known_on)
    columns = [_evidence(used, column, arriving, usual) for _, column in known]
    weights, intercept = fit(
        [column[-LATEST:] for column in columns], [one.false for one in used[-LATEST:]]
    )
    return Ranking(
        first=used[0].declaration.date,
        last=used[-1].declaration.date,
        known_on=max(one.known_on for one in used),
        usual=usual,
        intercept=intercept,
        traits=tuple(
            Weighted(trait, weight, _rates(used, column))
            for (trait, column), weight in zip(known, weights, strict=True)
            if weight >= SMALLEST_WEIGHT
        ),
    )


def check_enough(openings: Sequence[Opening]) -> None:
    """Refuse openings that are too few to rank by.

    Raises:
        BadInput: for fewer than 200 openings, or fewer than 20 that were false or were not.
    """
    false = sum(one.false for one in openings)
    true = len(openings) - false
    if len(openings) >= LEAST_OPENED and min(false, true) >= LEAST_OF_EACH:
        return
    what = f"too few to learn from: {len(openings)} lines opened, {false} false, {true} as declared"
    advice = (
        f"Needed are {LEAST_OPENED} lines, {LEAST_OF_EACH} of each kind; "
        "until then go on opening at random."
    )
    raise BadInput(what, where="openings", advice=advice)


def _refuse_what_teaches_nothing(used: Sequence[Opening]) -> None:
    seen: set[str] = set()
    for one in used:
        if one.declaration.id in seen:
            where = f"declaration {one.declaration.id}"
            advice = "Give each line's last result once."
            raise BadInput("a line has two openings", where=where, advice=advice)
        seen.add(one.declaration.id)
    false = sum(one.false for one in used)
    if false in {0, len(used)}:
        what = f"of {len(used)} openings {false} were false: there is nothing to tell apart"
        advice = "Go on opening at random until both kinds are known."
        raise BadInput(what, where="openings", advice=advice)


def _evidence(
    used: Sequence[Opening], keys: Sequence[str], arriving: Sequence[int], usual: Rate
) -> list[float]:
    """The evidence each line met on its day: results known before it, no others."""
    share = usual.false / usual.opened
    counts: dict[str, tuple[int, int]] = {}
    column = []
    arrived = 0
    for one, key in zip(used, keys, strict=True):
        while used[arriving[arrived]].known_on < one.declaration.date:
            _count(counts, keys[arriving[arrived]], false=used[arriving[arrived]].false)
            arrived += 1
        count = counts.get(key)
        column.append(0.0 if count is None else evidence(*count, share))
    return column


def _rates(used: Sequence[Opening], keys: Sequence[str]) -> dict[str, Rate]:
    counts: dict[str, tuple[int, int]] = {}
    for one, key in zip(used, keys, strict=True):
        _count(counts, key, false=one.false)
    return {key: Rate(*count) for key, count in counts.items()}


def _count(counts: dict[str, tuple[int, int]], key: str, *, false: bool) -> None:
    if key != "":
        opened, wrong = counts.get(key, (0, 0))
        counts[key] = (opened + 1, wrong + false)
