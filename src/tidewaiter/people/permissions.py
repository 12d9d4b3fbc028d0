"""Who may do what: one table, asked before every act that changes the record."""

from functools import cache
from importlib.resources import files

import msgspec

from tidewaiter.model import Actor, Record, Refused
from tidewaiter.model.people import Role


class Permission(Record, frozen=True):
    """An action in words, and the roles that may do it."""

    words: str
    roles: tuple[Role, ...]


@cache
def permissions() -> dict[str, Permission]:
    """The table of `permissions.toml`, by action.

    Raises:
        msgspec.ValidationError: the table names an unknown role.
    """
    text = files("tidewaiter.people").joinpath("permissions.toml").read_bytes()
    return msgspec.toml.decode(text, type=dict[str, Permission])


def may(actor: Actor, action: str) -> bool:
    """True where one of the person's roles allows the action, and no scope leaves it out."""
    allowed = permissions()[action].roles
    within = actor.scopes is None or action in actor.scopes
    return within and not set(allowed).isdisjoint(actor.roles)


def require(actor: Actor, action: str) -> None:
    """Refuse what the person may not do, and say who may.

    Raises:
        Refused: no role of the person, or no scope of the token, allows it.
    """
    if may(actor, action):
        return
    permission = permissions()[action]
    if actor.scopes is not None and action not in actor.scopes:
        who = f"Use a token with the scope {action}."
    else:
        who = f"It is for: {', '.join(permission.roles)}."
    raise Refused(f"{actor.name} may not {permission.words}", who=who)
