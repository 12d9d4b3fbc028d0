"""Every route of an app with what it asks, and every page that a person can walk to."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from lxml import html
from starlette.routing import Match

from tidewaiter.web.api.bearer import ByToken

# of addresses that differ in their numbers and words alone, so many are looked at
OF_A_KIND, AT_MOST = 2, 250


@dataclass(frozen=True)
class Asked:
    """One route by one method: its parts, and the actions that who asks must be allowed."""

    method: str
    path: str
    actions: tuple[str, ...]
    queries: tuple[str, ...]
    # True where programs ask, by a token and without a form
    is_api: bool = False

    def address(self, value: str = "1") -> str:
        """The path with a value for each of its parts."""
        return re.sub(r"\{[^}]*\}", value, self.path)


def routes(app: FastAPI) -> list[Asked]:
    """Every route, those of included routers too; mounted folders are left out."""
    found = []
    for context in iter_route_contexts(app.routes):
        dependant = getattr(context, "dependant", None)
        dependants = [] if dependant is None else list(_with_dependencies(dependant))
        actions = {call.action for each in dependants if isinstance(call := each.call, _Acting)}
        by_token = any(isinstance(each.call, ByToken) for each in dependants)
        queries = {field.alias for each in dependants for field in each.query_params}
        for method in sorted((context.methods or set()) - {"HEAD", "OPTIONS"}):
            path = context.path or ""
            is_api = path == "/metrics" or path.startswith("/api/") or by_token
            asked = Asked(method, path, tuple(sorted(actions)), tuple(sorted(queries)), is_api)
            found.append(asked)
    return found


class _ActingType(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(getattr(instance, "action", None), str)


class _Acting(metaclass=_ActingType):
    """What gives the actor where the person may do its `action`: pages and API have their own."""

    action: str


def _with_dependencies(dependant: Any) -> Iterator[Any]:
    yield dependant
    for each in dependant.dependencies:
        yield from _with_dependencies(each)


@dataclass(frozen=True)
class Page:
    """A page as it came: where from, from which page one got there, and what stands in it."""

    address: str
    came_by: str
    status: int
    text: str

    @property
    def tree(self) -> Any:
        """The elements."""
        return html.document_fromstring(self.text)


def crawl(app: FastAPI, client: TestClient, start: tuple[str, ...] = ("/",)) -> list[Page]:
    """The pages that links lead a client to from a page, near ones first."""
    waiting = deque((address, "") for address in start)
    pages: list[Page] = []
    seen, kinds = set(start), Counter[object]()
    while waiting and len(pages) < AT_MOST:
        address, came_by = waiting.popleft()
        answer = client.get(address)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            assert answer.status_code < 500, (address, answer.status_code)
            continue
        page = Page(address, came_by, answer.status_code, answer.text)
        pages.append(page)
        for link in links(page):
            if link not in seen and kinds[kind := kind_of(app, link)] < OF_A_KIND:
                seen.add(link)
                kinds[kind] += 1
                waiting.append((link, address))
    return pages


def links(page: Page) -> Iterator[str]:
    """Where a page leads to inside this desk, without the places in pages."""
    for element in page.tree.iter("a"):
        target = urljoin(page.address, element.get("href", "")).partition("#")[0]
        if target.startswith("/") and not target.startswith(("//", "/static/")):
            yield target


def kind_of(app: FastAPI, address: str) -> tuple[str, tuple[str, ...]]:
    """The route of an address and the names in its query: what makes two addresses alike."""
    parts = urlsplit(address)
    route = route_of(app, parts.path) or parts.path
    return route, tuple(sorted({name for name, _ in parse_qsl(parts.query)}))


def route_of(app: FastAPI, path: str) -> str | None:
    """The path as its route writes it; None where no route takes it."""
    scope = {"type": "http", "method": "GET", "path": path, "root_path": "", "headers": []}
    for context in iter_route_contexts(app.routes):
        match, _ = context.original_route.matches(scope)
        if match == Match.FULL:
            return context.path
    return None
