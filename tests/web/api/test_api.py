"""The verbs of the commands for programs: who may ask, what comes back, how errors are told."""

import datetime
import io
import itertools
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from httpx2 import Response

from tests.web.api.conftest import Asks
from tests.web.conftest import SignIn
from tidewaiter.model import Actor, Verdict
from tidewaiter.model.people import ROLES
from tidewaiter.people import may
from tidewaiter.pipeline.editions import kept_and
from tidewaiter.pipeline.examiner import make_examiner
from tidewaiter.pipeline.samples import sample_folder
from tidewaiter.pipeline.screen import screen_document
from tidewaiter.web.api import ROUTERS
from tidewaiter.web.api.jobs import Jobs
from tidewaiter.web.api.openapi import action_of
from tidewaiter.web.api.screening import Asked, Screened
from tidewaiter.web.office import Office

COAL = (
    '{"consignment": "SAMPLE-1", "document_date": "2017-09-01", "goods_description": "coal", '
    '"hs_code": "270112", "country_of_origin": "KP"}'
)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def routes() -> Iterator[tuple[str, str, str]]:
    """Every method and address of the API, with the action that it depends on."""
    for prefix, router in ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            path = re.sub(r"{number[^}]*}", "999999", prefix + route.path)
            path = re.sub(r"{dataset[^}]*}", "default", path)
            for method in sorted(route.methods or ()):
                yield method, re.sub(r"{[^}]*}", "x", path), action_of(route.dependant)


def sample(name: str) -> bytes:
    with sample_folder() as folder:
        return (folder / name).read_bytes()


