"""The addresses of yente, so that its clients need another address and a token and nothing else."""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from tidewaiter.lists import Kept
from tidewaiter.model import BadInput, Listing
from tidewaiter.screening.weights import current_weights
from tidewaiter.web.api.answers import answer, gives, takes
from tidewaiter.web.api.bearer import Reader
from tidewaiter.web.api.bodies import Sent
from tidewaiter.web.api.collection import Collection, Scope, children, collection
from tidewaiter.web.api.entities import (
    Entity,
    Example,
    Explained,
    explained,
    kinds_of,
    sanctions_of,
    subject_of,
)
from tidewaiter.web.api.problems import TooLarge
from tidewaiter.web.api.yente_forms import (
    LANDS,
    Adjacent,
    Facet,
    FacetValue,
    Filter,
    MatchAnswer,
    Matches,
    MatchQuery,
    Scored,
    SearchAnswer,
    Total,
)
from tidewaiter.web.office import Office
from tidewaiter.web.visitor import Desk

router = APIRouter(tags=["as yente"])
BATCH, MATCHES, PAGE, OFFSET = 500, 500, 500, 9499
THRESHOLD, CUTOFF = 0.7, 0.5
ALGORITHM = "tidewaiter"
# what clients of yente name: one way of comparing answers to all of them here
ALGORITHMS = frozenset(
    {
        "tidewaiter",
        "best",
        "logic-v1",
        "logic-v2",
        "name-based",
        "name-qualified",
        "name-matcher",
        "regression-v1",
        "regression-v2",
        "regression-v3",
        "ofac-249",
    }
)
ABOUT = "Names compared in their own scripts, then weighed with numbers, births, countries."
_EXAMPLE = {
    "queries": {
        "q1": {
            "schema": "Person",
            "properties": {"name": ["Yun Ho-jin"], "birthDate": ["1944-10-13"]},
        }
    }
}
Names = Annotated[list[str], Query(max_length=100)]
Day = Annotated[datetime.date | None, Query(description="The lists in force on that day.")]


def scoped(
    desk: Desk,
    dataset: str,
    include_dataset: Names = [],  # noqa: B006 - FastAPI copies it
    exclude_dataset: Names = [],  # noqa: B006 - FastAPI copies it
    on: Day = None,
) -> Collection:
    """The datasets that a request asks."""
    scope = Scope(on or desk.today(), dataset, tuple(include_dataset), tuple(exclude_dataset))
    return collection(desk, scope)


def filtered(
    exclude_schema: Names = [],  # noqa: B006 - FastAPI copies it
    exclude_entity_ids: Names = [],  # noqa: B006 - FastAPI copies it
    topics: Names = [],  # noqa: B006 - FastAPI copies it
    countries: Names = [],  # noqa: B006 - FastAPI copies it
    changed_since: Annotated[
        datetime.datetime | datetime.date | None,
        Query(description="Only entities on which a decision began since."),
    ] = None,
) -> Filter:
    """What a request narrows its answer to."""
    since = changed_since
    if since is not None and not isinstance(since, datetime.datetime):
        since = datetime.datetime.combine(since, datetime.time(), datetime.UTC)
    if since is not None and since.tzinfo is None:
        since = since.replace(tzinfo=datetime.UTC)
    return Filter(
        tuple(exclude_schema), tuple(exclude_entity_ids), tuple(topics), tuple(countries), since
    )


Asked = Annotated[Collection, Depends(scoped)]
Narrowed = Annotated[Filter, Depends(filtered)]


