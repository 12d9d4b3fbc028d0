"""A step from words: its name, and its fields as text (`container=CSQU3054383`)."""

import re
from collections.abc import Mapping
from typing import get_args, get_type_hints

import msgspec

from tidewaiter.model import Amount, BadInput, Step
from tidewaiter.model.case import Answered

KINDS: dict[str, type] = {str(kind.__struct_config__.tag): kind for kind in get_args(Step)}
_OF_DEVICE = frozenset(Answered.__struct_fields__)
_AMOUNT = re.compile(r"\s*([-+]?[\d.,]*\d)\s*(\S.*?)\s*")


def fields_of(name: str) -> tuple[str, ...]:
    """The fields of a step, those it cannot do without first; not what a device says of itself.

    Raises:
        BadInput: there is no such step.
    """
    fields = msgspec.structs.fields(_kind(name))
    ordered = sorted(fields, key=lambda field: not field.required)
    return tuple(field.name for field in ordered if field.name not in _OF_DEVICE)


def step_of(name: str, given: Mapping[str, str]) -> Step:
    """The step of that name with the fields given as text.

    Amounts are a number and a unit (`24.5 t`), times ISO 8601, several papers parted by `;`.

    Raises:
        BadInput: there is no such step or field, a field is missing, or a value does not fit.
    """
    kind = _kind(name)
    known = fields_of(name)
    unknown = [field for field in given if field not in known]
    if len(unknown) > 0:
        raise BadInput(
            f"a step {name} has no field {', '.join(unknown)}",
            where=name,
            advice=f"Its fields are: {', '.join(known)}.",
        )
    hints = get_type_hints(kind)
    values = {field: _value(text, hints[field], field) for field, text in given.items()}
    try:
        step: Step = msgspec.convert(values, kind, strict=False)
    except msgspec.ValidationError as error:
        advice = f"Its fields are: {', '.join(known)}."
        raise BadInput(_plain(str(error)), where=name, advice=advice) from error
    return step


def _kind(name: str) -> type:
    kind = KINDS.get(name)
    if kind is None:
        advice = f"The steps are: {', '.join(KINDS)}."
        raise BadInput("no such step", where=name, advice=advice)
    return kind


def _value(text: str, hint: object, field: str) -> object:
    if Amount in (hint, *get_args(hint)):
        return _amount(text, field)
    if tuple in (getattr(hint, "__origin__", None),):
        return [part.strip() for part in text.split(";") if part.strip() != ""]
    if bool in get_args(hint):
        return {"yes": True, "no": False}.get(text, text)
    return text


def _amount(text: str, field: str) -> dict[str, object]:
    found = _AMOUNT.fullmatch(text)
    if found is None:
        advice = "Give a number and its unit, as 24.5 t."
        raise BadInput("not an amount", where=f"{field}={text}", advice=advice)
    number = found[1].replace(",", "")
    return {"value": float(number), "unit": found[2]}


def _plain(message: str) -> str:
    """What msgspec says of a value, without the names of types."""
    return message.replace("Object missing required field", "it lacks the field").replace("`", "")
