"""Past openings, whatever record they stand in, as the ranking learns from them.

A source of openings gives `Past` records: the consignment that was opened, and the `Result`.
`Openings` collects them, each line once, with what may not be lost: what could not be checked.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, get_args

import msgspec

from tidewaiter.codes import parse_date
from tidewaiter.model import Consignment, Defect
from tidewaiter.model.consignment import DateKind
from tidewaiter.model.record import Record
from tidewaiter.ranking import Declaration, Opening, Way, declared

Outcome = Literal[
    "nothing_found", "discrepancy", "prohibited_item", "refused", "could_not_be_checked"
]
ChosenBy = Literal["duty", "ranked", "random", "other"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
WAYS: dict[ChosenBy, Way] = {"duty": "duty", "ranked": "ranked", "random": "random", "other": ""}
UNCHECKED: tuple[Outcome, ...] = ("refused", "could_not_be_checked")
DECLARED: tuple[DateKind, ...] = ("acceptance", "document", "issue")


class Result(Record, frozen=True):
    """What opening a consignment showed, the day it was known, and how it came to be opened.

    `refused` and `could_not_be_checked` say nothing of the goods. `stands_for` is what the queue
    said of a consignment drawn at random: how many it stands for.
    """

    outcome: Outcome
    opened_on: datetime.date
    chosen_by: ChosenBy = "other"
    stands_for: float = 1.0


class Past(Record, frozen=True):
    """One opening: what was opened, what it showed, and the place it is told at.

    `consignment` holds the goods that the result is about. `whole` is the same for all parts of
    one consignment; `known` is the same wherever the same part is told again.
    """

    consignment: Consignment
    result: Result
    at: str
    whole: str
    known: str


@dataclass(slots=True)
class Openings:
    """The openings of all sources.

    `defects` names, with the source, what could not be read and what is told twice. Lines that
    were not checked are in `unchecked`, by whole consignment and the way they were chosen.
    """

    defects: list[tuple[str, Defect]] = field(default_factory=list)
    unchecked: set[tuple[str, Way]] = field(default_factory=set)
    _lines: dict[str, tuple[str, Opening]] = field(default_factory=dict)

    @property
    def lines(self) -> list[Opening]:
        """Every line that was opened and checked, to train on."""
        return [opening for _, opening in self._lines.values()]

    @property
    def consignments(self) -> list[Opening]:
        """Every consignment once for each way it was chosen: false where any line of it was."""
        found: dict[tuple[str, Way], Opening] = {}
        for whole, opening in self._lines.values():
            key = (whole, opening.way)
            held = found.get(key, opening)
            found[key] = msgspec.structs.replace(
                held,
                false=held.false or opening.false,
                stands_for=max(held.stands_for, opening.stands_for),
            )
        return list(found.values())

    @property
    def drawn_unchecked(self) -> int:
        """How many consignments drawn at random could not be checked, so tell nothing."""
        checked = {(whole, opening.way) for whole, opening in self._lines.values()}
        return sum(key[1] == "random" for key in self.unchecked - checked)

    def add(self, source: str, past: Past) -> None:
        """Take one opening in. Of a line told twice the later result counts."""
        if past.result.outcome in UNCHECKED:
            self.unchecked.add((past.whole, WAYS[past.result.chosen_by]))
            return
        for number, line in enumerate(_lines(past)):
            key = f"{past.known}#{number}"
            opening = _opening(line, key, past.result)
            held = self._lines.get(key)
            if held is not None:
                self.defects.append((source, _told_twice(past.at, held[1], opening)))
                if held[1].known_on > opening.known_on:
                    continue
            self._lines[key] = (past.whole, opening)


def _lines(past: Past) -> Iterable[Declaration]:
    day = past.result.opened_on
    return declared(past.consignment, declared_on(past.consignment) or day)


def _opening(line: Declaration, key: str, result: Result) -> Opening:
    return Opening(
        declaration=msgspec.structs.replace(line, id=key),
        false=result.outcome != "nothing_found",
        known_on=result.opened_on,
        way=WAYS[result.chosen_by],
        stands_for=result.stands_for,
    )


def declared_on(consignment: Consignment) -> datetime.date | None:
    """The day a consignment was declared, the earliest it can mean; None where none is told."""
    return next(_days(consignment), None)


def _days(consignment: Consignment) -> Iterator[datetime.date]:
    for kind in DECLARED:
        for dated in consignment.dates:
            day = parse_date(dated.value) if dated.kind == kind else None
            if day is not None:
                yield day.first


def _told_twice(at: str, held: Opening, opening: Opening) -> Defect:
    words = {True: "false", False: "as declared"}
    text = f"{words[held.false]} on {held.known_on}, {words[opening.false]} on {opening.known_on}"
    return Defect(at=at, problem="the line stands twice; its later result counts once", text=text)
