"""A small world of trade: all that was planted in it is found, and nothing else."""

from pathlib import Path

from benchmarks import trade


def test_what_is_planted_is_found(tmp_path: Path) -> None:
    rows = {row.what: row for row in trade.measure(1, tmp_path)}
    assert rows["leaks of coal planted and found"].amount == "2 of 2"
    assert rows["negative rows planted and refused"].amount == "70 of 70"
