import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, create_engine, inspect

import tidewaiter.people.secrets
import tidewaiter.web.api.webhook_tables  # noqa: F401 - describes tables of the same database
from tests.ledger.sample import AT, sqlite_url
from tidewaiter.ledger import Draft, Ledger
from tidewaiter.ledger.migrations import FOLDER
from tidewaiter.ledger.schema import METADATA, REVISION, SCHEMA_VERSION
from tidewaiter.model import LedgerError

NOTE = Draft.of("note", "x", b"{}")
# What the first released program made of schema 1, before there were migrations.
FIRST = (Path(__file__).parent / "schema-1.sql").read_text(encoding="utf-8")


def execute(folder: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "ledger.db")) as connection, connection:
        return connection.execute(statement).fetchall()


def shape(engine: Engine) -> dict[str, object]:
    """Tables with their columns, keys and indexes, as the database tells them."""
    found = inspect(engine)
    tables = sorted(set(found.get_table_names()) - {REVISION})
    return {
        name: (
            [(c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(name)],
            found.get_pk_constraint(name)["constrained_columns"],
            sorted((i["name"] or "", tuple(i["column_names"])) for i in found.get_indexes(name)),
        )
        for name in tables
    }


def test_migrations_make_what_the_program_queries(url: str) -> None:
    Ledger.open(url).close()
    engine = create_engine(url)
    options = {"version_table": REVISION}
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == []
    migrated = shape(engine)
    fresh = MetaData()
    fresh.reflect(engine)
    with engine.begin() as connection:
        fresh.drop_all(connection)
        METADATA.create_all(connection)
    assert shape(engine) == migrated
    engine.dispose()


def test_history_is_one_line_and_each_file_is_named_after_its_schema() -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    scripts = ScriptDirectory.from_config(config)
    history = [script.revision for script in scripts.walk_revisions()][::-1]
    assert history == [f"{number:04}" for number in range(1, SCHEMA_VERSION + 1)]
    files = [Path(script.path).name[:4] for script in scripts.walk_revisions()]
    assert files[::-1] == history


def test_first_open_writes_the_version_of_the_schema(tmp_path: Path) -> None:
    Ledger.open(sqlite_url(tmp_path)).close()
    assert execute(tmp_path, "SELECT version FROM ledger_schema") == [(SCHEMA_VERSION,)]


def test_ledger_of_a_newer_program_is_refused_and_left_alone(url: str) -> None:
    with Ledger.open(url) as ledger:
        ledger.append("note", "x", b"{}", actor="desk", at=AT)
    newer = SCHEMA_VERSION + 1
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE ledger_schema SET version = {newer}")
    for reach in (Ledger.open, Ledger.upgrade):
        with pytest.raises(LedgerError, match=rf"schema {newer}; .* newer"):
            reach(url)
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT version FROM ledger_schema").scalar_one()
        assert found == newer
    engine.dispose()


def first_ledger(url: str) -> None:
    """A ledger of schema 1 with three events, made without migrations."""
    with Ledger.open(url) as ledger:
        ledger.append_all([NOTE] * 3, actor="desk", at=AT)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ledger_events_by_time")
        first = {"ledger_events", "ledger_schema"}
        for table in set(inspect(connection).get_table_names()) - first:
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("UPDATE ledger_schema SET version = 1")
    engine.dispose()


def test_older_ledger_is_refused_until_it_is_upgraded_in_place(url: str) -> None:
    first_ledger(url)
    with pytest.raises(LedgerError, match="tidewaiter ledger upgrade"):
        Ledger.open(url)
    assert Ledger.upgrade(url) == 1
    assert Ledger.upgrade(url) == SCHEMA_VERSION
    with Ledger.open(url) as ledger:
        assert ledger.anchor().number == 3
        assert ledger.append("note", "y", b"{}", actor="desk", at=AT).number == 4
        assert ledger.verify() == ()
    test_migrations_make_what_the_program_queries(url)


def test_ledger_of_the_first_program_is_upgraded(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection, connection:
        connection.executescript(FIRST)
    url = sqlite_url(tmp_path)
    assert Ledger.upgrade(url) == 1
    with Ledger.open(url) as ledger:
        assert ledger.append_all([NOTE] * 3, actor="desk", at=AT) == range(1, 4)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        execute(tmp_path, "DELETE FROM ledger_events")


def test_upgrade_that_breaks_midway_leaves_the_older_ledger(url: str) -> None:
    first_ledger(url)
    engine = create_engine(url)
    with engine.begin() as connection:  # the name the migration wants is taken
        connection.exec_driver_sql("CREATE INDEX ledger_events_by_time ON ledger_schema (version)")
    with pytest.raises(LedgerError):
        Ledger.upgrade(url)
    assert REVISION not in inspect(engine).get_table_names()
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ledger_events_by_time")
    engine.dispose()
    assert Ledger.upgrade(url) == 1


def test_table_of_the_same_name_that_is_not_ours_is_not_used(tmp_path: Path) -> None:
    execute(tmp_path, "CREATE TABLE ledger_events (number INTEGER, note TEXT)")
    with pytest.raises(LedgerError):
        Ledger.open(sqlite_url(tmp_path))
    tables = execute(tmp_path, "SELECT name FROM sqlite_master WHERE type = 'table'")
    assert tables == [("ledger_events",)]
