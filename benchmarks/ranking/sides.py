"""The rankers that are laid beside each other; each is trained on the same lines."""

import importlib
import random
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from tidewaiter.ranking import TRAITS, Opening, Trait, train

Values = list[float]
Side = Callable[[Sequence[Opening], Sequence[Opening]], Values]
COUNTRIES = {"origin", "departure"}
PARTIES = {"importer", "declarant", "seller", "courier"}
BANDS = {"weight_kg", "value", "value_per_kg"}
# Columns as integers in the order of their first appearance; the rest are numbers.
CODED = (
    "office", "procedure", "use", "payment", "mode", "declarant", "importer", "seller", "courier",
    "hs", "departure", "origin", "tax_type", "marking",
)  # fmt: skip
PEERS = (
    ("lightgbm", "lightgbm", "LGBMClassifier"),
    ("scikit-learn", "sklearn.ensemble", "HistGradientBoostingClassifier"),
)


def ours(traits: Sequence[Trait] = TRAITS) -> Side:
    """This package, with some or all of its traits."""

    def rank(known: Sequence[Opening], unknown: Sequence[Opening]) -> Values:
        ranking = train(known, traits=traits)
        return [ranking.score(one.declaration).value for one in unknown]

    return rank


def without(fields: set[str]) -> Side:
    """This package, kept from looking at some fields."""
    return ours([trait for trait in TRAITS if fields.isdisjoint(trait.fields)])


def only(fields: set[str]) -> Side:
    """This package, kept to some fields."""
    return ours([trait for trait in TRAITS if fields.issuperset(trait.fields)])


def chance(_: Sequence[Opening], unknown: Sequence[Opening]) -> Values:
    """A fair draw, with a fixed seed."""
    pick = random.Random(2270)
    return [pick.random() for _ in unknown]


def peer(module: str, name: str) -> Side:
    """A gradient-boosting library with its own defaults, on integer codes."""

    def rank(known: Sequence[Opening], unknown: Sequence[Opening]) -> Values:
        numpy: Any = importlib.import_module("numpy")
        model: Any = getattr(importlib.import_module(module), name)(random_state=0)
        codes: dict[tuple[str, str], int] = {}
        model.fit(
            numpy.array([_row(one, codes, learn=True) for one in known]),
            numpy.array([one.false for one in known]),
        )
        rows = numpy.array([_row(one, codes, learn=False) for one in unknown])
        return [float(value) for value in model.predict_proba(rows)[:, 1]]

    return rank


def _row(one: Opening, codes: dict[tuple[str, str], int], *, learn: bool) -> list[float]:
    line = one.declaration
    row = []
    for field in CODED:
        key = (field, getattr(line, field))
        if learn:
            codes.setdefault(key, len(codes))
        row.append(float(codes.get(key, -1)))
    return [*row, float(line.tax_rate or -1), line.net_weight_kg or 0.0, line.value or 0.0]


def peers() -> dict[str, Side]:
    """The libraries that are installed, with their versions."""
    found = {}
    for library, module, name in PEERS:
        try:
            found[f"{library} {version(library)}, its defaults"] = peer(module, name)
        except PackageNotFoundError:
            continue
    return found


def every() -> dict[str, Side]:
    """All sides by name, ours first."""
    return {
        "tidewaiter": ours(),
        "without countries": without(COUNTRIES),
        "without parties": without(PARTIES),
        "without weights and values": without(BANDS),
        "parties alone": only(PARTIES),
        "subheading alone": only({"subheading"}),
        **peers(),
        "drawn at random": chance,
    }
