"""What every measure needs to know of one act, worked out once."""

import datetime
from typing import Literal, NamedTuple

from tidewaiter.assess.reply import unique
from tidewaiter.law.law import BASE, Law
from tidewaiter.law.span import Span, read_span
from tidewaiter.law.vocabulary import UNKNOWN, fault_of
from tidewaiter.model.errors import BadInput
from tidewaiter.model.facts import Facts, Nexus, Strength
from tidewaiter.model.law import Measure
from tidewaiter.model.listing import Hit
from tidewaiter.model.record import Evidence

When = Literal["now", "later", "ended", "unknown"]

WAYS = ("from_target", "to_target")
SURE = {"certain", "strong"}


class Chain(NamedTuple):
    """The designated parties of an act: those that are sure, and those a person must settle."""

    sure: tuple[Evidence, ...] = ()
    possible: tuple[Evidence, ...] = ()


class Setting(NamedTuple):
    """The facts of one act, the way the goods go and how sure that is, and its listed parties."""

    facts: Facts
    law: Law
    ways: dict[str, Strength]
    anywhere: Strength | None
    chains: dict[str, Chain]

    def way_of(self, measure: Measure) -> Strength | None:
        """How sure it is that the goods go the way the measure names, None where they do not."""
        if measure.tied_by_scope:
            return "certain"
        return self.ways.get(measure.direction) if measure.direction in WAYS else self.anywhere

    def chain_of(self, measure: Measure) -> Chain:
        """The designated parties as this law sees them: by its own listings and the UN's."""
        sources = dict.fromkeys((BASE, measure.source))
        found = [self.chains[source] for source in sources if source in self.chains]
        return Chain(
            unique(one for chain in found for one in chain.sure),
            unique(one for chain in found for one in chain.possible),
        )

    def signs(self, direction: str) -> tuple[Evidence, ...]:
        """The evidence of the signs for this way, or of all signs where none names it."""
        named = [sign for sign in self.facts.nexus if sign.direction == direction]
        return tuple(sign.evidence for sign in named or self.facts.nexus)


def read_setting(facts: Facts, law: Law, freezes: tuple[Measure, ...]) -> Setting:
    """Check the stated facts against the vocabulary and work out ways and listed parties.

    Raises:
        BadInput: where a fact or its value, or the conduct, is not in the vocabulary.
    """
    for statement in facts.statements.values():
        fault = fault_of(law.words, statement.name, statement.value)
        if fault is not None:
            advice = "Use the names and values of the closed vocabulary of facts."
            raise BadInput(fault, where=facts.subject, advice=advice)
    conduct = facts.conduct
    if conduct is not None and conduct.value not in law.conduct:
        advice = f"Use one of: {', '.join(sorted(law.conduct))}."
        raise BadInput(
            f"conduct {conduct.value!r} is not known", where=facts.subject, advice=advice
        )
    anywhere = _strongest(facts.nexus)
    ways = {way: strength for way in WAYS if (strength := _way(facts, way)) is not None}
    chains = {
        source: _read_chain(facts, law, [m for m in freezes if m.source == source])
        for source in {measure.source for measure in freezes}
    }
    return Setting(facts, law, ways, anywhere, chains)


def _way(facts: Facts, way: str) -> Strength | None:
    """The strongest sign for a way; for a stated way without one, the strongest of all signs."""
    named = _strongest(tuple(sign for sign in facts.nexus if sign.direction == way))
    if named is not None:
        return named
    return _strongest(facts.nexus) if way in facts.directions else None


def _strongest(signs: tuple[Nexus, ...]) -> Strength | None:
    if len(signs) == 0:
        return None
    return "certain" if any(sign.strength == "certain" for sign in signs) else "possible"


def _read_chain(facts: Facts, law: Law, freezes: list[Measure]) -> Chain:
    sure: list[Evidence] = []
    possible: list[Evidence] = []
    stands = when_listed(facts) in {"now", "unknown"}
    for measure in freezes:
        for name in measure.listed_by if stands else ():
            statement = facts.statements.get(name)
            if statement is None or statement.value in law.words[name].absent:
                continue
            (possible if statement.value == UNKNOWN else sure).append(statement.evidence)
        for hit in hits_on(facts, measure):
            (sure if hit.strength in SURE else possible).append(hit.evidence)
    return Chain(tuple(dict.fromkeys(sure)), tuple(dict.fromkeys(possible)))


def when_listed(facts: Facts) -> When:
    """Where the act stands to a stated listing, by its first day and the first day off it."""
    on = facts.act_date
    unsure = Span(datetime.date.min, datetime.date.max)
    added, removed = (
        None if value is None else read_span(value) or unsure
        for value in (facts.says("listed_on"), facts.says("delisted_on"))
    )
    if added is not None and on < added.first:
        return "later"
    if removed is not None and removed.last <= on:
        return "ended"
    begun = added is None or added.last <= on
    return "now" if begun and (removed is None or on < removed.first) else "unknown"


def hits_on(facts: Facts, measure: Measure) -> list[Hit]:
    """The hits on lists of the measure's source with one of its decisions in force that day."""
    return [
        hit
        for hit in facts.hits
        if hit.source == measure.source
        and any(
            decision.measure in measure.decisions and decision.in_force(facts.act_date)
            for decision in hit.decisions
        )
    ]
