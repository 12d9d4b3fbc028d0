"""The page of a ship whose calls, facts and positions are known."""

from fastapi import FastAPI

from tests.web.conftest import SignIn
from tidewaiter.pipeline.samples import sample_folder
from tidewaiter.pipeline.shipping import take


def test_a_ship_shows_its_signals_its_silence_and_its_track(
    filled: FastAPI, sign_in: SignIn
) -> None:
    with sample_folder() as folder:
        for name in ("positions.csv", "ships.csv"):
            take(filled.state.office.settings, folder / "voyages" / name)
    person = sign_in(filled, "analyst")
    page = person.get("/vessels/8905490?on=2018-04-02").text
    for words in ("Silence", "Innocent reading:", "no position for", "/law/un/2270/18/inspect"):
        assert words in page
    assert '<polyline class="silent"' in page
    before = person.get("/vessels/8905490?on=2017-01-01").text
    assert "<polyline" not in before


def test_a_ship_of_which_nothing_more_is_known_says_so(filled: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(filled, "analyst").get("/vessels/8905490").text
    assert "No call history beyond what is on record" in page or "speaks for a look" in page
