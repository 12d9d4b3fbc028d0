"""`tidewaiter lists`: import, status, diff, pull, as a user meets them. The lists are invented."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.lists.invented import un_list
from tests.lists.publisher import Publisher, body, publishing, status
from tidewaiter.cli.app import app
from tidewaiter.lists import sources
from tidewaiter.lists.fetch import Fetcher
from tidewaiter.lists.sources import Source, SourceFile
from tidewaiter.model import BadInput

TODAY = datetime.datetime.now(datetime.UTC).date()


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDEWAITER_HOME", str(tmp_path / "home"))


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    """A publisher that the official addresses are made to lead to."""
    with publishing() as found:
        file = SourceFile("un.xml", f"{found.base}/un.xml")
        table = {"un-consolidated": Source((file,), (), "unverified", list="un-consolidated")}
        monkeypatch.setattr(sources, "load_sources", lambda: table)
        allow = Fetcher.__init__

        def allow_base(self: Fetcher, *args: object, **kwargs: object) -> None:
            allow(self, *args, **{**kwargs, "base": found.base})  # type: ignore[arg-type]

        monkeypatch.setattr(Fetcher, "__init__", allow_base)
        yield found


def lists(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["lists", *map(str, arguments)])


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_import_tells_name_version_date_and_kinds(tmp_path: Path) -> None:
    result = lists("import", un_list(tmp_path / "un.xml"), "--json")
    assert result.exit_code == 0
    (line,) = lines(result)
    assert {"name": "un-consolidated", "published": "2024-09-26"}.items() <= line.items()
    assert line["entries_by_kind"] == {"person": 720}
    assert len(str(line["version"])) == 64


def test_import_twice_says_that_nothing_changed(tmp_path: Path) -> None:
    path = un_list(tmp_path / "un.xml")
    lists("import", path)
    result = lists("import", path)
    assert result.exit_code == 0
    assert "kept already; nothing is changed" in result.stderr


def test_a_bad_list_stops_alone_and_an_officer_may_insist(tmp_path: Path) -> None:
    good = un_list(tmp_path / "good.xml")
    bad = un_list(tmp_path / "bad.xml", day="2024-10-26", field="<SHOE_SIZE>44</SHOE_SIZE>")
    result = lists("import", bad, good, "--json")
    assert result.exit_code == 1
    assert "bad.xml: un-consolidated is not kept: no use is known for the field" in result.stderr
    assert [line["published"] for line in lines(result)] == ["2024-09-26"]
    insisted = lists("import", bad, "--accept-defects")
    assert insisted.exit_code == 0
    shown = " ".join(lists("status").stdout.split())
    assert "kept with faults accepted: no use is known for the field SHOE_SIZE" in shown


def test_status_shows_every_list_and_what_is_stale(tmp_path: Path) -> None:
    lists("import", un_list(tmp_path / "old.xml"))
    lists("import", un_list(tmp_path / "new.xml", day=str(TODAY)))
    embedded, un = lines(lists("status", "--json"))
    assert (embedded["name"], un["name"]) == ("un-1718", "un-consolidated")
    assert (un["published"], un["age_days"], un["stale"]) == (str(TODAY), 0, "")
    old = next(each for each in lines(lists("status", "--all", "--json")) if each["stale"])
    assert str(old["stale"]).startswith("published ")
    assert len(lines(lists("status", "--all", "--json"))) == 3


def test_diff_takes_files_and_versions(tmp_path: Path) -> None:
    old = un_list(tmp_path / "old.xml")
    new = un_list(
        tmp_path / "new.xml", day="2024-10-26", entries=range(1, 721), names={3: "RENAMED PERSON"}
    )
    lists("import", old)
    result = lists("diff", "un-consolidated@2024-09-26", new, "--json")
    assert result.exit_code == 0
    (found,) = lines(result)
    (change,) = found["changed"]
    assert change["ref"] == "DPi.003"
    assert change["fields"] == [
        {
            "field": "names",
            "removed": ["INVENTED PERSON 3 (primary)"],
            "added": ["RENAMED PERSON (primary)"],
        }
    ]
    shown = lists("diff", old, new)
    assert "+ names: RENAMED PERSON" in shown.stdout
    assert "1 added, 1 removed, 1 changed" in shown.stdout
    same = lists("diff", old, old)
    assert same.exit_code == 0
    assert "0 added, 0 removed, 0 changed" in same.stdout


def test_diff_of_what_is_not_there_says_what_is(tmp_path: Path) -> None:
    result = lists("diff", "2024-09-26", "un-1718")
    assert isinstance(result.exception, BadInput)
    assert "un-1718@2025-08-02" in result.exception.advice


def test_a_failed_pull_is_loud_until_the_next_good_one(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.says("/un.xml", status(404))
    failed = lists("pull")
    assert failed.exit_code == 1
    assert "un-consolidated: PULL FAILED" in failed.stderr
    assert "the server answers 404" in failed.stderr
    assert "PULL FAILED" in lists("status").stdout
    assert lines(lists("status", "--json"))[-1]["pull_failed"] != ""
    publisher.says("/un.xml", body(un_list(tmp_path / "un.xml").read_bytes()))
    good = lists("pull", "un-consolidated", "--json")
    assert good.exit_code == 0, good.stderr
    assert lines(good)[0]["published"] == "2024-09-26"
    assert "PULL FAILED" not in lists("status").stdout
    assert lists("pull").stderr.strip() == "un-consolidated: unchanged"
