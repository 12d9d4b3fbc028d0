"""`tidewaiter screen permits.csv`: each permit before the law and the lists, and on record."""

from pathlib import Path
from typing import Any

from tests.cli.test_commands import run

__all__ = ["run"]

LIST = Path(__file__).parents[2] / "docs" / "how-to" / "permits.csv"


def test_each_permit_has_its_outcome_paragraph_and_hits(run: Any) -> None:
    answers = {row["permit"]["permit"]: row for row in run("screen", LIST, "--json").lines()}
    assert {name: row["outcome"] for name, row in answers.items()} == {
        "W-101": "not_in_force",
        "W-102": "cannot_tell",
        "W-103": "prohibited",
        "W-104": "not_covered",
        "W-105": "cannot_tell",
    }
    measures = {finding["measure"] for finding in answers["W-103"]["findings"]}
    assert {"un/2375/17/workers", "un/2397/8/workers"} <= measures
    (hit,) = answers["W-103"]["hits"]
    assert (hit["ref"], hit["evidence"]["field"]) == ("KPe.001", "intermediary_name")
    assert hit["evidence"]["at"] == "line 4"


def test_a_listed_firm_is_barred_whoever_works_for_it(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "permits.csv"
    head = "permit,issued,valid_until,nationality,employer_name\n"
    firm = "Korea Mining Development Trading Corporation"
    rows = f"A,2018-01-05,2018-02-05,PHL,{firm}\nB,2018-01-05,2018-02-05,,{firm}\n"
    path.write_text(head + rows, encoding="utf-8")
    answers = run("screen", path, "--no-save", "--json").lines()
    assert [row["outcome"] for row in answers] == ["prohibited", "prohibited"]


def test_permits_are_on_record_once(run: Any) -> None:
    first = run("screen", LIST)
    assert "5 permits: 1 prohibited, 2 cannot tell" in first.out
    assert "No consignment found" not in first.out
    assert "not recorded again" in run("screen", LIST).err
    assert run("verify").code == 0


def test_a_stated_fact_holds_for_every_permit_and_an_unknown_one_is_refused(
    run: Any, tmp_path: Path
) -> None:
    stated = run("screen", LIST, "--no-save", "--fact", "return_barred=refugee_law", "--json")
    (answer,) = (row for row in stated.lines() if row["permit"]["permit"] == "W-102")
    assert answer["outcome"] == "not_covered"
    path = tmp_path / "permits.csv"
    path.write_text(
        "permit,issued,nationality,facts\nA,2018-01-05,DPRK,contract=maybe\n", encoding="utf-8"
    )
    refused = run("screen", path, "--no-save")
    assert refused.code == 1
    assert "permit A, line 2" in refused.err


def test_read_says_what_a_list_holds_and_judges_nothing(run: Any) -> None:
    rows = run("read", LIST, "--json").lines()
    assert [row["permit"]["permit"] for row in rows] == [f"W-10{n}" for n in range(1, 6)]
    assert "permits to work" in run("read", LIST).out