@router.post(
    "/match/{dataset}",
    summary="Match examples",
    openapi_extra=takes(MatchQuery, _EXAMPLE),
    responses=gives(MatchAnswer),
)
def match(  # noqa: PLR0913, PLR0917 - what a request is made of
    _: Reader,
    held: Asked,
    narrowed: Narrowed,
    body: Annotated[MatchQuery, Depends(Sent(MatchQuery))],
    limit: Annotated[int, Query(ge=1, le=MATCHES)] = 5,
    threshold: Annotated[
        float, Query(ge=0, le=1, description="From which on it is a match.")
    ] = THRESHOLD,
    cutoff: Annotated[float, Query(ge=0, le=1, description="Below it nothing is given.")] = CUTOFF,
    algorithm: Annotated[str, Query(max_length=40)] = ALGORITHM,
) -> Response:
    """Which entities each example may be, with a score, and why. At most 500 examples.

    `dataset` is one of `/catalog`, `default` for all lists. `on` asks the lists of another day.
    """
    _check(body, algorithm)
    ask = Question(held, narrowed, limit, threshold, min(cutoff, threshold))
    responses = {name: ask.answer(example) for name, example in body.queries.items()}
    found = MatchAnswer(responses, matcher(), limit)
    return answer(found, x_batch_size=str(len(responses)))


ALL = Filter()


@dataclass(frozen=True, slots=True)
class Question:
    """How examples are matched: among what, how many answers, from which score on."""

    held: Collection
    narrowed: Filter = ALL
    limit: int = 5
    threshold: float = THRESHOLD
    cutoff: float = CUTOFF

    def answer(self, example: Example) -> Matches:
        """The entities that an example may be."""
        subject = subject_of(example)
        found = []
        for like in self.held.alike(subject, self.cutoff, MATCHES):
            entity = self.held.entity(like.listing)
            if self.narrowed.takes(entity):
                score, why = like.weighed.score, explained(like, subject.names)
                found.append(_scored(entity, score, score >= self.threshold, why))
        return Matches(200, tuple(found[: self.limit]), Total(len(found)), example)


def _scored(entity: Entity, score: float, match: bool, why: dict[str, Explained]) -> Scored:
    held = {name: getattr(entity, name) for name in entity.__struct_fields__}
    features = {name: each.score for name, each in why.items()}
    return Scored(**held, score=score, match=match, features=features, explanations=why)


def _check(body: MatchQuery, algorithm: str) -> None:
    if algorithm not in ALGORITHMS:
        advice = f"Leave it out, or use {ALGORITHM}."
        raise BadInput("no such algorithm", where=algorithm, advice=advice)
    if len(body.weights) + len(body.config) > 0:
        advice = (
            "Leave weights and config out: the weights here are declared, and the same for all."
        )
        raise BadInput("weights cannot be set", where="the body", advice=advice)
    if len(body.queries) == 0:
        raise BadInput("no queries", where="the body", advice="Give at least one.")
    if len(body.queries) > BATCH:
        advice = f"Send at most {BATCH} at once."
        raise TooLarge("too many queries in one batch", where="the body", advice=advice)


@router.get("/search/{dataset}", summary="Search entities", responses=gives(SearchAnswer))
def search(
    _: Reader,
    held: Asked,
    narrowed: Narrowed,
    q: Annotated[str, Query(max_length=500, description="A name in any script, or a number.")] = "",
    schema: Annotated[str, Query(max_length=80)] = "Thing",
    limit: Annotated[int, Query(ge=0, le=PAGE)] = 10,
    offset: Annotated[int, Query(ge=0, le=OFFSET)] = 0,
) -> Response:
    """The entities whose number it is, whose name is like it, or whose names hold its words."""
    kinds = kinds_of(schema)
    entities = (held.entity(each) for each in held.search(q) if each.kind in kinds)
    found = [entity for entity in entities if narrowed.takes(entity)]
    page = tuple(found[offset : offset + limit])
    return answer(SearchAnswer(page, _facets(found), Total(len(found)), limit, offset))


def _facets(found: list[Entity]) -> dict[str, Facet]:
    def facet(label: str, counted: Counter[str]) -> Facet:
        values = (FacetValue(name, name, count) for name, count in counted.most_common(100))
        return Facet(label, tuple(values))

    lands = (str(v) for e in found for name in LANDS for v in e.properties.get(name, ()))
    topics = (str(value) for entity in found for value in entity.properties.get("topics", ()))
    return {
        "countries": facet("Countries", Counter(lands)),
        "topics": facet("Topics", Counter(topics)),
        "datasets": facet("Datasets", Counter(name for e in found for name in e.datasets)),
        "schema": facet("Types", Counter(entity.schema_ for entity in found)),
    }


