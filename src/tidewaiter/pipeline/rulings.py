"""Rule a hit of a recorded screening out, and take a ruling back."""

from dataclasses import dataclass
from typing import Literal

import msgspec

from tidewaiter.ledger import (
    DECIDED,
    RULING,
    WITHDRAWAL,
    Draft,
    Ledger,
    When,
    all_rulings,
)
from tidewaiter.model import (
    BadInput,
    Event,
    Hit,
    Listing,
    ListVersion,
    Opinion,
    Refused,
    Ruling,
    RulingDecided,
    Screened,
    Standing,
    Withdrawal,
)
from tidewaiter.screening import Register, Rulings, rule, subject_at

KINDS = ("screened", "rescreened")
OPINION = "opinion"
Stamp = tuple[str, When]


@dataclass(frozen=True, slots=True)
class Met:
    """A recorded hit: the event of its verdict, and the listing as its edition had it."""

    event: int
    screened: Screened
    hit: Hit
    listing: Listing
    version: ListVersion

    @property
    def name(self) -> str:
        """The listing as `list/ref`."""
        return f"{self.hit.list}/{self.hit.ref}"


def rule_out(
    ledger: Ledger,
    register: Register,
    pair: tuple[str, str],
    *,
    reason: tuple[str, str],
    stamp: Stamp,
    needs_second: bool = False,
) -> tuple[int, Ruling]:
    """Record that a party or ship of a screened consignment is not the one listed.

    Args:
        ledger: Where the screening stands, and the ruling will.
        register: The lists the consignment was screened against.
        pair: The consignment's reference, and the listing as `list/ref`.
        reason: Which party or ship (`parties[1]`, needed where several meet the listing), and why.
        stamp: Who rules, and when.
        needs_second: True where it holds only once another person has approved it.

    Returns:
        The number of the event, and the ruling.

    Raises:
        BadInput: no such screening, hit or listing, no reason, or it is ruled out already.
    """
    consignment, listing_name = pair
    field, why = reason
    _need_reason(why)
    event, screened = _last_screening(ledger, consignment)
    hit = _the_hit(screened, listing_name, field)
    listing = next((x for x in register.listings if (x.list, x.ref) == (hit.list, hit.ref)), None)
    if listing is None:
        advice = "Name the list with --list, as in the screening."
        raise BadInput("the listing is in none of the lists", where=listing_name, advice=advice)
    version = next(v for v in register.versions if v.name == hit.list or v.source == hit.source)
    met = Met(event.number, screened, hit, listing, version)
    return rule_out_met(ledger, met, why=why, stamp=stamp, needs_second=needs_second)


def rule_out_met(
    ledger: Ledger, met: Met, *, why: str, stamp: Stamp, needs_second: bool
) -> tuple[int, Ruling]:
    """As `rule_out`, of a hit at hand.

    Raises:
        BadInput: no reason, or a ruling on the pair holds or waits already.
    """
    _need_reason(why)
    consignment, hit, listing = met.screened.consignment, met.hit, met.listing
    of_listing = all_rulings(ledger, listing=met.name)
    there = Rulings(ruling for ruling, ended in of_listing if ended is None)
    known = there.on(consignment, hit.evidence, listing)
    if known is not None and len(known.changed) == 0:
        advice = "`tidewaiter rulings list` shows it."
        raise BadInput(f"ruling {known.ruling} says so already", where=met.name, advice=advice)
    subject, place = subject_at(consignment, hit.evidence), (met.event, hit.evidence.field)
    ruling = rule(subject, listing, met.version, why=why.strip(), at=place)
    ruling = msgspec.structs.replace(ruling, needs_second=needs_second)
    draft = Draft.of(RULING, met.name, ruling)
    numbers = ledger.append_all([draft], actor=stamp[0], at=stamp[1])
    return numbers[0], ruling


