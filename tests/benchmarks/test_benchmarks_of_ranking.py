"""The figures of the ranking are counted right, and every side runs at toy size."""

import csv
import datetime
import random
from pathlib import Path

import pytest

from benchmarks.ranking import data, loop, sides
from benchmarks.ranking.__main__ import HEADS, compare, main
from benchmarks.ranking.quality import auc, precision
from tests.ranking.conftest import opening
from tidewaiter.ranking import Opening, train

OTHER_COLUMNS = ("Date", "Net Mass", "Item Price", "Fraud")


def lines(count: int, first: int = 0) -> list[Opening]:
    pick = random.Random(first)
    found = []
    for number in range(first, first + count):
        hs = pick.choice(["090111", "392690", "851770"])
        false = pick.random() < (0.7 if hs == "090111" else 0.1)
        found.append(opening(number, false=false, day=number * 365 // 900, hs=hs, tax_rate="8"))
    return found


def test_precision_counts_the_top_rounded_down_and_ties_do_not_look_at_the_label() -> None:
    openings = [opening(number, false=number in {0, 3}, day=0) for number in range(4)]
    assert precision([4, 3, 2, 1], openings, 0.5) == 0.5
    assert precision([4, 3, 2, 1], openings, 0.01) == 1.0
    assert precision([0, 0, 0, 0], openings, 0.5) == 0.5
    assert auc([4, 3, 2, 1], openings) == 0.5
    assert auc([4, 1, 2, 3], openings) == 1.0
    assert auc([0, 0, 0, 0], openings) == 0.5


def test_every_side_ranks_and_only_chance_does_not_learn() -> None:
    rows = {row[0]: row for row in compare(lines(600), lines(300, first=600))}
    assert set(rows) == set(sides.every())
    assert all(len(row) == len(HEADS) for row in rows.values())
    found = HEADS.index("AUC")
    assert float(rows["tidewaiter"][found]) > 0.7 > float(rows["drawn at random"][found])


def test_the_year_of_the_loop_tells_the_base_rate_by_the_random_share_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loop, "RANDOM_SHARES", (0.0, 1.0))
    none, whole = loop.measure(lines(900))
    told = loop.HEADS.index("base rate told by the random share (95%)")
    assert none[told] == "nothing"
    assert whole[told] != "nothing"


def test_rows_of_the_public_file_become_openings(tmp_path: Path) -> None:
    row = dict.fromkeys((*data.COLUMNS.values(), *OTHER_COLUMNS), "")
    made_up = {"Declaration ID": "7", "HS6 Code": "090111", "Date": "2020-05-01", "Fraud": "1"}
    row |= {**made_up, "Net Mass": "2.5", "Item Price": "100"}
    with (tmp_path / "customs_declarations_kr_syn_test.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerow(row)
    (read,) = data.read("test", tmp_path)
    line = read.declaration
    assert (line.id, line.hs, line.date) == ("7", "090111", datetime.date(2020, 5, 1))
    assert (line.net_weight_kg, line.value, read.false) == (2.5, 100, True)


def test_without_the_data_the_run_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(data, "FOLDER", tmp_path / "none")
    assert main(["--results", str(tmp_path)]) == 1
    assert "not measured" in capsys.readouterr().err


@pytest.mark.shared
def test_a_quarter_teaches_what_to_open_in_the_next(shared: Path) -> None:
    """A floor on the quarter to choose by, learnt from the last quarter of the year before."""
    folder = shared / "data" / "customs"
    last = datetime.date(2020, 10, 1)
    known = [one for one in data.read("train", folder) if one.declaration.date >= last]
    unknown = data.read("valid", folder)
    ranking = train(known)
    values = [ranking.score(one.declaration).value for one in unknown]
    assert precision(values, unknown, 0.05) >= 0.88
