"""Past openings as the ledger tells them: cases with an outcome, and the draws that chose them."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from tidewaiter.cases import Cases
from tidewaiter.ledger import Ledger
from tidewaiter.model import Case, Concluded, Screened
from tidewaiter.pipeline.openings import OUTCOMES, ChosenBy, Past, Result
from tidewaiter.pipeline.queue import DRAW, Draw, candidate_id
from tidewaiter.ranking import Chosen


@dataclass(frozen=True, slots=True)
class _Drawn:
    """When a consignment was placed in a queue (the event's number), and how."""

    number: int
    chosen: Chosen


def opened(ledger: Ledger) -> Iterator[Past]:
    """Every case that came to an outcome, as an opening to learn from.

    A consignment with the duty to inspect was opened by duty, whatever a draw says; else the last
    draw before the control says how it was chosen. A release on an exemption teaches nothing.
    """
    drawn = _drawn(ledger)
    for case in Cases(ledger).all():
        concluded = next(
            (taken for taken in reversed(case.history) if isinstance(taken.step, Concluded)), None
        )
        if concluded is None or case.outcome not in OUTCOMES:
            continue
        event = ledger.get(case.opened.screened)
        if event is None:
            continue
        known = msgspec.json.decode(event.payload, type=Screened)
        name = candidate_id(event.document, known.position)
        way, stands_for = _way(case, drawn.get(name, ()), before=concluded.number)
        yield Past(
            consignment=known.consignment,
            result=Result(
                outcome=case.outcome,
                opened_on=concluded.at.date(),
                chosen_by=way,
                stands_for=stands_for,
            ),
            at=f"event {concluded.number}",
            whole=case.id,
            known=case.id,
        )


def _drawn(ledger: Ledger) -> dict[str, list[_Drawn]]:
    found: dict[str, list[_Drawn]] = {}
    for event in ledger.events(kind=DRAW):
        for chosen in msgspec.json.decode(event.payload, type=Draw).chosen:
            found.setdefault(chosen.id, []).append(_Drawn(event.number, chosen))
    return found


def _way(case: Case, draws: list[_Drawn] | tuple[()], *, before: int) -> tuple[ChosenBy, float]:
    if case.note.inspection_duty or case.note.action in {"detain", "inspect"}:
        return "duty", 1.0
    known = [drawn.chosen for drawn in draws if drawn.number < before]
    if len(known) == 0 or known[-1].way not in {"random", "ranked"}:
        return "other", 1.0
    return known[-1].way, known[-1].stands_for
