"""The Reconciliation Service API 0.2 (W3C community group), by which OpenRefine asks for rows."""

from collections.abc import Iterable
from typing import Annotated, Any
from urllib.parse import parse_qs, urlencode

import msgspec
from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response

from tidewaiter.model import Actor, BadInput, Record
from tidewaiter.web.api.answers import answer, gives
from tidewaiter.web.api.bearer import IN_QUERY, ByToken
from tidewaiter.web.api.bodies import JSON_BYTES, chunks
from tidewaiter.web.api.collection import Collection
from tidewaiter.web.api.entities import NAME_OF, NUMBER_OF, SCHEMATA, Example
from tidewaiter.web.api.problems import TooLarge
from tidewaiter.web.api.yente import BATCH, Asked, Question

router = APIRouter(tags=["reconciliation"])
TYPES = {
    "Thing": "Anything that is listed",
    "Person": "People",
    "Organization": "Organizations",
    "Company": "Companies",
    "Vessel": "Vessels",
    "Airplane": "Airplanes",
}
PROPERTIES = {
    **{name: name for name in (*NAME_OF.values(), *NUMBER_OF.values())},
    "birthDate": "date of birth",
    "nationality": "nationality",
    "country": "country",
    "flag": "flag",
    "gender": "gender",
    "address": "address",
    "program": "programme",
    "topics": "topics",
    "notes": "notes",
}
SUGGESTED = 20
# OpenRefine sends no headers of its own: its token stands in the address
Refiner = Annotated[Actor, Depends(ByToken("read", in_query=True))]
Dataset = Annotated[str, Path(max_length=80)]
Prefix = Annotated[str, Query(max_length=200)]


class PropertyValue(Record, frozen=True):
    """What is known besides the name."""

    pid: str
    v: str | int | float | bool | list[str] | None = None


class Query02(Record, frozen=True):
    """One row: its name, type, and further values."""

    query: str = ""
    type: str | list[str] | None = None
    limit: int = 5
    properties: tuple[PropertyValue, ...] = ()


class PropertyId(Record, frozen=True):
    """A property that is wanted."""

    id: str


class Extend(Record, frozen=True):
    """Which properties are wanted of which entities."""

    ids: tuple[str, ...] = ()
    properties: tuple[PropertyId, ...] = ()


@router.get(
    "/reconcile/{dataset}",
    summary="The manifest, or answers to queries",
    responses=gives(dict[str, Any]),
)
def by_get(
    request: Request,
    _: Refiner,
    held: Asked,
    dataset: Dataset,
    queries: Annotated[str, Query(max_length=100_000)] = "",
    extend: Annotated[str, Query(max_length=100_000)] = "",
) -> Response:
    """What the service can do; with `queries` or `extend` the answers to them."""
    if queries == extend == "":
        return answer(_manifest(request, dataset))
    return answer(_answered(held, queries, extend))


async def form(request: Request) -> dict[str, str]:
    """The form of a POST, its first values.

    Raises:
        BadInput: it is no form in UTF-8.
    """
    content = b"".join([chunk async for chunk in chunks(request, JSON_BYTES)])
    try:
        found = parse_qs(content.decode(), max_num_fields=20, encoding="utf-8", errors="strict")
    except ValueError as error:
        advice = "Send queries or extend as application/x-www-form-urlencoded."
        raise BadInput("no form", where="the body", advice=advice) from error
    return {name: values[0] for name, values in found.items()}


@router.post(
    "/reconcile/{dataset}",
    summary="Answers to queries",
    responses=gives(dict[str, Any]),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/x-www-form-urlencoded": {
                    "schema": {
                        "type": "object",
                        "properties": {"queries": {"type": "string"}, "extend": {"type": "string"}},
                    },
                    "example": {"queries": '{"q0": {"query": "Yun Ho-jin", "type": "Person"}}'},
                }
            },
        }
    },
)
def by_post(_: Refiner, held: Asked, sent: Annotated[dict[str, str], Depends(form)]) -> Response:
    """The answers to `queries`, by name, or the values asked for with `extend`."""
    return answer(_answered(held, sent.get("queries", ""), sent.get("extend", "")))


def _answered(held: Collection, queries: str, extend: str) -> dict[str, Any]:
    if extend != "":
        return _extended(held, _read(extend, Extend))
    asked = _read(queries, dict[str, Query02])
    if len(asked) > BATCH:
        advice = f"Send at most {BATCH} at once."
        raise TooLarge("too many queries in one batch", where="queries", advice=advice)
    return {name: {"result": _candidates(held, each)} for name, each in asked.items()}


def _read(text: str, form: Any) -> Any:
    try:
        return msgspec.json.decode(text, type=form)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        advice = "Send queries or extend as JSON, after the Reconciliation Service API 0.2."
        raise BadInput(str(error), where="queries", advice=advice) from error


