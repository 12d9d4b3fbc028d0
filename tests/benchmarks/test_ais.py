"""The busy sea in small: what is planted is found, and near misses are not."""

from pathlib import Path

from benchmarks import ais


def test_what_is_planted_is_found_and_nothing_else(tmp_path: Path) -> None:
    rows = {row.what: row for row in ais.measure(60_000, tmp_path)}
    for kind in ("meetings", "silences", "jumps"):
        row = rows[f"planted {kind} found"]
        assert row.note == "recall 1.000, precision 1.000"
        assert not row.amount.startswith("0 ")
