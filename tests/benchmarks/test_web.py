"""The benchmark of the workbench, small."""

from pathlib import Path

from benchmarks import web


def test_pages_are_timed_by_one_and_by_several_at_once(tmp_path: Path) -> None:
    """Rooms that are not built answer with an error, which is told and not left out."""
    options = ["--consignments", "1000", "--people", "3", "--seconds", "2"]
    options += ["--times", "2", "--think", "0.2"]
    web.main([*options, "--results", str(tmp_path)])
    page = (tmp_path / "web.md").read_text(encoding="utf-8")
    today = next(line for line in page.splitlines() if line.startswith("| Today |"))
    assert today.endswith("| 0 |")
    assert "| 3 people for 2 s |" in page
    assert "1,000 consignments" in page


def test_errors_are_counted_and_named() -> None:
    asked = web.Asked([0.1, 0.2, 0.3], ["GET /x: 500"])
    assert asked.row("x") == ("x", "3", "200", "300", "1")
    assert "- GET /x: 500" in web.page_of({"x": asked}, web.Asked(), 1, 1)
