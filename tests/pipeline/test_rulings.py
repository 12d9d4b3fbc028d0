"""Rulings in the ledger: made on a recorded hit, taken back by a new event."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from tidewaiter.law import load_law, load_target
from tidewaiter.ledger import Ledger, all_rulings, standing_rulings
from tidewaiter.lists import embedded
from tidewaiter.model import BadInput, Verdict
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.rulings import rule_out, withdraw
from tidewaiter.pipeline.screen import Record, screen_document
from tidewaiter.screening import Register

NOW = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
STAMP = ("desk-4", NOW)
PAPERS = """document_date,consignment,consignee_name,notify_name,goods_description
2019-05-05,SMP-1,Mun Jong Chol,,paper
2019-05-05,SMP-2,Mun Jong Chol,Mun Jong-chol,paper
"""
PAIR = ("SMP-1", "un/KPi.012")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.db'}") as opened:
        screen(opened, tmp_path)
        yield opened


@pytest.fixture(scope="module")
def register() -> Register:
    return Register([embedded()])


def screen(ledger: Ledger, folder: Path) -> dict[str, Verdict]:
    path = folder / "papers.csv"
    path.write_text(PAPERS, encoding="utf-8")
    verdicts: list[Verdict] = []
    examiner = Examiner(
        law=load_law(),
        target=load_target(),
        lists=[embedded()],
        today=NOW.date(),
        rulings=standing_rulings(ledger),
    )
    screen_document(path, examiner, record=Record(ledger, *STAMP), show=verdicts.append)
    return {verdict.consignment: verdict for verdict in verdicts}


def test_a_ruling_moves_the_action_and_the_hit_stays_until_it_is_withdrawn(
    ledger: Ledger, register: Register, tmp_path: Path
) -> None:
    number, _ = rule_out(ledger, register, PAIR, reason=("", "Another man"), stamp=STAMP)
    verdict = screen(ledger, tmp_path)["SMP-1"]
    assert verdict.action == "pass"
    assert [hit.ruled_out is not None for hit in verdict.hits] == [True]
    assert any("ruled out by desk-4 on 2020-01-01: Another man" in r for r in verdict.reasons)
    withdraw(ledger, number, why="The passport was forged", stamp=STAMP)
    verdict = screen(ledger, tmp_path)["SMP-1"]
    assert (verdict.action, verdict.hits[0].ruled_out) == ("review", None)
    ((made, gone),) = all_rulings(ledger)
    assert (made.number, gone is not None) == (number, True)
    assert ledger.verify() == ()


def test_what_cannot_be_ruled_is_refused_and_leaves_nothing(
    ledger: Ledger, register: Register
) -> None:
    for pair, why, said in (
        (PAIR, " ", "a reason is needed"),
        (("NONE", PAIR[1]), "Another man", "no screening of it is recorded"),
        (("SMP-1", "un/KPi.013"), "Another man", "no hit for it"),
        (("SMP-2", PAIR[1]), "Another man", "several parties or ships meet it"),
    ):
        with pytest.raises(BadInput, match=said):
            rule_out(ledger, register, pair, reason=("", why), stamp=STAMP)
    with pytest.raises(BadInput, match="no such ruling"):
        withdraw(ledger, 1, why="Nothing there", stamp=STAMP)
    assert standing_rulings(ledger) == ()


def test_one_pair_is_ruled_once_and_withdrawn_once(ledger: Ledger, register: Register) -> None:
    pair = ("SMP-2", PAIR[1])
    number, _ = rule_out(ledger, register, pair, reason=("parties[1]", "Another"), stamp=STAMP)
    with pytest.raises(BadInput, match=f"ruling {number} says so already"):
        rule_out(ledger, register, pair, reason=("parties[1]", "Another"), stamp=STAMP)
    withdraw(ledger, number, why="In error", stamp=STAMP)
    with pytest.raises(BadInput, match="withdrew it already"):
        withdraw(ledger, number, why="In error", stamp=STAMP)
