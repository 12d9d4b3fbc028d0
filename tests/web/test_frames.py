"""Rooms that are not built yet say so, show what is on record, and no other figure."""

import re
from collections.abc import Callable
from typing import Any

import typer.main
from fastapi import FastAPI

from tests.web.conftest import Person, SignIn
from tidewaiter.cli.app import app as commands
from tidewaiter.model.people import ROLES

ROOMS = (
    *("/monitor", "/monitor/trade", "/monitor/quotas", "/monitor/labour", "/monitor/provocations"),
    *("/rights", "/rights/recommendations", "/exchange", "/exchange/bundles"),
    *("/exchange/partners", "/reports"),
)
BUILT = {
    "/monitor",
    "/monitor/labour",
    "/monitor/provocations",
    "/monitor/quotas",
    "/monitor/trade",
    "/exchange",
}
UNBUILT = tuple(room for room in ROOMS if room not in BUILT)


def opens(person: Person) -> None:
    for room in ROOMS:
        page = person.get(room)
        assert page.status_code == 200, room
        assert page.text.count("<h1>") == 1, room
        assert ("Not built yet." in page.text) == (room in UNBUILT), room


def test_rooms_open_for_every_role(filled: FastAPI, sign_in: SignIn) -> None:
    for role in ROLES:
        opens(sign_in(filled, role))


def test_rooms_open_where_nothing_is_on_record(empty: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(empty, "auditor")
    opens(person)
    assert "No decision on record falls under a cap." in person.get("/monitor/quotas").text


def test_commands_that_help_meanwhile_exist(filled: FastAPI, sign_in: SignIn) -> None:
    group: Any = typer.main.get_command(commands)
    person = sign_in(filled, "supervisor")
    named = {
        line
        for room in ROOMS
        for line in re.findall(r"<code>tidewaiter (.*?)</code>", person.get(room).text)
    }
    assert len(named) > 8
    for line in named:
        command = group
        words = line.split()
        while hasattr(command, "commands") and words[:1] and words[0] in command.commands:
            command = command.commands[words.pop(0)]
        assert not hasattr(command, "commands"), line
        options = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= options, line


def test_quotas_show_the_caps_and_single_decisions_alone(filled: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(filled, "analyst").get("/monitor/quotas").text
    assert "7,500,000 tonnes or 400,870,018 US dollars" in page
    row = next(row for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if "HF2-0603" in row)
    for words in ("5,000 tonnes", "not known (US dollars)", "not known / 7,500,000 tonnes"):
        assert words in re.sub(r"<[^>]+>", "", row)


def test_recommendations_are_chosen_by_addressee_and_say_what_is_unverified(
    filled: FastAPI, sign_in: SignIn
) -> None:
    person = sign_in(filled, "analyst")
    assert "38 of 38 shown" in person.get("/rights/recommendations").text
    council = person.get("/rights/recommendations?addressee=UN+Security+Council").text
    assert "1 of 38 shown" in council
    assert "para 94(a)" in council
    assert "unverified</span>" in council
    none = person.get("/rights/recommendations?addressee=UN+Security+Council&theme=Women").text
    assert "Remove one of the two." in none


def test_rooms_fit_a_phone(filled: FastAPI, at_browser: Callable[..., Any]) -> None:
    page = at_browser(filled, "supervisor", width=360)
    for room in (*ROOMS, "/help", "/help/words", "/law/un/2371/8", "/law/compare?heading=2701"):
        page.goto(room)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, room
        assert page.locator("h1").count() == 1
        assert page.locator(".main").count() <= 1
