"""The index of past consignments: it misses none that screening could touch, and mends itself."""

import datetime
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from tidewaiter.lists import embedded
from tidewaiter.model import (
    BadInput,
    Consignment,
    Event,
    Extra,
    Identifier,
    Listing,
    ListVersion,
    Party,
    Screened,
    Transport,
    Verdict,
)
from tidewaiter.names import Matcher
from tidewaiter.screening import PastByNames, past, subject_of
from tidewaiter.screening.marks import find_marks
from tidewaiter.screening.numbers import Numbers
from tidewaiter.screening.replay import Replay
from tidewaiter.screening.screener import lowest_asked

NOW = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
DAY = datetime.date(2019, 5, 5)
LISTED = embedded().listings
STRANGERS = ("Invented Harbour Trading", "Quite Another Company", "Ann Example", "SAMPLE STAR")


class Chain:
    """Events that stand for a ledger."""

    def __init__(self, consignments: Iterable[Consignment]) -> None:
        self.held: list[Event] = []
        for consignment in consignments:
            self.append(consignment)

    def append(self, consignment: Consignment) -> None:
        version = ListVersion("un-1718", "un", sha256="1", note="of this day only")
        verdict = Verdict(
            "paper",
            consignment.reference,
            DAY,
            NOW.date(),
            "pass",
            False,
            (),
            (),
            (),
            lists=(version,),
        )
        number = len(self.held) + 1
        payload = msgspec.json.encode(Screened(number, consignment, verdict)).decode()
        digest = f"digest of {consignment.reference}"
        event = Event(number, NOW, "desk-4", "screened", consignment.reference, payload, "", digest)
        self.held.append(event)

    def get(self, number: int) -> Event | None:
        return self.held[number - 1] if 0 < number <= len(self.held) else None

    def events(self, *, after: int) -> Iterator[Event]:
        yield from self.held[after:]


def papers(rng: random.Random, count: int) -> list[Consignment]:
    """Consignments of strangers, of listed names and of such names misspelled."""
    return [_paper(rng, f"R{number}") for number in range(count)]


def _paper(rng: random.Random, reference: str) -> Consignment:
    names = [_name(rng) for _ in range(rng.randint(1, 3))]
    numbers = [x for listing in LISTED for x in listing.identifiers]
    number = rng.choice(numbers) if rng.random() < 0.1 else Identifier("other", "1234567")
    return Consignment(
        "paper",
        "table",
        reference,
        parties=tuple(Party("consignee", name, identifiers=(number,)) for name in names),
        transports=(Transport("sea", _name(rng), imo=rng.choice(("", "9163166", "8914934"))),),
        extras=(Extra("parties[0].date_of_birth", "1964-10-30"),) if rng.random() < 0.2 else (),
    )


def _name(rng: random.Random) -> str:
    if rng.random() < 0.5:
        return f"{rng.choice(STRANGERS)} {rng.randrange(90)}"
    letters = list(rng.choice(rng.choice(LISTED).names).text)
    for _ in range(rng.choice((0, 0, 1, 2))):
        letters.insert(rng.randrange(len(letters)), rng.choice("aeknor "))
        letters.pop(rng.randrange(len(letters)))
    if rng.random() < 0.2:
        return " ".join(sorted("".join(letters).split()))
    return "".join(letters)


def index_of(folder: Path, chain: Chain, notices: list[str] | None = None) -> PastByNames:
    told = [] if notices is None else notices
    return PastByNames(folder / "past", chain, is_dated=lambda _: True, notice=told.append)


def touched(index: PastByNames, listings: Sequence[Listing]) -> list[int]:
    index.catch_up()
    return index.touched(listings, index.bases().keys())


