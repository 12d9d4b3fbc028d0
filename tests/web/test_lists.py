"""Lists: their ages and entries, and a new version that is looked at before it is kept."""

import datetime
from pathlib import Path

from fastapi import FastAPI

from tests.lists.invented import un_list
from tests.web.conftest import Person, SignIn
from tidewaiter.lists import Arrival
from tidewaiter.web.office import Office

NAME = "un-consolidated"


def hand_in(person: Person, path: Path) -> str:
    """The page on which the list waits; its address."""
    files = [("files", (path.name, path.read_bytes()))]
    page = person.post("/lists/arrivals", {"published": ""}, of="/lists", files=files)
    assert page.status_code == 200, page.text
    return page.url.path


def keep(office: Office, path: Path) -> None:
    office.store.keep(path, Arrival(at=office.now(), origin=path.name))
    office.lists_changed()


def test_a_version_is_shown_before_it_is_kept(
    empty: FastAPI, sign_in: SignIn, tmp_path: Path
) -> None:
    analyst = sign_in(empty, "analyst")
    keep(empty.state.office, un_list(tmp_path / "old.xml"))
    new = un_list(tmp_path / "new.xml", day="2024-10-20", entries=range(1, 721))
    waits = hand_in(analyst, new)
    page = analyst.get(waits).text
    assert "1 added, 0 changed, 1 removed" in page
    assert "No consignment that waits" in page
    assert len([v for v in empty.state.office.store.versions() if v.list == NAME]) == 1
    done = analyst.post(f"{waits}/keep", {}, of=waits)
    assert "The list is kept" in done.text
    assert len([v for v in empty.state.office.store.versions() if v.list == NAME]) == 2
    assert "1 added, 0 changed, 1 removed" in analyst.get(f"/lists/{NAME}/diff").text
    assert "does not wait here" in analyst.get(waits).text


def test_what_is_sent_away_leaves_nothing(empty: FastAPI, sign_in: SignIn, tmp_path: Path) -> None:
    analyst = sign_in(empty, "analyst")
    waits = hand_in(analyst, un_list(tmp_path / "un.xml"))
    assert "sent away" in analyst.post(f"{waits}/drop", {}, of=waits).text
    office: Office = empty.state.office
    assert [kept.list for kept in office.store.versions()] == ["un-1718"]
    assert list(office.settings.arrivals.iterdir()) == []


def test_a_list_in_doubt_is_kept_only_with_a_reason(
    empty: FastAPI, sign_in: SignIn, tmp_path: Path
) -> None:
    analyst = sign_in(empty, "analyst")
    keep(empty.state.office, un_list(tmp_path / "old.xml"))
    waits = hand_in(analyst, un_list(tmp_path / "new.xml", day="2024-10-20", entries=range(300)))
    assert "The whole list is in doubt" in analyst.get(waits).text
    refused = analyst.post(f"{waits}/keep", {"why": ""}, of=waits)
    assert refused.status_code == 400
    assert "Say why the list is kept" in refused.text
    analyst.post(f"{waits}/keep", {"why": "The publisher split it"}, of=waits)
    newest = [v for v in empty.state.office.store.versions() if v.list == NAME][-1]
    assert newest.why == "The publisher split it"
    assert "The publisher split it" in analyst.get("/lists").text


def test_a_file_that_is_no_list_is_said_and_not_kept(
    empty: FastAPI, sign_in: SignIn, tmp_path: Path
) -> None:
    analyst = sign_in(empty, "analyst")
    path = tmp_path / "../holiday.jpg"
    files = [("files", (str(path), b"\xff\xd8\xff not a list"))]
    page = analyst.post("/lists/arrivals", {}, of="/lists", files=files)
    assert page.status_code == 400
    assert list(empty.state.office.settings.arrivals.iterdir()) == []
    none = analyst.post("/lists/arrivals", {}, of="/lists")
    assert "Choose the file" in none.text


def test_an_officer_reads_lists_and_takes_in_none(empty: FastAPI, sign_in: SignIn) -> None:
    officer = sign_in(empty, "officer")
    page = officer.get("/lists").text
    assert "un-1718" in page
    assert "stale" in page
    assert "Take in a new version" not in page
    assert officer.post("/lists/arrivals", {}).status_code == 403


def test_a_desk_that_may_not_pull_says_so(empty: FastAPI, sign_in: SignIn) -> None:
    analyst = sign_in(empty, "analyst")
    assert "gets no lists by itself" in analyst.get("/lists").text
    assert analyst.post("/lists/pull", {}, of="/lists").status_code == 403


def test_entries_are_found_and_shown_as_they_stood_on_a_day(
    empty: FastAPI, sign_in: SignIn
) -> None:
    officer = sign_in(empty, "officer")
    assert "KPi.012" in officer.get("/lists/un-1718?q=mun chong").text
    assert "KPi.012" not in officer.get("/lists/un-1718?q=nobody at all").text
    page = officer.get("/lists/un/KPi.012").text
    for words in ("asset freeze", "S/RES/2094", "strong alias", "In the first version kept"):
        assert words in page
    assert "not in force" in officer.get("/lists/un/KPi.012?on=2013-03-06").text
    assert officer.get("/lists/un/KPi.999").status_code == 404
    assert officer.get("/lists/un/KPi.012?on=2017-02-30").status_code == 400


def test_an_entry_says_which_versions_changed_it(
    empty: FastAPI, sign_in: SignIn, tmp_path: Path
) -> None:
    office: Office = empty.state.office
    keep(office, un_list(tmp_path / "old.xml", entries=range(700)))
    keep(office, un_list(tmp_path / "new.xml", day="2024-10-20"))
    newest = [each for each in office.store.versions() if each.list == NAME][-1]
    listing = office.store.load(newest).listings[-1]
    page = sign_in(empty, "officer").get(f"/lists/{NAME}/{listing.ref}").text
    assert "Looked at: 2 of 2 versions kept" in page
    assert "Added" in page
    assert datetime.date.fromisoformat(newest.published) == datetime.date(2024, 10, 20)
