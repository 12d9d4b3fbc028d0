"""Names compared by nomenklatura's `logic-v2`, which is in the dependency extra `bench`."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

SCHEMATA = {"person": "Person", "organization": "Organization", "vessel": "Vessel"}


def scorer() -> Callable[[str, str, str], float]:
    """A function of two names and their kind: how alike they are, by the algorithm's defaults.

    Raises:
        ImportError: nomenklatura is not installed.
    """
    model = import_module("followthemoney").model
    algorithm = import_module("nomenklatura.matching.logic_v2.model").LogicV2
    config = import_module("nomenklatura.matching.types").ScoringConfig.defaults()

    def entity(side: str, name: str, kind: str) -> Any:
        made = model.make_entity(SCHEMATA[kind])
        # What it knows of an entity it remembers by the id, so no two names may share one.
        made.id = f"{side}/{kind}/{name}"
        made.add("name", name)
        return made

    def score(first: str, second: str, kind: str) -> float:
        compared = algorithm.compare(entity("a", first, kind), entity("b", second, kind), config)
        return float(compared.score)

    return score
