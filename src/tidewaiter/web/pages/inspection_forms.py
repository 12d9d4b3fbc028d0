"""The forms of an inspection as steps of its case: what is left open makes none."""

import datetime
from collections.abc import Callable, Iterator

from starlette.datastructures import FormData

from tidewaiter.cases import Cases, step_of
from tidewaiter.cases.inspection import REST
from tidewaiter.cases.receiving import named
from tidewaiter.model import BadInput, Case, Step
from tidewaiter.web.visitor import text_of

Made = Iterator[tuple[str, Step]]


def steps_in(cases: Cases, case: Case, form: FormData) -> list[Step]:
    """The steps that one form holds, each with the name the device gave it.

    Raises:
        BadInput: there is no such form, or an answer does not fit.
    """
    make = _FORMS.get(text_of(form, "block"))
    if make is None:
        raise BadInput("no part of an inspection", where="block", advice="Use the form as it is.")
    client, answered = text_of(form, "client"), moment(text_of(form, "answered"))
    made = make(cases, case, form)
    return [named(step, f"{client}.{key}" if client else "", answered) for key, step in made]


def _boarding(cases: Cases, case: Case, form: FormData) -> Made:
    answer = text_of(form, "boarded")
    if answer == "yes":
        yield "boarded", cases.boarded(case, text_of(form, "where"))
    elif answer == "no":
        reason = text_of(form, "reason")
        if reason == "":
            advice = "Choose one of the reasons; the rest stays as it is."
            raise BadInput("no reason was given", where="why nobody boarded", advice=advice)
        yield "not_boarded", cases.not_boarded(case, reason, text_of(form, "words"))


def _place(_: Cases, __: Case, form: FormData) -> Made:
    position = text_of(form, "position")
    for what in ("vessel", "place"):
        answer = text_of(form, what)
        if answer != "":
            there = [text_of(form, f"{what}-words"), position if what == "place" else ""]
            given = {"what": what, "as_said": answer, "why": text_of(form, f"{what}-why")}
            given["words"] = "; ".join(part for part in there if part != "")
            yield what, _step("checked", given)


def _containers(_: Cases, __: Case, form: FormData) -> Made:
    rest = text_of(form, "rest-why")
    if rest != "":
        yield "rest", _step("unchecked", {"what": REST, "why": rest})
    container = text_of(form, "container").upper()
    answered = any(text_of(form, name) for name in ("before", "contents", "after"))
    if answered and container == "":
        advice = "Write the number on its door."
        raise BadInput("the container has no number", where="the container", advice=advice)
    for moment in ("before", "after"):
        answer = text_of(form, moment)
        if answer != "":
            given = {"container": container, "moment": moment, "answer": answer}
            given |= {"found": text_of(form, f"{moment}-found") if answer == "other" else ""}
            given |= {"why": text_of(form, f"{moment}-why") if answer == "unchecked" else ""}
            yield f"seal_{moment}", _step("seal_checked", given)
        contents = text_of(form, "contents")
        if moment == "before" and contents != "":
            given = {"container": container, "as_declared": contents}
            yield "contents", _step("container_opened", given | {"why": text_of(form, "why")})


def _goods(_: Cases, __: Case, form: FormData) -> Made:
    item = text_of(form, "item")
    answer = text_of(form, "as_said")
    if answer != "":
        given = {"what": item, "as_said": answer, "words": text_of(form, "words")}
        yield "as_said", _step("checked", given | {"why": text_of(form, "why")})
    measured, why = text_of(form, "measured"), text_of(form, "measured-why")
    if measured != "" or why != "":
        given = {"item": item, "what": text_of(form, "what"), "why": why}
        given |= {"declared": text_of(form, "declared")}
        given |= {"measured": _amount(form, "measured") if measured != "" else ""}
        yield "measured", _step("measured", given)


def _found(_: Cases, __: Case, form: FormData) -> Made:
    if text_of(form, "description") != "":
        given = {name: text_of(form, name) for name in ("description", "hs", "container")}
        given["declared"] = text_of(form, "declared")
        given["amount"] = _amount(form, "amount") if text_of(form, "amount") != "" else ""
        yield "found", _step("found", given)


def _sample(_: Cases, __: Case, form: FormData) -> Made:
    if any(text_of(form, name) for name in ("number", "of")):
        yield "sampled", _step("sampled", _texts(form, "number", "of", "sent_to"))


def _seizure(_: Cases, __: Case, form: FormData) -> Made:
    if text_of(form, "seized") != "":
        given = _texts(form, "day", "authority", "measure")
        given |= {"what": text_of(form, "seized")}
        given |= {"amount": _amount(form, "amount") if text_of(form, "amount") != "" else ""}
        yield "seized", _step("seized", given)
    if text_of(form, "stored") != "":
        given = {"where": text_of(form, "stored"), "responsible": text_of(form, "responsible")}
        yield "stored", _step("stored", given)


def _close(_: Cases, case: Case, form: FormData) -> Made:
    officer = text_of(form, "officer")
    there = {getattr(each.step, "officer", "") for each in case.history}
    if officer not in {"", *there} and case.state == "under_control":
        yield "joined", _step("joined", {"officer": officer})
    yield "concluded", _step("concluded", _texts(form, "outcome", "words"))


_FORMS: dict[str, Callable[[Cases, Case, FormData], Made]] = {
    "boarding": _boarding,
    "place": _place,
    "containers": _containers,
    "goods": _goods,
    "found": _found,
    "sample": _sample,
    "seizure": _seizure,
    "close": _close,
}


def _step(name: str, given: dict[str, str]) -> Step:
    return step_of(name, {field: text for field, text in given.items() if text != ""})


def _texts(form: FormData, *names: str) -> dict[str, str]:
    return {name: text_of(form, name) for name in names}


def _amount(form: FormData, name: str) -> str:
    return f"{text_of(form, name)} {text_of(form, f'{name}-unit') or 'kg'}"


def moment(text: str) -> datetime.datetime | None:
    """When a device says it was answered; None where it says nothing that can be read."""
    try:
        at = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
