"""What a desk loaded: a folder of Parquet files, one for each content, and what became of it.

A file is named by the SHA-256 of what was loaded, so the same content is there once. There is no
database to lock: a workbench may ask while a command loads, and to forget a load is to delete its
two files.
"""

import datetime
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tidewaiter.model import BadInput
from tidewaiter.monitor.trade.readers import open_trade

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from tidewaiter.monitor.trade.taking import Taken


class TradeStore:
    """The trade files of one desk, under a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def take(self, path: Path, now: datetime.datetime) -> "Taken":
        """Load a file, whole or not at all; the same content is loaded once.

        Raises:
            BadInput: it is no trade file, or none of its rows can be used, or DuckDB is missing.
        """
        need_duckdb()
        from tidewaiter.monitor.trade.taking import take_rows

        sha256 = _hash(path)
        held = self._record(sha256)
        if held is not None:
            return held
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f".{sha256}.part"
        try:
            loaded = now.astimezone(datetime.UTC).isoformat(timespec="microseconds")
            taken = take_rows(open_trade(path), part, sha256=sha256, loaded=loaded)
            part.replace(self.folder / f"{sha256}.parquet")
            beside = part.with_suffix(".json")
            beside.write_bytes(msgspec.json.encode(taken))
            beside.replace(self.folder / f"{sha256}.json")
        finally:
            part.unlink(missing_ok=True)
        return taken

    def holds(self, path: Path) -> bool:
        """Whether this content is loaded already."""
        return self._record(_hash(path)) is not None

    def loads(self) -> list["Taken"]:
        """What was loaded, the oldest first."""
        found = [self._record(each.stem) for each in self.folder.glob("[!.]*.json")]
        return sorted((each for each in found if each is not None), key=lambda each: each.loaded)

    @contextmanager
    def asked(self) -> Iterator["DuckDBPyConnection"]:
        """A connection with the view `trade`: all rows, `load` the number of their load.

        Raises:
            BadInput: nothing is loaded, or DuckDB is missing.
        """
        need_duckdb()
        import duckdb

        loads = self.loads()
        if not loads:
            advice = "`tidewaiter trade load FILE` loads one, `trade fetch` gets one."
            raise BadInput("no trade file is loaded", where=str(self.folder), advice=advice)
        connection = duckdb.connect()
        try:
            connection.execute("SET memory_limit = '2GB'")
            parts = " UNION ALL ".join(
                f"SELECT *, {number} AS load FROM read_parquet('{self._file(each)}')"  # noqa: S608
                for number, each in enumerate(loads)
            )
            connection.execute(f"CREATE VIEW trade AS {parts}")
            yield connection
        finally:
            connection.close()

    def _file(self, taken: "Taken") -> str:
        return str(self.folder / f"{taken.sha256}.parquet").replace("'", "''")

    def _record(self, sha256: str) -> "Taken | None":
        from tidewaiter.monitor.trade.taking import Taken

        beside = self.folder / f"{sha256}.json"
        if not beside.exists():
            return None
        try:
            return msgspec.json.decode(beside.read_bytes(), type=Taken)
        except msgspec.DecodeError as error:
            advice = "Delete it and its .parquet, and load the file again."
            raise BadInput(f"it is damaged: {error}", where=str(beside), advice=advice) from error


def can_ask() -> bool:
    """Whether DuckDB is installed: the extra `ais`."""
    return find_spec("duckdb") is not None


def need_duckdb() -> None:
    """Say how to get DuckDB where it is missing.

    Raises:
        BadInput: it is not installed.
    """
    if not can_ask():
        advice = "Install tidewaiter[trade]."
        raise BadInput("DuckDB is not installed", where="trade statistics", advice=advice)


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        what = f"it cannot be read: {error.strerror}"
        raise BadInput(what, where=str(path), advice="Check the path.") from error
