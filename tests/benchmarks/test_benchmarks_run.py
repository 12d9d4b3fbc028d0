"""Each suite runs at toy size and gives whole rows; no time is asserted."""

from pathlib import Path

import pytest

from benchmarks import parse, scale, screening, starting, timing
from benchmarks.__main__ import SUITES, main
from benchmarks.results import COLUMNS, Measurement, table
from benchmarks.synthetic import consignments, write_cuscar
from tidewaiter import cargo
from tidewaiter.model import Consignment

TOY = 0.001


def rows_of(page: str) -> list[list[str]]:
    """The cells of a page's table, without its head."""
    lines = [line for line in page.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line[1:-1].split("|")] for line in lines[2:]]


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children run once and in this process, whose modules are loaded already."""
    from benchmarks import child, reading, starting

    monkeypatch.setattr(timing, "RUNS", 1)
    monkeypatch.setattr(starting, "RUNS", 1)
    monkeypatch.setattr(screening, "RUNS", 1)
    monkeypatch.setattr(screening, "QUERIES", 1)
    monkeypatch.setattr(reading, "in_child", child.run)


def test_parse_reads_back_all_of_every_format(tmp_path: Path, in_process: None) -> None:
    rows = list(parse.measure(tmp_path, TOY))
    assert len(rows) == 4 + len(parse.READERS)
    assert all("MB/s" in row.rate or row.note.startswith("skipped") for row in rows)
    assert list(tmp_path.iterdir()) == []


def test_screening_measures_with_and_without_ledger(tmp_path: Path, in_process: None) -> None:
    whats = [row.what for row in screening.measure(tmp_path, TOY)]
    assert len(whats) == 6
    assert any("recorded in SQLite" in what for what in whats)


def test_loads_are_measured_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(starting, "_run", lambda *_: timing.Timing(1.0, 1.0, 1))
    rows = list(starting.measure(tmp_path))
    assert len(rows) == len(starting.LOADS) + 3
    assert all(row.seconds is not None for row in rows)


def test_scale_reads_all_and_screens_a_tenth(tmp_path: Path, in_process: None) -> None:
    rows = [*scale.measure_reading(tmp_path, TOY), *scale.measure_screening(tmp_path, TOY)]
    assert ["read" in rows[0].what, "screened" in rows[1].what] == [True, True]
    assert all("bound of 300 MB" in row.note or row.peak_memory == "not told" for row in rows)


def test_scale_without_room_is_refused_with_both_figures(tmp_path: Path) -> None:
    with pytest.raises(scale.NoRoomError, match=r"MB free, [\d,]+ MB are needed"):
        scale.check_room(tmp_path, 1e12)


def test_a_child_tells_its_own_memory(tmp_path: Path) -> None:
    path = tmp_path / "small.edi"
    expected = write_cuscar(path, 1)
    figures = timing.in_child("read", path)
    assert figures["count"] == expected
    assert set(figures) == {"seconds", "cpu", "count", "peak_mb"}


def test_pages_have_one_cell_for_each_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "_run", lambda *_: timing.Timing(1.0, 1.0, 1))
    assert main(["--only", "starting", "--results", str(tmp_path)]) == 0
    rows = rows_of((tmp_path / "starting.md").read_text(encoding="utf-8"))
    assert len(rows) > 0
    assert all(len(row) == len(COLUMNS) for row in rows)


def test_what_was_not_timed_shows_no_time() -> None:
    assert table([Measurement("a", note="skipped")]).endswith("| a |  |  |  |  |  | skipped |\n")


def test_the_same_seed_gives_the_same_consignments() -> None:
    first, second = (consignments(seed=7) for _ in range(2))
    assert [next(first) for _ in range(50)] == [next(second) for _ in range(50)]


def test_names_with_reserved_characters_come_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "names.edi"
    count = write_cuscar(path, 1)
    read = [each for each in cargo.read(path) if isinstance(each, Consignment)]
    source = consignments()
    for consignment in read:
        named = {party.name for party in consignment.parties}
        assert {firm.name for firm in next(source).firms} <= named
    assert len(read) == count
    assert all(len(each.defects) == 0 for each in read)


def test_every_suite_has_its_own_page() -> None:
    assert sorted(SUITES) == ["index", "parse", "screening", "starting"]
