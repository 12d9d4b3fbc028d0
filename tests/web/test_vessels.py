"""A ship's page: what documents told, what lists say, and what nobody knows."""

import datetime
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI

from tests.web.conftest import SignIn
from tidewaiter.cases.ships import ship_record
from tidewaiter.ledger import Draft
from tidewaiter.ledger.chain import payload_text
from tidewaiter.model import VesselCall
from tidewaiter.web.office import Office

LISTED = "9163166"  # on record in the samples, and in annex III of 2270


def tell(office: Office, *calls: VesselCall) -> None:
    drafts = [Draft("call", call.vessel_name, payload_text(call)) for call in calls]
    office.ledger.append_all(drafts, actor="desk", at=office.now())


def call(day: str, **told: str) -> VesselCall:
    at = datetime.datetime.fromisoformat(f"{day}T08:00:00+00:00")
    plain = {"vessel_name": "SAMPLE HULL", "vessel_imo": "9074729", "port": "KRPUS"}
    return VesselCall(**(plain | told), arrived=at, source="port call list")  # type: ignore[arg-type]


def test_a_listed_ship_on_record_shows_both(filled: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(filled, "analyst").get(f"/vessels/{LISTED}?on=2016-03-05").text
    for words in ("listed", "the same IMO number", "Open the gravest consignment", "name it"):
        assert words in page
    assert "No calls are known. Nothing can be said about last ports." in page
    assert "No call history beyond what is on record" in page


def test_names_and_flags_run_through_time(filled: FastAPI, sign_in: SignIn) -> None:
    office: Office = filled.state.office
    tell(
        office,
        call("2024-01-05", vessel_flag="KP"),
        call("2024-06-05", vessel_flag="KP"),
        call("2025-02-05", vessel_flag="TG", vessel_name="SAMPLE OTHER"),
    )
    record = ship_record(office.standing, "9074729")
    assert record is not None
    told = [(s.field, s.value, s.first.isoformat(), s.last.isoformat()) for s in record.spans]
    assert told == [
        ("name", "SAMPLE HULL", "2024-01-05", "2024-06-05"),
        ("name", "SAMPLE OTHER", "2025-02-05", "2025-02-05"),
        ("flag", "KP", "2024-01-05", "2024-06-05"),
        ("flag", "TG", "2025-02-05", "2025-02-05"),
    ]
    page = sign_in(filled, "analyst").get("/vessels/9074729").text
    for words in ("SAMPLE OTHER", "port call list", "<svg", "5 Feb 2025"):
        assert words in page
    assert "/vessels/9074729" in sign_in(filled, "analyst").get("/vessels?q=m/v sample hull").text


def test_ships_that_share_a_name_or_an_mmsi_are_not_joined(
    filled: FastAPI, sign_in: SignIn
) -> None:
    office: Office = filled.state.office
    tell(
        office,
        call("2025-05-03", vessel_mmsi="273000001"),
        call("2025-05-03", vessel_mmsi="273000001", vessel_imo="9163154", vessel_name="ELSE"),
        call("2025-05-04", vessel_imo=""),
    )
    page = sign_in(filled, "analyst").get("/vessels/9074729").text
    assert "told of under the same MMSI" in page
    assert 'href="/vessels/9163154"' in page
    assert 'href="/vessels/sample-hull"' in page


def test_a_ship_that_is_only_listed_has_a_page_and_a_stranger_has_none(
    empty: FastAPI, sign_in: SignIn
) -> None:
    officer = sign_in(empty, "officer")
    page = officer.get(f"/vessels/{LISTED}").text
    assert "No document on record tells of it." in page
    assert officer.get("/vessels/9999993").status_code == 404
    assert "No document on record tells of a ship yet" in officer.get("/vessels").text


def test_the_page_fits_a_phone(filled: FastAPI, at_browser: Callable[..., Any]) -> None:
    page = at_browser(filled, "officer", width=360)
    page.goto(f"/vessels/{LISTED}")
    assert page.locator("svg.strip-picture").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
