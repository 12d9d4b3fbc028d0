"""The trade page: shares with their definitions, a picture in both themes, the leak table."""

import datetime
import re
from pathlib import Path

from fastapi import FastAPI

from tests.web.conftest import SignIn
from tidewaiter.monitor.trade.store import TradeStore

PAGE = "/monitor/trade"
MADE_UP = Path(__file__).parents[2] / "docs" / "trade-made-up.csv"


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_share_stands_beside_what_was_divided_by_what(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "analyst")
    text = plain(person.get(PAGE).text)
    assert "45.2% coal + iron ore, imports derived" in text
    assert "42.3% coal, imports derived" in text
    assert "Numerator: 1,121,840,850 USD" in text
    assert "Denominator: 2,480,000,000 USD" in text
    assert "No trade file is loaded." in text
    two_totals = plain(person.get(f"{PAGE}?year=2016").text)
    assert "2,567,164,179" in two_totals
    assert "2,634,400,000" in two_totals
    assert "No part or no total of this year" in person.get(f"{PAGE}?year=1999").text


def test_the_picture_is_drawn_for_each_theme_and_needs_a_session(
    filled: FastAPI, sign_in: SignIn
) -> None:
    person = sign_in(filled, "officer")
    light, dark = (person.get(f"{PAGE}/chart.svg?theme={theme}") for theme in ("light", "dark"))
    assert light.headers["content-type"] == "image/svg+xml"
    assert light.text != dark.text
    assert person.get(f"{PAGE}/figures.csv").text.lstrip("\ufeff").startswith("goods,since")


def test_the_leaks_of_what_was_loaded(filled: FastAPI, sign_in: SignIn) -> None:
    folder = filled.state.office.settings.trade
    TradeStore(folder).take(MADE_UP, datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC))
    person = sign_in(filled, "analyst")
    text = person.get(f"{PAGE}?leaks=2017").text
    assert "above zero where it is banned, or above the whole cap: 300 USD" in text
    assert "un/2371/8/ironore" in person.get(f"{PAGE}/leaks.csv").text
