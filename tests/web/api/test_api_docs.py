"""What `docs/api.md` shows is what programs get."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from tests.web.api.conftest import Asks
from tidewaiter.web.api import ROUTERS

PAGE = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```http\n(\w+) (\S+)\n(.*?)```\n\n```json\n(.*?)```", PAGE, re.S | re.M)


def holds(whole: Any, part: Any) -> bool:
    """True where every value of the part stands in the same place of the whole."""
    if isinstance(part, dict):
        return all(key in whole and holds(whole[key], value) for key, value in part.items())
    if isinstance(part, list):
        pairs = zip(whole, part, strict=False)
        return len(whole) >= len(part) and all(holds(each, value) for each, value in pairs)
    return bool(whole == part)


def test_the_page_has_its_examples() -> None:
    assert len(EXAMPLES) == PAGE.count("```http") > 8


@pytest.mark.parametrize(("method", "path", "body", "shown"), EXAMPLES)
def test_an_example_gets_the_answer_that_stands_below_it(
    filled: FastAPI, asks: Asks, method: str, path: str, body: str, shown: str
) -> None:
    program = asks(filled, "supervisor")
    kind = "application/json" if body.strip()[:1] in "[{" else "text/csv"
    headers = {"content-type": kind} if body.strip() else {}
    told = program.request(method, path, content=body.strip().encode(), headers=headers)
    assert told.status_code == 200, told.text
    assert holds(json.loads(told.text), json.loads(shown)), told.text


def test_every_address_of_the_version_stands_on_the_page() -> None:
    named = {re.sub(r"\{[^}]*\}", "{}", path) for path in re.findall(r"/[\w./{}-]+", PAGE)}
    there = {
        re.sub(r"\{[^}]*\}", "{}", prefix + route.path)
        for prefix, router in ROUTERS
        if prefix
        for route in router.routes
    }
    left_out = {path.rstrip("/") for path in there} - named
    # the answer of a job and one webhook are reached by the addresses that lead there
    assert left_out <= {"/api/v1/screenings/{}", "/api/v1/webhooks/{}"}
