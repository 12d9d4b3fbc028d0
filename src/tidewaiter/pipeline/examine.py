"""Examine one consignment: every stage in its one order."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

import tidewaiter
from tidewaiter.assess import Assessment, Assessor
from tidewaiter.assess.action import NONE_FOUND
from tidewaiter.goods import Recognizer, Signal, signals
from tidewaiter.law import Law
from tidewaiter.lists import LoadedList
from tidewaiter.model import (
    Consignment,
    Finding,
    Hit,
    ListedShip,
    ListVersion,
    Nexus,
    Permit,
    PermitVerdict,
    RuledOut,
    Standing,
    Verdict,
    Versions,
)
from tidewaiter.model.finding import ACTIONS, Action
from tidewaiter.model.target import Target
from tidewaiter.monitor.labour.permits import PermitJudge
from tidewaiter.pipeline.behaviour import (
    Behaviour,
    HistoryOf,
    Reader,
    entering,
    last_day_that_speaks,
    listed_ships,
    of_ship,
    owners,
)
from tidewaiter.pipeline.dates import act_date
from tidewaiter.pipeline.editions import Editions, always
from tidewaiter.pipeline.facts import Gatherer
from tidewaiter.pipeline.permits import screen_firms
from tidewaiter.screening import NexusFinder, Past, Rulings, Screener, plain
from tidewaiter.vessels.places import Place, embedded_places

# so many sets of editions are held at once; papers of one day need one
SCREENERS = 8


class Examiner:
    """Holds law, target and lists, and gives a verdict for each consignment.

    Args:
        law: The law that answers.
        target: The sanctioned territory's marks.
        lists: The lists to screen against, or which of them answer for a day.
        today: The day of knowledge, which is also the act's day where no date is known.
        as_of: The day to judge every consignment by, whatever its papers say.
        stated: Facts the user vouches for (`notified=before`).
        rulings: Rulings that stand; what they rule out is shown and decides nothing.
        saved: A folder of saved indexes of names, which start in a tenth of the time.
        histories: Gives what is known of a consignment's ship up to a day, or nothing.
        places: Ports with their positions, for the ways of ships.
    """

    def __init__(  # noqa: PLR0913 - each is something a verdict rests on
        self,
        *,
        law: Law,
        target: Target,
        lists: Sequence[LoadedList] | Editions,
        today: datetime.date,
        as_of: datetime.date | None = None,
        stated: Mapping[str, str] | None = None,
        rulings: Sequence[Standing] = (),
        saved: Path | None = None,
        histories: HistoryOf | None = None,
        places: Sequence[Place] = (),
    ) -> None:
        self._editions = lists if callable(lists) else always(lists)
        self.versions = Versions(
            law=law.version,
            lists=tuple(loaded.version for loaded in self._editions(as_of or today)),
            code=tidewaiter.__version__,
            as_of="" if as_of is None else as_of.isoformat(),
            stated=dict(stated or {}),
            rulings=Rulings(rulings).digest,
            sources=law.sources[1:],
        )
        self._nexus = NexusFinder(target)
        self._today = today
        self._as_of = as_of
        self._rulings = rulings
        self._saved = saved
        self._screeners: dict[tuple[ListVersion, ...], Screener] = {}
        self._assessor = Assessor(law)
        self._permits = PermitJudge(law, target)
        self._stated = dict(stated or {})
        self._words = law.words
        self._reader = Reader(target, histories, places or embedded_places())
        self._listed: dict[tuple[ListVersion, ...], tuple[ListedShip, ...]] = {}
        self._recognize = Recognizer().recognize
        self._gatherer = Gatherer(self._recognize, law=law, stated=stated or {})

    def examine(self, consignment: Consignment) -> Verdict:
        """The verdict on one consignment."""
        day, doubt = act_date(consignment, as_of=self._as_of, today=self._today)
        lists = self._editions(day)
        screener = self._screener(lists)
        hits, pasts = screener.screen(consignment, day)
        behaviour = self._behaviour(consignment, day, lists)
        hits = (*hits, *_hits_of_owners(screener, consignment, behaviour, day))
        nexus = (*self._nexus.find(consignment), *behaviour.nexus)
        signs = misdeclaration(consignment) if len(nexus) + len(hits) > 0 else ()
        assessments = self._assess(consignment, nexus, hits, day, behaviour)
        asked = (
            *(each.action for each in assessments),
            *(sign.asks for sign in signs if sign.counts),
            *behaviour.asks,
        )
        return Verdict(
            document=consignment.document,
            consignment=consignment.reference,
            as_of=day,
            known_on=self._today,
            action=strongest(asked),
            inspection_duty=any(each.inspection_duty for each in assessments),
            findings=_merged(assessments),
            hits=hits,
            defects=consignment.defects + (() if doubt is None else (doubt,)),
            reasons=_reasons(assessments, strongest(asked))
            + tuple(_ruled(hit, hit.ruled_out) for hit in hits if hit.ruled_out is not None)
            + behaviour.reasons
            + tuple(_sign(sign) for sign in signs)
            + tuple(_past(past) for past in pasts if past.hit.strength != "possible"),
            inspections=tuple(dict.fromkeys(m for each in assessments for m in each.inspections)),
            law_version=self.versions.law,
            lists=tuple(loaded.version for loaded in lists),
            signals=behaviour.signals,
            history=behaviour.history,
        )

    def examine_permit(self, permit: Permit, document: str) -> PermitVerdict:
        """The answer on one permit; its firms are screened against the lists of its day.

        Raises:
            BadInput: it states a fact the law does not know; the row is named.
        """
        known_on = self._as_of or self._today
        day = min(permit.issued or permit.valid_from or known_on, known_on)
        lists = self._editions(day)
        stated = replace(permit, stated={**permit.stated, **self._stated})
        hits = screen_firms(permit, self._screener(lists), day)
        found = self._permits.judge(stated, known_on, hits=hits, document=document)
        return replace(found, lists=tuple(loaded.version for loaded in lists))

    def _assess(
        self,
        consignment: Consignment,
        nexus: Sequence[Nexus],
        hits: Sequence[Hit],
        day: datetime.date,
        behaviour: Behaviour,
    ) -> list[Assessment]:
        """What the law says of the goods, and of the ship's entry where its history speaks."""
        facts = self._gatherer.gather(
            consignment,
            nexus=nexus,
            hits=[hit for hit in hits if hit.counts],
            dates=(day, self._today),
        )
        entry = entering(facts[0], behaviour, self._words)
        acts = facts if entry is None else (*facts, entry)
        return [self._assessor.assess(each) for each in acts]

    def _behaviour(
        self, consignment: Consignment, day: datetime.date, lists: Sequence[LoadedList]
    ) -> Behaviour:
        return self._reader.read(
            consignment,
            self._as_of or last_day_that_speaks(day, self._today),
            products=lambda: self._products(consignment),
            listed=lambda: self._listed_in(lists),
        )

    def _products(self, consignment: Consignment) -> frozenset[str]:
        """The products that the goods are, by code or words."""
        items = enumerate(consignment.goods)
        found = (self._recognize(item, f"goods[{at}]", consignment.places) for at, item in items)
        return frozenset(product.name for fact in found for product in fact.products)

    def _listed_in(self, lists: Sequence[LoadedList]) -> tuple[ListedShip, ...]:
        """The ships on these lists; gathered once for each set of editions."""
        editions = tuple(plain(loaded.version) for loaded in lists)
        if editions not in self._listed:
            self._listed[editions] = listed_ships(lists)
        return self._listed[editions]

    def _screener(self, lists: Sequence[LoadedList]) -> Screener:
        """The screener with these editions; made once for each set of them."""
        editions = tuple(plain(loaded.version) for loaded in lists)
        found = self._screeners.get(editions)
        if found is None:
            if len(self._screeners) == SCREENERS:
                self._screeners.pop(next(iter(self._screeners)))
            found = self._screeners[editions] = Screener(
                lists, rulings=self._rulings, saved=self._saved
            )
        return found


