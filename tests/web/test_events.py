"""One event of the ledger as it was written."""

from fastapi import FastAPI

from tests.web.conftest import SignIn
from tidewaiter.web.office import Office


def test_an_event_tells_who_when_what_and_how_it_is_chained(
    filled: FastAPI, sign_in: SignIn
) -> None:
    office: Office = filled.state.office
    event = next(office.ledger.events(kind="screened"))
    page = sign_in(filled, "auditor").get(f"/events/{event.number}").text
    for told in (event.digest, event.previous, event.document, event.versions, event.actor):
        assert told in page
    assert "fits what stands here" in page
    assert f'href="/consignments/{event.number}"' in page
    assert "&#34;verdict&#34;: {" in page


def test_an_event_that_is_not_there(filled: FastAPI, sign_in: SignIn) -> None:
    reader = sign_in(filled, "officer")
    for number in (0, 999_999, 1 << 70):
        assert reader.get(f"/events/{number}").status_code == 404
