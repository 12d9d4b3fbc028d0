"""Users as the ledger tells them: each `user` event says how one is from then on."""

import datetime
import re
from typing import get_args

import msgspec

from tidewaiter.ledger import Draft, Ledger
from tidewaiter.model import Actor, BadInput, Refused, User, UserChanged
from tidewaiter.model.people import Role
from tidewaiter.people.permissions import require

USER = "user"
NAME = re.compile(r"[a-z][a-z0-9._-]{1,39}")


class Users:
    """The users of one ledger. None is ever deleted: the record names them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self) -> tuple[User, ...]:
        """Every user, active or not, in the order first known."""
        return tuple(user for _, user in self._known().values())

    def get(self, name: str) -> User | None:
        """The user of that name, if there is one."""
        found = self._known().get(name)
        return None if found is None else found[1]

    def are_there(self) -> bool:
        """True once somebody was made a user: from then on, who acts must say who they are."""
        return next(iter(self._ledger.events(kind=USER)), None) is not None

    def begin(self, name: str, full_name: str, at: datetime.datetime) -> User:
        """Make the first user, an administrator.

        Raises:
            Refused: there are users already.
            BadInput: the name is not one.
        """
        if self.are_there():
            raise Refused("there are users already", who="An administrator adds more.")
        user = User(_checked_name(name), full_name, ("administrator",), created=at)
        self._write(user, "the first administrator", (name, at), follows=0)
        return user

    def add(self, user: User, actor: Actor, at: datetime.datetime) -> User:
        """Make a user.

        Raises:
            Refused: the person may not.
            BadInput: the name is not one or is taken, or there is no role.
        """
        require(actor, "manage_users")
        _checked_name(user.name)
        _checked_roles(user.roles, user.name)
        if self.get(user.name) is not None:
            advice = "Choose another; a name is never given twice."
            raise BadInput("there is a user of that name", where=user.name, advice=advice)
        added = msgspec.structs.replace(user, created=at)
        self._write(added, "added", (actor.name, at), follows=0)
        return added

    def change(
        self,
        name: str,
        actor: Actor,
        at: datetime.datetime,
        *,
        roles: tuple[Role, ...] | None = None,
        active: bool | None = None,
    ) -> User:
        """Give a user other roles, or let them in no longer, or again.

        Raises:
            Refused: the person may not, or no administrator would be left.
            BadInput: there is no such user, no role is left, or somebody changed them meanwhile.
        """
        require(actor, "manage_users")
        number, user = self._one(name)
        changed = msgspec.structs.replace(
            user,
            roles=user.roles if roles is None else roles,
            active=user.active if active is None else active,
        )
        _checked_roles(changed.roles, name)
        self._keep_an_administrator(changed)
        what = f"roles {', '.join(changed.roles)}; {'active' if changed.active else 'not active'}"
        self._write(changed, what, (actor.name, at), follows=number)
        return changed

    def take_roles(
        self, name: str, roles: tuple[Role, ...], issuer: str, at: datetime.datetime
    ) -> None:
        """Give a user the roles that an issuer tells at their sign-in, where they differ.

        Raises:
            BadInput: there is no such user.
            Refused: no administrator would be left.
        """
        number, user = self._one(name)
        if set(user.roles) == set(roles):
            return
        changed = msgspec.structs.replace(user, roles=roles)
        self._keep_an_administrator(changed)
        what = f"roles {', '.join(roles)}, as {issuer} tells"
        self._write(changed, what, (name, at), follows=number)

    def note(self, name: str, what: str, *, by: str, at: datetime.datetime) -> None:
        """Record something about a user that changes nothing else of them.

        Raises:
            BadInput: there is no such user.
        """
        number, user = self._one(name)
        self._write(user, what, (by, at), follows=number)

    def _one(self, name: str) -> tuple[int, User]:
        known = self._known()
        if name not in known:
            raise no_such_user(name)
        return known[name]

    def _keep_an_administrator(self, changed: User) -> None:
        others = [each for _, each in self._known().values() if each.name != changed.name]
        if not any(map(_is_administrator, (*others, changed))):
            raise Refused("no administrator would be left", who="Make another one first.")

    def _known(self) -> dict[str, tuple[int, User]]:
        found = {}
        for event in self._ledger.events(kind=USER):
            changed = msgspec.json.decode(event.payload, type=UserChanged)
            found[event.subject] = event.number, changed.user
        return found

    def _write(
        self, user: User, what: str, stamp: tuple[str, datetime.datetime], *, follows: int
    ) -> None:
        draft = Draft.of(USER, user.name, UserChanged(user, what))
        draft = msgspec.structs.replace(draft, follows=follows)
        self._ledger.append_all([draft], actor=stamp[0], at=stamp[1])


def no_such_user(name: str) -> BadInput:
    """The error for a name that no user has."""
    advice = "`tidewaiter users list` shows the users there are."
    return BadInput("there is no such user", where=name, advice=advice)


def _is_administrator(user: User) -> bool:
    return user.active and "administrator" in user.roles


def _checked_name(name: str) -> str:
    if NAME.fullmatch(name) is None:
        advice = "Use 2 to 40 of a-z, 0-9, point, dash and underscore, a letter first."
        raise BadInput("not a name for a user", where=name[:60], advice=advice)
    return name


def _checked_roles(roles: tuple[str, ...], where: str) -> None:
    known = get_args(Role)
    if len(roles) == 0 or not set(roles) <= set(known):
        advice = f"Give one or more of: {', '.join(known)}."
        raise BadInput("a user needs a role", where=where, advice=advice)
