"""Webhooks: an administrator says which address is told of what."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from tidewaiter.model import Actor, BadInput, Record
from tidewaiter.web.api.answers import answer, gives, listed, takes
from tidewaiter.web.api.bearer import ByToken
from tidewaiter.web.api.bodies import Sent
from tidewaiter.web.api.sending import check_url, key_of, new_secret
from tidewaiter.web.api.webhook_news import KINDS, NewsKind
from tidewaiter.web.api.webhook_store import Delivery, Webhook, Webhooks
from tidewaiter.web.visitor import Desk

router = APIRouter(tags=["webhooks"])
EVENT = "webhook"
Keeper = Annotated[Actor, Depends(ByToken("manage_webhooks"))]


class NewWebhook(Record, frozen=True, forbid_unknown_fields=True):
    """Where to, and what is told there; a `secret` is made where none is given."""

    url: str
    events: tuple[NewsKind, ...] = KINDS
    secret: str = ""


class Registered(Webhook, frozen=True, omit_defaults=False):
    """A webhook as it was just made: the only time that its secret is shown."""

    secret: str = ""


class WebhookChanged(Record, frozen=True):
    """Payload of a `webhook` event: what was done with which webhook, and for what it stands."""

    id: str
    what: str
    host: str
    events: tuple[str, ...]


_NEW = {"url": "https://desk.example/hook", "events": ["finding.new", "list.changed"]}


def webhooks_of(request: Request) -> Webhooks:
    """The webhooks of the desk."""
    found: Webhooks = request.app.state.webhooks
    return found


Kept = Annotated[Webhooks, Depends(webhooks_of)]


@router.post(
    "/webhooks",
    summary="Register a webhook",
    openapi_extra=takes(NewWebhook, _NEW),
    responses=gives(Registered, status=201),
    status_code=201,
)
def register(
    desk: Desk, actor: Keeper, kept: Kept, new: Annotated[NewWebhook, Depends(Sent(NewWebhook))]
) -> Response:
    """Tell an address of new findings, changed lists, overdue duties and faults of the record.

    Messages are signed after Standard Webhooks with the secret, which is shown once. Addresses of
    private networks are refused unless the desk allows them. From now on nothing is missed.
    """
    if len(new.events) == 0:
        advice = f"Name some of: {', '.join(KINDS)}."
        raise BadInput("nothing is to be told", where="events", advice=advice)
    parts, _ = check_url(new.url, private=desk.settings.private_webhooks)
    secret = new.secret or new_secret()
    key_of(secret)
    kinds = tuple(dict.fromkeys(new.events))
    stamp = actor.name, desk.now()
    made = kept.add(new.url, kinds, secret, stamp=stamp, lists=desk.kept_lists())
    said = WebhookChanged(made.id, "registered", parts.hostname or "", kinds)
    desk.ledger.append(EVENT, made.id, said, actor=actor.name, at=desk.now)
    held: dict[str, Any] = {name: getattr(made, name) for name in made.__struct_fields__}
    location = f"/api/v1/webhooks/{made.id}"
    return answer(Registered(**held, secret=secret), 201, location=location)


@router.get("/webhooks", summary="The webhooks", responses=gives(Webhook, many=True))
def show(request: Request, _: Keeper, kept: Kept) -> Response:
    """Who is told of what, and how far; never the secrets."""
    return listed(request, kept.all())


@router.get("/webhooks/{name}", summary="One webhook", responses=gives(Webhook))
def show_one(_: Keeper, kept: Kept, name: str) -> Response:
    """Who is told of what, and how far."""
    return answer(kept.get(name))


@router.delete(
    "/webhooks/{name}",
    summary="Take a webhook away",
    status_code=204,
    response_class=Response,
    responses={204: {"description": "It is gone"}},
)
def remove(desk: Desk, actor: Keeper, kept: Kept, name: str) -> Response:
    """Nothing more is sent, and what was on its way is dropped."""
    held = kept.get(name)
    kept.remove(name)
    said = WebhookChanged(name, "taken away", "", held.events)
    desk.ledger.append(EVENT, name, said, actor=actor.name, at=desk.now)
    return Response(status_code=204)


@router.get(
    "/webhooks/{name}/deliveries",
    summary="What was sent",
    responses=gives(Delivery, many=True),
)
def deliveries(
    request: Request,
    _: Keeper,
    kept: Kept,
    name: str,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Response:
    """The last messages, newest first, and how far each got; without what they said."""
    return listed(request, kept.deliveries(name, limit))
