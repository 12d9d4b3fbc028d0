"""A value of a document is corrected: what it changes, who must agree, and what stays."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.ledger.sample import sqlite_url
from tidewaiter.cases import Standing
from tidewaiter.cases.corrections import waiting_corrections
from tidewaiter.cases.dossier import Dossier, dossier
from tidewaiter.cases.limits import load_limits
from tidewaiter.law import load_law, load_target
from tidewaiter.ledger import Ledger
from tidewaiter.lists import LoadedList, Store, embedded
from tidewaiter.model import (
    Actor,
    BadInput,
    Conflict,
    CorrectionDecided,
    Refused,
    Rescreened,
    Screened,
)
from tidewaiter.pipeline.corrections import Corrections, Wish
from tidewaiter.pipeline.dates import is_dated
from tidewaiter.pipeline.editions import always
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.moves import Answering
from tidewaiter.pipeline.replay import replay
from tidewaiter.pipeline.rescreen import rescreen
from tidewaiter.pipeline.screen import Record, screen_document
from tidewaiter.pipeline.shelf import Shelf
from tidewaiter.screening import PastByNames

NOW = datetime.datetime(2019, 6, 1, tzinfo=datetime.UTC)
ANALYST = Actor("analyst", ("analyst",))
OFFICER = Actor("officer", ("officer",))
SUPERVISOR = Actor("supervisor", ("supervisor",))
# plainly fictional; the consignee of the second bears the name of a listed person
PAPERS = """consignment,document_date,consignee_name,goods_description,hs_code,country_of_origin
SMP-1,2019-05-05,Sample Heron Trading,anthracite,270111,JP
SMP-2,2019-05-05,Mun Jong Chol,green tea,0902,JP
"""
ORIGIN, NAME = "goods[0].origin", "parties[0].name"


class Desk:
    """A ledger with the papers screened, and who corrects there."""

    def __init__(self, folder: Path) -> None:
        self.ledger = Ledger.open(sqlite_url(folder))
        self.path = folder / "papers.csv"
        self.path.write_text(PAPERS, encoding="utf-8")
        self.shelf = Shelf(folder / "editions", Store(folder))
        self.limits = load_limits(folder)
        self.standing = Standing(self.ledger)
        self.lists: list[LoadedList] = [embedded()]
        self.desk = Corrections(self.ledger, self.standing, self.limits, lambda _: self.examiner())
        self.screen()

    def examiner(self, as_of: datetime.date | None = None) -> Examiner:
        return Examiner(
            law=load_law(), target=load_target(), lists=self.lists, today=NOW.date(), as_of=as_of
        )

    def screen(self, as_of: datetime.date | None = None) -> None:
        record = Record(self.ledger, "analyst", NOW)
        screen_document(self.path, self.examiner(as_of), record=record, show=lambda _: None)

    def told(self, number: int) -> Dossier:
        return dossier(self.ledger, self.standing, self.limits, number)

    def correct(self, number: int, field: str, value: str, actor: Actor = ANALYST) -> Dossier:
        wish = Wish(field, value, "seen on the certificate", self.told(number).event.number)
        self.desk.correct(number, wish, actor, NOW)
        return self.told(number)

    def decide(self, number: int, actor: Actor, *, approved: bool, why: str = "") -> Dossier:
        waiting = self.told(number).corrections[-1].number
        self.desk.decide(number, CorrectionDecided(waiting, approved, why), actor, NOW)
        return self.told(number)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.ledger.close()


def test_a_correction_that_adds_counts_at_once(desk: Desk) -> None:
    before = desk.told(1)
    assert before.verdict.action == "pass"
    told = desk.correct(1, ORIGIN, "KP")
    assert (told.verdict.action, told.consignment.goods[0].origin) == ("detain", "KP")
    assert told.written == before.consignment
    kept = next(iter(desk.ledger.events(kind="screened"))).payload
    assert msgspec.json.decode(kept, type=Screened).consignment == before.consignment
    assert told.consignment.at(ORIGIN).endswith("corrected by analyst on 2019-06-01")
    again = msgspec.json.decode(told.event.payload, type=Rescreened)
    assert (again.supersedes, again.corrected) == (1, (ORIGIN,))
    assert again.changes[0] == "goods[0].origin 'JP' is now 'KP'"
    made = told.corrections[0]
    assert (made.state, made.by, made.correction.written) == ("made", "analyst", "JP")
    assert made.correction.verdict == told.event.number
    kinds = [(each.what, each.superseded) for each in told.history]
    assert kinds == [
        ("screened", True),
        ("document", False),
        ("rescreened", False),
        ("correction", False),
    ]


def test_the_new_verdict_is_replayed_in_every_field(desk: Desk) -> None:
    told = desk.correct(1, ORIGIN, "KP")
    done = replay(desk.ledger, told.event.number, desk.shelf)
    assert (done.same, done.differences, done.notes) == (True, (), ())


def test_what_takes_away_waits_for_a_second_person(desk: Desk) -> None:
    before = desk.told(2)
    assert before.verdict.action == "review"
    told = desk.correct(2, NAME, "Sample Crane Trading", SUPERVISOR)
    assert told.event == before.event
    waiting = told.corrections[0]
    assert (waiting.state, told.consignment) == ("waits", before.consignment)
    assert "action review would be pass" in waiting.correction.lowers
    assert waiting_corrections(desk.ledger, desk.standing) == ((2, waiting),)
    with pytest.raises(Refused, match="supervisor made correction"):
        desk.decide(2, SUPERVISOR, approved=True)
    with pytest.raises(Refused, match="approve or send back a correction"):
        desk.decide(2, ANALYST, approved=True)
    with pytest.raises(BadInput, match="waits for a second person"):
        desk.correct(2, ORIGIN, "KP")
    told = desk.decide(2, Actor("deputy", ("supervisor",)), approved=True)
    assert (told.verdict.action, told.verdict.hits) == ("pass", ())
    assert told.corrections[0].decided_by == "deputy"
    assert waiting_corrections(desk.ledger, desk.standing) == ()
    assert replay(desk.ledger, told.event.number, desk.shelf).same


def test_what_is_sent_back_changes_nothing(desk: Desk) -> None:
    before = desk.correct(2, NAME, "Sample Crane Trading")
    with pytest.raises(BadInput, match="a reason is needed"):
        desk.decide(2, SUPERVISOR, approved=False)
    told = desk.decide(2, SUPERVISOR, approved=False, why="The passport says otherwise")
    assert (told.corrections[0].state, told.event) == ("refused", before.event)
    # who asked may take it back
    desk.correct(2, NAME, "Sample Crane Trading")
    assert desk.decide(2, ANALYST, approved=False, why="a slip").corrections[1].state == "refused"


def test_what_was_added_is_not_taken_back_alone(desk: Desk) -> None:
    desk.correct(1, ORIGIN, "KP")
    told = desk.correct(1, ORIGIN, "JP", SUPERVISOR)
    assert (told.verdict.action, told.corrections[-1].state) == ("detain", "waits")
    told = desk.decide(1, Actor("deputy", ("supervisor",)), approved=True)
    assert (told.verdict.action, told.consignment) == ("pass", told.written)


def test_not_in_two_halves_either(desk: Desk) -> None:
    """One ground of two is taken away: the action stays, and it waits all the same."""
    desk.correct(2, ORIGIN, "KP")
    told = desk.correct(2, NAME, "Sample Crane Trading")
    assert told.corrections[-1].state == "waits"


def test_a_verdict_in_between_voids_the_request(desk: Desk) -> None:
    desk.correct(2, NAME, "Sample Crane Trading")
    desk.screen(datetime.date(2019, 5, 6))
    number = max(e.number for e in desk.ledger.events(kind="screened", subject="SMP-2"))
    with pytest.raises(Refused, match="is void"):
        desk.decide(number, SUPERVISOR, approved=True)


def test_it_holds_on_when_the_document_is_screened_again(desk: Desk) -> None:
    desk.correct(1, ORIGIN, "KP")
    desk.screen(datetime.date(2019, 5, 6))
    number = max(e.number for e in desk.ledger.events(kind="screened", subject="SMP-1"))
    told = desk.told(number)
    assert (told.verdict.action, told.written.goods[0].origin) == ("detain", "JP")
    assert told.history[-1].what == "recorrected"
    assert replay(desk.ledger, told.event.number, desk.shelf).same
    assert [each.what for each in told.history].count("correction") == 1


def test_a_name_is_compared_as_written_once_it_is_listed(desk: Desk, tmp_path: Path) -> None:
    """Made when no list knew the written name, it does not hide it from a later list."""
    known = embedded()
    desk.lists = [msgspec.structs.replace(known, listings=())]
    desk.screen(datetime.date(2019, 5, 6))
    number = max(e.number for e in desk.ledger.events(kind="screened", subject="SMP-2"))
    told = desk.correct(number, NAME, "Sample Crane Trading")
    assert told.corrections[-1].state == "made"
    desk.lists = [known]
    desk.screen(datetime.date(2019, 5, 7))
    number = max(e.number for e in desk.ledger.events(kind="screened", subject="SMP-2"))
    assert desk.told(number).verdict.action == "review"


def test_it_holds_on_when_a_list_changes_and_steps_back_where_it_hides(
    desk: Desk, tmp_path: Path
) -> None:
    known = embedded()
    empty = LoadedList(msgspec.structs.replace(known.version, sha256="0" * 64), ())
    desk.lists = [empty]
    desk.screen(datetime.date(2019, 5, 6))
    tea, coal = (
        max(e.number for e in desk.ledger.events(kind="screened", subject=name))
        for name in ("SMP-2", "SMP-1")
    )
    desk.correct(tea, NAME, "Sample Crane Trading")
    desk.correct(coal, NAME, "Mun Jong Chol")
    assert desk.told(coal).verdict.action == "pass"
    desk.lists = [known]
    index = PastByNames(tmp_path / "past", desk.ledger, is_dated=is_dated, notice=lambda _: None)
    editions = {each.version.sha256: each for each in (known, empty)}
    answering = Answering(always([known]), lambda version: editions.get(version.sha256))
    examiner = desk.examiner(datetime.date(2019, 5, 6))
    rescreen(desk.ledger, index, answering, lambda _: examiner, stamp=("analyst", NOW))
    found = desk.told(coal)
    assert (found.verdict.action, found.consignment.parties[0].name) == ("review", "Mun Jong Chol")
    assert replay(desk.ledger, found.event.number, desk.shelf).same
    found = desk.told(tea)
    assert (found.verdict.action, found.consignment) == ("review", found.written)


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("goods[0].gross_weight_kg", "heavy", "cannot stand there"),
        ("goods[0].hs", "coal", "cannot stand there"),
        ("dates[0].value", "yesterday", "cannot stand there"),
        ("goods[7].hs", "2701", "not a value that can be corrected"),
        ("reference", "X", "not a value that can be corrected"),
        ("goods[0].description", " ", "nothing is given"),
        ("goods[0].origin", "JP", "it counts so already"),
    ],
)
def test_what_cannot_be_corrected(desk: Desk, field: str, value: str, problem: str) -> None:
    before = desk.ledger.anchor()
    with pytest.raises(BadInput, match=problem):
        desk.correct(1, field, value)
    assert desk.ledger.anchor() == before


def test_by_whom_and_on_what_was_seen(desk: Desk) -> None:
    with pytest.raises(Refused, match="may not correct what a document says"):
        desk.correct(1, ORIGIN, "KP", OFFICER)
    with pytest.raises(BadInput, match="a reason is needed"):
        desk.desk.correct(1, Wish(ORIGIN, "KP", " ", 1), ANALYST, NOW)
    desk.correct(1, ORIGIN, "KP")
    with pytest.raises(Conflict, match="gave another answer meanwhile"):
        desk.desk.correct(1, Wish("goods[0].hs", "2702", "seen", 1), ANALYST, NOW)
