"""`tidewaiter rescreen` as a user meets it, over kept lists and over files. All is invented."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.lists.invented import un_list
from tidewaiter.cli.app import app

SDN = '{ref},"{name}",-0- ,"DPRK4"' + ",-0- " * 7 + ',"INVENTED"\n'
PAPERS = """document_date,consignment,consignee_name,goods_description
2025-02-03,A,Grey Heron Shipping Ltd,paper
2025-02-03,B,Whimbrel Crossing,paper
"""


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDEWAITER_HOME", str(tmp_path / "home"))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)])


def rescreen(*arguments: str | Path) -> list[dict[str, Any]]:
    """The lines of JSON; the last one is the closing record."""
    result = run("rescreen", *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def came_to(lines: list[dict[str, Any]]) -> tuple[list[str], int, int]:
    closing = lines[-1]
    return closing.get("entries", []), closing["touched"], closing["changed"]


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    path = tmp_path / "papers.csv"
    path.write_text(PAPERS, encoding="utf-8")
    return path


def sdn(folder: Path, *names: str) -> Path:
    folder.mkdir()
    rows = (SDN.format(ref=number, name=name) for number, name in enumerate(names, 90001))
    (folder / "sdn.csv").write_text("".join(rows), encoding="ascii")
    return folder / "sdn.csv"


def test_what_came_into_the_kept_lists_is_screened_for(tmp_path: Path, papers: Path) -> None:
    run("lists", "import", un_list(tmp_path / "first.xml", day="2024-09-26"))
    run("screen", papers)
    later = un_list(tmp_path / "later.xml", day="2025-01-31", names={3: "WHIMBREL CROSSING"})
    run("lists", "import", later)
    lines = rescreen()
    assert came_to(lines) == (["un/DPi.003"], 1, 1)
    assert lines[0]["verdict"]["consignment"] == "B"
    assert came_to(rescreen()) == ([], 0, 0)


def test_an_edition_of_after_the_day_of_the_act_touches_nothing(
    tmp_path: Path, papers: Path
) -> None:
    run("lists", "import", un_list(tmp_path / "first.xml", day="2024-09-26"))
    run("screen", papers)
    later = un_list(tmp_path / "later.xml", day="2025-02-04", names={3: "WHIMBREL CROSSING"})
    run("lists", "import", later)
    assert came_to(rescreen()) == ([], 0, 0)


def test_one_kept_list_is_looked_at_by_its_name(tmp_path: Path, papers: Path) -> None:
    run("screen", papers)
    run("lists", "import", un_list(tmp_path / "un.xml", names={3: "WHIMBREL CROSSING"}))
    assert came_to(rescreen("--list", "un-1718")) == ([], 0, 0)
    entries, touched, changed = came_to(rescreen("--list", "un-consolidated"))
    assert (len(entries), touched, changed) == (720, 1, 1)
    result = run("rescreen", "--list", "no-such-list")
    assert "no file and no kept list of that name" in str(result.exception)


def test_files_are_compared_with_what_past_verdicts_rest_on(tmp_path: Path, papers: Path) -> None:
    first = sdn(tmp_path / "1", "Grey Heron Shipping Ltd")
    second = sdn(tmp_path / "2", "Grey Heron Shipping Ltd", "Whimbrel Crossing")
    third = sdn(tmp_path / "3", "Whimbrel Crossing")
    run("screen", papers, "--list", first)
    assert came_to(rescreen("--list", second, "--from", first)) == (["us-ofac/90002"], 1, 1)
    # the first edition is not asked for again
    entries, touched, changed = came_to(rescreen("--list", third, "--from", second))
    assert (entries, touched, changed) == (["us-ofac/90001", "us-ofac/90002"], 2, 2)


def test_an_edition_that_is_not_at_hand_is_told_of(tmp_path: Path, papers: Path) -> None:
    run("screen", papers, "--list", sdn(tmp_path / "1", "Grey Heron Shipping Ltd"))
    result = run("rescreen", "--list", sdn(tmp_path / "2", "Whimbrel Crossing"))
    assert "2 of 2 consignments examined again; 2 verdicts changed" in result.stdout
    assert "neither kept nor given with --from" in result.stderr


def test_the_law_is_that_of_the_first_screening(tmp_path: Path, papers: Path) -> None:
    first, second = sdn(tmp_path / "1", "Another"), sdn(tmp_path / "2", "Whimbrel Crossing")
    run("screen", papers, "--list", first, "--law", "us,kr")
    again = rescreen("--list", second, "--from", first)[0]["verdict"]
    with_law = run("screen", papers, "--list", second, "--law", "us,kr", "--no-save", "--json")
    wanted = json.loads(with_law.stdout.splitlines()[1])
    assert again["law_version"] == wanted["law_version"]
    assert again["findings"] == wanted["findings"]
    assert again["findings"] != []
