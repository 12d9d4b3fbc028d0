"""The page of a ship whose calls, facts and positions are known."""

from fastapi import FastAPI

from tests.web.conftest import SignIn
from tidewaiter.cases.queue import queue
from tidewaiter.pipeline.editions import kept_and
from tidewaiter.pipeline.examiner import make_examiner
from tidewaiter.pipeline.samples import sample_folder
from tidewaiter.pipeline.screen import Record, screen_document
from tidewaiter.pipeline.shipping import take
from tidewaiter.pipeline.ships_known import desk_histories
from tidewaiter.pipeline.sightings import sighting_folder
from tidewaiter.web.office import Office


def test_a_ship_shows_its_signals_its_silence_and_its_track(
    filled: FastAPI, sign_in: SignIn
) -> None:
    with sighting_folder() as folder:
        for name in ("positions.csv", "ships.csv"):
            take(filled.state.office.settings, folder / name)
    person = sign_in(filled, "analyst")
    page = person.get("/vessels/8905490?on=2018-04-02").text
    for words in ("Silence", "Innocent reading:", "No position for", "/law/un/2270/18/inspect"):
        assert words in page
    assert '<polyline class="silent"' in page
    assert "What sources say of the ship" in page
    before = person.get("/vessels/8905490?on=2017-01-01").text
    assert "<polyline" not in before


def test_a_ship_of_which_nothing_more_is_known_says_so(filled: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(filled, "analyst").get("/vessels/8905490").text
    assert "No call history beyond what is on record" in page or "speaks for a look" in page


def test_a_consignment_whose_ship_alone_asks_for_a_look_says_why_everywhere(
    empty: FastAPI, sign_in: SignIn
) -> None:
    office: Office = empty.state.office
    record = Record(office.ledger, "analyst", office.now)
    with sample_folder() as folder:
        for name in ("voyages/calls.csv", "voyages/documented.csv"):
            histories = desk_histories(office.settings, office.ledger)
            examiner = make_examiner(
                office.settings, kept_and(office.store, []), histories=histories, recorded=True
            )
            screen_document(folder / name, examiner, record=record, show=lambda _: None)
    rows = queue(office.standing, office.limits).rows
    waiting = next(row for row in rows if row.reference == "VITYAZ-1015")
    assert waiting.action == "inspect"
    assert waiting.ground == "ship: no port"
    page = sign_in(empty, "officer").get(f"/consignments/{waiting.number}").text
    for words in (
        "What the ship did",
        "fishing fleet",
        "no port as destination",
        "Innocent reading:",
    ):
        assert words in page
    assert "No ground found." not in page
