"""Learning a ranking from openings, each seen with earlier openings only."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from tidewaiter.model import BadInput
from tidewaiter.ranking.declaration import Opening
from tidewaiter.ranking.fitting import fit
from tidewaiter.ranking.ranking import SMALLEST_WEIGHT, Ranking, Weighted
from tidewaiter.ranking.rates import Rate, evidence
from tidewaiter.ranking.traits import KIND, TRAITS, Trait

# Weights are learnt from the latest openings, rates from all: time stays bounded.
LATEST = 50_000
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

    A line of a kind never opened before has weights of its own, learnt from lines that were of a
    new kind when they came: what carries over to new goods weighs more there. They need 20
    openings of new kinds that were false, and 20 that were not; without, and where weight or
    value is unknown, the weights are the same for all.

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
    kinds = [KIND.key(one.declaration) for one in used] if _tells_kinds(traits) else []
    weights, intercept = _fit(used, columns, range(len(used)))
    new = [at for at, is_new in enumerate(_new(used, kinds, arriving)) if is_new]
    false = sum(used[at].false for at in new[-LATEST:])
    told = min(false, len(new[-LATEST:]) - false) >= LEAST_OF_EACH
    weights_new, intercept_new = _fit(used, columns, new) if told else (weights, intercept)
    return Ranking(
        first=used[0].declaration.date,
        last=used[-1].declaration.date,
        known_on=max(one.known_on for one in used),
        usual=usual,
        intercept=intercept,
        intercept_new=intercept_new,
        kinds=tuple(sorted({kind for kind in kinds if kind != ""})) if told else (),
        traits=tuple(
            Weighted(trait, weight, weight_new, _rates(used, column))
            for (trait, column), weight, weight_new in zip(known, weights, weights_new, strict=True)
            if max(weight, weight_new) >= SMALLEST_WEIGHT
        ),
    )


def _fit(
    used: Sequence[Opening], columns: Sequence[Sequence[float]], rows: Sequence[int]
) -> tuple[list[float], float]:
    latest = rows[-LATEST:]
    return fit(
        [[column[at] for at in latest] for column in columns], [used[at].false for at in latest]
    )


def _tells_kinds(traits: Sequence[Trait]) -> bool:
    """Whether the ranking may look at all that tells a kind."""
    return {field for trait in traits for field in trait.fields}.issuperset(KIND.fields)


def _new(used: Sequence[Opening], kinds: Sequence[str], arriving: Sequence[int]) -> Iterator[bool]:
    """For each line whether it was of a new kind on its day, by the results known before it."""
    seen = {""}
    arrived = 0
    for one, kind in zip(used, kinds, strict=False):
        while used[arriving[arrived]].known_on < one.declaration.date:
            seen.add(kinds[arriving[arrived]])
            arrived += 1
        yield kind not in seen


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
