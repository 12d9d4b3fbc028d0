"""The desk of the demonstration: alive, whole, and made by the real functions."""

import datetime
from collections import Counter
from pathlib import Path

import pytest

from tidewaiter.cases import Cases, Standing
from tidewaiter.cases.coverage import coverage
from tidewaiter.cases.limits import load_limits
from tidewaiter.cases.states import TABLE
from tidewaiter.ledger import Ledger
from tidewaiter.model import Refused
from tidewaiter.people import Door, Secrets, Users
from tidewaiter.pipeline.demo_desk import PEOPLE, fill, password
from tidewaiter.pipeline.settings import Settings

NOW = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)


def test_a_desk_is_filled_with_people_and_cases_in_every_state(tmp_path: Path) -> None:
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'ledger.db'}", NOW.date(), "demo")
    passwords = fill(settings, NOW)
    with Ledger.open(settings.database_url) as ledger:
        assert ledger.verify() == ()
        assert all(event.at <= NOW for event in ledger.events())
        assert {case.state for case in Cases(ledger).all()} == set(TABLE)
        found = coverage(Standing(ledger), load_limits(tmp_path), NOW)
        assert all(gap.count > 0 for gap in found.gaps), Counter(
            {gap.name: gap.count for gap in found.gaps}
        )
        secrets = Secrets.open(settings.database_url)
        door = Door(Users(ledger), secrets)
        for name, _, role in PEOPLE:
            actor = door.by_session(door.sign_in(name, passwords[name], NOW), NOW)
            assert actor is not None
            assert actor.roles == (role,)
        secrets.close()
    with pytest.raises(Refused):
        fill(settings, NOW)


def test_passwords_are_made_anew_each_time() -> None:
    assert len({password("ada") for _ in range(50)}) == 50


def test_a_password_never_spells_its_user() -> None:
    drawn = iter(["ba", "da"] * 5 + ["lo", "mi", "ku"] * 4)
    assert password("ada", lambda _: next(drawn)) == "lomi-kulo-miku-lomi-kulo"
