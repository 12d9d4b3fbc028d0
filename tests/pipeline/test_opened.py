"""Cases on record as openings to learn from."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.cases.conftest import OFFICER, later
from tests.ledger.sample import AT, DOCUMENT, VERSIONS, consignment, sqlite_url, verdict
from tidewaiter.cases import Cases
from tidewaiter.ledger import Ledger
from tidewaiter.model import Attached, Concluded, Consignment, Found, Step, Verdict
from tidewaiter.pipeline.opened import opened
from tidewaiter.pipeline.openings import Openings, Result
from tidewaiter.pipeline.queue import Draw, candidate_id, record_draw
from tidewaiter.ranking import Chosen


def screened() -> Iterator[tuple[Verdict, Consignment]]:
    """One with the duty to inspect, and four of the voluntary part."""
    yield verdict("BL1"), consignment("BL1")
    for number in range(2, 6):
        name = f"BL{number}"
        free = msgspec.structs.replace(verdict(name), action="pass", inspection_duty=False, hits=())
        yield free, consignment(name)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(sqlite_url(tmp_path)) as ledger:
        ledger.record_screening(DOCUMENT, VERSIONS, screened(), actor="desk", at=AT)
        yield ledger


def conclude(ledger: Ledger, number: int, *steps: Step) -> None:
    cases = Cases(ledger)
    case = cases.open(number, OFFICER, AT)
    for step in (cases.boarded(case), *steps):
        case = cases.take(case, step, OFFICER, later(60 * 24))


def test_each_concluded_case_is_an_opening_chosen_as_the_record_says(ledger: Ledger) -> None:
    name = candidate_id(DOCUMENT.sha256, 2)
    chosen = (Chosen(name, "random", 0.0, stands_for=4.0), Chosen(f"{name}0", "ranked", 0.5))
    draw = Draw("", (), 2, 0.5, "seed", chosen, (), 0)
    record_draw(ledger, draw, actor="desk", at=AT)
    conclude(ledger, 1, Concluded("nothing_found"))
    conclude(ledger, 2, Found("coal"), Concluded("prohibited_item"))
    conclude(ledger, 3, Concluded("nothing_found"))
    photo = Attached(sha256="b" * 64, media_type="image/png", size=1)
    conclude(ledger, 4, photo, Concluded("released_on_exemption"))
    conclude(ledger, 5)
    found = {past.consignment.reference: past.result for past in opened(ledger)}
    day = later(60 * 24).date()
    assert found == {
        "BL1": Result("nothing_found", day, "duty"),
        "BL2": Result("prohibited_item", day, "random", 4.0),
        "BL3": Result("nothing_found", day, "other"),
    }
    openings = Openings()
    for past in opened(ledger):
        openings.add("the ledger", past)
    assert sorted(line.false for line in openings.lines) == [False, False, True]
    assert openings.defects == []
