"""The addresses of yente: a client needs another address and a token, and nothing else."""

import datetime
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.web.api.conftest import Asks, token_of
from tidewaiter.lists import Arrival
from tidewaiter.web.api.examiners import Examiners
from tidewaiter.web.api.screening import Asked
from tidewaiter.web.office import Office

YUN = {"schema": "Person", "properties": {"name": ["Yun Ho-jin"], "birthDate": ["1944-10-13"]}}
SHIP = {"schema": "Vessel", "properties": {"imoNumber": ["8713471"]}}
# a second list, in FollowTheMoney as OpenSanctions gives it; nobody in it exists
LIST = [
    {
        "id": f"fictional-{number}",
        "caption": name,
        "schema": schema,
        "datasets": ["fictional"],
        "referents": [],
        "target": True,
        "first_seen": "2026-01-01T00:00:00",
        "last_seen": "2026-11-20T00:00:00",
        "properties": {"name": [name], "topics": ["sanction"], **more},
    }
    for number, name, schema, more in (
        (1, "Fictional Lantern Shipping", "Company", {"jurisdiction": ["kp"]}),
        (2, "Pak Fictional", "Person", {"nationality": ["kp"], "birthDate": ["1960"]}),
    )
]


@pytest.fixture
def program(filled: FastAPI, asks: Asks) -> TestClient:
    return asks(filled, "analyst", "read")


@pytest.fixture
def two_lists(filled: FastAPI, tmp_path: Path) -> FastAPI:
    """A desk with a second list beside the embedded one."""
    office: Office = filled.state.office
    path = tmp_path / "entities.ftm.json"
    path.write_text("".join(json.dumps(each) + "\n" for each in LIST))
    office.store.keep(path, Arrival(at=office.now(), origin="test", actor="test", accept=True))
    office.lists_changed()
    return filled


def matches(program: TestClient, query: dict[str, Any], **params: Any) -> list[dict[str, Any]]:
    dataset = params.pop("dataset", "default")
    told = program.post(f"/match/{dataset}", json={"queries": {"q": query}}, params=params)
    assert told.status_code == 200, told.text
    found: list[dict[str, Any]] = told.json()["responses"]["q"]["results"]
    return found


def test_an_example_gets_entities_with_a_score_and_its_grounds(program: TestClient) -> None:
    told = program.post("/match/default", json={"queries": {"a": YUN, "b": SHIP}})
    assert told.headers["x-batch-size"] == "2"
    answer = told.json()
    assert set(answer) == {"responses", "matcher", "limit"}
    person = answer["responses"]["a"]["results"][0]
    assert (person["id"], person["schema"], person["match"]) == ("un/KPi.001", "Person", True)
    assert person["properties"]["nationality"] == ["kp"]
    assert (person["datasets"], person["target"]) == (["un-1718"], True)
    assert person["features"].keys() == person["explanations"].keys()
    assert person["features"].keys() <= answer["matcher"].keys()
    assert person["explanations"]["born_same_day"]["detail"] == "born on the same day, 1944-10-13"
    assert answer["responses"]["a"]["query"] == YUN
    ship = answer["responses"]["b"]["results"][0]
    assert (ship["caption"], ship["properties"]["imoNumber"]) == ("Mi Rim", ["8713471"])


