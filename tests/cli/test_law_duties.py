"""`law duties` as a user meets it: a period, an event, and what it cannot answer."""

from typing import Any

from tests.cli.test_commands import run

__all__ = ["run"]


def test_a_period_gives_the_reports_due_in_it(run: Any) -> None:
    asked = ("law", "duties", "--from", "2016-05-31", "--to", "2016-05-31")
    (report,) = run(*asked, "--json").lines()
    assert (report["measure"], report["due"], report["to"]) == (
        "un/2270/40/report",
        "2016-05-31",
        "Committee",
    )
    table = run(*asked).out
    assert "S/RES/2270 (2016) para 40" in table
    assert "time partly verified" in table


def test_an_event_gives_its_reports_and_the_limit_of_the_desk_as_its_own(run: Any) -> None:
    asked = ("law", "duties", "--after", "seizure", "--on", "2018-01-10", "--desk-days", "5")
    (report,) = run(*asked, "--json").lines()
    assert report["timing"] == "promptly"
    assert "due" not in report
    assert report["desk_due"] == "2018-01-15"
    assert "not the law's" in run(*asked).out


def test_what_cannot_be_answered_ends_with_one_and_says_what_to_give(run: Any) -> None:
    unknown = run("law", "duties", "--after", "tea", "--on", "2018-01-10")
    assert unknown.code == 1
    assert "seizure" in unknown.err
    half = run("law", "duties", "--from", "2018-01-01")
    assert half.code == 1
    assert "--after and --on" in half.err
