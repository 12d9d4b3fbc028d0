"""`tidewaiter trade` over a table that was loaded: what is told, kept and refused."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tidewaiter.cli.app import app

ROWS = """reporter,partner,flow,period,hs_code,value_usd,net_weight_kg,quantity,unit,source
CN,KP,M,2017-07,2601,30000,500000,,,made up
CN,KP,M,2017-09,2601,20000,400000,,,made up
CN,KP,M,2017-10,2601,10000,300000,,,made up
CN,KP,M,2017-11,TOTAL,900000,,,,made up
CN,KP,M,2017-12,2601,-5,1,,,made up
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIDEWAITER_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("COMTRADE_KEY", raising=False)
    table = tmp_path / "table.csv"
    table.write_text(ROWS)
    return table


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["trade", *words])


def test_a_table_is_loaded_once_and_its_leaks_shown(desk: Path, tmp_path: Path) -> None:
    first = run("load", str(desk))
    assert "4 of 5 rows kept; 1 refused" in first.stdout
    assert "row 6 refused: negative value -5" in first.stderr
    assert "loaded before" in run("load", str(desk)).stdout
    assert len(run("loads", "--json").stdout.splitlines()) == 1
    out = tmp_path / "leaks.csv"
    shown = run("leaks", "--measure", "iron ore", "--from", "2017-09", "--out", str(out))
    assert "│ g │ ! │ 0 │" in shown.stdout
    assert "–  no report is loaded" in shown.stdout
    assert out.read_text().splitlines()[0].startswith("reporter,measure,kind")


def test_questions_answer_as_json(desk: Path) -> None:
    run("load", str(desk))
    lines = run("banned", "--measure", "un/2371/8/ironore", "--json").stdout.splitlines()
    assert [json.loads(line)["state"] for line in lines] == ["before", "grace", "ban"]
    lines = run("prices", "--hs", "2601", "--json").stdout.splitlines()
    assert json.loads(lines[0])["usd_per_tonne"] == 60.0
    assert "there is no mirror" in run("mirror", "--reporter", "CN", "--partner", "KP").stdout
    assert run("confusion", "--json").stdout == ""


@pytest.mark.parametrize(
    "words",
    [
        ("leaks",),
        ("leaks", "--from", "soon"),
        ("leaks", "--every", "day"),
        ("share", "--year", "1999"),
        ("show", "--goods", "butter"),
        ("show", "--theme", "pink", "--chart", "a.svg"),
        ("revenue", "--measure", "un/2371/8/coal", "--reporter", "Oz"),
        ("prices", "--hs", "27010"),
        ("fetch", "--reporter", "156", "--period", "2017"),
    ],
)
def test_bad_input_is_told_and_exits_1(desk: Path, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 1
    assert "BadInput" in type(result.exception).__name__
