"""Users, tokens, imports, audit check, backup, settings and versions."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI

from tests.web.conftest import PASSWORD, SignIn
from tidewaiter.web.office import Office

LINK = re.compile(r"http://testserver(/links/[\w-]+)")
TOKEN = re.compile(r'id="token" class="code" readonly value="([\w-]+)"')
ROOMS = ("users", "users/officer", "audit", "backup", "settings", "versions")


def test_the_index_shows_the_rooms_a_role_may_enter(empty: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(empty, "administrator").get("/admin").text
    for words in ("Users", "Audit check", "Backup", "Imports", "Lists", "Settings", "Versions"):
        assert words in page
    auditor = sign_in(empty, "auditor").get("/admin").text
    assert "/admin/users" not in auditor
    assert "/admin/backup" not in auditor
    assert sign_in(empty, "officer").get("/admin").status_code == 403


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("officer", set()),
        ("analyst", set()),
        ("supervisor", {"audit", "settings", "versions"}),
        ("auditor", {"audit", "settings", "versions"}),
        ("administrator", set(ROOMS)),
    ],
)
def test_rooms_open_by_role_alone(
    empty: FastAPI, sign_in: SignIn, name: str, allowed: set[str]
) -> None:
    person = sign_in(empty, name)
    for room in ROOMS:
        assert person.get(f"/admin/{room}").status_code == (200 if room in allowed else 403)
    if name != "administrator":
        deeds = ("users", "users/officer/roles", "users/officer/active", "users/officer/link")
        for deed in (*deeds, "backup", "backup/trial"):
            assert person.post(f"/admin/{deed}", {"role": "administrator"}).status_code == 403
    users = {user.name: user.roles for user in empty.state.office.users.all()}
    assert users["officer"] == ("officer",)


def test_a_person_is_added_and_comes_in_by_the_link_that_is_shown_once(
    empty: FastAPI, sign_in: SignIn
) -> None:
    person = sign_in(empty, "administrator")
    given = {"name": "Kim!", "full_name": "Kim Demo", "role": ["officer", "analyst"]}
    wrong = person.post("/admin/users", given, of="/admin/users")
    assert wrong.status_code == 400
    assert 'value="Kim Demo"' in wrong.text
    assert wrong.text.count("checked") == 2
    shown = person.post("/admin/users", given | {"name": "kim"}, of="/admin/users")
    link = LINK.search(shown.text)
    assert link is not None
    assert link[1] not in person.get("/admin/users/kim").text
    twice = person.post("/admin/users", given | {"name": "kim"}, of="/admin/users")
    assert "there is a user of that name" in twice.text
    office: Office = empty.state.office
    office.door.accept(link[1].removeprefix("/links/"), PASSWORD, office.now())
    assert sign_in(empty, "kim").get("/").status_code == 200


def test_roles_change_at_once_and_who_is_made_inactive_is_out(
    empty: FastAPI, sign_in: SignIn
) -> None:
    administrator, officer = sign_in(empty, "administrator"), sign_in(empty, "officer")
    at = "/admin/users/officer"
    page = administrator.post(f"{at}/roles", {"role": ["auditor"]}, of=at).text
    assert "The roles were changed" in page
    assert officer.get("/admin/audit").status_code == 200
    assert administrator.post(f"{at}/roles", {}, of=at).status_code == 400
    page = administrator.post(f"{at}/active", {"active": "no"}, of=at).text
    assert "Not let in any more" in page
    assert officer.get("/").url.path == "/sign-in"
    administrator.post(f"{at}/active", {"active": "yes"}, of=at)
    assert "Let in no longer" in administrator.get(at).text
    assert administrator.get("/admin/users/nobody").status_code == 404


def test_the_last_administrator_stays(empty: FastAPI, sign_in: SignIn) -> None:
    person, at = sign_in(empty, "administrator"), "/admin/users/administrator"
    for deed, given in (("active", {"active": "no"}), ("roles", {"role": ["auditor"]})):
        answer = person.post(f"{at}/{deed}", given, of=at)
        assert "no administrator would be left" in answer.text
    assert person.get("/admin/users").status_code == 200


def test_a_new_link_ends_the_one_before(empty: FastAPI, sign_in: SignIn) -> None:
    person, at = sign_in(empty, "administrator"), "/admin/users/officer"
    links = [LINK.search(person.post(f"{at}/link", {}, of=at).text) for _ in range(2)]
    assert all(link is not None for link in links)
    first, second = (link[1] for link in links if link is not None)
    assert person.get(first).status_code == 404
    assert person.get(second).status_code == 200


def test_a_token_is_shown_once_acts_within_its_scopes_and_ends(
    empty: FastAPI, sign_in: SignIn
) -> None:
    person, at, office = sign_in(empty, "officer"), "/account/tokens", empty.state.office
    page = person.get(at).text
    assert 'value="screen"' in page
    assert 'value="manage_users"' not in page
    given = {"label": "night import", "scope": ["screen"], "days": "30"}
    wrong: dict[str, Any]
    for wrong in ({"label": ""}, {"scope": []}, {"days": "9999"}, {"days": "x"}):
        answer = person.post(at, given | wrong, of=at)
        assert answer.status_code == 400, wrong
    made = TOKEN.search(person.post(at, given, of=at).text)
    assert made is not None
    actor = office.door.by_token(made[1], office.now())
    assert (actor.name, actor.scopes) == ("officer", ("screen",))
    page = person.get(at).text
    assert made[1] not in page
    revoke = re.search(r"/account/tokens/\w+/revoke", page)
    assert revoke is not None
    assert sign_in(empty, "analyst").post(revoke[0], {}).status_code == 400  # another's
    person.post(revoke[0], {}, of=at)
    assert office.door.by_token(made[1], office.now()) is None


def test_imports_show_what_nobody_could_read(filled: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(filled, "officer").get("/admin/imports").text
    assert "korea-alone.csv" in page
    assert "the encoding is not named" in page
    assert "/duties/unread/" in page
    assert "vessel calls" in page
    nothing = sign_in(filled, "officer").get("/admin/imports?page=9")
    assert nothing.status_code == 200


def test_anchors_are_taken_away_one_line_each(filled: FastAPI, sign_in: SignIn) -> None:
    office: Office = filled.state.office
    today = office.today()
    answer = sign_in(filled, "auditor").get(f"/admin/audit/anchors.jsonl?from={today}&to={today}")
    [line] = answer.text.splitlines()
    end = office.ledger.anchor()
    assert (json.loads(line)["number"], json.loads(line)["digest"]) == (end.number, end.digest)
    assert sign_in(filled, "officer").get("/admin/audit/anchors.jsonl").status_code == 403


def test_a_backup_is_made_and_a_restore_of_it_tried(filled: FastAPI, sign_in: SignIn) -> None:
    person, at, office = sign_in(filled, "administrator"), "/admin/backup", filled.state.office
    assert "No backup is on record." in person.get(at).text
    wrong = person.post(at, {"folder": "../elsewhere"}, of=at)
    assert wrong.status_code == 400
    assert "not a folder for backups" in wrong.text
    person.post(at, {"folder": "copies"}, of=at)
    office.chores.wait(60)
    page = person.get(at).text
    copy = re.search(r'name="path" value="(copies/tidewaiter-[\d-]+\.backup)"', page)
    assert copy is not None
    assert "without passwords" in page
    person.post(f"{at}/trial", {"path": copy[1]}, of=at)
    office.chores.wait(60)
    assert "restored beside and verified" in person.get(at).text
    assert person.post(f"{at}/trial", {"path": "ledger.db"}, of=at).status_code == 400


def test_settings_and_versions_say_what_holds_and_where_it_is_changed(
    empty: FastAPI, sign_in: SignIn
) -> None:
    person, office = sign_in(empty, "auditor"), empty.state.office
    page = person.get("/admin/settings").text
    assert "[decision_hours] detain" in page
    assert str(office.settings.home / "desk.toml") in page
    page = person.get("/admin/versions").text
    assert office.law.version in page
    assert "sqlite" in page


def test_an_administrator_adds_an_officer_who_comes_in_by_the_link(
    empty: FastAPI, at_browser: Callable[..., Any]
) -> None:
    page = at_browser(empty, "administrator")
    page.goto("/admin")
    page.click("main >> text=Users")
    page.fill("#name", "kim")
    page.fill("#full_name", "Kim Demo")
    page.check("input[value=officer]")
    page.click("text=Add and show the link")
    address = page.input_value("#link")
    stranger = at_browser(empty, width=360)
    stranger.goto(address.partition("127.0.0.1")[2].partition("/")[2].join(("/", "")))
    assert "kim" in stranger.inner_text("main")
    stranger.fill("#password", PASSWORD)
    stranger.fill("#again", PASSWORD)
    stranger.click("button.main")
    assert stranger.locator("h1").inner_text() == "Today"
    assert "My work" in stranger.inner_text("main")
    stranger.goto("/admin/users")
    assert "may not create users" in stranger.inner_text("main")
    page.goto(address)
    assert "does not hold" in page.inner_text("main") or page.url.endswith("/")
