"""A case: what may follow, what was done, and its papers; and the whole way in a browser."""

import io
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from tests.web.conftest import SignIn
from tests.web.test_inspection import office, opened, photo_of, steps, until

PAPER = b"%PDF-1.4\n%%EOF\n"


def test_only_the_lawful_steps_of_this_role_are_offered(filled: FastAPI, sign_in: SignIn) -> None:
    case = opened(filled, sign_in(filled, "officer"))
    address = f"/cases/{case.id}"
    page = sign_in(filled, "officer").get(address).text
    assert "Open inspection" in page
    assert "Record a disposal" not in page
    page = sign_in(filled, "auditor").get(address).text
    assert "What may follow" not in page
    assert "Export as one signed file" in page
    sent = {"step": "assigned", "to": "officer", "version": str(case.version)}
    assert sign_in(filled, "auditor").post(f"{address}/steps", sent).status_code == 403


def test_a_step_on_an_old_copy_writes_nothing_and_keeps_what_was_entered(
    filled: FastAPI, sign_in: SignIn
) -> None:
    person = sign_in(filled, "supervisor")
    case = opened(filled, person)
    address = f"/cases/{case.id}"
    sent = {"step": "assigned", "to": "officer", "version": str(case.version)}
    person.post(f"{address}/steps", sent, of=address)
    late = {"step": "release_asked", "why": "entered words", "version": str(case.version)}
    page = person.post(f"{address}/steps", late, of=address)
    assert page.status_code == 400
    assert "supervisor changed it meanwhile" in page.text
    assert "entered words" in page.text
    assert steps(office(filled).cases.get(case.id)) == ["opened", "assigned"]


def test_papers_are_kept_as_files_and_never_shown(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "analyst")
    case = opened(filled, person)
    address = f"/cases/{case.id}"
    sent = {"step": "attached", "about": "licence", "version": str(case.version)}
    file = {"file": ("licence.pdf", PAPER, "text/html")}
    page = person.post(f"{address}/steps", sent, of=address, files=file)
    assert "licence" in page.text
    step: Any = office(filled).cases.get(case.id).history[-1].step
    answer = person.get(f"{address}/attachments/{step.sha256}")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert person.get(f"{address}/attachments/{'0' * 64}").status_code == 404
    script = {"file": ("x.html", b"<script>", "image/png")}
    sent["version"] = str(office(filled).cases.get(case.id).version)
    page = person.post(f"{address}/steps", sent, of=address, files=script)
    assert "no photo or paper of a kind that is kept" in page.text


def test_one_signed_file(filled: FastAPI, sign_in: SignIn) -> None:
    case = opened(filled, sign_in(filled, "officer"))
    address = f"/cases/{case.id}"
    answer = sign_in(filled, "auditor").post(f"{address}/export", {}, of=address)
    with tarfile.open(fileobj=io.BytesIO(answer.content)) as archive:
        assert {"case.json", "signature"} <= set(archive.getnames())
    assert sign_in(filled, "officer").post(f"{address}/export", {}).status_code == 403


def test_from_the_queue_to_a_release_by_two(
    filled: FastAPI, at_browser: Callable[..., Any], tmp_path: Path
) -> None:
    page = at_browser(filled, "supervisor")
    identity = assign_first(page)
    officer = at_browser(filled, "officer", width=360)
    inspect(officer, photo_of(tmp_path))
    conclude(officer, identity)
    case = office(filled).cases.get(identity)
    assert {"opened", "assigned", "boarded", "attached", "checked"} <= set(steps(case))
    assert case.outcome == "refused"

    officer.get_by_text("Ask for release", exact=True).first.click()
    officer.locator("#release_asked-why").fill("the paper came")
    officer.get_by_role("button", name="Ask for release").click()
    officer.get_by_role("link", name="Waits for a second person").click()
    assert officer.get_by_role("button", name="Approve the release").count() == 0

    page.goto("/approvals")
    page.locator("tbody a").first.click()
    page.get_by_role("button", name="Approve the release").click()
    page.get_by_text("Release agreed by a second person").wait_for()
    assert office(filled).cases.get(identity).state == "released"


def assign_first(page: Any) -> str:
    """Assign the first of the queue to the officer; the case."""
    page.goto("/queue?action=detain")
    page.locator("input[name=chosen]").first.check()
    page.locator("#to").select_option("officer")
    page.get_by_role("button", name="Assign 1").click()
    page.locator("tr.changed a[href^='/cases/']").first.click()
    return str(page.url.rpartition("/")[2])


def inspect(officer: Any, photo: Path) -> None:
    """Board, take a photo, and look at vessel and place."""
    officer.goto("/queue/views/mine")
    officer.get_by_role("link", name="Inspect").first.click()
    officer.get_by_label("Yes", exact=True).check()
    officer.locator("#boarding-photo").set_input_files(photo)
    officer.get_by_role("button", name="Next: Vessel and place").click()
    until(officer, "document.querySelector('[data-save]').textContent.includes('receipt')")
    officer.locator("#place-vessel-yes").check()
    officer.locator("#place-place-yes").check()
    officer.get_by_role("button", name="Next: Containers").click()
    officer.locator("#containers").wait_for()
    until(officer, "document.querySelector('[data-outbox]').hidden")


def conclude(officer: Any, identity: str) -> None:
    """Close the control; an outcome that lacks what it needs is refused first."""
    officer.goto(f"/cases/{identity}/check")
    officer.get_by_label("Could not be checked", exact=True).check()
    officer.locator("#close-words").fill("the hold was flooded")
    officer.get_by_role("button", name="Send and close").click()
    refused = officer.locator("[data-save].bad")
    refused.wait_for()
    assert "what could not be checked" in refused.inner_text()
    officer.get_by_label("Refused", exact=True).check()
    officer.get_by_role("button", name="Send and close").click()
    officer.wait_for_url(f"**/cases/{identity}?taken=concluded")
