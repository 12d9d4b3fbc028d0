"""Quotas and provocations as a sanctions desk meets them."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tidewaiter.cli.app import app
from tidewaiter.model import BadInput
from tidewaiter.monitor.charts import charts_can_be_drawn


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIDEWAITER_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("TIDEWAITER_DATABASE_URL", raising=False)
    return tmp_path / "home"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def rows(*arguments: str) -> list[dict[str, Any]]:
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_cap_of_2017_for_people_programs_and_files(tmp_path: Path) -> None:
    asked = ("quota", "show", "--goods", "coal", "--year", "2017")
    shown = run(*asked, "--out", str(tmp_path / "coal.csv"))
    assert "103.2% of 400,870,018" in shown.stdout
    assert "unknown" in shown.stdout
    used = [row for row in rows(*asked) if row["kind"] == "used"]
    with (tmp_path / "coal.csv").open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == len(used)
    assert {row["ledger"] for row in used} == {"reported", "customs"}


def test_crossings_and_months_say_what_is_known_and_when() -> None:
    found = rows("quota", "crossings", "--goods", "coal", "--year", "2016")
    assert {row["could_be_known"] for row in found} == {"2017-02-22"}
    months = rows("quota", "months", "--goods", "refined", "--year", "2021")
    assert {(row["month"], row["state"]) for row in months if row["of"] == "CN"} >= {
        ("2021-01", "not reported"),
        ("2021-03", "reported"),
    }
    assert "not reported" in run("quota", "months", "--goods", "refined").stdout
    assert "95% of" in run("quota", "crossings", "--goods", "coal").stdout


def test_a_conversion_says_its_factor_and_check() -> None:
    shown = run("quota", "convert", "587.4", "--from", "t", "--to", "bbl")
    assert "4,893.0 barrels" in shown.stdout
    assert "derived" in shown.stdout
    with pytest.raises(BadInput, match="no such unit"):
        raise_from("quota", "convert", "5", "--from", "kl", "--to", "bbl")


def raise_from(*arguments: str) -> None:
    error = run(*arguments).exception
    assert error is not None
    raise error


def test_a_table_is_loaded_save_for_the_rows_that_could_mislead(tmp_path: Path) -> None:
    table = tmp_path / "further.csv"
    table.write_text(
        "goods,states,month,state,quantity,unit,source\n"
        "refined,CN,2022-03,reported,5000,bbl,made up for this test\n"
        "refined,CN,2022-04,reported,-1,bbl,made up for this test\n",
        encoding="utf-8",
    )
    before = rows("quota", "show", "--goods", "refined", "--year", "2022")[0]["amount"]
    done = run("quota", "load", str(table))
    assert done.exit_code == 1
    assert "1 kept, 1 refused" in done.stdout
    assert "line 3: quantity is -1, below zero" in done.stderr
    after = rows("quota", "show", "--goods", "refined", "--year", "2022")[0]
    assert after["amount"] == before + 5000
    assert after["check"] == "unverified"


def test_tests_and_launches_with_their_answers() -> None:
    found = rows("provocations", "--kind", "nuclear test")
    assert [row["lag_days"] for row in found] == [5, 18, 23, 56, 82, 8]
    shown = run("provocations", "--from", "2016-01-01", "--to", "2016-03-01", "--answered")
    assert "S/RES/2270 (2016)" in shown.stdout
    assert "unverified" in shown.stdout
    with pytest.raises(BadInput, match="no such kind"):
        raise_from("provocations", "--kind", "balloon")


def test_the_timeline_of_the_law_names_what_was_answered() -> None:
    asked = ("law", "timeline", "2701", "--way", "from_dprk")
    assert "Nuclear test no. 4 of 2016-01-06, 56 days" in run(*asked).stdout
    spans = rows(*asked)
    assert {each["what"] for each in spans[-1]["answered"]} == {"Hwasong-14"}


@pytest.mark.skipif(not charts_can_be_drawn(), reason="charts are not installed")
def test_charts_are_drawn_of_one_period_and_of_the_years(tmp_path: Path) -> None:
    chart = tmp_path / "coal.svg"
    one = ("quota", "show", "--goods", "coal", "--year", "2017", "--chart", str(chart))
    assert run(*one, "--theme", "dark").exit_code == 0
    assert "103 percent of the limit" in chart.read_text(encoding="utf-8")
    with pytest.raises(BadInput, match="one period"):
        raise_from("quota", "show", "--chart", str(chart))
    assert run("provocations", "--chart", str(tmp_path / "years.svg")).exit_code == 0
