"""The measurement of what stands runs, and its questions have answers."""

from pathlib import Path

from benchmarks.standing import main


def test_a_small_desk_is_measured_and_written_down(tmp_path: Path) -> None:
    assert main(["--consignments", "1000", "--results", str(tmp_path)]) == 0
    page = (tmp_path / "standing.md").read_text(encoding="utf-8")
    assert "queue, first page" in page
    assert "coverage of the whole record" in page
