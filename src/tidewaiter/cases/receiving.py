"""Steps that a device sends, perhaps late and perhaps twice: each is taken once."""

import datetime

import msgspec

from tidewaiter.cases.desk import Cases
from tidewaiter.model import Actor, Case, Conflict, Record, Step, Taken

TRIES = 5


class Receipt(Record, frozen=True):
    """What the record says of a step that came in: its event, and when it was written (UTC).

    `again` is True where the same had come in before; it is the receipt of that time.
    """

    event: int
    at: datetime.datetime
    again: bool = False


def receive(
    cases: Cases, identity: str, step: Step, actor: Actor, at: datetime.datetime
) -> Receipt:
    """Take a step that names its client, unless that one was taken before.

    A device works on what it knew, so the step goes behind whatever the case holds now. That
    overwrites nothing: every answer stands in the history with who gave it.

    Raises:
        BadInput: there is no such case, or an answer is missing.
        Refused: the person, the state or the rule of two persons does not allow it.
        Conflict: others kept writing while it was tried.
    """
    for left in reversed(range(TRIES)):
        case = cases.get(identity)
        before = _same(case, step, actor.name)
        if before is not None:
            return Receipt(before.number, before.at, again=True)
        try:
            taken = cases.take(case, step, actor, at).history[-1]
        except Conflict:
            if left == 0:
                raise
        else:
            return Receipt(taken.number, taken.at)
    raise AssertionError("the last try gives a receipt or raises")


def named(step: Step, client: str, answered: datetime.datetime | None) -> Step:
    """The step with the name a device gave it, and when it was answered there.

    A step of a kind that no device sends is left as it is.
    """
    if client == "" or "client" not in step.__struct_fields__:
        return step
    changed: Step = msgspec.structs.replace(step, client=client, answered=answered)
    return changed


def _same(case: Case, step: Step, by: str) -> Taken | None:
    client = getattr(step, "client", "")
    if client == "":
        return None
    walk = (each for each in case.history if each.by == by)
    return next((each for each in walk if getattr(each.step, "client", "") == client), None)
