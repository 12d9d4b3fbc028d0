"""An empty ledger with its door, and a first administrator."""

import datetime
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.ledger.sample import AT, sqlite_url
from tidewaiter.ledger import Ledger
from tidewaiter.model import Actor, User
from tidewaiter.model.people import ROLES
from tidewaiter.people import Door, Secrets, Users, permissions

PASSWORD = "four plain words here"
ADMIN = Actor(name="pak", roles=("administrator",))


def later(**span: float) -> datetime.datetime:
    return AT + datetime.timedelta(**span)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(sqlite_url(tmp_path)) as ledger:
        yield ledger


@pytest.fixture
def users(ledger: Ledger) -> Users:
    users = Users(ledger)
    users.begin("pak", "Pak Fictional", AT)
    return users


@pytest.fixture
def door(users: Users, tmp_path: Path) -> Iterator[Door]:
    with closing(Secrets.open(sqlite_url(tmp_path))) as secrets:
        yield Door(users, secrets)


__all__ = ["ADMIN", "AT", "PASSWORD", "ROLES", "User", "later", "permissions"]
