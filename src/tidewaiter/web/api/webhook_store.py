"""Webhooks as they are kept: who is told, how far in the record, and what is on its way.

What is to be told is written down in the same act by which the place in the record moves on, so
that after any stop nothing is missed, and nothing is told twice under two names.
"""

import datetime
import secrets
from collections.abc import Iterable
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, delete, func, insert, select, update

from tidewaiter.ledger.chain import time_text
from tidewaiter.ledger.database import Beside
from tidewaiter.ledger.schema import EVENTS
from tidewaiter.lists import Kept
from tidewaiter.model import BadInput, Record
from tidewaiter.web.api.problems import NotThere
from tidewaiter.web.api.sending import Sent
from tidewaiter.web.api.webhook_news import News, of_event, of_lists
from tidewaiter.web.api.webhook_tables import DELIVERIES, WEBHOOKS

MOST, PAGE, DUE = 50, 1000, 50
MINUTE, HOUR = 60, 3600
# seconds before each further attempt, as Standard Webhooks advises; after the last it is given up
DELAYS = (5, 5 * MINUTE, 30 * MINUTE, *(hours * HOUR for hours in (2, 5, 10, 14, 20, 24)))
LEASE = datetime.timedelta(minutes=2)
KEPT = datetime.timedelta(days=30)
GONE = 410
H, D = WEBHOOKS.c, DELIVERIES.c


class Webhook(Record, frozen=True, omit_defaults=False):
    """Who is told of what; `ended` says why nothing is sent any more, empty while something is.

    `position` is the last event that was looked at for it.
    """

    id: str
    url: str
    events: tuple[str, ...]
    made: str
    by: str
    position: int
    ended: str = ""


class Delivery(Record, frozen=True, omit_defaults=False):
    """A message and how far it got: `pending` until `delivered` or `given_up`.

    `due` is when it is sent next, `answer` what the last attempt came to.
    """

    id: str
    type: str
    about: str
    made: str
    state: str
    attempts: int
    due: str
    answer: str


class Outgoing(Record, frozen=True):
    """A message to be sent now, and where to."""

    id: str
    url: str
    secret: str
    body: str
    attempts: int


