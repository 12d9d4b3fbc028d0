"""Is it there, can it answer, and how it fares: for those who keep it running."""

import ipaddress
import time
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sqlalchemy import func, select
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tidewaiter.cases.queue import Wanted, queue
from tidewaiter.model import Actor, LedgerError
from tidewaiter.model.finding import ACTIONS
from tidewaiter.people import may, require
from tidewaiter.web.api.answers import answer, gives
from tidewaiter.web.api.bearer import ByToken, actor_of
from tidewaiter.web.api.webhook_tables import DELIVERIES
from tidewaiter.web.office import Office
from tidewaiter.web.visitor import Desk

router = APIRouter(tags=["system"])
V1 = "/api/v1"
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


class Measured:
    """Counts what is asked and how long it takes, by the route and never by the address."""

    def __init__(self, app: ASGIApp, registry: CollectorRegistry) -> None:
        self._app = app
        labels = ("method", "route", "status")
        self._count = Counter(
            "tidewaiter_requests", "Requests answered.", labels, registry=registry
        )
        self._seconds = Histogram(
            "tidewaiter_request_seconds", "Seconds to the answer.", ("route",), registry=registry
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and count the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = time.perf_counter(), ["500"]

        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                status[0] = str(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, send_counted)
        finally:
            route = _route(scope)
            self._count.labels(_method(scope["method"]), route, status[0]).inc()
            self._seconds.labels(route).observe(time.perf_counter() - begun)


def _route(scope: Scope) -> str:
    """The address as it is declared, with the prefix of the version that its router leaves out."""
    found = getattr(scope.get("route"), "path", "other")
    prefix = V1 if scope["path"].startswith(f"{V1}/") and not found.startswith(V1) else ""
    return f"{prefix}{found}"


def _method(name: str) -> str:
    known = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
    return name if name in known else "other"


class FromHereOrByToken(ByToken):
    """A dependency that lets in who asks from this machine, or with a token that may read."""

    def __call__(self, request: Request) -> Actor:
        """Who asks; the desk itself where it is from this machine."""
        if is_local(request):
            return Actor("this machine", ())
        actor = actor_of(request)
        if not may(actor, "verify"):
            require(actor, self.action)
        return actor


Keeper = Annotated[Actor, Depends(FromHereOrByToken("read"))]


@router.get("/healthz", summary="Is the process there", responses=gives(dict[str, str]))
def healthz() -> Response:
    """Nothing is looked at; it needs no token."""
    return answer({"status": "ok"})


@router.get(
    "/readyz",
    summary="Can it answer",
    responses=gives(dict[str, str]) | {503: {"description": "The record cannot be read"}},
)
def readyz(desk: Desk) -> Response:
    """The end of the record is read; it needs no token, and tells nothing but whether."""
    try:
        desk.ledger.anchor()
    except LedgerError:
        return answer({"status": "the record cannot be read"}, 503)
    return answer({"status": "ok"})


@router.get(
    "/metrics",
    summary="How it fares",
    responses={200: {"description": "For Prometheus", "content": {"text/plain": {}}}},
)
def metrics(request: Request, desk: Desk, _: Keeper) -> Response:
    """Counts, ages and times of this process and its record, for Prometheus; nobody's data.

    From this machine it needs no token; from elsewhere one of the scope `read` or `verify`.
    """
    registry: CollectorRegistry = request.app.state.metrics
    content = generate_latest(registry) + generate_latest(_of_record(desk))
    return Response(content, media_type=CONTENT_TYPE_LATEST)


def is_local(request: Request) -> bool:
    """True where the connection is from this machine and nobody is asked for through it."""
    if request.client is None or any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _of_record(desk: Office) -> CollectorRegistry:
    """What the record tells at this moment."""
    registry = CollectorRegistry()

    def gauge(name: str, words: str, labels: tuple[str, ...] = ()) -> Any:
        return Gauge(f"tidewaiter_{name}", words, labels, registry=registry)

    gauge("events", "Number of the last event.").set(desk.ledger.anchor().number)
    waiting = gauge("waiting", "Consignments that wait, counted to 10,000.", ("action",))
    for action in ACTIONS[:-1]:
        waiting.labels(action).set(
            queue(desk.standing, desk.limits, Wanted(action=action, size=1)).count
        )
    age, entries = (
        gauge(name, words, ("list",))
        for name, words in (("list_age_days", "Days."), ("list_entries", "Entries."))
    )
    for each in desk.list_ages():
        age.labels(each.name).set(each.days)
        entries.labels(each.name).set(each.entries)
    states = select(DELIVERIES.c.state, func.count().label("many")).group_by(DELIVERIES.c.state)
    deliveries = gauge("webhook_deliveries", "Deliveries kept.", ("state",))
    with desk.ledger.tables() as connection:
        for row in connection.execute(states):
            deliveries.labels(row.state).set(row.many)
    return registry
