"""One box for everything on record, and what it says where it finds nothing."""

from urllib.parse import quote

import msgspec
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from tests.web.conftest import SignIn
from tidewaiter.cases.standing_tables import CONSIGNMENTS, CONTAINERS, SHIPS
from tidewaiter.model import Screened
from tidewaiter.pipeline import parties
from tidewaiter.web.office import Office


def any_of(office: Office, column: object) -> str:
    with office.standing.reading() as connection:
        statement = select(column).where(column != "").limit(1)  # type: ignore[call-overload]
        return str(connection.execute(statement).scalar_one())


@pytest.mark.parametrize(
    ("column", "field"),
    [
        (CONSIGNMENTS.c.reference, "bill of lading or declaration"),
        (CONTAINERS.c.container, "container"),
        (SHIPS.c.imo, "IMO number"),
        (SHIPS.c.name, "ship"),
        (CONSIGNMENTS.c.document, "SHA-256"),
    ],
)
def test_what_is_on_record_is_found_and_the_field_is_said(
    filled: FastAPI, sign_in: SignIn, column: object, field: str
) -> None:
    text = any_of(filled.state.office, column)
    page = sign_in(filled, "officer").get(f"/search?q={text}").text
    assert "matched: " in page
    assert field in page


def test_law_and_headings_are_found_as_a_lawyer_writes_them(
    filled: FastAPI, sign_in: SignIn
) -> None:
    officer = sign_in(filled, "officer")
    for text in ("2371/8", "2371 para 8", "S/RES/2371 (2017) para 8", "un/2371/8/coal"):
        assert 'href="/law/un/2371/8/' in officer.get(f"/search?q={quote(text)}").text
    assert 'href="/law?heading=2701"' in officer.get("/search?q=2701").text


def test_a_listed_name_is_found_in_another_script(filled: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(filled, "officer").get("/search?q=문종철").text
    assert "un/KPi.012" in page
    assert "family name" in page


def test_a_party_is_found_by_name(filled: FastAPI, sign_in: SignIn) -> None:
    office: Office = filled.state.office
    events = office.ledger.events(kind="screened")
    screened = (msgspec.json.decode(event.payload, type=Screened) for event in events)
    held = (party for each in screened for party in each.consignment.parties)
    name = next(party.name for party in held if len(party.name) > 8)
    page = sign_in(filled, "officer").get(f"/search?q={quote(name)}").text
    assert "Consignments by name" in page
    assert "matched: name of a party or ship" in page


def test_a_large_index_of_names_that_is_not_made_is_said_and_not_made(
    filled: FastAPI, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parties, "SOON", 0)
    page = sign_in(filled, "officer").get("/search?q=someone").text
    assert "The names of parties were not searched" in page


def test_a_check_digit_that_does_not_fit_is_said(filled: FastAPI, sign_in: SignIn) -> None:
    officer = sign_in(filled, "officer")
    assert "does not fit" in officer.get("/search?q=IMO 9000004").text
    assert "should be" in officer.get("/search?q=CSQU3054384").text


def test_finding_nothing_says_what_was_searched(empty: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(empty, "auditor").get("/search?q=xyzzy-nowhere").text
    assert "Finding nothing says nothing" in page


def test_no_text_breaks_the_search(filled: FastAPI, sign_in: SignIn) -> None:
    officer = sign_in(filled, "officer")
    for text in (
        "%00",
        "%ED%9F%BF",
        "'; drop table",
        "%25_",
        "9" * 190,
        "(" * 50,
        "aka/;,",
        "\u200d",
    ):
        assert officer.get(f"/search?q={text}").status_code == 200
        assert officer.get(f"/vessels?q={text}").status_code == 200
    assert officer.get("/matches/99999999999999999999-0").status_code == 404
    assert officer.get("/lists/un-1718?page=99999999999").status_code == 200