def strongest(actions: Iterable[Action]) -> Action:
    """The first of detain, inspect, review, pass that is called for."""
    return min(actions, key=ACTIONS.index, default="pass")


def _hits_of_owners(
    screener: Screener, consignment: Consignment, behaviour: Behaviour, day: datetime.date
) -> tuple[Hit, ...]:
    """Hits on who sources say owns or manages the ship, besides those its papers name."""
    told = owners(consignment, behaviour)
    return () if told is None else tuple(map(of_ship, screener.screen(told, day)[0]))


def _reasons(assessments: Iterable[Assessment], action: Action) -> tuple[str, ...]:
    """The reasons of all, without `no ground` where something else asks for a look."""
    found = dict.fromkeys(reason for each in assessments for reason in each.reasons)
    return tuple(reason for reason in found if action == "pass" or reason != NONE_FOUND)


def _ruled(hit: Hit, ruled: RuledOut) -> str:
    said = (
        f"Note: {hit.name} ({hit.list}/{hit.ref}) was ruled out by {ruled.by} on "
        f"{ruled.at.date()}: {ruled.why}"
    )
    if hit.counts:
        return f"{said}. It counts again, as {'; '.join(ruled.changed)}."
    return f"{said}. It decides nothing here."


def misdeclaration(consignment: Consignment) -> tuple[Signal, ...]:
    """The signs of misdeclaration of every goods item."""
    return tuple(sign for item in consignment.goods for sign in signals(item, consignment))


def _sign(sign: Signal) -> str:
    doubt = "" if sign.counts else " (weak, and asks for nothing alone)"
    return f"Sign of misdeclaration: {sign.why} ({sign.evidence.field}){doubt}."


def _past(past: Past) -> str:
    return f"Note: {past.hit.name} ({past.hit.list}/{past.hit.ref}) is {past.why}."


def _merged(assessments: Iterable[Assessment]) -> tuple[Finding, ...]:
    findings = (finding for each in assessments for finding in each.findings)
    unique = {(f.measure, f.outcome, f.evidence): f for f in findings}
    return tuple(unique.values())
