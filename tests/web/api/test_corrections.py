"""Corrections of what documents say, for programs."""

from fastapi import FastAPI

from tests.web.api.conftest import Asks
from tests.web.api.test_api import problem


def test_a_value_is_corrected_and_what_takes_away_waits(filled: FastAPI, asks: Asks) -> None:
    analyst = asks(filled, "analyst")
    told = analyst.get("/api/v1/consignments?reference=WH2018").json()[0]
    path = f"/api/v1/consignments/{told['number']}/corrections"
    new = {"field": "goods[0].origin", "value": "KP", "why": "seen", "event": told["event"]}
    made = analyst.post(path, json=new)
    assert (made.status_code, made.json()["correction"]["written"]) == (201, "")
    problem(analyst.post(path, json=new), 409)
    now = analyst.get(f"/api/v1/consignments/{told['number']}").json()
    assert (now["verdict"]["action"], now["corrected"]) == ("detain", ["goods[0].origin"])
    back = new | {"value": "", "event": now["event"]}
    waiting = analyst.post(path, json=back).json()
    assert waiting["correction"]["needs_second"]
    answer = {"approved": True}
    problem(analyst.post(f"{path}/{waiting['number']}", json=answer), 403)
    agreed = asks(filled, "supervisor").post(f"{path}/{waiting['number']}", json=answer).json()
    assert agreed["decided"]["approved"]
    assert [each["number"] for each in analyst.get(path).json()] == [
        made.json()["number"],
        waiting["number"],
    ]
    problem(analyst.get("/api/v1/consignments/1/corrections"), 404)
