"""Picking whose law answers, from the command line."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import run

__all__ = ["run"]

HEAD = "id,act_date,direction,hs,description,conduct,facts\n"
RICE = "R,2018-03-01,to_dprk,1006,rice,,\n"
CALL = "S,2018-02-01,other,,,enter_port,left_dprk_on=2018-01-01\n"


@pytest.fixture
def acts(tmp_path: Path) -> Path:
    path = tmp_path / "acts.csv"
    path.write_text(HEAD + RICE + CALL, encoding="utf-8")
    return path


def test_each_law_answers_alone_side_by_side(run: Any, acts: Path) -> None:
    rice, call = run("law", "compare", acts, "--json").lines()
    said = {source: answer["outcome"] for source, answer in rice["answers"].items()}
    assert said == {
        "un": "inspect_only",
        "cn": "not_covered",
        "eu": "not_covered",
        "jp": "prohibited",
        "kr": "prohibited",
        "us": "cannot_tell",
    }
    assert call["answers"]["us"]["measures"] == ["us/eo13810/2/vessel"]
    table = run("law", "compare", acts, "--law", "un,us").out
    assert "eo13810/2/vessel" in table
    assert "judged alone" in table


def test_a_table_is_judged_by_the_laws_asked_for(run: Any, acts: Path) -> None:
    (rice, _) = run("law", "test", acts, "--law", "jp", "--json").lines()
    assert (rice["outcome"], rice["measures"]) == ("prohibited", "jp/2009/whole/export")
    refused = run("law", "test", acts)
    assert refused.code == 1
    assert "left_dprk_on is not in the vocabulary" in refused.err


def test_a_law_that_is_not_there_is_named(run: Any, acts: Path) -> None:
    done = run("law", "test", acts, "--law", "us,atlantis")
    assert done.code == 1
    assert "there is no law of 'atlantis'. Choose from: un, cn" in done.err


def test_measures_of_a_further_law_can_be_shown(run: Any) -> None:
    rows = run("law", "show", "--law", "us", "--measure", "us/eo13810", "--json").lines()
    assert {row["instrument"] for row in rows} == {"US Executive Order 13810"}
    assert run("law", "show", "--measure", "us/eo13810").code == 1


def test_a_consignment_is_screened_under_the_laws_asked_for(run: Any, tmp_path: Path) -> None:
    paper = tmp_path / "rice.csv"
    paper.write_text(
        "reference,date,port_of_loading,port_of_discharge,description,hs\n"
        "B1,2018-03-01,THBKK,KPNAM,rice in bags,100630\n",
        encoding="utf-8",
    )
    (plain,) = run("screen", paper, "--json", "--no-save").lines()
    (japan,) = run("screen", paper, "--law", "jp", "--json", "--no-save").lines()
    assert (plain["action"], japan["action"]) == ("inspect", "detain")
    new = [f for f in japan["findings"] if f not in plain["findings"]]
    assert {f["measure"] for f in new} == {"jp/2009/whole/export"}
    assert plain["law_version"] != japan["law_version"]


def test_a_ship_that_was_in_the_dprk_is_told_by_a_stated_fact(run: Any, tmp_path: Path) -> None:
    paper = tmp_path / "shirts.csv"
    paper.write_text(
        "reference,date,port_of_loading,port_of_discharge,description,hs\n"
        "B2,2018-03-01,CNSHA,USLAX,cotton shirts,610910\n",
        encoding="utf-8",
    )
    fact = ("--fact", "left_dprk_on=2018-01-05")
    (verdict,) = run("screen", paper, "--law", "us", *fact, "--json", "--no-save").lines()
    assert verdict["action"] == "detain"
    assert [f["measure"] for f in verdict["findings"]] == ["us/eo13810/2/vessel"]
    assert verdict["inspection_duty"] is False


def test_the_law_between_two_days_and_over_time(run: Any) -> None:
    came = run("law", "diff", "2016-03-01", "2016-04-05", "--law", "cn", "--json").lines()
    assert "cn/2016-11/1/coal" in {change["measure"] for change in came}
    assert "un/2270/18/inspect" in run("law", "diff", "2016-03-01", "2016-04-05").out
    assert "Nothing changed" in run("law", "diff", "2019-01-01", "2019-06-01").out
    spans = run("law", "timeline", "2701", "--way", "from_dprk", "--json").lines()
    assert [span["since"] for span in spans][-1] == "2017-08-05"
    assert "save para 29(b)" in run("law", "timeline", "2701", "--way", "from_dprk").out
    assert (
        "No ban of this law names heading 9999"
        in run("law", "timeline", "9999", "--way", "from_dprk").out
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("diff", "2016-04-05", "2016-03-01"),
        ("diff", "soon", "2016-03-01"),
        ("timeline", "27011", "--way", "from_dprk"),
        ("timeline", "coal", "--way", "from_dprk"),
        ("timeline", "2701", "--way", "sideways"),
    ],
)
def test_days_headings_and_ways_that_cannot_be_used_are_refused(
    run: Any, arguments: tuple[str, ...]
) -> None:
    done = run("law", *arguments)
    assert done.code == 1
    assert done.err.startswith("tidewaiter: ")
