"""What many tests need."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url

from tests import postgres
from tidewaiter.ledger import Ledger

SHARED = Path(__file__).parents[1].parent / "shared"


def pytest_configure() -> None:
    """The run's own process is known before its workers start."""
    postgres.declare_run()


@pytest.fixture
def shared() -> Path:
    """The folder of real material beside the repository; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside the repository")
    return SHARED


@pytest.fixture(scope="session")
def postgresql() -> str:
    """The URL of a real PostgreSQL; tests that need it are skipped, loudly, where there is none."""
    url = postgres.server_url()
    if url is None:
        pytest.skip(postgres.MISSING)
    return url


@pytest.fixture
def postgresql_url(postgresql: str) -> Iterator[str]:
    """The URL of an empty schema of its own in PostgreSQL."""
    schema = f"tidewaiter_{uuid.uuid4().hex}"
    engine = create_engine(postgresql)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    options = {"options": f"-csearch_path={schema}"}
    yield make_url(postgresql).update_query_dict(options).render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, of each kind in turn: one test body for both."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    found: str = request.getfixturevalue("postgresql_url")
    return found


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    """An empty ledger, in each kind of database in turn."""
    with Ledger.open(url) as ledger:
        yield ledger
