"""The labour commands as a user meets them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import run

__all__ = ["run"]

RECORDS = Path(__file__).parents[2] / "docs" / "how-to" / "labour"


def test_the_sentence_of_the_report_is_weighed(run: Any) -> None:
    said = run("labour", "check", "--workers", "50000", "--revenue", "200000000")
    assert said.code == 0
    assert "4,000 USD a head and year: fits" in said.out
    refused = run("labour", "check", "--workers", "50000", "--revenue", "200 million")
    assert refused.code == 1
    assert "digits alone" in refused.err


def test_estimates_go_to_a_file_and_to_programs(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    done = run("labour", "estimates", "--host", "PL", "--out", path, "--json")
    assert {row["estimate"]["host"] for row in done.lines()} == {"PL"}
    assert path.read_text(encoding="utf-8").startswith("id,where,as_of,metric,low,high")


def test_the_model_prints_the_range_first_and_the_same_bytes_again(
    run: Any, tmp_path: Path
) -> None:
    chart = tmp_path / "m.svg"
    first = run("labour", "model", "--draws", "200", "--json", "--chart", chart, "--theme", "dark")
    assert first.out == run("labour", "model", "--draws", "200", "--json").out
    assert json.loads(first.out)["seed"] == 2270
    assert chart.read_text(encoding="utf-8").startswith("<svg")
    assert run("labour", "model", "--draws", "3").code == 1


@pytest.mark.parametrize("status", ["filed without number", "not known"])
def test_reports_are_chosen_by_status(run: Any, status: str) -> None:
    rows = run("labour", "repatriations", "--status", status, "--json").lines()
    assert {row["status"] for row in rows} == {status}


def test_records_are_read_and_assessed(run: Any, tmp_path: Path) -> None:
    assert run("labour", "read", RECORDS).code == 0
    said = run("labour", "assess", RECORDS, "--as-of", "2020-01-31").out
    assert "indicated, not settled" in said
    assert "S/RES/2397 (2017) para 8: prohibited" in " ".join(said.split())
    bad = tmp_path / "groups.csv"
    bad.write_text("id,site,as_of,count_low,count_high\nG,T,2018,9,1\n", encoding="utf-8")
    done = run("labour", "read", bad)
    assert done.code == 1
    assert "groups.csv, line 2" in done.err
