"""The words of a match explanation, and how its number is made, for a page."""

from collections.abc import Iterator

from tidewaiter.model import Record
from tidewaiter.screening import Explanation
from tidewaiter.web.words import N_

WHAT = {
    "name": N_("name"),
    "family name": N_("family name"),
    "given name": N_("given name"),
    "word": N_("word of the name"),
    "number": N_("number"),
    "legal form": N_("legal form"),
    "weak name": N_("quality of the alias"),
    "another party": N_("another party"),
    "born": N_("born"),
    "country": N_("country"),
    "gender": N_("gender"),
    "address": N_("address"),
    "document": N_("identity paper"),
    "radio": N_("MMSI or call sign"),
    "imo": N_("IMO number"),
    "company_imo": N_("IMO company number"),
    "mmsi": N_("MMSI"),
    "call_sign": N_("call sign"),
    "passport": N_("passport"),
    "national_id": N_("national number"),
    "registration": N_("registration"),
    "tax": N_("tax number"),
    "swift": N_("SWIFT code"),
    "lei": N_("LEI"),
    "other names": N_("other names"),
    "remarks": N_("programmes and remarks"),
}
LACKS = {
    "asked": N_("cannot be compared: not in the document"),
    "listed": N_("cannot be compared: not in the list entry"),
    "neither": N_("cannot be compared: neither says"),
}
ONLY = {
    "asked": N_("only in the list entry"),
    "listed": N_("only in the document"),
}


class Step(Record, frozen=True):
    """A step on the way to the number: what it does, in words, and the number after it."""

    words: str
    raises: bool
    share: float
    value: float


def steps(explanation: Explanation) -> Iterator[Step]:
    """How the number is made of the name's likeness and the grounds, in their order."""
    missing = 1 - explanation.name_score
    for ground in explanation.weighed.raised:
        missing *= 1 - ground.weight
        yield Step(ground.words, True, ground.weight, 1 - missing)
    value = 1 - missing
    for ground in explanation.weighed.lowered:
        value *= 1 - ground.weight
        yield Step(ground.words, False, ground.weight, value)


def fields(rows: Explanation, group: str) -> tuple[str, ...]:
    """What a group is about, each once, for a sentence."""
    return tuple(dict.fromkeys(WHAT.get(row.what, row.what) for row in getattr(rows, group)))
