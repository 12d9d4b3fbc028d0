"""The document by which programs know the API: OpenAPI 3.1, with who may ask what."""

from collections.abc import Callable, Iterable
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from tidewaiter.people import permissions
from tidewaiter.web.api.answers import COMPONENTS, schema_of
from tidewaiter.web.api.problems import MEDIA_TYPE, Problem

Routers = Iterable[tuple[str, APIRouter]]
ABOUT = """What the commands do, for programs: the same verbs, and the same JSON.

Send `Authorization: Bearer tw-token-...`. `tidewaiter users token LABEL --scope read` prints a
token; its scopes are actions, and each address says which it needs. Errors are
`application/problem+json` with `what`, `where` and `advice`.
"""
FAULTS = {
    "400": "What was sent cannot be used",
    "401": "No token, or none that holds",
    "403": "The token or the person's role does not allow it; the answer says who may",
    "404": "It is not there",
    "409": "Somebody else has written meanwhile",
    "413": "More than is taken at once",
    "422": "A parameter does not fit",
    "429": "Too much waits already",
    "503": "The record cannot be read or written now",
}


def action_of(dependant: Dependant) -> str:
    """The action that a route depends on; empty where it depends on none."""
    for each in dependant.dependencies:
        found = getattr(each.call, "action", "") or action_of(each)
        if found != "":
            return str(found)
    return ""


def documented(app: FastAPI, routers: Routers) -> Callable[[], dict[str, Any]]:
    """The function that gives the document, made once."""
    made: dict[str, Any] = {}

    def openapi() -> dict[str, Any]:
        if len(made) == 0:
            made.update(
                get_openapi(
                    title=app.title, version=app.version, description=ABOUT, routes=app.routes
                )
            )
            _say_who(made, routers)
        return made

    return openapi


def _say_who(document: dict[str, Any], routers: Routers) -> None:
    """Put in the schemas, the action of each address and the errors it may answer with."""
    problem = {MEDIA_TYPE: {"schema": schema_of(Problem)}}
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for prefix, router in routers:
        for route in router.routes:
            if isinstance(route, APIRoute) and route.include_in_schema:
                for method in route.methods or ():
                    operation = document["paths"][prefix + route.path_format][method.lower()]
                    _complete(operation, action_of(route.dependant), problem)
    schemas.update(COMPONENTS)
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)


def _complete(operation: dict[str, Any], action: str, problem: dict[str, Any]) -> None:
    for status, words in FAULTS.items():
        operation["responses"].setdefault(status, {})
        operation["responses"][status] = {"description": words, "content": problem}
    if action != "":
        operation["x-action"] = action
        needs = f"Needs the action `{action}`: {permissions()[action].words}."
        operation["description"] = f"{operation.get('description', '')}\n\n{needs}"