def test_thresholds_filters_and_days_narrow_what_is_given(program: TestClient) -> None:
    other = {
        "schema": "Person",
        "properties": {"name": ["Yun Ho-jin"], "birthDate": ["1990-01-02"]},
    }
    (found, *_) = matches(program, other, threshold=0.99, cutoff=0.5)
    assert (found["match"], found["features"]["born_other_age"] < 0) == (False, True)
    assert matches(program, other, cutoff=0.99, threshold=0.99) == []
    assert matches(program, YUN, exclude_schema="Person") == []
    assert matches(program, YUN, exclude_entity_ids="un/KPi.001") == []
    assert matches(program, YUN, topics="role.pep") == []
    assert matches(program, YUN, changed_since="2020-01-01") == []
    assert matches(program, YUN, on="2009-01-01")[0]["target"] is False
    assert matches(program, {"schema": "Company", "properties": {"name": ["Yun Ho-jin"]}}) == []
    parts = {"firstName": ["Ho-jin"], "lastName": ["Yun"]}
    assert matches(program, {"schema": "Person", "properties": parts})[0]["id"] == "un/KPi.001"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/match/nowhere", {"queries": {"q": YUN}}, 404),
        ("/match/default?algorithm=dice", {"queries": {"q": YUN}}, 400),
        ("/match/default", {"queries": {"q": YUN}, "weights": {"name": 2}}, 400),
        ("/match/default", {"queries": {}}, 400),
        ("/match/default", {"queries": {"q": {"schema": "Dragon", "properties": {}}}}, 400),
        ("/match/default?limit=0", {"queries": {"q": YUN}}, 422),
        (
            "/match/default",
            {"queries": {"q": {"schema": "Person", "properties": {"name": [1]}}}},
            400,
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_detail(
    program: TestClient, path: str, body: Any, status: int
) -> None:
    told = program.post(path, json=body)
    assert (told.status_code, told.json()["detail"] != "") == (status, True)


def test_search_finds_by_name_number_and_words_and_counts(program: TestClient) -> None:
    def search(**params: Any) -> Any:
        return program.get("/search/default", params=params).json()

    assert search(q="8713471")["results"][0]["caption"] == "Mi Rim"
    assert search(q="윤호진")["results"][0]["id"] == "un/KPi.001"
    found = search(q="mining devel")
    assert "KOREA MINING DEVELOPMENT" in found["results"][0]["caption"]
    every = search(limit=0)
    assert (every["total"]["value"], every["results"]) == (223, [])
    kinds = {each["name"]: each["count"] for each in every["facets"]["schema"]["values"]}
    assert kinds == {"Person": 80, "Organization": 75, "Vessel": 68}
    ships = search(schema="Vessel", limit=500)
    pages = [search(schema="Vessel", limit=30, offset=at)["results"] for at in (0, 30, 60)]
    assert [each for page in pages for each in page] == ships["results"]
    assert search(countries="ru")["total"]["value"] < search(countries="kp")["total"]["value"]


def test_an_entity_is_fetched_with_its_sanctions(program: TestClient) -> None:
    whole = program.get("/entities/un/KPi.001").json()
    sanction = whole["properties"]["sanctions"][0]
    assert (sanction["schema"], sanction["properties"]["startDate"]) == ("Sanction", ["2009-07-16"])
    bare = program.get("/entities/un%2FKPi.001?nested=false").json()
    assert "sanctions" not in bare["properties"]
    beside = program.get("/entities/un/KPi.001/adjacent").json()
    assert beside["adjacent"]["sanctions"]["total"]["value"] == 2
    assert program.get("/entities/un/KPi.001/adjacent/ownershipOwner").json()["results"] == []
    assert program.get("/entities/un/nobody").status_code == 404


def test_datasets_are_lists_alone_or_together(two_lists: FastAPI, asks: Asks) -> None:
    program = asks(two_lists, "analyst", "read")
    catalog = {each["name"]: each for each in program.get("/catalog").json()["datasets"]}
    assert set(catalog) == {"default", "un-1718", "un", "opensanctions"}
    assert catalog["un"]["children"] == ["un-1718"]
    assert catalog["default"]["entity_count"] == 225
    lantern = {"schema": "Company", "properties": {"name": ["Fictional Lantern Shipping"]}}
    (found, *_) = matches(program, lantern)
    assert (found["datasets"], found["caption"]) == (
        ["opensanctions"],
        "Fictional Lantern Shipping",
    )
    assert matches(program, lantern, dataset="un") == []
    assert matches(program, lantern, exclude_dataset="opensanctions") == []
    assert len(matches(program, lantern, dataset="un", include_dataset="opensanctions")) > 0
    assert matches(program, YUN, include_dataset="opensanctions") == []


def test_open_refine_can_ask_for_rows(filled: FastAPI) -> None:
    program, token = TestClient(filled), token_of(filled, "analyst", "read")
    key = {"api_key": token}
    manifest = program.get("/reconcile/default", params=key).json()
    assert (manifest["versions"], token in json.dumps(manifest["suggest"])) == (["0.2"], True)
    queries = json.dumps(
        {
            "q0": {
                "query": "Yun Ho-jin",
                "type": "Person",
                "limit": 3,
                "properties": [{"pid": "birthDate", "v": "1944-10-13"}],
            },
            "q1": {"query": "zzzz qqqq"},
        }
    )
    by_post = program.post("/reconcile/default", params=key, data={"queries": queries}).json()
    by_get = program.get("/reconcile/default", params={**key, "queries": queries}).json()
    assert by_post == by_get
    assert by_post["q1"] == {"result": []}
    (first, *_) = by_post["q0"]["result"]
    assert (first["id"], first["match"], first["type"][0]["id"]) == ("un/KPi.001", True, "Person")
    path = "/reconcile/default/suggest/"
    entity = program.get(f"{path}entity", params={**key, "prefix": "yun ho"}).json()
    assert entity["result"][0]["id"] == "un/KPi.001"
    kinds = program.get(f"{path}type", params={**key, "prefix": "ves"}).json()
    assert [each["id"] for each in kinds["result"]] == ["Vessel"]
    wanted = {"ids": ["un/KPi.001", "none"], "properties": [{"id": "birthDate"}]}
    extended = program.post(
        "/reconcile/default", params=key, data={"extend": json.dumps(wanted)}
    ).json()
    assert extended["rows"] == {
        "un/KPi.001": {"birthDate": [{"str": "1944-10-13"}]},
        "none": {"birthDate": []},
    }
    assert program.post("/reconcile/default", params=key, data={"queries": "x"}).status_code == 400
    assert program.get("/reconcile/default").status_code == 401
    assert program.get("/catalog", params=key).status_code == 401


def test_the_client_of_yente_works_at_this_address(
    filled: FastAPI, serve: Callable[[FastAPI], str]
) -> None:
    client = pytest.importorskip("yente_client", reason="yente-client is not installed")
    key = token_of(filled, "analyst", "read")
    with client.Client(base_url=serve(filled), api_key=key) as yente:
        found = yente.match(
            client.Person(firstName="Ho-jin", lastName="Yun", birthDate="1944-10-13"),
            datasets=["un"],
            threshold=0.7,
        )
        assert (found.top.id, found.top.match) == ("un/KPi.001", True)
        assert found.top.explanations["born_same_day"].score > 0
        searched = yente.search("Mi Rim", schema="Vessel")
        assert searched.results[0].caption == "Mi Rim"
        fetched = yente.fetch("un/1718/8713471")
        assert fetched.properties["sanctions"][0].schema_ == "Sanction"
        assert yente.adjacent("un/KPi.001").adjacent["sanctions"].total.value == 2
        assert {"default", "un"} <= {each.name for each in yente.datasets().datasets}
        assert yente.algorithms().best == "tidewaiter"
        assert (yente.healthz().status, yente.readyz().status) == ("ok", "ok")
        with pytest.raises(client.NotFoundError):
            yente.fetch("un/nobody")
        with pytest.raises(client.BadRequestError):
            yente.match(client.Person(name="x"), algorithm="dice")
    stranger = client.Client(base_url=serve(filled), api_key="tw-token-x")
    with stranger, pytest.raises(client.AuthenticationError):
        stranger.datasets()


def test_days_are_those_of_the_lists(program: TestClient) -> None:
    ahead = datetime.date(2009, 7, 15).isoformat()
    assert program.get("/entities/un/KPi.001", params={"on": ahead}).json()["target"] is False
    assert program.get("/entities/un/KPi.001", params={"on": "2009-07-16"}).json()["target"] is True


def test_lists_that_change_change_the_next_screening(two_lists: FastAPI) -> None:
    office: Office = two_lists.state.office
    examiners, asked = Examiners(office), Asked("x", "kim", save=False)
    with examiners.lent(asked) as first, examiners.lent(asked) as second:
        assert first is not second
    with examiners.lent(asked) as again:
        assert again in {first, second}
        assert {each.name for each in again.versions.lists} == {"un-1718", "opensanctions"}
    kept = next(each for each in office.store.versions() if each.list == "opensanctions")
    shutil.rmtree(office.store.path(kept, "").parent)
    with examiners.lent(asked) as changed:
        assert {each.name for each in changed.versions.lists} == {"un-1718"}