def problem(response: Response, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = response.json()
    assert told["status"] == status
    return told


def finished(program: TestClient, location: str) -> dict[str, Any]:
    for _ in range(100):
        told: dict[str, Any] = program.get(location).json()
        if told["state"] in {"done", "failed"}:
            return told
        time.sleep(0.05)
    raise AssertionError("it is not done after five seconds")


def test_every_address_but_health_depends_on_an_action() -> None:
    free = {path for _, path, action in routes() if action == ""}
    assert free == {"/healthz", "/readyz"}


def test_every_address_lets_in_the_roles_of_its_action_and_no_other(
    filled: FastAPI, asks: Asks
) -> None:
    stranger = TestClient(filled)
    for role in ROLES:
        program = asks(filled, role)
        for method, path, action in routes():
            if action == "":
                continue
            told = program.request(method, path)
            allowed = may(Actor(role, (role,)), action)
            assert (told.status_code != 403) == allowed, f"{role} {method} {path} {told.text}"
    for method, path, action in routes():
        if action != "":
            told = stranger.request(method, path)
            assert told.headers["www-authenticate"] == 'Bearer realm="tidewaiter"', path
            problem(told, 401)


def test_scopes_narrow_a_token_and_the_answer_says_which_is_needed(
    filled: FastAPI, asks: Asks
) -> None:
    program = asks(filled, "officer", "read")
    assert program.get("/api/v1/lists").status_code == 200
    told = problem(program.post("/api/v1/screenings", content=b"x"), 403)
    assert "with the scope screen" in told["advice"]


def test_a_session_of_a_browser_opens_nothing(filled: FastAPI, sign_in: SignIn) -> None:
    problem(sign_in(filled, "officer").get("/api/v1/lists"), 401)


def test_a_token_that_does_not_hold_is_told_so(filled: FastAPI) -> None:
    told = TestClient(filled).get("/api/v1/lists", headers={"authorization": "Bearer tw-token-x"})
    assert 'error="invalid_token"' in told.headers["www-authenticate"]


def test_a_document_gets_the_verdicts_that_the_command_gives(empty: FastAPI, asks: Asks) -> None:
    office: Office = empty.state.office
    program, content = asks(empty, "officer"), sample("cases/to-dprk.csv")
    told = program.post("/api/v1/screenings?name=to-dprk.csv", content=content).json()
    expected: list[Verdict] = []
    examiner = make_examiner(office.settings, kept_and(office.store, []))
    with sample_folder() as folder:
        path = folder / "cases/to-dprk.csv"
        screen_document(path, examiner, record=None, show=expected.append)
    assert told["verdicts"] == msgspec.json.decode(msgspec.json.encode(expected))
    assert (told["recorded"], told["consignments"]) == (True, len(expected))
    again = program.post(
        "/api/v1/screenings?name=to-dprk.csv",
        content=content,
        headers={"accept": "application/x-ndjson"},
    )
    assert [msgspec.json.decode(line) for line in again.text.splitlines()] == told["verdicts"]
    listed = program.get("/api/v1/consignments").json()
    assert [each["reference"] for each in listed] == [each.consignment for each in expected]
    one = program.get(f"/api/v1/consignments/{listed[0]['number']}").json()
    assert one["verdict"] == told["verdicts"][0]
    assert one["consignment"]["reference"] == expected[0].consignment


def test_nothing_is_recorded_where_that_is_asked_for(empty: FastAPI, asks: Asks) -> None:
    office: Office = empty.state.office
    program, before = asks(empty, "analyst"), office.ledger.anchor().number
    told = program.post(
        "/api/v1/screenings?name=x.csv&save=false&as_of=2016-04-01&fact=notified=before",
        content=sample("cases/to-dprk.csv"),
    ).json()
    assert {each["as_of"] for each in told["verdicts"]} == {"2016-04-01"}
    assert office.ledger.anchor().number == before


def test_what_cannot_be_read_is_told_by_its_name_and_stands_open(
    empty: FastAPI, asks: Asks
) -> None:
    program = asks(empty, "officer")
    told = problem(program.post("/api/v1/screenings?name=../../x.edi", content=b"\0\1\2"), 400)
    assert told["where"] == ".._.._x.edi".lstrip(".")
    events = program.get("/api/v1/events?kind=unopened").json()
    assert len(events) == 1
    assert problem(program.post("/api/v1/screenings", content=b""), 400)["what"]


def test_a_document_accepted_as_a_job_is_told_of_when_it_is_done(
    empty: FastAPI, asks: Asks
) -> None:
    program, content = asks(empty, "officer"), sample("cases/to-dprk.csv")
    accepted = program.post("/api/v1/screenings?name=x.csv&wait=false", content=content)
    assert accepted.status_code == 202
    location = accepted.headers["location"]
    told = finished(program, location)
    at_once = program.post("/api/v1/screenings?name=x.csv", content=content).json()
    assert told["verdicts"] == at_once["verdicts"]
    lines = program.get(location, headers={"accept": "application/x-ndjson"}).text.splitlines()
    assert [msgspec.json.decode(line) for line in lines] == told["verdicts"]
    unread = program.post("/api/v1/screenings?name=y.edi&wait=false", content=b"\0\1")
    told = finished(program, unread.headers["location"])
    assert (told["state"], told["problem"]["status"]) == ("failed", 400)
    problem(program.get("/api/v1/screenings/0"), 404)


def test_a_job_that_a_stop_cuts_short_goes_on_at_the_next_start(tmp_path: Path) -> None:
    begun = threading.Event()
    verdict = Verdict(
        document="x",
        consignment="x",
        as_of=datetime.date(2017, 8, 6),
        known_on=datetime.date(2017, 8, 6),
        action="pass",
        inspection_duty=False,
        findings=(),
        hits=(),
        defects=(),
    )

    def endless(asked: Asked, path: Path, show: Any) -> Screened:
        for _ in itertools.count():
            begun.set()
            show(verdict)
        raise AssertionError

    first = Jobs(tmp_path, endless)
    name = first.submit(Asked("x.csv", "kim"), io.BytesIO(b"content"))
    assert begun.wait(5)
    assert first.get(name)[0].state == "running"
    first.close()
    seen = []

    def quick(asked: Asked, path: Path, show: Any) -> Screened:
        seen.append((asked.actor, path.name, path.read_bytes()))
        show(verdict)
        return Screened("done", consignments=1)

    second = Jobs(tmp_path, quick)
    second.resume()
    second._worker.shutdown(wait=True)
    answer, lines = second.get(name)
    assert (answer.state, answer.id, len(lines.read_bytes().splitlines())) == ("done", name, 1)
    assert seen == [("kim", "x.csv", b"content")]


def test_bodies_beyond_the_bound_are_refused(filled: FastAPI, asks: Asks) -> None:
    program = asks(filled, "officer")
    long = b" " * 4_000_001
    problem(program.post("/match/default", content=long), 413)
    problem(program.post("/match/default", content=iter([long])), 413)
    queries = {str(n): {"schema": "Person", "properties": {}} for n in range(501)}
    problem(program.post("/match/default", json={"queries": queries}), 413)
    pairs = [{"name1": "a", "name2": "b"}] * 5001
    problem(program.post("/api/v1/compare", json=pairs), 413)


def test_names_law_and_lists_answer_as_the_commands_do(filled: FastAPI, asks: Asks) -> None:
    program = asks(filled, "auditor")

    def get(path: str) -> Any:
        told = program.get(f"/api/v1{path}")
        assert told.status_code == 200, told.text
        return told.json()

    (found, *_) = get("/match?name=Yun+Ho-jin&kind=person&born=1944-10-13&as_of=2016-03-03")
    assert (found["ref"], found["raised"][0]["name"]) == ("KPi.001", "born_same_day")
    assert {"un/2371/8/coal"} == {row["measure"] for row in get("/measures/un/2371/8/coal")}
    assert "un/2371/8/coal" in {row["measure"] for row in get("/law?on=2017-08-06")}
    (span,) = get("/law?on=2017-08-06&heading=2701&direction=from_dprk")
    assert [bite["measure"] for bite in span["bites"]] == ["un/2371/8/coal"]
    (kept,) = get("/lists")
    assert (kept["name"], kept["entries_by_kind"]["vessel"] > 0) == ("un-1718", True)
    acts = "id,act_date,direction,hs,description,facts\n1,2017-08-06,from_dprk,2701,coal,\n"
    (row,) = program.post("/api/v1/law/test", content=acts).json()
    assert (row["outcome"], row["measures"]) == ("prohibited", "un/2371/8/coal")
    assert (
        "acts.csv" in problem(program.post("/api/v1/law/test", content="a,b\n1,2\n"), 400)["where"]
    )
    rows = [{"name1": "Ri Je-son", "name2": "이제선", "schema": "Person"}]
    by_json = program.post("/api/v1/compare", json=rows).json()
    table = "name1,name2,schema\nRi Je-son,이제선,Person\n"
    by_csv = program.post(
        "/api/v1/compare", content=table.encode(), headers={"content-type": "text/csv"}
    ).json()
    assert by_json == by_csv
    assert float(by_json[0]["score"]) > 0.9
    for wrong in ("/match", "/match?name=x&born=then", "/law?heading=coal", "/law?law=xx"):
        assert problem(program.get(f"/api/v1{wrong}"), 400)["advice"]
    problem(program.get("/api/v1/measures/un/9999/1"), 404)
    problem(program.get("/api/v1/law?on=yesterday"), 422)


def test_rows_come_back_as_lines_one_answer_for_each(empty: FastAPI, asks: Asks) -> None:
    office: Office = empty.state.office
    before = office.ledger.anchor().number
    program = asks(empty, "analyst")
    sent = f"{COAL}\nnot json\n{COAL.replace('SAMPLE-1', 'SAMPLE-2')}\n"
    told = program.post("/api/v1/bulk/screenings", content=sent)
    lines = [msgspec.json.decode(line) for line in told.text.splitlines()]
    verdicts = [line for line in lines if "defect" not in line]
    assert [line["action"] for line in verdicts] == ["detain", "detain"]
    assert [line["defect"]["at"] for line in lines if "defect" in line] == ["line 2"]
    assert verdicts[1]["findings"][0]["evidence"][0]["at"] == "line 3, goods_description"
    assert office.ledger.anchor().number == before
    asked = b'{"id": "a", "names": ["Yun Ho-jin"]}\n{"names": 1}\n{"id": "c", "names": ["Han"]}\n'
    told = program.post("/api/v1/bulk/match", content=asked)
    answers = [msgspec.json.decode(line) for line in told.text.splitlines()]
    assert [(each["line"], each["id"]) for each in answers] == [(1, "a"), (2, ""), (3, "c")]
    assert answers[0]["results"][0]["ref"] == "KPi.001"
    assert answers[1]["problem"] != ""


def test_the_record_is_read_page_by_page(filled: FastAPI, asks: Asks) -> None:
    program = asks(filled, "supervisor")
    whole = program.get("/api/v1/events?limit=1000").json()
    pages, after = [], 0
    while len(page := program.get(f"/api/v1/events?after={after}&limit=40").json()) > 0:
        pages += page
        after = page[-1]["number"]
    assert pages == whole
    assert program.get("/api/v1/verify").json()["faults"] == []
    found = program.get("/api/v1/coverage?from=2018-01-01&most=1&check=true").json()
    assert found["verified_to"] == whole[-1]["number"]
    problem(program.get("/api/v1/coverage?to=9999-12-31"), 400)
    problem(program.get("/api/v1/coverage?from=0001-01-01"), 400)
    assert len(program.get("/api/v1/duties").json()) > 0
    first, *rest = program.get("/api/v1/consignments?limit=1000").json()
    after = first["number"]
    assert program.get(f"/api/v1/consignments?limit=1000&after={after}").json() == rest
    problem(program.get("/api/v1/consignments/1"), 404)


def test_a_case_goes_on_step_by_step_and_nobody_overwrites_another(
    filled: FastAPI, asks: Asks
) -> None:
    program = asks(filled, "officer")
    case = program.post("/api/v1/queue/next?action=detain").json()
    assert (case["assignee"], case["state"]) == ("officer", "assigned")
    path = f"/api/v1/cases/{case['id']}"
    step = {"step": "boarded", "version": case["version"], "fields": {"place": "berth 4"}}
    boarded = program.post(f"{path}/steps", json=step).json()
    assert boarded["state"] == "under_control"
    told = problem(program.post(f"{path}/steps", json=step), 409)
    assert "nothing was saved" in told["what"]
    photo = program.post(
        f"{path}/attachments?version={boarded['version']}&name=seal.png&about=seal", content=PNG
    ).json()
    assert photo["history"][-1]["step"]["about"] == "seal"
    seen = photo["version"]
    for wrong in (
        {"step": "boarded", "version": seen, "fields": {"strange": "1"}},
        {"step": "dance", "version": seen},
        {"step": "measured", "version": seen, "fields": {"measured": "many"}},
    ):
        problem(program.post(f"{path}/steps", json=wrong), 400)
    step = {"step": "release_approved", "version": seen, "fields": {"asked": "1"}}
    problem(program.post(f"{path}/steps", json=step), 403)
    assert program.get(path).json()["version"] == seen
    problem(program.get("/api/v1/cases/none"), 404)
    waiting = program.get("/api/v1/queue?free=true&size=1").json()[0]
    opened = program.post("/api/v1/cases", json={"consignment": waiting["event"]})
    assert (opened.status_code, opened.headers["location"][:14]) == (201, "/api/v1/cases/")
    problem(program.post("/api/v1/cases", json={"consignment": waiting["event"]}), 409)


def test_pages_keep_their_own_errors(filled: FastAPI, sign_in: SignIn) -> None:
    told = sign_in(filled, "officer").get("/nothing-here")
    assert (told.status_code, told.headers["content-type"][:9]) == (404, "text/html")
    problem(TestClient(filled).get("/api/v1/nothing-here"), 404)


def test_metrics_need_a_token_from_elsewhere_and_name_nobody(filled: FastAPI, asks: Asks) -> None:
    problem(TestClient(filled).get("/metrics"), 401)
    near = TestClient(filled, client=("127.0.0.1", 5000))
    near.get("/entities/un/KPi.001")
    told = near.get("/metrics").text
    assert 'route="/entities/{name:path}"' in told
    assert "KPi.001" not in told
    assert 'tidewaiter_waiting{action="detain"}' in told
    problem(near.get("/metrics", headers={"x-forwarded-for": "192.0.2.1"}), 401)
    assert asks(filled, "auditor", "verify").get("/metrics").status_code == 200


def test_health_tells_whether_and_no_more(filled: FastAPI) -> None:
    program = TestClient(filled)
    assert program.get("/healthz").json() == {"status": "ok"}
    assert program.get("/readyz").json() == {"status": "ok"}
    office: Office = filled.state.office
    (office.settings.home / "ledger.db").write_bytes(b"no database" * 1000)
    office.ledger.close()
    told = program.get("/readyz")
    assert (told.status_code, told.json()) == (503, {"status": "the record cannot be read"})


def test_the_document_describes_every_address(filled: FastAPI) -> None:
    told = TestClient(filled).get("/api/v1/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    operations = [
        (f"{method} {path}", each)
        for path, methods in told["paths"].items()
        for method, each in methods.items()
    ]
    for name, each in operations:
        assert each["summary"], name
        assert each["description"], name
        assert "content" in each["responses"]["401"], name
    known = {name for name, each in operations if "x-action" not in each}
    assert known == {"get /healthz", "get /readyz"}
    text = msgspec.json.encode(told).decode()
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', text))
    assert named <= told["components"]["schemas"].keys()
