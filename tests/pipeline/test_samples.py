import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tidewaiter.cargo import read
from tidewaiter.model import Consignment, StowList, VesselCall
from tools.make_samples import SAMPLES

KINDS = {".edi", ".xml", ".json", ".csv", ".xlsx", ".parquet"}
CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (SAMPLES / "cases.toml").read_text(encoding="utf-8")
)


def documents(*groups: str) -> set[str]:
    return {
        path.relative_to(SAMPLES).as_posix()
        for group in groups or ("cases", "innocent")
        for path in (SAMPLES / group).rglob("*.*")
        if path.suffix in KINDS
    }


def test_every_document_has_a_case_and_every_case_a_document() -> None:
    assert documents() == {case["file"] for case in CASES["case"]}


def test_there_are_twenty_cases_and_a_dozen_innocent_documents_in_all_formats() -> None:
    innocent = {name for name in documents() if name.startswith("innocent/")}
    assert len(innocent) >= 12
    assert len(documents() - innocent) >= 20
    assert {Path(name).suffix for name in documents()} == KINDS


def test_actions_come_from_the_closed_list() -> None:
    assert {case["action"] for case in CASES["case"]} <= {"detain", "inspect", "review", "pass"}


@pytest.mark.parametrize("name", sorted(documents("cases", "innocent", "aboard")))
def test_every_text_document_says_that_it_is_not_real(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    text = " ".join(data.decode("latin-1").upper().replace("'", " ").replace(":", " ").split())
    if not name.endswith((".xlsx", ".parquet")):
        assert "RECONSTRUCTION FROM PUBLISHED FACTS" in text or "INVENTED EXAMPLE" in text


@pytest.mark.shared
def test_every_history_case_is_decided_or_says_what_it_waits_for(shared: Path) -> None:
    history = json.loads((shared / "facts" / "history_cases.json").read_text(encoding="utf-8"))
    named = {case["case"] for kind in ("case", "waiting") for case in CASES[kind]} - {""}
    assert named == {case["id"] for case in history}


def test_what_was_aboard_is_a_plan_a_report_and_calls_of_one_ship() -> None:
    contents = [one for name in documents("aboard") for one in read(SAMPLES / name)]
    lists = {one.kind: one for one in contents if isinstance(one, StowList)}
    calls = [one for one in contents if isinstance(one, VesselCall)]
    assert len(contents) == len(lists) + len(calls)
    plan, report = lists["stow_plan"], lists["discharge_report"]
    assert (plan.vessel_name, plan.voyage) == (report.vessel_name, report.voyage)
    assert (plan.next_place, plan.next_on) == (report.place, report.on)
    assert plan.vessel_name in {call.vessel_name for call in calls}
    (manifest,) = read(SAMPLES / "innocent" / "dr-congo-cobalt.xml")
    assert isinstance(manifest, Consignment)
    declared = {held.number for held in manifest.containers}
    assert len(declared & {held.container for held in report.containers}) == 1
