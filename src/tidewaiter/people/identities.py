"""Who our users are at an issuer of OpenID Connect, and sign-ins there that are under way.

A subject is only ever known beside its issuer: two issuers may give the same one.
"""

import datetime
from typing import Any

from sqlalchemy import Column, Table, Text, delete, insert, or_, select

from tidewaiter.ledger.chain import time_text
from tidewaiter.ledger.database import Beside
from tidewaiter.ledger.schema import METADATA
from tidewaiter.model import Record

IDENTITIES = Table(
    "people_identities",
    METADATA,
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("since", Text, nullable=False),
)
ASKED = Table(
    "people_asked",
    METADATA,
    Column("digest", Text, primary_key=True),
    *(
        Column(name, Text, nullable=False)
        for name in ("issuer", "nonce", "verifier", "back", "name", "link", "until")
    ),
)


class Identity(Record, frozen=True):
    """A user of ours as an issuer knows them, linked since a moment."""

    issuer: str
    subject: str
    name: str
    since: str


class Asked(Record, frozen=True, omit_defaults=False):
    """A sign-in sent to an issuer: what its answer must hold, and where it leads afterwards.

    `digest` is of the state that was sent, `link` of the one-time link it is made by; `name` is
    whose link that is, empty without one.
    """

    digest: str
    issuer: str
    nonce: str
    verifier: str
    back: str
    name: str
    link: str
    until: str


class Identities(Beside):
    """Identities and sign-ins under way, in the ledger's database."""

    def all(self) -> tuple[Identity, ...]:
        """Every identity, by user."""
        ordered = select(IDENTITIES).order_by(IDENTITIES.c.name, IDENTITIES.c.issuer)
        with self._database.reading() as connection:
            return tuple(Identity(**row._mapping) for row in connection.execute(ordered))

    def whose(self, issuer: str, subject: str) -> str | None:
        """The user that an identity is linked to, if any."""
        there = IDENTITIES.c.issuer == issuer, IDENTITIES.c.subject == subject
        with self._database.reading() as connection:
            found = connection.execute(select(IDENTITIES.c.name).where(*there))
            return found.scalar_one_or_none()

    def has_one(self, issuer: str, name: str) -> bool:
        """True where a user is linked to some identity of that issuer."""
        theirs = IDENTITIES.c.issuer == issuer, IDENTITIES.c.name == name
        with self._database.reading() as connection:
            found = connection.execute(select(IDENTITIES.c.subject).where(*theirs))
            return found.first() is not None

    def link(self, identity: Identity) -> None:
        """Link an identity; what the user and the identity were linked to there before ends."""
        row = {name: getattr(identity, name) for name in Identity.__struct_fields__}
        same = or_(
            IDENTITIES.c.subject == identity.subject,
            IDENTITIES.c.name == identity.name,
        )
        with self._database.writing() as connection:
            connection.execute(
                delete(IDENTITIES).where(IDENTITIES.c.issuer == identity.issuer, same)
            )
            connection.execute(insert(IDENTITIES).values(**row))

    def forget(self, name: str) -> int:
        """End every link of a user; how many there were."""
        with self._database.writing() as connection:
            done = connection.execute(delete(IDENTITIES).where(IDENTITIES.c.name == name))
            return done.rowcount

    def ask(self, asked: Asked, now: datetime.datetime) -> None:
        """Keep a sign-in that is sent to an issuer; those that are too old are forgotten."""
        row: dict[str, Any] = {name: getattr(asked, name) for name in Asked.__struct_fields__}
        with self._database.writing() as connection:
            connection.execute(delete(ASKED).where(ASKED.c.until <= time_text(now)))
            connection.execute(insert(ASKED).values(**row))

    def asked(self, digest: str, now: datetime.datetime) -> Asked | None:
        """The sign-in under way by the digest of its state, if it still holds."""
        with self._database.reading() as connection:
            found = select(ASKED).where(ASKED.c.digest == digest, ASKED.c.until > time_text(now))
            row = connection.execute(found).one_or_none()
        return None if row is None else Asked(**row._mapping)

    def answered(self, digest: str) -> bool:
        """End a sign-in under way; False where another answer has ended it already."""
        with self._database.writing() as connection:
            done = connection.execute(delete(ASKED).where(ASKED.c.digest == digest))
            return done.rowcount == 1
