"""A match taken apart for a reader: what agrees, what differs, what cannot be compared, and why
the rest is not used."""

from collections.abc import Iterable, Iterator
from typing import Literal

from tidewaiter.model import Ground, Identifier, ListedName, Listing, Record, Subject, Weighed
from tidewaiter.names import Candidate, Score, compare, whole
from tidewaiter.screening.numbers import NOT_COMPARED
from tidewaiter.screening.register import Register
from tidewaiter.screening.trust import EQUAL
from tidewaiter.screening.weigh import weigh

Side = Literal["", "asked", "listed", "neither"]
MOST_SHARED = 40
_WHAT = {
    "same_ship_number": "imo",
    "other_ship_number": "imo",
    "same_document": "document",
    "same_register": "number",
    "same_radio": "radio",
    "weak_name": "weak name",
    "same_listing": "another party",
}


class Row(Record, frozen=True):
    """One line of the comparison.

    `what` is the part of a name, a field, or the scheme of a number; `asked` and `listed` what
    each side says; `reading` how they meet, in words. `weight` is the share of what is missing to
    1 that it adds, or, below 0, of the score that it takes; None for a part of the name, whose
    likeness `value` says. `lacks` says which side is silent.
    """

    what: str
    asked: str
    listed: str
    reading: str = ""
    weight: float | None = None
    value: float | None = None
    lacks: Side = ""


class Explanation(Record, frozen=True):
    """A subject beside a listing.

    `asked` and `name` are the two names that are most alike, `name_score` how alike they are, and
    `weighed` what is made of it with everything else. `shared` counts the listings with that name,
    this one among them.
    """

    listing: Listing
    asked: str
    name: ListedName
    name_score: float
    name_why: str
    weighed: Weighed
    agrees: tuple[Row, ...]
    disagrees: tuple[Row, ...]
    not_compared: tuple[Row, ...]
    not_used: tuple[Row, ...]
    shared: int


def explain(subject: Subject, listing: Listing, register: Register | None = None) -> Explanation:
    """Why the subject may be the listing, and why not.

    `register` counts how many listings share the name.
    """
    asked, name, score = _nearest(subject, listing)
    weighed = weigh(Candidate(listing, name, score), subject)
    parts = [] if asked == "" else list(_names(asked, name, score))
    grounds = list(_grounds(subject, listing, weighed))
    rows = [*parts, *grounds]
    against = {id(row) for row in rows if _is_against(row)}
    return Explanation(
        listing=listing,
        asked=asked,
        name=name,
        name_score=score.value,
        name_why=score.why if asked != "" else "",
        weighed=weighed,
        agrees=tuple(row for row in rows if id(row) not in against),
        disagrees=tuple(row for row in rows if id(row) in against),
        not_compared=tuple(_not_compared(subject, listing)),
        not_used=tuple(_not_used(subject, listing, (name, weighed))),
        shared=1 if register is None else _shared(register, listing, name),
    )


def _nearest(subject: Subject, listing: Listing) -> tuple[str, ListedName, Score]:
    """The two names that are most alike."""
    pairs = [
        (text, name, compare(text, name.text, listing.kind))
        for text in subject.names
        for name in listing.names
    ]
    nothing = ("", listing.names[0], Score(value=0.0, why="no name asked"))
    return max(pairs, key=lambda pair: pair[2].value, default=nothing)


def _names(asked: str, name: ListedName, score: Score) -> Iterator[Row]:
    for part in score.parts or whole(asked, name.text, score):
        lacks: Side = "asked" if part.first == "" else "listed" if part.second == "" else ""
        yield Row(part.what, part.first, part.second, part.rule, value=part.value, lacks=lacks)


def _is_against(row: Row) -> bool:
    if row.weight is not None:
        return row.weight < 0
    return row.lacks != "" or (row.value or 0) < 0.5


def _grounds(subject: Subject, listing: Listing, weighed: Weighed) -> Iterator[Row]:
    for ground in weighed.raised:
        yield _ground(ground, subject, listing, ground.weight)
    for ground in weighed.lowered:
        yield _ground(ground, subject, listing, -ground.weight)


def _ground(ground: Ground, subject: Subject, listing: Listing, weight: float) -> Row:
    what = _WHAT.get(ground.name) or _field(ground.name)
    asked, listed = _sides(what, subject, listing)
    if ground.name == "same_land" and listed == "":
        listed = "; ".join(listing.countries)
    return Row(what, asked, listed, ground.words, weight)