def beside(
    desk: Desk,
    name: str,
    limit: Annotated[int, Query(ge=0, le=PAGE)] = 10,
    offset: Annotated[int, Query(ge=0, le=OFFSET)] = 0,
    on: Day = None,
) -> tuple[Collection, Listing, Adjacent]:
    """An entity with the sanctions beside it."""
    held = collection(desk, Scope(on or desk.today()))
    listing = held.get(name)
    every = tuple(sanctions_of(listing, held.datasets(listing)))
    page = every[offset : offset + limit]
    return held, listing, Adjacent(page, Total(len(every)), limit, offset)


Beside = Annotated[tuple[Collection, Listing, Adjacent], Depends(beside)]


@router.get(
    "/entities/{name:path}/adjacent/{property_name}",
    summary="What stands beside an entity, by one property",
    responses=gives(Adjacent),
)
def adjacent_by(_: Reader, found: Beside, property_name: str) -> Response:
    """Its sanctions by `sanctions`; nothing by any other property."""
    of = found[2]
    empty = Adjacent((), Total(0), of.limit, of.offset)
    return answer(of if property_name == "sanctions" else empty)


@router.get(
    "/entities/{name:path}/adjacent",
    summary="What stands beside an entity",
    responses=gives(dict[str, Any]),
)
def adjacent(_: Reader, found: Beside) -> Response:
    """The entity, and its sanctions: the lists here name no other links."""
    held, listing, of = found
    return answer({"entity": held.entity(listing), "adjacent": {"sanctions": of}})


@router.get("/entities/{name:path}", summary="One entity", responses=gives(Entity))
def fetch(
    desk: Desk,
    _: Reader,
    name: str,
    nested: Annotated[bool, Query(description="With its sanctions.")] = True,
    on: Day = None,
) -> Response:
    """A listing by its list and reference, as `un/KPe.054`."""
    held = collection(desk, Scope(on or desk.today()))
    return answer(held.entity(held.get(name), nested=nested))


@router.get("/catalog", summary="The datasets", responses=gives(dict[str, Any]))
def catalog(desk: Desk, _: Reader) -> Response:
    """Each list kept, the families they belong to, and `default` for all of them."""
    return answer(_catalog(desk))


@router.get("/manifest", summary="The datasets", responses=gives(dict[str, Any]))
def manifest(desk: Desk, _: Reader) -> Response:
    """The same as `/catalog`."""
    return answer({"datasets": _catalog(desk)["datasets"]})


def _catalog(desk: Office) -> dict[str, Any]:
    kept = {each.list: each for each in desk.kept_lists()}
    made_of = children(desk.lists_on(desk.today()))
    today = desk.today()
    stale = [name for name, each in kept.items() if each.stale(today) != ""]
    return {
        "datasets": [_dataset(name, each, kept) for name, each in made_of.items()],
        "current": [name for name in kept if name not in stale],
        "outdated": stale,
        "index_stale": False,
    }


def _dataset(name: str, made_of: tuple[str, ...], kept: dict[str, Kept]) -> dict[str, Any]:
    held = [kept[each] for each in made_of if each in kept]
    days = [each.current.isoformat() for each in held]
    return {
        "name": name,
        "title": name,
        "load": True,
        "version": max(days, default=""),
        "index_version": max(days, default=""),
        "index_current": True,
        "updated_at": max(days, default=None),
        "entity_count": sum(each.entries for each in held),
        "children": [each for each in made_of if each != name],
    }


@router.get("/algorithms", summary="The ways of comparing", responses=gives(dict[str, Any]))
def algorithms(_: Reader) -> Response:
    """There is one; the names that clients of yente know are taken for it."""
    docs = matcher()
    one = {"name": ALGORITHM, "description": ABOUT, "features": docs, "docs": docs}
    return answer({"algorithms": [one], "default": ALGORITHM, "best": ALGORITHM})


def matcher() -> dict[str, dict[str, str]]:
    """What each feature is, in words."""
    first = {"name": {"description": "How alike the names are.", "url": ""}}
    weights = current_weights().values()
    return first | {each.name: {"description": each.reason, "url": ""} for each in weights}
