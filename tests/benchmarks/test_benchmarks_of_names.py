"""The figures of `make bench-names` are counted right; nothing is timed."""

from pathlib import Path

import pytest

from benchmarks.names import __main__ as page
from benchmarks.names import data, quality
from benchmarks.names.data import Pair
from benchmarks.names.ours import Ours
from benchmarks.names.side import Answers


def scored(*rows: tuple[float, bool]) -> quality.Scored:
    return [(Pair("a", "b", "person", same), score) for score, same in rows]


def test_f1_counts_missed_and_wrong() -> None:
    pairs = scored((0.9, True), (0.8, False), (0.6, True), (0.1, False))
    assert quality.f1_at_threshold(pairs) == "0.500 (P 0.500, R 0.500)"


def test_recall_is_taken_at_the_lowest_threshold_precise_enough() -> None:
    pairs = scored((0.9, True), (0.8, True), (0.7, False), (0.6, True))
    assert quality.recall_at_precision(pairs, 0.98) == "0.667 (from 0.80 up)"
    assert quality.recall_at_precision(pairs, 0.70) == "1.000 (from 0.60 up)"


def test_a_score_shared_by_right_and_wrong_counts_with_both() -> None:
    pairs = scored((0.9, True), (0.7, True), (0.7, False))
    assert quality.recall_at_precision(pairs, 0.98) == "0.500 (from 0.90 up)"


def test_pairs_that_score_nothing_are_not_found() -> None:
    pairs = scored((0.9, True), (0.0, True))
    assert quality.recall_at_precision(pairs, 0.5) == "0.500 (from 0.90 up)"


def test_the_rate_counts_what_queries_share() -> None:
    assert Answers(found=[{}, {}], seconds=[0.25, 0.25], shared=0.5).rate == 2.0


def test_without_data_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "SHARED", tmp_path / "absent")
    assert page.main(["--results", str(tmp_path)]) == 1
    assert list(tmp_path.iterdir()) == []


def test_every_contested_row_has_its_reason_and_they_are_few() -> None:
    assert all(reason != "" for reason in data.contested().values())
    assert len(data.contested()) <= 22


@pytest.mark.shared
def test_the_page_measures_pairs_without_the_peer(shared: Path) -> None:
    rows = list(quality.measure([Ours()]))
    assert len(rows) == 7
    assert all(len(row.figures) == 1 for row in rows)
