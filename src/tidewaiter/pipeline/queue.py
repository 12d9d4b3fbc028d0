"""The queue of what to open: every duty, what a person must settle, then the voluntary part."""

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tidewaiter.ledger import Draft, Ledger
from tidewaiter.model import Consignment, Verdict
from tidewaiter.model.finding import Action
from tidewaiter.model.record import Record
from tidewaiter.pipeline.openings import declared_on
from tidewaiter.ranking import Chosen, Kept, Ranked, Waiting, choose, declared

DRAW = "draw"
REASONS = 3
Band = Literal["duty", "settle", "random", "ranked", "waiting"]
NOTHING_KNOWN = "Nothing like it has been opened yet."
NEW_KIND = "Goods of a kind not opened before: the rank tells little."
DRAWN = "Drawn at random, whatever its rank; that is no suspicion."
SETTLE = "Not settled whether it must be inspected; it takes no part in the draw until it is."


@dataclass(frozen=True, slots=True)
class Candidate:
    """A screened consignment; `id` is the hash of its document and its position in it."""

    id: str
    consignment: Consignment
    verdict: Verdict

    @property
    def band(self) -> Literal["duty", "settle", "voluntary"]:
        """Whether opening it is a duty, not settled, or free to choose."""
        if self.verdict.inspection_duty or self.verdict.action in {"detain", "inspect"}:
            return "duty"
        return "settle" if len(self.verdict.inspections) > 0 else "voluntary"

    @property
    def due(self) -> str:
        """What duties are ordered by: the day of arrival, or of the act where none is told."""
        days = (dated.value for dated in self.consignment.dates if dated.kind == "arrival")
        return next(days, self.verdict.as_of.isoformat())


def candidate_id(document: str, position: int) -> str:
    """How a queue names a consignment: its document's SHA-256 and its position in it."""
    return f"{document}#{position}"


class Placed(Record, frozen=True, omit_defaults=False):
    """One consignment in its place (from 1) in the queue, with the reasons in words.

    `way` is `duty`, `settle` (a person must say first whether it is one), `random`, `ranked`, or
    `waiting` for what is beyond the number that can be opened. `value` orders the voluntary part
    and is None where no ranking served. `stands_for` is how many of the voluntary part a random
    one stands for.
    """

    place: int
    id: str
    document: str
    consignment: str
    as_of: datetime.date
    action: Action
    inspection_duty: bool
    way: Band
    value: float | None
    stands_for: float
    reasons: tuple[str, ...]


class Draw(Record, frozen=True, omit_defaults=False):
    """Payload of a `draw` event: all that `ranking.choose` was given, and what it chose.

    `ranking` is the SHA-256 of the ranking's file; without one it is empty and all was drawn at
    random. `unsettled` are the ids that took no part, `undrawn` the number of voluntary ones
    that were not chosen.
    """

    ranking: str
    queue: tuple[Waiting, ...]
    capacity: int
    random_share: float
    seed: str
    chosen: tuple[Chosen, ...]
    unsettled: tuple[str, ...]
    undrawn: int

    @property
    def papers(self) -> str:
        """The same for every draw from the same consignments: SHA-256 of their ids."""
        ids = sorted((*(one.id for one in self.queue), *self.unsettled))
        return hashlib.sha256("\n".join(ids).encode()).hexdigest()


