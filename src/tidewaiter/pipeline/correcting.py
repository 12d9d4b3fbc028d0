"""The values of a consignment that may be corrected, by their paths."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from tidewaiter.codes import Countries, parse_date, parse_imo
from tidewaiter.model import BadInput, Consignment, Corrected, Record

LONGEST = 2000
_COUNTRIES = Countries()
_OF_WHOLE = ("country_of_export", "country_of_destination", "gross_weight_kg")
_OF_THINGS: Mapping[str, tuple[str, ...]] = {
    "goods": (
        *("description", "hs", "origin", "gross_weight_kg", "net_weight_kg"),
        *("quantity", "unit"),
    ),
    "parties": ("name", "address", "country"),
    "ports": ("name", "code", "country"),
    "transports": ("name", "imo", "flag", "voyage"),
    "dates": ("value",),
}
_PATH = re.compile(r"(?:(\w+)\[(\d{1,6})\]\.)?(\w+)")
_NUMBERS = frozenset({"gross_weight_kg", "net_weight_kg", "quantity"})


class Correctable(Record, frozen=True):
    """A value that may be corrected: its path, and what counts there now, as text."""

    field: str
    value: str


def correctable(consignment: Consignment) -> Iterator[Correctable]:
    """Every value that may be corrected, those the document leaves out among them."""
    for thing, names in _OF_THINGS.items():
        for index in range(len(getattr(consignment, thing))):
            for name in names:
                field = f"{thing}[{index}].{name}"
                yield Correctable(field, text_at(consignment, field))
    for field in _OF_WHOLE:
        yield Correctable(field, text_at(consignment, field))


def text_at(consignment: Consignment, field: str) -> str:
    """What stands in a field, as one text: codes with a comma between them.

    Raises:
        BadInput: there is no such field, or it cannot be corrected.
    """
    thing, name = _found(consignment, field)
    held = getattr(thing, name)
    if held is None:
        return ""
    if isinstance(held, tuple):
        return ", ".join(held)
    return f"{held:.15g}" if isinstance(held, float) else str(held)


def checked(consignment: Consignment, field: str, text: str) -> str:
    """A correction as it is kept, its spaces at the ends left out.

    Raises:
        BadInput: there is no such field, or the text cannot stand there.
    """
    _found(consignment, field)
    value = text.strip()
    if value == "":
        advice = "A correction says what is so; what nobody knows is not corrected."
        raise BadInput("nothing is given", where=field, advice=advice)
    if len(value) > LONGEST:
        raise BadInput("too long", where=field, advice=f"At most {LONGEST} letters.")
    fault = _fault(field, value)
    if fault != "":
        raise BadInput("this cannot stand there", where=f"{field}: {value[:40]}", advice=fault)
    return value


def with_corrections(written: Consignment, made: Iterable[Corrected]) -> Consignment:
    """The words of a document with the corrections that hold; each place says who corrected it."""
    found = written
    for each in made:
        said = each.correction
        note = f"corrected by {each.by} on {each.at.date()}"
        place = written.places.get(said.field) or _first_place(written, said.field)
        found = _replaced(found, said.field, said.value, f"{place}, {note}" if place else note)
    return found


def _first_place(consignment: Consignment, field: str) -> str:
    """Where the first of several values of a field stood."""
    return consignment.places.get(f"{field}[0]", "")


def _replaced(consignment: Consignment, field: str, value: str, place: str) -> Consignment:
    thing, name = _found(consignment, field)
    held: Any = value
    if name == "hs":
        held = tuple(_codes(value))
    elif name in _NUMBERS:
        held = float(value)
    inner = {key: at for key, at in consignment.places.items() if not key.startswith(f"{field}[")}
    places = {**inner, field: place}
    if field in _OF_WHOLE:
        return msgspec.structs.replace(consignment, **{name: held, "places": places})
    kind, index = field.partition("[")[0], int(field.partition("[")[2].partition("]")[0])
    things = list(getattr(consignment, kind))
    things[index] = msgspec.structs.replace(thing, **{name: held})
    return msgspec.structs.replace(consignment, **{kind: tuple(things), "places": places})


def _found(consignment: Consignment, field: str) -> tuple[Any, str]:
    """What a field belongs to, and its name there."""
    parts = _PATH.fullmatch(field)
    advice = "The consignment's page lists the values that can be corrected."
    if parts is not None and parts[1] is None and parts[3] in _OF_WHOLE:
        return consignment, parts[3]
    if parts is not None and parts[3] in _OF_THINGS.get(parts[1] or "", ()):
        things = getattr(consignment, parts[1])
        if int(parts[2]) < len(things):
            return things[int(parts[2])], parts[3]
    raise BadInput("not a value that can be corrected", where=field[:60], advice=advice)


def _codes(text: str) -> list[str]:
    return [each for each in re.split(r"[,;\s]+", text) if each != ""]


def _fault(field: str, value: str) -> str:
    """What is wrong with a value, as advice; empty where nothing is."""
    name = field.rpartition(".")[2]
    if name in _NUMBERS:
        return "" if _is_amount(value) else "Write a number such as 24000 or 1250.5."
    if name == "hs":
        plain = all(re.fullmatch(r"[0-9.]{4,14}", each) for each in _codes(value))
        return "" if plain else "Write codes of 4 to 12 digits, with a comma between them."
    if name == "value":
        return "" if parse_date(value) is not None else "Write it as 2017-08-06."
    if name == "imo":
        return "" if parse_imo(value) is not None else "An IMO number has seven digits."
    if name in {"country", "flag", "country_of_export", "country_of_destination"}:
        return "" if _COUNTRIES.find(value) is not None else "Write a country or its code, as KR."
    return ""


def _is_amount(value: str) -> bool:
    try:
        number = float(value)
    except ValueError:
        return False
    return math.isfinite(number) and number >= 0