class Webhooks(Beside):
    """The webhooks of a desk, in the ledger's database. Nothing here reads the clock."""

    def add(
        self,
        url: str,
        kinds: tuple[str, ...],
        secret: str,
        *,
        stamp: tuple[str, datetime.datetime],
        lists: Iterable[Kept],
    ) -> Webhook:
        """Tell an address of these kinds of news, from this moment on.

        Raises:
            BadInput: there are too many webhooks.
        """
        name = secrets.token_hex(8)
        with self._database.writing() as connection:
            if len(connection.execute(select(H.id)).all()) >= MOST:
                advice = "Take one away that is not needed."
                raise BadInput(f"there are {MOST} webhooks", where="webhooks", advice=advice)
            last = connection.execute(select(func.max(EVENTS.c.number))).scalar_one() or 0
            values = {
                "id": name,
                "url": url,
                "secret": secret,
                "kinds": " ".join(kinds),
                "made": time_text(stamp[1]),
                "actor": stamp[0],
                "position": last,
                "lists": _lists_text(lists),
                "walked": "",
                "ended": "",
            }
            connection.execute(insert(WEBHOOKS).values(**values))
        return self.get(name)

    def all(self) -> tuple[Webhook, ...]:
        """Every webhook, in the order made."""
        with self._database.reading() as connection:
            return tuple(map(_webhook, connection.execute(select(WEBHOOKS).order_by(H.made))))

    def get(self, name: str) -> Webhook:
        """The webhook of that id.

        Raises:
            NotThere: there is none.
        """
        with self._database.reading() as connection:
            row = connection.execute(select(WEBHOOKS).where(H.id == name)).one_or_none()
        if row is None:
            advice = "/api/v1/webhooks lists them."
            raise NotThere("no such webhook", where=name, advice=advice)
        return _webhook(row)

    def remove(self, name: str) -> None:
        """Tell it nothing more; what was on its way is dropped.

        Raises:
            NotThere: there is none.
        """
        self.get(name)
        with self._database.writing() as connection:
            connection.execute(delete(DELIVERIES).where(D.webhook == name))
            connection.execute(delete(WEBHOOKS).where(H.id == name))

    def deliveries(self, name: str, most: int) -> tuple[Delivery, ...]:
        """The last deliveries of a webhook, newest first.

        Raises:
            NotThere: there is none.
        """
        self.get(name)
        newest = select(DELIVERIES).where(D.webhook == name).order_by(D.made.desc(), D.id)
        with self._database.reading() as connection:
            return tuple(map(_delivery, connection.execute(newest.limit(most))))

    def follow(self, name: str, now: datetime.datetime) -> bool:
        """Write down what the next events bring; True where there may be more of them."""
        with self._database.writing() as connection:
            row = self._active(connection, name)
            if row is None:
                return False
            columns = (EVENTS.c.number, EVENTS.c.kind, EVENTS.c.payload)
            page = select(*columns).where(EVENTS.c.number > row.position)
            events = connection.execute(page.order_by(EVENTS.c.number).limit(PAGE)).all()
            if len(events) == 0:
                return False
            news = (of_event(*event) for event in events)
            _put(connection, row, (each for each in news if each is not None), now)
            moved = {"position": events[-1].number}
            connection.execute(update(WEBHOOKS).where(H.id == name).values(**moved))
        return len(events) == PAGE

    def tell_lists(self, name: str, lists: Iterable[Kept], now: datetime.datetime) -> None:
        """Write down which lists have changed since they were last told of."""
        held = list(lists)
        with self._database.writing() as connection:
            row = self._active(connection, name)
            if row is None:
                return
            told = msgspec.json.decode(row.lists, type=dict[str, str])
            _put(connection, row, of_lists(told, held), now)
            changed = {"lists": _lists_text(held)}
            connection.execute(update(WEBHOOKS).where(H.id == name).values(**changed))

    def tell(self, name: str, news: Iterable[News], now: datetime.datetime) -> None:
        """Write down other news, each once."""
        with self._database.writing() as connection:
            row = self._active(connection, name)
            if row is not None:
                _put(connection, row, news, now)

    def walk_due(self, day: datetime.date) -> bool:
        """True where a webhook wants to know of faults, and the chain was not walked that day."""
        return any(
            "record.fault" in row.kinds.split() and row.walked != day.isoformat()
            for row in self._rows()
        )

    def tell_walk(self, news: Iterable[News], now: datetime.datetime) -> None:
        """Write down what walking the chain found, and that it was walked."""
        found = list(news)
        with self._database.writing() as connection:
            for row in connection.execute(select(WEBHOOKS).where(H.ended == "")).all():
                _put(connection, row, found, now)
            connection.execute(update(WEBHOOKS).values(walked=now.date().isoformat()))

    def take_due(self, now: datetime.datetime) -> tuple[Outgoing, ...]:
        """What is to be sent now; nobody else gets it until the lease ends."""
        due = and_(D.state == "pending", D.due <= time_text(now), H.ended == "")
        wanted = select(D.id, D.body, D.attempts, H.url, H.secret).join_from(
            DELIVERIES, WEBHOOKS, D.webhook == H.id
        )
        with self._database.writing() as connection:
            rows = connection.execute(wanted.where(due).order_by(D.due, D.id).limit(DUE)).all()
            leased = update(DELIVERIES).where(D.id.in_([row.id for row in rows]))
            connection.execute(leased.values(due=time_text(now + LEASE)))
        return tuple(Outgoing(r.id, r.url, r.secret, r.body, r.attempts) for r in rows)

    def settle(self, outgoing: Outgoing, sent: Sent, now: datetime.datetime) -> None:
        """Write down how an attempt ended, and when the next one is due."""
        attempts = outgoing.attempts + 1
        values: dict[str, Any] = {"attempts": attempts, "answer": sent.words}
        if sent.arrived:
            values |= {"state": "delivered", "due": "", "body": ""}
        elif attempts > len(DELAYS) or sent.status == GONE:
            values |= {"state": "given_up", "due": "", "body": ""}
        else:
            later = now + datetime.timedelta(seconds=DELAYS[attempts - 1])
            values |= {"due": time_text(later)}
        with self._database.writing() as connection:
            mine = D.id == outgoing.id
            connection.execute(update(DELIVERIES).where(mine).values(**values))
            if sent.status == GONE:
                of = select(D.webhook).where(mine).scalar_subquery()
                ended = {"ended": "the receiver answered that it is gone (HTTP 410)"}
                connection.execute(update(WEBHOOKS).where(H.id == of).values(**ended))

    def sweep(self, now: datetime.datetime) -> None:
        """Forget settled deliveries of a month ago that could not be told again anyway."""
        old = and_(D.state != "pending", D.made < time_text(now - KEPT))
        kinds = D.kind.in_(("finding.new", "list.changed"))
        with self._database.writing() as connection:
            connection.execute(delete(DELIVERIES).where(old, kinds))

    def _rows(self) -> list[Row[Any]]:
        with self._database.reading() as connection:
            return list(connection.execute(select(WEBHOOKS).where(H.ended == "")))

    def _active(self, connection: Connection, name: str) -> Row[Any] | None:
        return connection.execute(select(WEBHOOKS).where(H.id == name, H.ended == "")).one_or_none()


def _put(
    connection: Connection, row: Row[Any], news: Iterable[News], now: datetime.datetime
) -> None:
    """Write down the news of the kinds that a webhook wants, but for what it was told of."""
    kinds = row.kinds.split()
    every = iter({each.about: each for each in news if each.kind in kinds}.values())
    while len(page := list(islice(every, PAGE))) > 0:
        _put_page(connection, row.id, page, time_text(now))


def _put_page(connection: Connection, webhook: str, news: list[News], at: str) -> None:
    names = [each.about for each in news]
    held = select(D.about).where(D.webhook == webhook, D.about.in_(names))
    told = set(connection.execute(held).scalars())
    made = [
        {
            "id": f"msg_{secrets.token_hex(12)}",
            "webhook": webhook,
            "about": each.about,
            "kind": each.kind,
            "body": _body(each, at),
            "made": at,
            "state": "pending",
            "attempts": 0,
            "due": at,
            "answer": "",
        }
        for each in news
        if each.about not in told
    ]
    if len(made) > 0:
        connection.execute(insert(DELIVERIES), made)


def _body(news: News, at: str) -> str:
    content = {"type": news.kind, "timestamp": at, "data": news.data}
    return msgspec.json.encode(content).decode()


def _lists_text(lists: Iterable[Kept]) -> str:
    return msgspec.json.encode({kept.list: kept.sha256 for kept in lists}).decode()


def _webhook(row: Row[Any]) -> Webhook:
    kinds = tuple(row.kinds.split())
    return Webhook(row.id, row.url, kinds, row.made, row.actor, row.position, row.ended)


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        row.id, row.kind, row.about, row.made, row.state, row.attempts, row.due, row.answer
    )
