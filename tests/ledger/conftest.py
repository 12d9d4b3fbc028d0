"""One test body for every database."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url

from tests.ledger.sample import sqlite_url
from tidewaiter.ledger import Ledger

POSTGRESQL = "TIDEWAITER_TEST_DATABASE_URL"
# Without a PostgreSQL, one test says so (`test_dialects.py`) rather than every one.
KINDS = ["sqlite", "postgresql"] if POSTGRESQL in os.environ else ["sqlite"]


def _postgresql_url() -> Iterator[str]:
    """The URL of a schema of its own in the database the environment names."""
    url = os.environ[POSTGRESQL]
    schema = f"tidewaiter_{uuid.uuid4().hex}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    options = {"options": f"-csearch_path={schema}"}
    yield make_url(url).update_query_dict(options).render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
    engine.dispose()


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path)
    else:
        yield from _postgresql_url()


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    """An empty ledger, in each kind of database in turn."""
    with Ledger.open(url) as ledger:
        yield ledger