def _field(ground: str) -> str:
    """The field a ground is about: `born`, `country`, `gender` or `address`."""
    if ground.startswith("born_"):
        return "born"
    last = ground.rpartition("_")[2]
    return last if last in {"country", "gender"} else "address"


def _sides(what: str, subject: Subject, listing: Listing) -> tuple[str, str]:
    """What each side says of a field; nothing for what is no field."""
    fields: dict[str, tuple[Iterable[str], Iterable[str]]] = {
        "born": (subject.born, listing.birth_dates),
        "country": (subject.countries, (*listing.countries, *listing.flags)),
        "gender": ((subject.gender,), (listing.gender,)),
        "address": (subject.addresses, listing.addresses),
        "imo": (_of(subject.identifiers, "imo"), _of(listing.identifiers, "imo", "company_imo")),
    }
    if what in {"document", "number", "radio"}:
        asked = (f"{each.scheme} {each.value}" for each in subject.identifiers)
        return "; ".join(asked), "; ".join(f"{x.scheme} {x.value}" for x in listing.identifiers)
    here, there = fields.get(what, ((), ()))
    return "; ".join(filter(None, here)), "; ".join(filter(None, there))


def _of(identifiers: Iterable[Identifier], *schemes: str) -> list[str]:
    return [each.value for each in identifiers if each.scheme in schemes]


def _not_compared(subject: Subject, listing: Listing) -> Iterator[Row]:
    """What one side says and the other does not; of a person's birth also where neither does."""
    person = listing.kind == "person"
    for what in ("born", "gender", "country", "address") if person else ("country", "address"):
        asked, listed = _sides(what, subject, listing)
        if asked != "" and listed != "":
            continue
        if asked == listed == "":
            if what == "born":
                yield Row(what, "", "", lacks="neither")
        else:
            yield Row(what, asked, listed, lacks="asked" if asked == "" else "listed")
    here, there = _schemes(subject.identifiers), _schemes(listing.identifiers)
    for scheme in dict.fromkeys((*there, *here)):
        if (scheme in here) is not (scheme in there):
            asked = "; ".join(here.get(scheme, ()))
            listed = "; ".join(there.get(scheme, ()))
            yield Row(scheme, asked, listed, lacks="asked" if asked == "" else "listed")


def _schemes(identifiers: Iterable[Identifier]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in identifiers:
        if each.scheme not in NOT_COMPARED:
            found.setdefault(each.scheme, []).append(each.value)
    return found


def _not_used(subject: Subject, listing: Listing, met: tuple[ListedName, Weighed]) -> Iterator[Row]:
    """What both sides say and nothing is made of, and what says nothing of who it is."""
    name, weighed = met
    grounds = (*weighed.raised, *weighed.lowered)
    used = {_WHAT.get(ground.name) or _field(ground.name) for ground in grounds}
    for what in ("born", "country", "address"):
        asked, listed = _sides(what, subject, listing)
        if asked != "" and listed != "" and what not in used:
            yield Row(what, asked, listed, _UNUSED[what])
    here, there = _schemes(subject.identifiers), _schemes(listing.identifiers)
    shared = {scheme for scheme in here if scheme in there}
    if not used.isdisjoint({"document", "number", "radio", "imo"}):
        shared = set()
    for scheme in sorted(shared):
        yield Row(scheme, "; ".join(here[scheme]), "; ".join(there[scheme]), _UNUSED["number"])
    others = [each.text for each in listing.names if each.text != name.text]
    if len(others) > 0:
        yield Row("other names", "", "; ".join(others), _UNUSED["other names"])
    if len(listing.programmes) > 0 or listing.remarks != "":
        said = "; ".join(filter(None, (*listing.programmes, listing.remarks)))
        yield Row("remarks", "", said, _UNUSED["remarks"])


_UNUSED = {
    "born": "a date cannot be read",
    "country": "another country speaks against a person alone, and only where it is a nationality",
    "address": "nothing in them agrees; one may have several, so that is no ground against",
    "number": "the numbers differ; one may hold several, so that is no ground against",
    "other names": "less alike than the name above",
    "remarks": "they say what was decided and why, not who it is",
}


def _shared(register: Register, listing: Listing, name: ListedName) -> int:
    """How many listings hold the name, this one among them."""
    kinds = (listing.kind,)
    alike = register.named(name.text, kinds, EQUAL)[:MOST_SHARED]
    others = {(each.listing.list, each.listing.ref) for each in alike}
    return len(others | {(listing.list, listing.ref)})
