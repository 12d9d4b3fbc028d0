"""Those who work with the record: users, their roles, and who acts."""

import datetime
from typing import Literal

from tidewaiter.model.record import Record

Role = Literal["officer", "analyst", "supervisor", "auditor", "administrator"]
ROLES: tuple[Role, ...] = ("officer", "analyst", "supervisor", "auditor", "administrator")


class Actor(Record, frozen=True):
    """Who acts: the name that stands in the ledger, and what the roles of that person allow.

    `scopes` narrows a token to some actions; None leaves all that the roles allow.
    """

    name: str
    roles: tuple[Role, ...]
    scopes: tuple[str, ...] | None = None


class User(Record, frozen=True):
    """A person known to the desk. A user is never deleted: the record names them."""

    name: str
    full_name: str
    roles: tuple[Role, ...]
    active: bool = True
    created: datetime.datetime | None = None


class UserChanged(Record, frozen=True):
    """Payload of a `user` event: the user as it is from then on, and what was done in words."""

    user: User
    what: str
