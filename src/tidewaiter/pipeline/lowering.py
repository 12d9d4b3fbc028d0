"""What one verdict asks for and another does not: two people must agree to that.

The rule is that of a release and of a ruling, told in `docs/cases.md`: whoever takes something
away from an answer cannot do it alone. What is added, one person may add.
"""

from collections.abc import Iterable, Iterator
from typing import get_args

from tidewaiter.cases.corrections import corrections_of, holding
from tidewaiter.cases.desk import case_id
from tidewaiter.ledger import Ledger
from tidewaiter.model import Consignment, Corrected, Event, Finding, Hit, Verdict
from tidewaiter.model.finding import ACTIONS
from tidewaiter.model.listing import HitStrength
from tidewaiter.pipeline.correcting import with_corrections
from tidewaiter.pipeline.examine import Examiner

_STRENGTHS = get_args(HitStrength)
_GRAVE = ("prohibited", "needs_authorisation")


def lowered(old: Verdict, new: Verdict) -> Iterator[str]:
    """What a new verdict takes away, in words: nothing where it asks for as much or more.

    A weaker action, a duty to inspect, a hit that counted, a ground that bars or needs leave.
    """
    if ACTIONS.index(new.action) > ACTIONS.index(old.action):
        yield f"action {old.action} would be {new.action}"
    if old.inspection_duty and not new.inspection_duty:
        yield "there would be no duty to inspect"
    after = _hits(new)
    for name, hit in _hits(old).items():
        if name not in after:
            yield f"{name} would be no hit"
        elif _STRENGTHS.index(after[name].strength) > _STRENGTHS.index(hit.strength):
            yield f"hit {name} would be {after[name].strength}, not {hit.strength}"
    said = _grounds(new)
    for measure, ground in _grounds(old).items():
        then = said.get(measure)
        if then is None:
            yield f"{ground.citation} would not be {ground.outcome.replace('_', ' ')}"
        elif _GRAVE.index(then.outcome) > _GRAVE.index(ground.outcome):
            yield f"{ground.citation} would be {then.outcome.replace('_', ' ')} only"


def agreed(made: Iterable[Corrected]) -> set[str]:
    """What two people have agreed to take away, by the corrections that hold."""
    return {words for each in made if each.decided is not None for words in each.correction.lowers}


def corrected_words(
    written: Consignment, made: tuple[Corrected, ...], examiner: Examiner
) -> tuple[Consignment, Verdict, tuple[str, ...]]:
    """A consignment judged with its corrections, or as written where these no longer may count.

    A correction was looked at under the lists and law of its day. Where it now takes away more
    than two people have agreed to, the document's own words count again, until it is made anew.

    Returns:
        What was judged, its verdict, and the fields that are corrected in it.
    """
    corrected = with_corrections(written, made)
    own, verdict = examiner.examine(written), examiner.examine(corrected)
    if set(lowered(own, verdict)) <= agreed(made):
        return corrected, verdict, tuple(each.correction.field for each in made)
    return written, own, ()


def corrections_that_hold(
    ledger: Ledger, event: Event, position: int, reference: str
) -> tuple[Corrected, ...]:
    """Those on the consignment of a verdict's event."""
    return holding(corrections_of(ledger, case_id(event.document, position), reference))


def _hits(verdict: Verdict) -> dict[str, Hit]:
    """The strongest hit that counts on each listing."""
    found: dict[str, Hit] = {}
    for hit in verdict.hits:
        name = f"{hit.list}/{hit.ref}"
        before = found.get(name)
        if hit.counts and (
            before is None or _STRENGTHS.index(hit.strength) < _STRENGTHS.index(before.strength)
        ):
            found[name] = hit
    return found


def _grounds(verdict: Verdict) -> dict[str, Finding]:
    """The gravest finding under each measure that bars or needs leave."""
    found: dict[str, Finding] = {}
    for each in verdict.findings:
        if each.outcome not in _GRAVE:
            continue
        before = found.get(each.measure)
        if before is None or _GRAVE.index(each.outcome) < _GRAVE.index(before.outcome):
            found[each.measure] = each
    return found
