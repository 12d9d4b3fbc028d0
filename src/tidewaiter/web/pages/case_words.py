"""The steps of a case as a person reads them."""

from collections.abc import Callable, Iterator

from fastapi import Request

from tidewaiter.model import (
    Amount,
    Assigned,
    Attached,
    Boarded,
    Checked,
    Concluded,
    ContainerOpened,
    Disposed,
    Found,
    Joined,
    Measured,
    NotBoarded,
    Opened,
    ReleaseApproved,
    ReleaseAsked,
    ReleaseRefused,
    Reopened,
    Sampled,
    SealChecked,
    Seized,
    Step,
    Stored,
    Unchecked,
)
from tidewaiter.web import labels
from tidewaiter.web.render import translate
from tidewaiter.web.words import N_

STEPS = {
    "opened": N_("Opened"),
    "assigned": N_("Assigned"),
    "boarded": N_("Boarded"),
    "not_boarded": N_("Did not board"),
    "seal_checked": N_("Seal"),
    "container_opened": N_("Contents"),
    "measured": N_("Measured"),
    "found": N_("Found"),
    "attached": N_("Photo or paper"),
    "unchecked": N_("Could not be checked"),
    "checked": N_("As said"),
    "sampled": N_("Sample"),
    "joined": N_("Second officer"),
    "concluded": N_("Concluded"),
    "seized": N_("Seized"),
    "stored": N_("Stored"),
    "disposed": N_("Disposed of"),
    "release_asked": N_("Release asked"),
    "release_approved": N_("Release agreed by a second person"),
    "release_refused": N_("Release sent back"),
    "reopened": N_("Opened again"),
}
NOT_BOARDED = {
    "refused": N_("refused"),
    "unsafe": N_("unsafe"),
    "left_port": N_("left port"),
    "no_authority": N_("no authority"),
    "other": N_("another reason"),
}
SEALS = {
    "same": N_("same as declared"),
    "other": N_("another number"),
    "none": N_("no seal"),
    "unchecked": N_("could not be checked"),
}
MOMENTS = {"before": N_("before opening"), "after": N_("after closing")}
ANSWERS = {"yes": N_("yes"), "no": N_("no"), "unchecked": N_("could not be checked")}
MEASURES = {
    "gross_weight": N_("gross weight"),
    "net_weight": N_("net weight"),
    "quantity": N_("quantity"),
    "volume": N_("volume"),
    "value": N_("value"),
}
DISPOSALS = {
    "destroyed": N_("destroyed"),
    "rendered_inoperable": N_("rendered inoperable"),
    "stored": N_("stored"),
    "transferred": N_("transferred"),
    "returned": N_("returned"),
}
OWED = {
    "seizure": N_("seizure"),
    "storage": N_("storage"),
    "disposal": N_("disposal"),
    "release": N_("release by two persons"),
}
_Say = Callable[[str], str]


def said(request: Request, step: Step) -> str:
    """What a step says, behind its name: answers, amounts, reasons."""

    def say(message: str) -> str:
        return translate(request, message)

    return "; ".join(part for of in (_course, _control) for part in of(say, step) if part != "")


def _control(say: _Say, step: Step) -> Iterator[str]:
    """What was looked at in the control itself."""
    match step:
        case SealChecked(container=container, moment=moment, answer=answer, found=found, why=why):
            yield f"{container}, {say(MOMENTS[moment])}: {say(SEALS[answer])} {found}".strip()
            yield why
        case ContainerOpened(container=container, as_declared=answer, why=why):
            yield say(N_("%(container)s as declared: %(answer)s")) % {
                "container": container,
                "answer": say(ANSWERS[answer]),
            }
            yield why
        case Measured(item=item, what=what, declared=declared, measured=measured, why=why):
            yield f"{say(MEASURES[what])}, {item}"
            yield f"{say(N_('declared'))} {amount(declared)}" if declared is not None else ""
            yield f"{say(N_('measured'))} {amount(measured)}" if measured is not None else ""
            yield why
        case Found(description=words, hs=hs, amount=much, container=container, declared=declared):
            yield from (words, hs, amount(much), container)
            known = {True: N_("declared"), False: N_("not declared"), None: ""}[declared]
            yield say(known) if known else ""
        case Attached(name=name, about=about):
            yield from (about, name)
        case Unchecked(what=what, why=why):
            yield f"{what}: {why}"
        case Checked(what=what, as_said=answer, words=words, why=why):
            yield from (f"{what}: {say(ANSWERS[answer])}", words, why)
        case Sampled(number=number, of=of, sent_to=sent_to):
            yield from (number, of, sent_to)
        case _:
            pass


def _course(say: _Say, step: Step) -> Iterator[str]:
    """What moved the case on."""
    match step:
        case Opened(reference=reference, place=place):
            yield from (reference, place)
        case Assigned(to=to):
            yield to or say(N_("back to the queue"))
        case Boarded(place=place):
            yield place
        case NotBoarded(reason=reason, words=words):
            yield from (say(NOT_BOARDED[reason]), words)
        case Joined(officer=officer):
            yield officer
        case Concluded(outcome=outcome, words=words):
            yield from (say(labels.CASE_OUTCOMES[outcome]), words)
        case Seized(what=what, day=day, authority=authority, measure=measure, amount=much):
            yield from (what, amount(much), day.isoformat(), authority, measure)
        case Stored(where=where, responsible=responsible):
            yield from (where, responsible)
        case Disposed(how=how, day=day, where=where, witness=witness):
            yield from (say(DISPOSALS[how]), day.isoformat(), where, witness)
        case ReleaseAsked(why=why, papers=papers):
            yield from (why, *papers)
        case ReleaseApproved(why=why) | ReleaseRefused(why=why) | Reopened(why=why):
            yield why
        case _:
            pass


def amount(much: Amount | None) -> str:
    """An amount with its unit; empty for none."""
    return "" if much is None else f"{much.value:,.10g} {much.unit}"