def draw_queue(
    candidates: Sequence[Candidate],
    kept: Kept | None,
    *,
    capacity: int | None,
    random_share: float,
    seed: str,
) -> tuple[Draw, tuple[Placed, ...]]:
    """The queue, and the draw it rests on.

    Args:
        candidates: Each consignment once, in the order of the papers.
        kept: The ranking. Without one the voluntary part is drawn at random.
        capacity: How many can be opened, duties among them; None for all.
        random_share: The share of voluntary openings drawn at random, from 0 to 1.
        seed: Any text; see `ranking.choose`.

    Raises:
        BadInput: as `ranking.choose`.
    """
    ranks = {one.id: _rank(one, kept) for one in candidates if one.band == "voluntary"}
    settle = [one for one in candidates if one.band == "settle"]
    duties = sorted((one for one in candidates if one.band == "duty"), key=lambda one: one.due)
    queue = (
        *(Waiting(one.id, duty=True) for one in duties),
        *(Waiting(name, ranked.value) for name, ranked in ranks.items()),
    )
    room = len(queue) if capacity is None else capacity
    share = 1.0 if kept is None else random_share
    chosen = choose(queue, room, share, seed)
    draw = Draw(
        ranking="" if kept is None else kept.sha256,
        queue=queue,
        capacity=room,
        random_share=share,
        seed=seed,
        chosen=chosen,
        unsettled=tuple(one.id for one in settle),
        undrawn=len(queue) - len(chosen),
    )
    return draw, _placed(candidates, draw, ranks, ranked=kept is not None)


def record_draw(
    ledger: Ledger, draw: Draw, *, actor: str, at: datetime.datetime
) -> tuple[int, tuple[int, ...]]:
    """Keep a draw: the number of its event, and the numbers of earlier draws from the same papers.

    Raises:
        LedgerError: the ledger cannot be read or written.
    """
    before = tuple(event.number for event in ledger.events(kind=DRAW, subject=draw.papers))
    draft = Draft.of(DRAW, draw.papers, draw)
    return ledger.append_all([draft], actor=actor, at=at)[0], before


def _rank(candidate: Candidate, kept: Kept | None) -> Ranked:
    """The highest rank among the lines of a consignment."""
    if kept is None:
        return Ranked(0.0)
    day = declared_on(candidate.consignment) or candidate.verdict.as_of
    lines = (kept.ranking.score(line) for line in declared(candidate.consignment, day))
    return max(lines, key=lambda ranked: ranked.value)


def _placed(
    candidates: Iterable[Candidate], draw: Draw, ranks: dict[str, Ranked], *, ranked: bool
) -> tuple[Placed, ...]:
    by_id = {one.id: one for one in candidates}
    chosen = {one.id: one for one in draw.chosen}
    left = sorted((name for name in ranks if name not in chosen), key=lambda x: -ranks[x].value)
    duties = [one.id for one in draw.chosen if one.way == "duty"]
    others = [one.id for one in draw.chosen if one.way != "duty"]
    return tuple(
        _place(number, by_id[name], chosen.get(name), ranks.get(name) if ranked else None)
        for number, name in enumerate([*duties, *draw.unsettled, *others, *left], start=1)
    )


def _place(
    number: int, candidate: Candidate, chosen: Chosen | None, ranked: Ranked | None
) -> Placed:
    verdict = candidate.verdict
    way: Band = "settle" if candidate.band == "settle" else "waiting"
    if chosen is not None and chosen.way != "":
        way = chosen.way
    return Placed(
        place=number,
        id=candidate.id,
        document=verdict.document,
        consignment=verdict.consignment,
        as_of=verdict.as_of,
        action=verdict.action,
        inspection_duty=verdict.inspection_duty,
        way=way,
        value=None if ranked is None else ranked.value,
        stands_for=1.0 if chosen is None else chosen.stands_for,
        reasons=_reasons(way, verdict, ranked),
    )


def _reasons(way: Band, verdict: Verdict, ranked: Ranked | None) -> tuple[str, ...]:
    if way == "duty":
        return verdict.reasons
    if way == "settle":
        return (SETTLE, *verdict.reasons)
    told = verdict.reasons if verdict.action != "pass" else ()
    if way == "random":
        return (DRAWN, *told)
    if ranked is None:
        return told
    why = tuple(
        reason.text if reason.moves >= 0 else f"{reason.text}, which lowers it"
        for reason in ranked.reasons[:REASONS]
    )
    new = (NEW_KIND,) if ranked.new and len(why) > 0 else ()
    return (*(why or (NOTHING_KNOWN,)), *new, *told)
