"""Signing in at the command line, and two persons for a ruling."""

import stat
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.people.conftest import PASSWORD
from tidewaiter.cli.app import app
from tidewaiter.model import BadInput, Refused, TidewaiterError
from tidewaiter.people import Identities, Identity

NAMESAKE = str(Path(__file__).parents[2] / "docs" / "how-to" / "namesake.csv")
LISTING = "un/KPi.012"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIDEWAITER_HOME", str(tmp_path))
    monkeypatch.delenv("TIDEWAITER_TOKEN", raising=False)
    return tmp_path


def run(*words: str, typed: str = "") -> Result:
    result = CliRunner().invoke(app, list(words), input=typed)
    if isinstance(result.exception, TidewaiterError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result


def accept(said: str) -> None:
    link = said.rsplit(maxsplit=1)[-1]
    run("users", "accept", link, "--password", PASSWORD)


def test_two_persons_rule_a_match_out(home: Path) -> None:
    accept(run("users", "setup", "pak").output)
    with pytest.raises(Refused, match="nobody is signed in"):
        run("users", "add", "kim", "--role", "analyst")
    run("login", "pak", typed=f"{PASSWORD}\n")
    assert stat.S_IMODE((home / "session").stat().st_mode) == 0o600
    accept(run("users", "add", "kim", "--role", "analyst").output)
    accept(run("users", "add", "lee", "--role", "analyst").output)
    with pytest.raises(Refused, match="pak may not put documents"):
        run("screen", NAMESAKE)
    run("login", "kim", "--password", PASSWORD)
    run("screen", NAMESAKE)
    ruling = run("rulings", "add", "NAMESAKE-1", LISTING, "--why", "Born 1990").output
    assert "waits for a second person" in ruling
    number = ruling.split()[1].rstrip(":")
    assert '"action":"review"' in run("screen", NAMESAKE, "--json").output
    with pytest.raises(Refused, match="kim made ruling"):
        run("rulings", "decide", number, "--approve")
    run("login", "lee", "--password", PASSWORD)
    run("rulings", "decide", number, "--approve")
    assert '"action":"pass"' in run("screen", NAMESAKE, "--json").output
    run("logout")
    with pytest.raises(Refused, match="nobody is signed in"):
        run("whoami")


def test_a_token_acts_within_its_scopes(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    accept(run("users", "setup", "pak").output)
    run("login", "pak", "--password", PASSWORD)
    run("users", "change", "pak", "--role", "administrator", "--role", "analyst")
    token = run("users", "token", "nightly", "--scope", "screen").output.strip()
    run("logout")
    monkeypatch.setenv("TIDEWAITER_TOKEN", token)
    run("screen", NAMESAKE)
    with pytest.raises(Refused, match="a token with the scope manage_users"):
        run("users", "link", "pak")


def test_who_signs_in_elsewhere_is_listed_and_forgotten(home: Path) -> None:
    accept(run("users", "setup", "pak").output)
    run("login", "pak", "--password", PASSWORD)
    with closing(Identities.open(f"sqlite:///{home / 'ledger.db'}")) as identities:
        identities.link(Identity("https://id.example", "17", "pak", "2026-11-24T00:00:00Z"))
    assert '"issuer":"https://id.example"' in run("users", "identities", "--json").output
    assert run("users", "identities", "--forget", "pak", "--json").output == ""
    with pytest.raises(BadInput, match="no such user"):
        run("users", "identities", "--forget", "nobody")
