"""The download through the provider's client: a stand-in answers, and the key is told nowhere."""

import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.monitor.trade.conftest import NOW, record
from tidewaiter.model import BadInput
from tidewaiter.monitor.trade import fetching
from tidewaiter.monitor.trade.fetching import CLIENT, KEY, Asked, fetch
from tidewaiter.monitor.trade.store import TradeStore

ASKED = Asked(reporter="156", partner="408", period="201803")


class Client(ModuleType):
    """Answers as the client does, with a frame; remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(CLIENT)
        self.asked: dict[str, Any] = {}
        self.failing = False

    def getFinalData(self, key: str, **asked: Any) -> object:
        self.asked = {"key": key, **asked}
        if self.failing:
            raise ConnectionError(f"401 at https://service?subscription-key={key}")
        return self

    def to_json(self, *, orient: str) -> str:
        assert orient == "records"
        return json.dumps([record()])


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    made = Client()
    monkeypatch.setitem(sys.modules, CLIENT, made)
    monkeypatch.setattr(fetching, "find_spec", lambda _: object())
    monkeypatch.setenv(KEY, "s3cret")
    return made


def test_an_answer_is_written_as_it_came_and_can_be_loaded(
    client: Client, store: TradeStore, tmp_path: Path
) -> None:
    path = fetch(ASKED, tmp_path / "answer.json")
    assert "s3cret" not in path.read_text()
    assert (client.asked["freqCode"], client.asked["motCode"]) == ("M", "0")
    assert store.take(path, NOW).kept == 1


def test_the_key_stands_in_no_message(client: Client, tmp_path: Path) -> None:
    client.failing = True
    with pytest.raises(BadInput, match="the client failed") as failed:
        fetch(ASKED, tmp_path / "answer.json")
    assert "s3cret" not in str(failed.value)
    assert failed.value.__suppress_context__


def test_without_client_or_key_it_says_how_to_get_them(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(KEY)
    with pytest.raises(BadInput, match="Set COMTRADE_KEY"):
        fetch(ASKED, tmp_path / "a.json")
    monkeypatch.setattr(fetching, "find_spec", lambda _: None)
    with pytest.raises(BadInput, match=r"Install tidewaiter\[comtrade\]"):
        fetch(ASKED, tmp_path / "a.json")
    assert not (tmp_path / "a.json").exists()
