"""The forms of yente's answers, as its clients read them."""

import datetime
from typing import Any

from tidewaiter.model import Record
from tidewaiter.web.api.entities import Entity, Example, Explained


class Total(Record, frozen=True, omit_defaults=False):
    """How many there are; always counted to the end."""

    value: int
    relation: str = "eq"


class Scored(Entity, frozen=True, omit_defaults=False, rename={"schema_": "schema"}):
    """An entity that the example may be.

    `match` is true from the threshold on. `features` gives what each ground adds or takes,
    `explanations` the same with its reason in words.
    """

    score: float = 0.0
    match: bool = False
    features: dict[str, float] = {}  # noqa: RUF012 - msgspec copies mutable defaults
    explanations: dict[str, Explained] = {}  # noqa: RUF012 - msgspec copies mutable defaults


class Matches(Record, frozen=True, omit_defaults=False):
    """The answer to one example."""

    status: int
    results: tuple[Scored, ...]
    total: Total
    query: Example


class MatchQuery(Record, frozen=True):
    """Examples by the names that their answers come back under."""

    queries: dict[str, Example]
    weights: dict[str, float] = {}  # noqa: RUF012 - msgspec copies mutable defaults
    config: dict[str, Any] = {}  # noqa: RUF012 - msgspec copies mutable defaults


class MatchAnswer(Record, frozen=True, omit_defaults=False):
    """The answers by name; `matcher` says what each feature is."""

    responses: dict[str, Matches]
    matcher: dict[str, dict[str, str]]
    limit: int


class FacetValue(Record, frozen=True, omit_defaults=False):
    """One value, and how many of the found have it."""

    name: str
    label: str
    count: int


class Facet(Record, frozen=True, omit_defaults=False):
    """The values of one property among the found."""

    label: str
    values: tuple[FacetValue, ...]


class SearchAnswer(Record, frozen=True, omit_defaults=False):
    """One page of what was found."""

    results: tuple[Entity, ...]
    facets: dict[str, Facet]
    total: Total
    limit: int
    offset: int


class Filter(Record, frozen=True):
    """What answers are narrowed to."""

    exclude_schema: tuple[str, ...] = ()
    exclude_ids: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    changed_since: datetime.datetime | None = None

    def takes(self, entity: Entity) -> bool:
        """True where the entity stays."""
        held = {str(value) for name in LANDS for value in entity.properties.get(name, ())}
        since, changed = self.changed_since, entity.last_change
        return (
            entity.schema_ not in self.exclude_schema
            and entity.id not in self.exclude_ids
            and _any(self.topics, entity.properties.get("topics", ()))
            and _any([each.lower() for each in self.countries], held)
            and (since is None or (changed is not None and changed >= since))
        )


LANDS = ("nationality", "country", "flag")


def _any(wanted: Any, held: Any) -> bool:
    return len(wanted) == 0 or not set(wanted).isdisjoint(held)


class Adjacent(Record, frozen=True, omit_defaults=False):
    """Entities beside another one, by the property that leads to them."""

    results: tuple[Entity, ...]
    total: Total
    limit: int
    offset: int
