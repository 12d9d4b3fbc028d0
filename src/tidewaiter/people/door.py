"""Who comes in: first link, password, session, token. Nothing here reads the clock."""

import datetime
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tidewaiter.model import Actor, BadInput, Record, Refused
from tidewaiter.people.permissions import permissions
from tidewaiter.people.secrets import Secrets, digest
from tidewaiter.people.users import Users, no_such_user

LINK_HOURS = 24
SESSION_HOURS = 12
TOKEN_DAYS = 365
ATTEMPTS, ATTEMPTS_OF_ADDRESS, ATTEMPTS_MINUTES = 5, 30, 15
SHORTEST, LONGEST = 12, 500
_WRONG = "name or password is wrong"

_hasher = PasswordHasher()


class Token(Record, frozen=True):
    """An API token as it is shown after it was made: by its label and digest, never itself."""

    id: str
    label: str
    scopes: tuple[str, ...]
    made: str
    until: str


class Door:
    """Lets users in and tells who they are."""

    def __init__(self, users: Users, secrets: Secrets) -> None:
        self._users, self._secrets = users, secrets

    def link(self, name: str, now: datetime.datetime) -> str:
        """A link by which a user sets a password, once, within a day; an older one ends.

        Raises:
            BadInput: there is no such active user.
        """
        user = self._users.get(name)
        if user is None or not user.active:
            raise no_such_user(name)
        return self._secrets.hand_out("link", name, _span(now, hours=LINK_HOURS))

    def first_link(self, now: datetime.datetime) -> str:
        """A link by which the first administrator is made, while there is no user; once, in a day.

        Raises:
            Refused: there are users already.
        """
        if self._users.are_there():
            raise Refused("there are users already", who="An administrator gives links.")
        return self._secrets.hand_out("first", "", _span(now, hours=LINK_HOURS))

    def holds_first(self, link: str, now: datetime.datetime) -> bool:
        """True while that link can make the first administrator."""
        unused = self._secrets.handed("first", link, now) is not None
        return unused and not self._users.are_there()

    def begin(self, link: str, user: tuple[str, str], password: str, now: datetime.datetime) -> str:
        """Make the first administrator, by name and full name, with a password; give the name.

        Raises:
            BadInput: the name or the password does not do; the link stays good.
            Refused: the link was used, is too old, or never was.
        """
        name, full_name = user
        if not self.holds_first(link, now):
            raise _no_link()
        check_password(password, name)
        self._users.begin(name, full_name, now)
        self._secrets.take_back(digest(link))
        self._secrets.set_password(name, _hasher.hash(password))
        return name

    def accept(self, link: str, password: str, now: datetime.datetime) -> str:
        """Set a password by a link; give the user's name.

        Raises:
            BadInput: the password is too short, too long or holds the name; the link stays good.
            Refused: the link was used, is too old, or never was.
        """
        row = self._secrets.handed("link", link, now)
        if row is None:
            raise _no_link()
        check_password(password, row.name)
        hashed = _hasher.hash(password)
        if self._secrets.use_link(link, now) is None:
            raise _no_link()
        self._secrets.set_password(row.name, hashed)
        self._secrets.forgive(row.name)
        return str(row.name)

    def whose(self, link: str, now: datetime.datetime) -> str | None:
        """Whose password that one-time link sets; None where it does not hold."""
        row = self._secrets.handed("link", link, now)
        return None if row is None else str(row.name)

    def sign_in(self, name: str, password: str, now: datetime.datetime, *, source: str = "") -> str:
        """Begin a session by name and password.

        Who has failed too often waits, whatever the name; so does an address (`source`) from
        which too many failed, whatever their names. An unknown name costs the same time and gets
        the same answer as a wrong password.

        Raises:
            Refused: not by these.
        """
        since = now - datetime.timedelta(minutes=ATTEMPTS_MINUTES)
        origin = f"from {source}"
        if (
            self._secrets.failures(name, since) >= ATTEMPTS
            or self._secrets.failures(origin, since) >= ATTEMPTS_OF_ADDRESS
        ):
            who = f"Try again in {ATTEMPTS_MINUTES} minutes."
            raise Refused("too many failed attempts by this name or from this address", who=who)
        user = self._users.get(name)
        kept = self._secrets.password(name)
        right = _verify(kept or _nobody(), password)
        if not right or kept is None or user is None or not user.active:
            self._secrets.failed(name, now)
            if source != "":
                self._secrets.failed(origin, now)
            raise Refused(_WRONG, who="An administrator can give a new one-time link.")
        self._secrets.forgive(name)
        if _hasher.check_needs_rehash(kept):
            self._secrets.set_password(name, _hasher.hash(password))
        return self._secrets.hand_out("session", name, _span(now, hours=SESSION_HOURS))

    def come_in(self, name: str, now: datetime.datetime) -> str:
        """Begin a session for a user who has proved elsewhere who they are.

        Raises:
            Refused: there is no such active user.
        """
        user = self._users.get(name)
        if user is None or not user.active:
            raise Refused("this user is let in no longer", who="An administrator can change that.")
        return self._secrets.hand_out("session", name, _span(now, hours=SESSION_HOURS))

    def use(self, hashed: str) -> bool:
        """End a one-time link by its SHA-256; False where it does not hold any more."""
        return self._secrets.take_back(hashed)

    def sign_out(self, session: str) -> None:
        """End a session."""
        self._secrets.take_back(digest(session))

    def by_session(self, session: str, now: datetime.datetime) -> Actor | None:
        """Who that session is of, as the user is now; None where it does not hold."""
        return self._actor(self._secrets.handed("session", session, now))

    def by_token(self, token: str, now: datetime.datetime) -> Actor | None:
        """Who that API token is of, narrowed to its scopes; None where it does not hold."""
        return self._actor(self._secrets.handed("token", token, now))

    def make_token(
        self,
        actor: Actor,
        label: str,
        scopes: tuple[str, ...],
        now: datetime.datetime,
        *,
        days: int = TOKEN_DAYS,
    ) -> str:
        """A token for programs that act as this person; shown once.

        Raises:
            BadInput: a scope is no action, or the days are not 1 to 365.
            Refused: a token cannot make tokens.
        """
        unknown = set(scopes) - set(permissions())
        if len(scopes) == 0 or len(unknown) > 0:
            what = f"not actions: {', '.join(sorted(unknown))}" if unknown else "no scope"
            advice = f"Choose among: {', '.join(permissions())}."
            raise BadInput(what, where="scopes", advice=advice)
        if not 1 <= days <= TOKEN_DAYS:
            advice = f"Give 1 to {TOKEN_DAYS} days."
            raise BadInput("a token ends within a year", where=str(days), advice=advice)
        if actor.scopes is not None:
            raise Refused("a token makes no tokens", who="Sign in by password.")
        span = _span(now, hours=24 * days)
        return self._secrets.hand_out("token", actor.name, span, label=label, scopes=scopes)

    def tokens(self, actor: Actor) -> tuple[Token, ...]:
        """The person's tokens."""
        return tuple(
            Token(row.digest[:12], row.label, tuple(row.scopes.split()), row.made, row.until)
            for row in self._secrets.tokens(actor.name)
        )

    def revoke(self, actor: Actor, token: str) -> None:
        """End one of the person's tokens, named by its id.

        Raises:
            BadInput: there is no such token.
        """
        for row in self._secrets.tokens(actor.name):
            if row.digest[:12] == token:
                self._secrets.take_back(row.digest)
                return
        advice = "`tidewaiter users tokens` shows yours."
        raise BadInput("there is no such token", where=token, advice=advice)

    def shut_out(self, name: str) -> None:
        """End every session, token and link of a user, as when they are made inactive."""
        self._secrets.end_all(name)

    def _actor(self, row: object) -> Actor | None:
        if row is None:
            return None
        user = self._users.get(row.name)  # type: ignore[attr-defined]
        if user is None or not user.active:
            return None
        scopes = tuple(row.scopes.split()) or None  # type: ignore[attr-defined]
        return Actor(user.name, user.roles, scopes)


def check_password(password: str, name: str) -> None:
    """Refuse a password that is too short, too long, one letter again and again, or the name.

    Raises:
        BadInput: it is.
    """
    advice = f"Choose {SHORTEST} letters or more; a few unrelated words do well."
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadInput("its length does not do", where="the password", advice=advice)
    if name.casefold() in password.casefold() or len(set(password)) < 5:
        raise BadInput("it is too easily guessed", where="the password", advice=advice)


def _span(now: datetime.datetime, *, hours: int) -> tuple[datetime.datetime, datetime.datetime]:
    return now, now + datetime.timedelta(hours=hours)


def _no_link() -> Refused:
    return Refused("this link does not hold", who="Ask an administrator for a new one.")


@cache
def _nobody() -> str:
    """A hash no password has, so that an unknown name costs what a known one does."""
    return _hasher.hash("nobody")


def _verify(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False