def met_by_screening(chain: Chain, listings: Sequence[Listing]) -> set[int]:
    """The events whose names and numbers meet the listings as screening asks for them."""
    matcher, numbers = Matcher(listings), Numbers(listings)
    found = set()
    for event in chain.held:
        consignment = msgspec.json.decode(event.payload, type=Screened).consignment
        for mark in find_marks(consignment):
            least = lowest_asked(subject_of(consignment, mark.element))
            if mark.scheme != "name":
                met = len(numbers.find(mark.scheme, mark.value)) > 0
            else:
                met = len(matcher.search(mark.value, mark.kinds, at_least=least, limit=1)) > 0
            if met:
                found.add(event.number)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_it_misses_nothing_that_screening_finds(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    chain = Chain(papers(rng, 250))
    changed = rng.sample(LISTED, 60)
    found = set(touched(index_of(tmp_path, chain), changed))
    wanted = met_by_screening(chain, changed)
    assert wanted - found == set()
    assert len(wanted) > 20
    assert len(found) < len(wanted) + 5


def test_it_is_told_of_later_events_only_and_gives_the_same(tmp_path: Path) -> None:
    rng = random.Random(7)
    chain = Chain([])
    for each in papers(rng, 60):
        chain.append(each)
        if rng.random() < 0.2:
            touched(index_of(tmp_path, chain), LISTED[:1])
    assert touched(index_of(tmp_path, chain), LISTED) == touched(
        index_of(tmp_path / "new", chain), LISTED
    )
    assert len(index_of(tmp_path, chain)) == 60


def test_a_number_called_a_ships_meets_a_company(tmp_path: Path) -> None:
    held = [(x, n) for x in LISTED for n in x.identifiers if n.scheme == "company_imo"]
    listing, number = held[0]
    party = Party("owner", "Another", identifiers=(Identifier("imo", f"IMO {number.value}"),))
    chain = Chain([Consignment("paper", "table", "R1", parties=(party,))])
    nameless = msgspec.structs.replace(listing, names=())
    assert touched(index_of(tmp_path, chain), [nameless]) == [1]
    assert met_by_screening(chain, [nameless]) == {1}


def test_consignments_without_names_are_no_trouble(tmp_path: Path) -> None:
    chain = Chain([Consignment("paper", "table", "R1")])
    assert touched(index_of(tmp_path, chain), LISTED) == []


@pytest.fixture
def chain() -> Chain:
    return Chain(papers(random.Random(8), 40))


def test_what_is_said_of_one_day_makes_no_other_basis(tmp_path: Path, chain: Chain) -> None:
    index = index_of(tmp_path, chain)
    index.catch_up()
    (basis,) = index.bases().values()
    assert (basis.day, basis.lists) == (DAY, (ListVersion("un-1718", "un", sha256="1"),))


def test_only_those_of_the_bases_asked_for_are_given(tmp_path: Path, chain: Chain) -> None:
    index = index_of(tmp_path, chain)
    index.catch_up()
    assert index.touched(LISTED, ()) == []
    assert index.resting_on(index.bases().keys()) == list(range(1, 41))


def test_an_index_broken_off_goes_on_where_it_was(
    tmp_path: Path, chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "BATCH", 10)
    take = Replay.take

    def fail(self: Replay, event: Event) -> None:
        if event.number == 25:
            raise KeyboardInterrupt
        take(self, event)

    monkeypatch.setattr(Replay, "take", fail)
    with pytest.raises(KeyboardInterrupt):
        index_of(tmp_path, chain).catch_up()
    taken: list[int] = []

    def note(self: Replay, event: Event) -> None:
        taken.append(event.number)
        take(self, event)

    monkeypatch.setattr(Replay, "take", note)
    found = touched(index_of(tmp_path, chain), LISTED)
    assert taken == list(range(21, 41))
    assert found == touched(index_of(tmp_path / "new", chain), LISTED)


@pytest.mark.parametrize("damage", ["cut", "other bytes", "no index"])
def test_a_damaged_index_is_made_again_and_says_so(
    tmp_path: Path, chain: Chain, damage: str
) -> None:
    wanted = touched(index_of(tmp_path, chain), LISTED)
    path = tmp_path / "past" / "past.db"
    content = path.read_bytes()
    if damage == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif damage == "other bytes":
        middle = len(content) // 2
        path.write_bytes(content[:middle] + b"\xff" * 4096 + content[middle + 4096 :])
    else:
        path.write_bytes(b"not a database at all, but as long as a page of one" * 100)
    notices: list[str] = []
    assert touched(index_of(tmp_path, chain, notices), LISTED) == wanted
    assert notices == ["the index of past consignments is made again: it is damaged"]


def test_a_deleted_index_is_made_again(tmp_path: Path, chain: Chain) -> None:
    wanted = touched(index_of(tmp_path, chain), LISTED)
    (tmp_path / "past" / "past.db").unlink()
    notices: list[str] = []
    assert touched(index_of(tmp_path, chain, notices), LISTED) == wanted
    assert notices == []
    assert len(list((tmp_path / "past").glob("*/*.names"))) == 1


def test_an_index_of_another_ledger_is_made_again(tmp_path: Path, chain: Chain) -> None:
    index_of(tmp_path, chain).catch_up()
    rng = random.Random(9)
    other, shorter = Chain(_paper(rng, f"S{n}") for n in range(50)), Chain([])
    shorter.held = other.held[:20]
    notices: list[str] = []
    for each in (other, shorter):
        index = index_of(tmp_path, each, notices)
        assert touched(index, LISTED) == touched(index_of(tmp_path / "new", each), LISTED)
    said = "it is of another ledger, or of a later state of this one"
    assert notices == [f"the index of past consignments is made again: {said}"] * 2


def test_an_index_of_other_code_is_made_again(
    tmp_path: Path, chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_of(tmp_path, chain).catch_up()
    monkeypatch.setattr(past, "_code", lambda _: "later")
    notices: list[str] = []
    index_of(tmp_path, chain, notices).catch_up()
    index_of(tmp_path, chain, notices).catch_up()
    said = "another version of the program made it"
    assert notices == [f"the index of past consignments is made again: {said}"]


def test_an_altered_event_stops_it(tmp_path: Path, chain: Chain) -> None:
    chain.held[3] = msgspec.structs.replace(chain.held[3], payload="{}")
    with pytest.raises(BadInput, match="event 4: it is not what was written"):
        index_of(tmp_path, chain).catch_up()


def test_a_folder_that_cannot_be_made_is_told_of(tmp_path: Path, chain: Chain) -> None:
    (tmp_path / "past").write_text("a file")
    with pytest.raises(BadInput, match="the index of past consignments cannot be used"):
        index_of(tmp_path, chain).catch_up()
