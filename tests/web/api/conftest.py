"""Programs that ask a desk, each with a token of a user and its scopes."""

import datetime
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tidewaiter.model import Actor
from tidewaiter.people import permissions
from tidewaiter.web.office import Office

Asks = Callable[..., TestClient]


def token_of(app: FastAPI, name: str, *scopes: str) -> str:
    """A token of that user; with every scope where none is named."""
    office: Office = app.state.office
    now = office.now() - datetime.timedelta(seconds=1)
    user = office.users.get(name)
    assert user is not None
    actor = Actor(user.name, user.roles)
    return office.door.make_token(actor, "test", scopes or tuple(permissions()), now)


@pytest.fixture(scope="session")
def asks() -> Asks:
    """A program that asks for a user: `asks(filled, "officer", "read")`."""

    def come(app: FastAPI, name: str, *scopes: str) -> TestClient:
        token = token_of(app, name, *scopes)
        return TestClient(app, headers={"authorization": f"Bearer {token}"})

    return come
