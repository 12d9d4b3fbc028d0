"""What is given back: JSON as the commands print it, and how the OpenAPI document declares it."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from fastapi import Request
from fastapi.responses import Response, StreamingResponse

JSON, LINES = "application/json", "application/x-ndjson"
# the schemas of every form that a route names, for the OpenAPI document
COMPONENTS: dict[str, Any] = {}


def answer(content: object, status: int = 200, **headers: str) -> Response:
    """One record."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(msgspec.json.encode(content), status, sent, media_type=JSON)


def listed(request: Request, records: Iterable[object]) -> Response:
    """Several records: an array, or a line each where lines are asked for."""
    if wants_lines(request):
        return lines(records)
    return answer(list(records))


def lines(records: Iterable[object]) -> Response:
    """A line for each record, sent as it is made."""
    return StreamingResponse(_lines(records), media_type=LINES)


def wants_lines(request: Request) -> bool:
    """True where the program accepts lines of JSON rather than an array."""
    return LINES in request.headers.get("accept", "")


def schema_of(*forms: Any) -> dict[str, Any]:
    """The schema of a record or type, or of any of several.

    What it refers to stands in the document's components.
    """
    found, components = msgspec.json.schema_components(
        forms, ref_template="#/components/schemas/{name}"
    )
    COMPONENTS.update(components)
    return found[0] if len(found) == 1 else {"anyOf": list(found)}


def gives(*forms: Any, example: Any = None, many: bool = False, status: int = 200) -> Any:
    """The declaration of an answer, for `responses`: one record of a form, or `many`."""
    schema = schema_of(*forms)
    whole = {"type": "array", "items": schema} if many else schema
    content: dict[str, Any] = {JSON: {"schema": whole}}
    if many:
        content[LINES] = {"schema": schema}
    if example is not None:
        content[JSON]["example"] = [example] if many else example
    return {status: {"description": "The answer", "content": content}}


def takes(form: Any, example: Any = None) -> dict[str, Any]:
    """The declaration of a body of JSON, for `openapi_extra`."""
    content = {"schema": schema_of(form)}
    if example is not None:
        content["example"] = example
    return {"requestBody": {"required": True, "content": {JSON: content}}}


def takes_file(*media_types: str, description: str = "The file as it is.") -> dict[str, Any]:
    """The declaration of a body that is a file, for `openapi_extra`."""
    schema = {"type": "string", "format": "binary"}
    content = {each: {"schema": schema} for each in media_types}
    return {"requestBody": {"required": True, "description": description, "content": content}}


def _lines(records: Iterable[object]) -> Iterator[bytes]:
    for record in records:
        yield msgspec.json.encode(record) + b"\n"