def say(
    ledger: Ledger,
    met: Met,
    answer: Literal["same", "undecided"],
    *,
    why: str,
    missing: str = "",
    stamp: Stamp,
) -> int:
    """Record what somebody says of a hit who does not rule it out; the number of the event.

    Raises:
        BadInput: no reason is given.
    """
    _need_reason(why)
    opinion = Opinion(
        answer=answer,
        subject=subject_at(met.screened.consignment, met.hit.evidence),
        listing=met.name,
        screened=met.event,
        field=met.hit.evidence.field,
        why=why.strip(),
        missing=missing.strip(),
    )
    draft = Draft.of(OPINION, met.name, opinion)
    return ledger.append_all([draft], actor=stamp[0], at=stamp[1])[0]


def withdraw(ledger: Ledger, number: int, *, why: str, stamp: Stamp) -> int:
    """Record that a ruling holds no longer; the number of the new event.

    Raises:
        BadInput: there is no such ruling, it is withdrawn already, or no reason is given.
    """
    _need_reason(why)
    standing = _the_ruling(ledger, number)
    payload = Withdrawal(ruling=number, why=why.strip())
    draft = Draft.of(WITHDRAWAL, _listing_of(standing), payload)
    return ledger.append_all([draft], actor=stamp[0], at=stamp[1])[0]


def decide(ledger: Ledger, number: int, *, approved: bool, why: str, stamp: Stamp) -> int:
    """Record that a second person approves a ruling that waits, or refuses it; the new event.

    Raises:
        BadInput: there is no such ruling that waits, or a refusal gives no reason.
        Refused: the person made the ruling.
    """
    standing = _the_ruling(ledger, number)
    if not standing.waits:
        advice = "`tidewaiter rulings list` shows which wait."
        raise BadInput("it waits for nobody", where=f"ruling {number}", advice=advice)
    if standing.by == stamp[0]:
        what = f"{stamp[0]} made ruling {number} and cannot decide it"
        raise Refused(what, who="A second person must.")
    if not approved:
        _need_reason(why)
    payload = RulingDecided(ruling=number, approved=approved, why=why.strip())
    draft = msgspec.structs.replace(Draft.of(DECIDED, f"ruling {number}", payload), follows=0)
    return ledger.append_all([draft], actor=stamp[0], at=stamp[1])[0]


def _the_ruling(ledger: Ledger, number: int) -> Standing:
    """The ruling of that number, unless it has ended."""
    advice = "`tidewaiter rulings list --all` shows every ruling with its number."
    for standing, ended in all_rulings(ledger):
        if standing.number == number and ended is None:
            return standing
        if standing.number == number and ended is not None:
            how = "withdrew" if ended.kind == WITHDRAWAL else "refused"
            what = f"event {ended.number} {how} it already"
            raise BadInput(what, where=f"ruling {number}", advice=advice)
    raise BadInput("there is no such ruling", where=f"ruling {number}", advice=advice)


def _listing_of(standing: Standing) -> str:
    listing = standing.ruling.listing
    return f"{listing.list}/{listing.ref}"


def _need_reason(why: str) -> None:
    if why.strip() == "":
        advice = "Say in a sentence what shows it; the next person rests on it."
        raise BadInput("a reason is needed", where="--why", advice=advice)


def _last_screening(ledger: Ledger, consignment: str) -> tuple[Event, Screened]:
    events = [event for event in ledger.events(subject=consignment) if event.kind in KINDS]
    if len(events) == 0:
        advice = "Screen the document first, without --no-save."
        raise BadInput("no screening of it is recorded", where=consignment, advice=advice)
    return events[-1], msgspec.json.decode(events[-1].payload, type=Screened)


def _the_hit(screened: Screened, listing: str, field: str) -> Hit:
    hits = [hit for hit in screened.verdict.hits if f"{hit.list}/{hit.ref}" == listing]
    chosen = [hit for hit in hits if hit.evidence.field.startswith(field)]
    places = ", ".join(hit.evidence.field for hit in hits) or "no hit"
    if len(chosen) == 0:
        shown = ", ".join(f"{hit.list}/{hit.ref}" for hit in screened.verdict.hits) or "none"
        what = f"the last screening has {places} for it"
        raise BadInput(what, where=listing, advice=f"Its hits: {shown}.")
    if len(chosen) > 1:
        what = f"several parties or ships meet it: {places}"
        raise BadInput(what, where=listing, advice="Name one with --field.")
    return chosen[0]
