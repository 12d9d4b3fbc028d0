"""Who is told of what: signed, once, however often a receiver or the desk stops."""

import base64
import dataclasses
import datetime
import hashlib
import hmac
import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fastapi import FastAPI

from tests.ledger.sample import AT, DOCUMENT, VERSIONS, results
from tests.web.api.conftest import Asks
from tidewaiter.ledger import Ledger
from tidewaiter.lists import Arrival
from tidewaiter.model import BadInput
from tidewaiter.web.api.deliverer import Deliverer
from tidewaiter.web.api.sending import Sent, check_url, key_of, send, signature
from tidewaiter.web.api.webhook_news import News
from tidewaiter.web.api.webhook_store import DELAYS, Webhooks
from tidewaiter.web.office import Office

COAL = (
    "consignment,document_date,goods_description,hs_code,country_of_origin,consignee_name\n"
    "{},2017-09-01,coal,270112,KP,Sample Person\n"
)


class Receiver:
    """A server on this machine that takes messages, answering as it was told to."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                receiver.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
                status = receiver.answers.pop(0) if receiver.answers else 204
                self.send_response(status)
                self.send_header("location", receiver.address)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/hook?from=desk"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    @property
    def told(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.got]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    found = Receiver()
    yield found
    found.stop()


@pytest.fixture
def desk(empty: FastAPI) -> FastAPI:
    """A desk that may send into this machine, whose own thread waits."""
    office: Office = empty.state.office
    office.settings = dataclasses.replace(office.settings, private_webhooks=True)
    return empty


def register(app: FastAPI, asks: Asks, receiver: Receiver, *events: str) -> dict[str, Any]:
    body = {"url": receiver.address} | ({"events": events} if events else {})
    made = asks(app, "administrator").post("/api/v1/webhooks", json=body)
    assert made.status_code == 201, made.text
    told: dict[str, Any] = made.json()
    return told


def screen(app: FastAPI, asks: Asks, name: str) -> None:
    sent = asks(app, "officer").post("/api/v1/screenings?name=x.csv", content=COAL.format(name))
    assert sent.json()["recorded"] is True


def once(app: FastAPI, *, seconds: float = 0) -> int:
    office: Office = app.state.office
    now = office.now() + datetime.timedelta(seconds=seconds)
    return Deliverer(office, app.state.webhooks).once(now)


def test_a_finding_is_told_signed_and_without_a_name(
    desk: FastAPI, asks: Asks, receiver: Receiver
) -> None:
    screen(desk, asks, "BEFORE-1")
    made = register(desk, asks, receiver, "finding.new")
    screen(desk, asks, "SAMPLE-1")
    assert once(desk) == 1
    ((headers, body),) = receiver.got
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    secret = base64.b64decode(made["secret"].removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    told = json.loads(body)
    assert (told["type"], told["data"]["action"]) == ("finding.new", "detain")
    assert "un/2371/8/coal" in told["data"]["measures"]
    assert "Sample" not in body.decode()
    assert "SAMPLE" not in body.decode()
    linked = asks(desk, "officer").get(told["data"]["link"]).json()
    assert linked["consignment"]["reference"] == "SAMPLE-1"
    assert once(desk, seconds=60) == 0


def test_the_signature_is_that_of_the_reference_library() -> None:
    # `test_sign` of the Rust library of github.com/standard-webhooks/standard-webhooks
    at = datetime.datetime.fromtimestamp(1649367553, datetime.UTC)
    secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
    body = b'{"email":"test@example.com","username":"test_user"}'
    signed = signature(secret, "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk", at, body)
    assert signed == "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw="
    for wrong in ("", "whsec_", "whsec_AAAA", "whsec_" + "A" * 200, "plain"):
        with pytest.raises(BadInput, match="no secret"):
            key_of(wrong)


def test_a_receiver_that_fails_is_asked_again_later_by_the_same_id(
    desk: FastAPI, asks: Asks, receiver: Receiver
) -> None:
    made = register(desk, asks, receiver, "finding.new")
    screen(desk, asks, "SAMPLE-1")
    receiver.answers = [500, 302]
    assert once(desk) == 1
    assert once(desk) == 0
    assert once(desk, seconds=DELAYS[0] + 1) == 1
    assert once(desk, seconds=DELAYS[1] + 10) == 1
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1
    program = asks(desk, "administrator")
    (one,) = program.get(f"/api/v1/webhooks/{made['id']}/deliveries").json()
    assert (one["state"], one["attempts"], one["answer"]) == ("delivered", 3, "HTTP 204")


def test_what_never_arrives_is_given_up_and_a_receiver_that_is_gone_is_left(
    desk: FastAPI, asks: Asks, receiver: Receiver
) -> None:
    register(desk, asks, receiver, "finding.new")
    screen(desk, asks, "SAMPLE-1")
    receiver.answers = [503] * 50
    seconds = 0.0
    for delay in (0, *DELAYS, 10):
        seconds += delay + 1
        once(desk, seconds=seconds)
    assert len(receiver.got) == len(DELAYS) + 1
    (webhook,) = desk.state.webhooks.all()
    (one,) = desk.state.webhooks.deliveries(webhook.id, 10)
    assert one.state == "given_up"
    receiver.answers = [410]
    screen(desk, asks, "SAMPLE-2")
    once(desk)
    screen(desk, asks, "SAMPLE-3")
    assert once(desk) == 0
    assert "410" in desk.state.webhooks.all()[0].ended


def test_after_a_stop_nothing_is_missed_and_nothing_told_twice(
    desk: FastAPI, asks: Asks, receiver: Receiver
) -> None:
    office: Office = desk.state.office
    made = register(desk, asks, receiver, "finding.new")
    for number in range(4):
        screen(desk, asks, f"SAMPLE-{number}")
    first = Webhooks.open(office.settings.database_url)
    # it stops after it has written down what is to be told, and taken it up
    first.follow(made["id"], office.now())
    assert len(first.take_due(office.now())) == 4
    first.close()
    assert once(desk) == 0
    others = [Webhooks.open(office.settings.database_url) for _ in range(3)]
    later = office.now() + datetime.timedelta(minutes=3)
    threads = [
        threading.Thread(target=Deliverer(office, each).once, args=(later,)) for each in others
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for each in others:
        each.close()
    events = [told["data"]["event"] for told in receiver.told]
    assert len(events) == len(set(events)) == 4


def test_lists_overdue_duties_and_faults_are_told(
    desk: FastAPI, asks: Asks, receiver: Receiver, tmp_path: Path
) -> None:
    office: Office = desk.state.office
    register(desk, asks, receiver, "list.changed", "duty.overdue", "record.fault")
    screen(desk, asks, "SAMPLE-1")
    assert once(desk) == 0
    entity = {
        "id": "fictional-1",
        "caption": "Fictional Lantern",
        "schema": "Company",
        "datasets": ["fictional"],
        "properties": {"name": ["Fictional Lantern"], "topics": ["sanction"]},
    }
    path = tmp_path / "entities.ftm.json"
    path.write_text(json.dumps(entity) + "\n")
    office.store.keep(path, Arrival(at=office.now(), origin="x", actor="x", accept=True))
    office.lists_changed()
    assert once(desk) == 1
    assert receiver.told[-1]["data"]["list"] == "opensanctions"
    assert once(desk, seconds=5 * 3600) == 1
    assert receiver.told[-1]["type"] == "duty.overdue"
    assert receiver.told[-1]["data"]["duty"].startswith("decision/")
    assert once(desk, seconds=6 * 3600) == 0
    with closing(sqlite3.connect(office.settings.home / "ledger.db")) as database, database:
        database.execute("DROP TRIGGER ledger_events_no_update")
        database.execute("UPDATE ledger_events SET actor = 'nobody' WHERE number = 3")
    assert once(desk, seconds=30 * 3600) >= 1
    faults = [told["data"] for told in receiver.told if told["type"] == "record.fault"]
    assert [each["event"] for each in faults] == [3]


def test_the_thread_of_the_desk_tells_by_itself(
    desk: FastAPI, asks: Asks, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tidewaiter.web.api.deliverer.SECONDS", 0.05)
    register(desk, asks, receiver, "finding.new")
    deliverer = Deliverer(desk.state.office, desk.state.webhooks)
    deliverer.start()
    screen(desk, asks, "SAMPLE-1")
    for _ in range(100):
        if len(receiver.got) > 0:
            break
        threading.Event().wait(0.05)
    deliverer.stop()
    assert len(receiver.got) == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::ffff:192.168.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://0.0.0.0/",
        "https://0x7f.1/",
        "https://localhost/",
        "http://192.0.2.1/",
        "https://user:word@example.org/",
        "ftp://example.org/",
        "https:///x",
        "https://example.org:99999/",
        "https://exa mple.org/",
        "x",
        "https://" + "a" * 2000 + ".example/",
    ],
)
def test_addresses_inside_are_refused(url: str) -> None:
    with pytest.raises(BadInput):
        check_url(url, private=False)


def test_a_name_that_leads_inside_later_is_not_followed(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = [(2, 1, 6, "", ("93.184.215.14", 443))]
    inside = [(2, 1, 6, "", ("127.0.0.1", 443))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: outside)
    check_url("https://desk.example/", private=False)
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: inside)
    sent = send("https://desk.example/", {}, b"{}", private=False)
    assert (sent.status, "private network" in sent.words) == (0, True)


def test_only_an_administrator_registers_and_the_record_knows(
    desk: FastAPI, asks: Asks, receiver: Receiver
) -> None:
    made = register(desk, asks, receiver)
    program = asks(desk, "administrator")
    shown = program.get("/api/v1/webhooks").json()
    assert [each["id"] for each in shown] == [made["id"]]
    assert made["secret"] not in json.dumps(shown)
    assert program.delete(f"/api/v1/webhooks/{made['id']}").status_code == 204
    assert program.get(f"/api/v1/webhooks/{made['id']}").status_code == 404
    events = program.get("/api/v1/events?kind=webhook").json()
    said = [msgspec.json.decode(each["payload"]) for each in events]
    assert [each["what"] for each in said] == ["registered", "taken away"]
    assert "hook" not in said[0]["host"]
    for wrong in (
        {"url": receiver.address, "events": []},
        {"url": receiver.address, "events": ["all"]},
        {"url": receiver.address, "secret": "short"},
        {"url": "x"},
    ):
        assert program.post("/api/v1/webhooks", json=wrong).status_code == 400


def test_webhooks_are_kept_alike_in_each_kind_of_database(url: str) -> None:
    with Ledger.open(url) as ledger:
        store = Webhooks.open(url)
        stamp = "ada", AT
        made = store.add("https://desk.example/", ("finding.new",), "x", stamp=stamp, lists=())
        ledger.record_screening(DOCUMENT, VERSIONS, results(3), actor="kim", at=AT)
        store.tell(made.id, [News("fault/1/x", "record.fault", {})], AT)
        assert store.follow(made.id, AT) is False
        judged = [event.number for event in ledger.events(kind="screened")]
        assert store.get(made.id).position == ledger.anchor().number
        assert {each.about for each in store.deliveries(made.id, 10)} == {
            f"event/{number}" for number in judged
        }
        outgoing = store.take_due(AT)
        assert store.take_due(AT) == ()
        for each in outgoing:
            store.settle(each, Sent(204, "HTTP 204"), AT)
        assert {each.state for each in store.deliveries(made.id, 10)} == {"delivered"}
        store.sweep(AT + datetime.timedelta(days=40))
        assert store.deliveries(made.id, 10) == ()
        store.remove(made.id)
        assert store.all() == ()
        store.close()
