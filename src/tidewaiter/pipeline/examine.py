"""Examine one consignment: every stage in its one order."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import tidewaiter
from tidewaiter.assess import Assessment, Assessor
from tidewaiter.goods import Recognizer, Signal, signals
from tidewaiter.law import Law
from tidewaiter.lists import LoadedList
from tidewaiter.model import (
    Consignment,
    Finding,
    Hit,
    ListVersion,
    RuledOut,
    Standing,
    Verdict,
    Versions,
)
from tidewaiter.model.finding import ACTIONS, Action
from tidewaiter.model.target import Target
from tidewaiter.pipeline.dates import act_date
from tidewaiter.pipeline.editions import Editions, always
from tidewaiter.pipeline.facts import Gatherer
from tidewaiter.screening import NexusFinder, Past, Rulings, Screener, plain

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
        self._gatherer = Gatherer(Recognizer().recognize, law=law, stated=stated or {})

    def examine(self, consignment: Consignment) -> Verdict:
        """The verdict on one consignment."""
        day, doubt = act_date(consignment, as_of=self._as_of, today=self._today)
        lists = self._editions(day)
        screener = self._screener(lists)
        hits, pasts = screener.screen(consignment, day)
        nexus = self._nexus.find(consignment)
        signs = misdeclaration(consignment) if len(nexus) + len(hits) > 0 else ()
        facts = self._gatherer.gather(
            consignment,
            nexus=nexus,
            hits=[hit for hit in hits if hit.counts],
            dates=(day, self._today),
        )
        assessments = [self._assessor.assess(each) for each in facts]
        return Verdict(
            document=consignment.document,
            consignment=consignment.reference,
            as_of=day,
            known_on=self._today,
            action=strongest(
                [*(each.action for each in assessments), *(s.asks for s in signs if s.counts)]
            ),
            inspection_duty=any(each.inspection_duty for each in assessments),
            findings=_merged(assessments),
            hits=hits,
            defects=consignment.defects + (() if doubt is None else (doubt,)),
            reasons=tuple(dict.fromkeys(r for each in assessments for r in each.reasons))
            + tuple(_ruled(hit, hit.ruled_out) for hit in hits if hit.ruled_out is not None)
            + tuple(_sign(sign) for sign in signs)
            + tuple(_past(past) for past in pasts if past.hit.strength != "possible"),
            inspections=tuple(dict.fromkeys(m for each in assessments for m in each.inspections)),
            law_version=self.versions.law,
            lists=tuple(loaded.version for loaded in lists),
        )

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
