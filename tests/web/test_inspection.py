"""From a case to its end: without script part by part, with script also without a network."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from tests.web.conftest import PASSWORD, Person, SignIn
from tidewaiter.cases.queue import Wanted, queue
from tidewaiter.model import Attached, Case, ContainerOpened
from tidewaiter.web.office import Office

# the smallest picture that is one: its beginning says JPEG, its end stands
PICTURE = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")


def office(app: FastAPI) -> Office:
    found: Office = app.state.office
    return found


def opened(app: FastAPI, person: Person, reference: str = "") -> Case:
    """A case on the first consignment that waits, or on the one of that reference."""
    desk = office(app)
    rows = queue(desk.standing, desk.limits, Wanted(action="detain")).rows
    row = next(each for each in rows if reference in {"", each.reference})
    page = person.post("/cases", {"event": row.event}, of="/queue")
    return desk.cases.get(str(page.url).rpartition("/")[2])


def steps(case: Case) -> list[str]:
    return [str(each.step.__struct_config__.tag) for each in case.history]


def test_part_by_part_without_script(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "officer")
    case = opened(filled, person)
    form = f"/cases/{case.id}/inspect"
    page = person.get(form).text
    assert "Did you board or open?" in page
    assert not re.search(r'type="radio"[^>]* checked', page)
    page = person.post(form, {"block": "boarding", "at": "boarding", "boarded": "no"}, of=form).text
    assert "no reason was given" in page
    sent = {"block": "boarding", "boarded": "yes", "next": "place", "client": "c1"}
    for _ in range(2):
        person.post(form, sent, of=form)
    sent = {"block": "place", "vessel": "yes", "place": "unchecked", "place-why": "fog"}
    person.post(form, sent | {"client": "c2"}, of=form)
    seal = {"container": "csqu3054383", "before": "other", "before-found": "9912", "contents": "no"}
    person.post(form, {"block": "containers", **seal, "client": "c3"}, of=form)
    kept = office(filled).cases.get(case.id)
    expected = ["opened", "boarded", "checked", "checked", "seal_checked", "container_opened"]
    assert steps(kept) == expected
    assert "another number 9912" in person.get(f"/cases/{case.id}").text


def test_what_is_missing_is_asked_only_at_the_end(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "officer")
    case = opened(filled, person)
    form, check = f"/cases/{case.id}/inspect", f"/cases/{case.id}/check"
    person.post(form, {"block": "boarding", "boarded": "yes"}, of=form)
    page = person.post(check, {"block": "close", "words": "kept words"}, of=check)
    assert page.status_code == 400
    assert "missing: the outcome" in page.text
    assert f'href="{form}?step=place"' in page.text
    assert "kept words" in page.text
    assert office(filled).cases.get(case.id).state == "under_control"
    sent = {"block": "boarding", "boarded": "no", "reason": "left_port"}
    person.post(form, sent, of=form)
    person.post(check, {"block": "close", "outcome": "could_not_be_checked"}, of=check)
    assert office(filled).cases.get(case.id).outcome == "could_not_be_checked"


def test_a_photo_that_arrives_otherwise_is_refused(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "officer")
    case = opened(filled, person)
    form = f"/cases/{case.id}/inspect"
    photo = {"photo": ("p.jpg", PICTURE, "image/jpeg")}
    sent = {"block": "photo", "about": "hull", "client": "p1"}
    answer = person.post(
        form,
        sent | {"sha256": "0" * 64},
        of=form,
        files=photo,
        headers={"accept": "application/json"},
    )
    assert answer.status_code == 409
    assert "arrived otherwise" in answer.json()["refused"]
    whole = sent | {"sha256": hashlib.sha256(PICTURE).hexdigest(), "latitude": "35.1"}
    receipts = [
        person.post(
            form, whole, of=form, files=photo, headers={"accept": "application/json"}
        ).json()
        for _ in range(2)
    ]
    assert receipts[0] == receipts[1]
    photos = [each.step for each in office(filled).cases.get(case.id).history]
    kept = [step for step in photos if isinstance(step, Attached)]
    assert [(step.about, step.latitude) for step in kept] == [("hull", 35.1)]
    shown = person.get(f"/cases/{case.id}/attachments/{kept[0].sha256}")
    assert shown.content == PICTURE
    assert shown.headers["content-type"] == "image/jpeg"
    assert shown.headers["content-disposition"].startswith("inline")


def test_who_may_not_inspect_is_told_who_may(filled: FastAPI, sign_in: SignIn) -> None:
    case = opened(filled, sign_in(filled, "officer"))
    assert sign_in(filled, "auditor").get(f"/cases/{case.id}/inspect").status_code == 403


def until(page: Any, what: str) -> None:
    """Wait for something to be true in a page; what Playwright has for it needs `eval`."""
    for _ in range(200):
        if page.evaluate(what):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {what}")


def photo_of(tmp_path: Path) -> Path:
    path = tmp_path / "hull.jpg"
    path.write_bytes(PICTURE)
    return path


def test_without_a_network_each_answer_is_kept_and_sent_once(
    filled: FastAPI, sign_in: SignIn, at_browser: Callable[..., Any], tmp_path: Path
) -> None:
    case = opened(filled, sign_in(filled, "officer"))
    page = at_browser(filled, "officer", width=360, is_mobile=True, has_touch=True)
    page.goto(f"/cases/{case.id}/inspect")
    until(page, "navigator.serviceWorker.controller !== null")
    until(page, f"caches.match('/cases/{case.id}/inspect').then((kept) => kept !== undefined)")
    page.context.set_offline(True)
    page.get_by_label("Yes", exact=True).check()
    page.locator("#boarding-photo").set_input_files(photo_of(tmp_path))
    page.get_by_role("button", name="Next: Vessel and place").click()
    page.locator("#place-vessel-yes").check()
    page.locator("#place-place-unchecked").check()
    page.locator("#place-place-why").fill("fog")
    page.get_by_role("button", name="Next: Containers").click()
    page.locator("#containers").wait_for()
    until(page, "document.querySelector('[data-outbox-count]').textContent === '3'")
    assert page.locator("[data-outbox]").is_visible()
    assert "Will send later" in page.locator("[data-save]").inner_text()
    page.reload()
    until(page, "document.getElementById('place-place-unchecked').checked")
    assert page.locator("#containers").is_visible()
    assert steps(office(filled).cases.get(case.id)) == ["opened"]

    page.context.set_offline(False)
    page.goto("/outbox")
    page.get_by_role("button", name="Send now").click()
    until(page, "document.querySelectorAll('[data-outbox-list] li').length === 3")
    until(page, "document.querySelector('[data-outbox]').hidden")
    assert page.locator("[data-outbox-list]").inner_text().count("Received") == 3
    kept = office(filled).cases.get(case.id)
    assert sorted(steps(kept)) == ["attached", "boarded", "checked", "checked", "opened"]
    photo = next(each.step for each in kept.history if isinstance(each.step, Attached))
    assert photo.sha256 == hashlib.sha256(PICTURE).hexdigest()
    assert photo.answered is not None
    page.get_by_role("button", name="Send now").click()
    page.reload()
    assert office(filled).cases.get(case.id).version == kept.version


def test_sign_out_warns_of_what_is_not_sent(
    filled: FastAPI, sign_in: SignIn, at_browser: Callable[..., Any]
) -> None:
    case = opened(filled, sign_in(filled, "officer"))
    page = at_browser(filled, "officer")
    page.goto(f"/cases/{case.id}/inspect")
    page.locator("#place-vessel-yes").check()
    until(page, "document.querySelector('[data-outbox-count]').textContent === '1'")
    until(page, f"caches.match('/cases/{case.id}/inspect').then((kept) => kept !== undefined)")
    page.locator(".account summary").click()
    page.locator('form[action="/sign-out"] button').click()
    page.wait_for_url("**/outbox?leaving=1")
    assert "Some answers are not in the record yet" in page.locator(".problem").inner_text()
    page.get_by_role("button", name="Sign out all the same").click()
    page.wait_for_url("**/sign-in")
    until(page, f"caches.match('/cases/{case.id}/inspect').then((kept) => kept === undefined)")


def test_answers_outlive_a_session_and_go_once_the_same_person_is_back(
    filled: FastAPI, sign_in: SignIn, at_browser: Callable[..., Any]
) -> None:
    case = opened(filled, sign_in(filled, "officer"))
    page = at_browser(filled, "officer")
    page.goto(f"/cases/{case.id}/inspect")
    page.context.clear_cookies()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Next: Vessel and place").click()
    page.get_by_text("Sign in, then it will be sent").wait_for()
    assert steps(office(filled).cases.get(case.id)) == ["opened"]
    page.goto("/sign-in")
    page.get_by_label("Name").fill("officer")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main button").click()
    page.wait_for_url("**/")
    until(page, "document.querySelector('[data-outbox]').hidden")
    page.goto(f"/cases/{case.id}")
    assert steps(office(filled).cases.get(case.id)) == ["opened", "boarded"]


def test_many_containers_share_one_form(
    filled: FastAPI, sign_in: SignIn, at_browser: Callable[..., Any]
) -> None:
    case = opened(filled, sign_in(filled, "officer"))
    desk = office(filled)
    actor = desk.door.by_session(desk.door.sign_in("officer", PASSWORD, desk.now()), desk.now())
    assert actor is not None
    case = desk.cases.take(case, desk.cases.boarded(case), actor, desk.now())
    for number in range(9):
        step = ContainerOpened(f"DEMU000000{number}", "yes")
        case = desk.cases.take(case, step, actor, desk.now())
    page = at_browser(filled, "officer")
    page.goto(f"/cases/{case.id}/inspect?step=containers")
    assert len(page.content()) < 100_000
    for number in (1, 2):
        page.locator("#container-any-number").select_option(f"DEMU000000{number}")
        page.locator("#container-any-before-none").check()
        page.locator("#form-container-any button").click()
        until(page, "document.getElementById('container-any-number').value === ''")
    until(page, "document.querySelector('[data-outbox]').hidden")
    kept = desk.cases.get(case.id).history[-2:]
    assert [getattr(each.step, "container", "") for each in kept] == ["DEMU0000001", "DEMU0000002"]
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))
