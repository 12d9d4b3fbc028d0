"""Tables as files: whole or not at all, unknown stays empty, nothing is a formula."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tidewaiter.model import BadInput
from tidewaiter.monitor.figures import weakest
from tidewaiter.monitor.tables import Table, write_table

TABLE = Table("t", ("state", "value"), (("=A1", 5.0), ("China", None)))


def test_a_csv_file_keeps_unknown_empty_and_formulas_text(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text().splitlines() == ["state,value", "'=A1,5.0", "China,"]


def test_a_parquet_file_has_columns_of_their_kind(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path / "t.parquet")
    assert pq.read_table(tmp_path / "t.parquet").to_pydict() == {
        "state": ["=A1", "China"],
        "value": [5.0, None],
    }


def test_another_ending_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"\.csv or \.parquet"):
        write_table(TABLE, tmp_path / "t.doc")
    assert list(tmp_path.iterdir()) == []


def test_what_is_made_from_others_is_never_better_verified_than_they() -> None:
    assert weakest(["verified", "derived"]) == "derived"
    assert weakest(["verified", "unverified"]) == "unverified"
