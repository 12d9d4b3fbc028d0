"""The queue: duties always and first, what is not settled apart, the rest as drawn and ranked."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tidewaiter.ledger import Ledger
from tidewaiter.model import Consignment, Dated, Party, Verdict
from tidewaiter.model.finding import Action
from tidewaiter.pipeline.queue import (
    DRAWN,
    NOTHING_KNOWN,
    Candidate,
    Draw,
    Placed,
    draw_queue,
    record_draw,
)
from tidewaiter.ranking import Declaration, Kept, Opening, choose, train

DAY = datetime.date(2017, 8, 6)
NOW = datetime.datetime(2017, 8, 6, tzinfo=datetime.UTC)


def candidate(
    name: str,
    *,
    action: Action = "pass",
    duty: bool = False,
    inspections: tuple[str, ...] = (),
    arrival: str = "",
    importer: str = "",
) -> Candidate:
    dates = (Dated("arrival", arrival),) if arrival != "" else ()
    parties = (Party("importer", name=importer),) if importer != "" else ()
    consignment = Consignment("made-up.csv", "table-csv", name, dates=dates, parties=parties)
    verdict = Verdict(
        document="made-up.csv",
        consignment=name,
        as_of=DAY,
        known_on=DAY,
        action=action,
        inspection_duty=duty,
        findings=(),
        hits=(),
        defects=(),
        inspections=inspections,
    )
    return Candidate(name, consignment, verdict)


@pytest.fixture(scope="module")
def kept() -> Kept:
    """HERON was false in nine openings of ten, KITE in one of ten."""
    openings = [
        Opening(
            Declaration(id=f"{importer}{number}", date=day, importer=importer),
            (number % 10 == 0) != (importer == "HERON"),
            day,
        )
        for number in range(100)
        for importer in ("HERON", "KITE")
        for day in [DAY - datetime.timedelta(days=200 - number)]
    ]
    return Kept(train(openings), Path("made-up.json"), "ab12")


def draw(
    candidates: list[Candidate], kept: Kept | None, capacity: int | None, share: float = 0.0
) -> tuple[Draw, tuple[Placed, ...]]:
    return draw_queue(candidates, kept, capacity=capacity, random_share=share, seed="s")


def ways(placed: tuple[Placed, ...]) -> list[tuple[str, str]]:
    return [(each.consignment, each.way) for each in placed]


def test_duties_stand_first_by_arrival_beyond_any_number(kept: Kept) -> None:
    candidates = [
        candidate("free", importer="HERON"),
        candidate("late", action="inspect", duty=True, arrival="2017-08-09"),
        candidate("dateless", action="detain"),
        candidate("early", action="pass", duty=True, arrival="2017-08-01"),
        candidate("signs", action="inspect", arrival="2017-08-07"),
    ]
    found, placed = draw(candidates, kept, capacity=1, share=1.0)
    assert ways(placed) == [
        ("early", "duty"),
        ("dateless", "duty"),
        ("signs", "duty"),
        ("late", "duty"),
        ("free", "waiting"),
    ]
    assert found.undrawn == 1


def test_what_is_not_settled_is_never_dropped_and_takes_no_room(kept: Kept) -> None:
    open_question = candidate("open", action="review", inspections=("un/2270/18/inspect",))
    candidates = [open_question, candidate("free", action="review"), candidate("duty", duty=True)]
    found, placed = draw(candidates, kept, capacity=2)
    assert ways(placed) == [("duty", "duty"), ("open", "settle"), ("free", "ranked")]
    assert found.unsettled == ("open",)


def test_the_voluntary_part_goes_by_rank_with_reasons(kept: Kept) -> None:
    candidates = [
        candidate("new", importer="WREN"),
        candidate("low", importer="KITE"),
        candidate("high", importer="HERON"),
    ]
    _, placed = draw(candidates, kept, capacity=2)
    assert ways(placed) == [("high", "ranked"), ("new", "ranked"), ("low", "waiting")]
    assert placed[0].reasons == ("importer HERON: 90 of 100 opened were false",)
    assert placed[1].reasons == (NOTHING_KNOWN,)
    assert placed[2].reasons == ("importer KITE: 10 of 100 opened were false, which lowers it",)


def test_the_random_share_is_marked_and_says_how_many_it_stands_for(kept: Kept) -> None:
    candidates = [candidate(f"free {number}", importer="KITE") for number in range(10)]
    _, placed = draw(candidates, kept, capacity=4, share=0.5)
    drawn = [each for each in placed if each.way == "random"]
    assert [each.way for each in placed[:4]] == ["random", "random", "ranked", "ranked"]
    assert {each.stands_for for each in drawn} == {5.0}
    assert {each.reasons for each in drawn} == {(DRAWN,)}


def test_without_a_ranking_all_is_drawn_at_random() -> None:
    candidates = [candidate(f"free {number}") for number in range(10)]
    found, placed = draw(candidates, None, capacity=3, share=0.1)
    assert [each.way for each in placed[:4]] == ["random", "random", "random", "waiting"]
    assert {each.value for each in placed} == {None}
    assert (found.ranking, found.random_share) == ("", 1.0)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.db'}") as opened:
        yield opened


def test_an_auditor_repeats_the_draw_from_the_ledger_and_sees_earlier_ones(
    ledger: Ledger, kept: Kept
) -> None:
    candidates = [candidate(f"free {number}", importer="KITE") for number in range(10)]
    found, _ = draw(candidates, kept, capacity=4, share=0.5)
    assert record_draw(ledger, found, actor="desk-4", at=NOW) == (1, ())
    again, _ = draw_queue(candidates[::-1], kept, capacity=3, random_share=0.5, seed="another")
    assert record_draw(ledger, again, actor="desk-4", at=NOW) == (2, (1,))
    event = next(ledger.events(kind="draw"))
    told = msgspec.json.decode(event.payload, type=Draw)
    assert told == found
    assert choose(told.queue, told.capacity, told.random_share, told.seed) == told.chosen
    assert ledger.verify() == ()