def _candidates(held: Collection, asked: Query02) -> list[dict[str, Any]]:
    kinds = asked.type if isinstance(asked.type, str) else next(iter(asked.type or ()), "Thing")
    told: dict[str, list[str]] = {"name": [asked.query]}
    for each in asked.properties:
        values = each.v if isinstance(each.v, list) else [each.v]
        told.setdefault(each.pid.rpartition(":")[2], []).extend(
            str(value) for value in values if value is not None
        )
    example = Example(kinds, dict(told))
    limit = min(max(asked.limit, 1), 100)
    found = Question(held, limit=limit).answer(example).results
    # one sure answer may be taken by itself; of several a person chooses
    sure = [each for each in found if each.match]
    return [
        {
            "id": each.id,
            "name": each.caption,
            "description": ", ".join(each.datasets),
            "type": [_type(each.schema_)],
            "score": each.score,
            "match": each.match and len(sure) == 1,
            "features": [{"id": name, "value": value} for name, value in each.features.items()],
        }
        for each in found
    ]


def _extended(held: Collection, asked: Extend) -> dict[str, Any]:
    if len(asked.ids) > BATCH:
        advice = f"Send at most {BATCH} at once."
        raise TooLarge("too many ids in one batch", where="extend", advice=advice)
    wanted = [each.id.rpartition(":")[2] for each in asked.properties][:50]
    rows = {name: {each: _values(held, name, each) for each in wanted} for name in asked.ids}
    return {
        "meta": [{"id": name, "name": PROPERTIES.get(name, name)} for name in wanted],
        "rows": rows,
    }


def _values(held: Collection, name: str, wanted: str) -> list[dict[str, str]]:
    listing = held.find(name)
    found = () if listing is None else held.entity(listing).properties.get(wanted, ())
    return [{"str": str(value)} for value in found]


@router.get(
    "/reconcile/{dataset}/suggest/entity",
    summary="Entities by a prefix",
    responses=gives(dict[str, Any]),
)
def suggest_entity(_: Refiner, held: Asked, prefix: Prefix = "") -> Response:
    """Those whose name is like it, or whose names hold its words."""
    found = held.search(prefix)[:SUGGESTED] if prefix.strip() != "" else []
    entities = map(held.entity, found)
    return answer(
        {
            "result": [
                {"id": each.id, "name": each.caption, "notable": [_type(each.schema_)]}
                for each in entities
            ]
        }
    )


@router.get(
    "/reconcile/{dataset}/suggest/type",
    summary="Types by a prefix",
    responses=gives(dict[str, Any]),
)
def suggest_type(_: Refiner, __: Asked, prefix: Prefix = "") -> Response:
    """The schemata of FollowTheMoney that are listed here."""
    return answer({"result": [_type(name) for name in _starting(TYPES.items(), prefix)]})


@router.get(
    "/reconcile/{dataset}/suggest/property",
    summary="Properties by a prefix",
    responses=gives(dict[str, Any]),
)
def suggest_property(_: Refiner, __: Asked, prefix: Prefix = "") -> Response:
    """The properties of FollowTheMoney that are compared or told here."""
    named = _starting(PROPERTIES.items(), prefix)
    return answer({"result": [{"id": name, "name": PROPERTIES[name]} for name in named]})


@router.get(
    "/reconcile/{dataset}/extend/property",
    summary="Properties that can be had",
    responses=gives(dict[str, Any]),
)
def extend_property(
    _: Refiner,
    __: Asked,
    type_name: Annotated[str, Query(alias="type", max_length=80)] = "Thing",
    limit: Annotated[int, Query(ge=0, le=100)] = 0,
) -> Response:
    """What `extend` may ask for; the same for every type."""
    every = [{"id": name, "name": words} for name, words in PROPERTIES.items()]
    shown = every[:limit] if limit > 0 else every
    return answer({"type": type_name, "limit": limit, "properties": shown})


def _starting(named: Iterable[tuple[str, str]], prefix: str) -> list[str]:
    start = prefix.casefold().strip()
    return [name for name, words in named if start in name.casefold() or start in words.casefold()]


def _type(name: str) -> dict[str, str]:
    return {"id": name, "name": TYPES.get(name, name)}


def _manifest(request: Request, dataset: str) -> dict[str, Any]:
    base = f"{str(request.base_url).rstrip('/')}/reconcile/{dataset}"
    token = request.query_params.get(IN_QUERY, "")
    query = f"?{urlencode({IN_QUERY: token})}" if token != "" else ""
    suggest = {
        name: {"service_url": base, "service_path": f"/suggest/{name}{query}"}
        for name in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": f"tidewaiter: {dataset}",
        "identifierSpace": f"{base}/ids",
        "schemaSpace": "https://followthemoney.tech/explorer/schemata/",
        "batchSize": 50,
        "defaultTypes": [_type(name) for name in dict.fromkeys(("Thing", *SCHEMATA.values()))],
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": base, "service_path": f"/extend/property{query}"},
            "property_settings": [],
        },
    }
