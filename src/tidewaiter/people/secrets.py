"""What proves who somebody is: kept beside the ledger, never in it, and never as it was given.

Passwords are kept as argon2id hashes (RFC 9106), everything else that is handed out (sessions,
API tokens, one-time links) as SHA-256 of 32 random bytes.
"""

import datetime
import hashlib
import secrets as random
from typing import Any, Literal

from sqlalchemy import Column, Connection, Table, Text, delete, insert, select
from sqlalchemy import update as change

from tidewaiter.ledger.chain import time_text
from tidewaiter.ledger.database import Beside
from tidewaiter.ledger.schema import METADATA
from tidewaiter.people.identities import IDENTITIES

PASSWORDS = Table(
    "people_passwords",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("hash", Text, nullable=False),
)
HANDED = Table(
    "people_handed",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("sort", Text, nullable=False, index=True),
    Column("name", Text, nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("until", Text, nullable=False),
)
ATTEMPTS = Table(
    "people_attempts",
    METADATA,
    Column("name", Text, nullable=False, index=True),
    Column("at", Text, nullable=False),
)
Sort = Literal["session", "token", "link", "first"]
# rows by the name of their table
Proofs = dict[str, list[dict[str, str]]]


class Secrets(Beside):
    """Passwords, sessions, tokens, links and failed attempts, in the ledger's database."""

    def password(self, name: str) -> str | None:
        """The hash of a user's password, if there is one."""
        with self._database.reading() as connection:
            found = select(PASSWORDS.c.hash).where(PASSWORDS.c.name == name)
            return connection.execute(found).scalar_one_or_none()

    def set_password(self, name: str, hashed: str) -> None:
        """Keep the hash of a new password; sessions of the old one end."""
        with self._database.writing() as connection:
            connection.execute(delete(PASSWORDS).where(PASSWORDS.c.name == name))
            connection.execute(insert(PASSWORDS).values(name=name, hash=hashed))
            _forget(connection, name, "session")

    def hand_out(
        self,
        sort: Sort,
        name: str,
        span: tuple[datetime.datetime, datetime.datetime],
        *,
        label: str = "",
        scopes: tuple[str, ...] = (),
    ) -> str:
        """Make a session, token or link from and to a moment; only its hash is kept."""
        # the first letters tell what it is, and keep a command from reading a dash as an option
        given = f"tw-{sort}-{random.token_urlsafe(32)}"
        row = {"sort": sort, "name": name, "label": label, "scopes": " ".join(scopes)}
        row |= {"made": time_text(span[0]), "until": time_text(span[1]), "digest": digest(given)}
        with self._database.writing() as connection:
            if sort == "link":
                _forget(connection, name, "link")
            connection.execute(insert(HANDED).values(**row))
        return given

    def handed(self, sort: Sort, given: str, now: datetime.datetime) -> Any | None:
        """The row of what was handed out, if it still holds."""
        with self._database.reading() as connection:
            found = select(HANDED).where(HANDED.c.digest == digest(given), HANDED.c.sort == sort)
            row = connection.execute(found).one_or_none()
        return row if row is not None and row.until > time_text(now) else None

    def use_link(self, given: str, now: datetime.datetime) -> str | None:
        """Whose link it is; it holds once, so only one of two that use it gets the name."""
        row = self.handed("link", given, now)
        return row.name if row is not None and self.take_back(digest(given)) else None

    def take_back(self, hashed: str) -> bool:
        """End a session, token or link by its SHA-256; False where there is none."""
        with self._database.writing() as connection:
            done = connection.execute(delete(HANDED).where(HANDED.c.digest == hashed))
            return done.rowcount == 1

    def prolong(self, given: str, until: datetime.datetime) -> None:
        """Let a session hold until a later moment."""
        with self._database.writing() as connection:
            row = change(HANDED).where(HANDED.c.digest == digest(given))
            connection.execute(row.values(until=time_text(until)))

    def end_all(self, name: str) -> None:
        """End every session, token and link of a user."""
        with self._database.writing() as connection:
            connection.execute(delete(HANDED).where(HANDED.c.name == name))

    def tokens(self, name: str) -> tuple[Any, ...]:
        """The rows of a user's API tokens, in the order made."""
        with self._database.reading() as connection:
            mine = select(HANDED).where(HANDED.c.name == name, HANDED.c.sort == "token")
            return tuple(connection.execute(mine.order_by(HANDED.c.made)))

    def failed(self, name: str, at: datetime.datetime) -> None:
        """Keep that somebody failed to sign in by that name, whether it is a user's or not."""
        with self._database.writing() as connection:
            connection.execute(insert(ATTEMPTS).values(name=digest(name), at=time_text(at)))

    def failures(self, name: str, since: datetime.datetime) -> int:
        """How often somebody failed by that name since then; older ones are forgotten."""
        with self._database.writing() as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.at < time_text(since)))
            mine = select(ATTEMPTS.c.at).where(ATTEMPTS.c.name == digest(name))
            return len(connection.execute(mine).all())

    def forgive(self, name: str) -> None:
        """Forget the failures by that name."""
        with self._database.writing() as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.name == digest(name)))

    def proofs(self) -> Proofs:
        """Password hashes, digests of API tokens and identities, as rows by table, for a backup.

        Sessions and links are left out: they are made anew.
        """
        tokens = select(HANDED).where(HANDED.c.sort == "token").order_by(HANDED.c.digest)
        passwords = select(PASSWORDS).order_by(PASSWORDS.c.name)
        identities = select(IDENTITIES).order_by(IDENTITIES.c.issuer, IDENTITIES.c.subject)
        wanted = ((PASSWORDS, passwords), (HANDED, tokens), (IDENTITIES, identities))
        with self._database.reading() as connection:
            return {
                table.name: [dict(row._mapping) for row in connection.execute(statement)]
                for table, statement in wanted
            }

    def ended(self, before: datetime.datetime, *, forget: bool = False) -> int:
        """How many sessions, tokens and links ended before a moment; `forget` deletes them."""
        return self._old(HANDED, HANDED.c.until, before, forget)

    def attempts(self, before: datetime.datetime, *, forget: bool = False) -> int:
        """How many attempts to sign in failed before a moment; `forget` deletes them."""
        return self._old(ATTEMPTS, ATTEMPTS.c.at, before, forget)

    def _old(
        self, table: Table, column: Column[str], before: datetime.datetime, forget: bool
    ) -> int:
        old = column < time_text(before)
        with self._database.writing() as connection:
            count = len(connection.execute(select(column).where(old)).all())
            if forget:
                connection.execute(delete(table).where(old))
        return count


def put_back(connection: Connection, proofs: Proofs) -> None:
    """Write the rows of a backup into tables that hold none; other tables are left alone."""
    for table in (PASSWORDS, HANDED, IDENTITIES):
        rows = proofs.get(table.name, [])
        if len(rows) > 0:
            connection.execute(insert(table), rows)


def digest(given: str) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(given.encode()).hexdigest()


def _forget(connection: Connection, name: str, sort: Sort) -> None:
    connection.execute(delete(HANDED).where(HANDED.c.name == name, HANDED.c.sort == sort))
