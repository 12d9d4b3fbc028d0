"""nomenklatura: its DuckDB blocker with at most 50 candidates, scored by `logic-v2`.

It is in the extra `bench`. What it knows of an entity it remembers by the id alone, so every
query and every name of a pair gets an id of its own.
"""

import itertools
import logging
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.names.data import Pair, Query, raw_watchlist
from benchmarks.names.side import THRESHOLD, Answers
from benchmarks.timing import timed

SCHEMATA = {"person": "Person", "organization": "Organization", "vessel": "Vessel"}
CANDIDATES = 50


def is_installed() -> bool:
    """True where the extra `bench` is installed."""
    return find_spec("nomenklatura") is not None


class _View:
    """As much of a store's view as the index asks for."""

    def __init__(self, entities: dict[str, Any]) -> None:
        self._entities = entities

    def entities(self, include_schemata: object = None) -> Iterator[Any]:  # noqa: ARG002
        """Every entity; all are of schemata that can be matched."""
        return iter(self._entities.values())


class Peer:
    """The best open matcher.

    Raises:
        ImportError: nomenklatura is not installed.
    """

    name = f"logic-v2 @{CANDIDATES}"

    def __init__(self) -> None:
        logging.getLogger("nomenklatura").setLevel(logging.ERROR)
        ftm = import_module("followthemoney")
        self._make_entity = ftm.StatementEntity
        self._dataset = ftm.Dataset.make({"name": "bench", "title": "bench"})
        self._index = import_module("nomenklatura.blocker.index").Index
        self._algorithm = import_module("nomenklatura.matching.logic_v2.model").LogicV2
        types = import_module("nomenklatura.matching.types")
        self._config = types.ScoringConfig.defaults()
        self._ids = itertools.count()
        self._entities: dict[str, Any] = {}
        self._blocker: Any = None

    def _entity(self, ref: str, schema: str, properties: dict[str, list[str]]) -> Any:
        entity = self._make_entity(self._dataset, {"id": ref, "schema": schema, "properties": {}})
        for name, values in properties.items():
            for value in values:
                entity.add(name, value)
        return entity

    def _fresh(self, kind: str, **properties: str) -> Any:
        held = {name: [value] for name, value in properties.items() if value != ""}
        return self._entity(f"fresh-{next(self._ids)}", SCHEMATA[kind], held)

    def _value(self, first: Any, second: Any) -> float:
        return float(self._algorithm.compare(first, second, self._config).score)

    def score(self, pair: Pair) -> float:
        """How alike the two names are, by the algorithm's defaults."""
        first, second = (self._fresh(pair.kind, name=name) for name in (pair.first, pair.second))
        return self._value(first, second)

    def load(self, folder: Path) -> str:
        """Read the entities and build the index."""

        def read() -> int:
            for raw in raw_watchlist():
                entity = self._entity(raw["id"], raw["schema"], raw["properties"])
                self._entities[raw["id"]] = entity
            return len(self._entities)

        def build() -> int:
            options = {"max_candidates": CANDIDATES}
            self._blocker = self._index(_View(self._entities), folder / "peer", options)
            self._blocker.build()
            return len(self._entities)

        reading, building = timed(read), timed(build)
        return f"read {reading.cpu:.1f} s, index built {building.cpu:.1f} s"

    def search(self, queries: Sequence[Query], *, by_name_alone: bool) -> Answers:
        """Block all queries in one batch, then score each one's candidates."""
        asked = {}
        for query in queries:
            more = {} if by_name_alone else {"birthDate": query.born, "nationality": query.country}
            entity = self._fresh("person", name=query.name, **more)
            asked[entity.id] = entity
        answers = Answers()
        start = time.process_time()
        blocked = {i.id: found for i, found in self._blocker.match_entities(asked.values())}
        answers.shared = time.process_time() - start
        for ref, entity in asked.items():
            start = time.process_time()
            scores = {
                candidate.id: self._value(entity, self._entities[candidate.id])
                for candidate, _ in blocked.get(ref, ())
            }
            answers.seconds.append(time.process_time() - start)
            answers.found.append({r: value for r, value in scores.items() if value >= THRESHOLD})
        return answers
