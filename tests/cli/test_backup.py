"""A desk backed up and restored, a case exported and checked, by the commands."""

from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner, Result

from tests.people.conftest import PASSWORD
from tidewaiter.cases.erased import ERASED, Erased
from tidewaiter.cli.app import app
from tidewaiter.ledger import Ledger
from tidewaiter.model import BadInput, Refused, TidewaiterError
from tidewaiter.pipeline.home import now

ROOT = Path(__file__).parents[2]
NAMESAKE = str(ROOT / "docs" / "how-to" / "namesake.csv")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIDEWAITER_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("TIDEWAITER_TOKEN", raising=False)
    return tmp_path


def run(*words: str) -> Result:
    result = CliRunner().invoke(app, list(words))
    if isinstance(result.exception, TidewaiterError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result


def accept(said: str) -> None:
    link = said.rsplit(maxsplit=1)[-1]
    run("users", "accept", link, "--password", PASSWORD)


def test_desk_is_restored_with_its_cases_and_users(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("screen", NAMESAKE)
    run("case", "open", "NAMESAKE-1")
    accept(run("users", "setup", "pak").output)
    run("login", "pak", "--password", PASSWORD)
    target = str(home / "desk.backup")
    made = msgspec.json.decode(run("backup", target, "--json").stdout)
    assert run("restore", target, "--check").output.startswith(f"whole: {made['events']} events")
    cases = run("case", "list", "--all", "--json").stdout
    with pytest.raises(BadInput, match="nothing was restored"):
        run("restore", target)
    monkeypatch.setenv("TIDEWAITER_HOME", str(home / "other"))
    said = run("restore", target)
    assert "restored and verified" in said.stdout
    anchor = msgspec.json.decode(run("verify", "--json").stdout)["anchor"]
    assert anchor == made["about"]["anchor"]
    with pytest.raises(Refused, match="nobody is signed in"):
        run("case", "list")
    accept(said.stderr)
    run("login", "pak", "--password", PASSWORD)
    assert run("case", "list", "--all", "--json").stdout == cases


def test_backup_and_retention_are_the_administrators_and_export_is_not(home: Path) -> None:
    run("screen", NAMESAKE)
    identity = msgspec.json.decode(run("case", "open", "NAMESAKE-1", "--json").stdout)["id"]
    accept(run("users", "setup", "pak").output)
    run("login", "pak", "--password", PASSWORD)
    accept(run("users", "add", "lee", "--role", "auditor").output)
    out = str(home / "out")
    with pytest.raises(Refused, match="export a case"):
        run("case", "export", identity, out)
    run("retain")
    run("login", "lee", "--password", PASSWORD)
    for words in (("backup", out), ("retain",), ("retain", "--dry-run")):
        with pytest.raises(Refused, match="apply retention"):
            run(*words)
    assert not Path(out).exists()
    run("case", "export", identity, out)
    key = run("case", "key").output.strip()
    assert f"signed by the key you gave: {key}" in run("case", "check", out, "--key", key).output
    assert "by whom is not known" in run("case", "check", out).output
    with pytest.raises(BadInput, match="there is such a file already"):
        run("case", "export", identity, out)


def test_case_tells_which_attachment_was_taken_away(home: Path) -> None:
    run("screen", NAMESAKE)
    identity = msgspec.json.decode(run("case", "open", "NAMESAKE-1", "--json").stdout)["id"]
    with Ledger.open(f"sqlite:///{home / 'home' / 'ledger.db'}") as ledger:
        erased = Erased("ab" * 32, "attachments", 3650, "kept for ten years")
        ledger.append(ERASED, identity, erased, actor="lee", at=now())
    said = run("case", "show", identity).output
    assert "attachment abababababab taken away: kept for ten years" in said
