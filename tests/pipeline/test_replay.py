"""The bundled samples come out as `cases.toml` says, for the stated reason."""

import datetime
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tidewaiter import cargo, lists
from tidewaiter.law import load_law, load_target
from tidewaiter.model import Consignment, Verdict
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.samples import sample_folder

with sample_folder() as _folder:
    FOLDER = _folder
CASES: dict[str, Any] = tomllib.loads((FOLDER / "cases.toml").read_text(encoding="utf-8"))
BITING = {"prohibited", "needs_authorisation", "cannot_tell"}


def verdict_on(case: dict[str, Any]) -> Verdict:
    examiner = Examiner(
        law=load_law(),
        target=load_target(),
        lists=[lists.embedded()],
        today=datetime.date(2026, 1, 1),
        as_of=case["date"],
        stated=case.get("stated"),
    )
    found = [
        record
        for record in cargo.read(FOLDER / case["file"])
        if isinstance(record, Consignment) and record.reference == case["consignment"]
    ]
    assert len(found) == 1, "one consignment of that name"
    return examiner.examine(found[0])


def name(case: dict[str, Any]) -> str:
    return f"{case['file']}#{case['consignment']}"


@pytest.mark.parametrize("case", CASES["case"], ids=name)
def test_a_documented_case_is_decided_as_expected(case: dict[str, Any]) -> None:
    verdict = verdict_on(case)
    assert verdict.action == case["action"]
    biting = {f.measure for f in verdict.findings if f.outcome in BITING}
    assert set(case.get("measures", [])) <= biting | set(verdict.inspections)


def test_every_sample_is_named_in_the_cases() -> None:
    named = {case["file"] for case in CASES["case"]}
    files = {
        path.relative_to(FOLDER).as_posix()
        for part in ("cases", "innocent")
        for path in (FOLDER / part).iterdir()
    }
    assert files == named


@pytest.mark.shared
def test_every_history_case_is_replayed_or_says_what_it_waits_for(shared: Path) -> None:
    history = json.loads((shared / "facts" / "history_cases.json").read_text(encoding="utf-8"))
    told = {case["case"] for group in ("case", "waiting") for case in CASES[group]}
    assert {case["id"] for case in history} - told == set()
