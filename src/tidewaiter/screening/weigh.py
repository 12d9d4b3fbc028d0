"""A name that is like a listed one, weighed with everything else known of both.

The name gives a score. Each ground that agrees takes a declared share of what is missing to 1;
each that differs takes a declared share of the score. The order of the grounds changes nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from tidewaiter.codes import parse_imo
from tidewaiter.model import Ground, Identifier, ListedName, Listing, Subject, Weighed
from tidewaiter.model.listing import ListingKind
from tidewaiter.names import Candidate, Score
from tidewaiter.names.parsed import parse
from tidewaiter.screening.addresses import compare_addresses, country_of
from tidewaiter.screening.births import ORDER, compare_births
from tidewaiter.screening.numbers import normalise_number
from tidewaiter.screening.weights import Weight, current_weights

WEAK_NAMES = frozenset({"weak", "low"})
SHIPS = frozenset({"vessel", "aircraft"})
LONGEST_ACRONYM = 5
_GROUND_OF_SCHEME = {
    "imo": "same_ship_number",
    "passport": "same_document",
    "national_id": "same_document",
    "mmsi": "same_radio",
    "call_sign": "same_radio",
}
# by what is known of a subject, grounds of which at most one raises a score
_RAISING = {
    "born": ORDER,
    "countries": ("same_country",),
    "addresses": ("same_address", "same_town", "same_land"),
}
_ROUNDED = 0.001  # scores have three places
# a ground's name, its words, and what fills them
Found = tuple[str, str, tuple[str, ...]]
# the weights of what speaks for a listing, and of what speaks against it
Speaking = tuple[list[Weight], list[Weight]]
_BORN_WORDS = {
    "born_same_day": "born on the same day, {0}",
    "born_swapped": "born {0}, listed as {1}: day and month in the other order",
    "born_same_month": "born in the same month, {0}",
    "born_same_year": "born {0}, listed as {1}",
    "born_slip": "born {0}, listed as {1}: one part off, as by a slip",
    "born_near": "born {0}, listed as {1}: a few years apart",
    "born_other_day": "born {0}, listed as {1}: the same year, another day",
    "born_other_year": "born {0}, listed as {1}: years apart",
    "born_other_age": "born {0}, listed as {1}: another age",
}


def weigh(candidate: Candidate, subject: Subject) -> Weighed:
    """How likely the subject is the candidate's listing, with every ground in words."""
    listing = candidate.listing
    grounds = [
        ground_of(name, words.format(*values)) for name, words, values in _compare(listing, subject)
    ]
    raised = tuple(ground for ground in grounds if _raises(ground.name))
    lowered = tuple(ground for ground in grounds if not _raises(ground.name))
    if len(raised) == 0 and is_weak(candidate.name, listing.kind):
        words = f"{candidate.name.text} is a weak name, and nothing else agrees"
        lowered = (*lowered, ground_of("weak_name", words))
    return settle(candidate.score, raised, lowered)


def speaking(listing: Listing, subject: Subject) -> Speaking:
    """The weights of the grounds besides the name that raise the score, and of those that lower."""
    weights, raised, lowered = current_weights(), list[Weight](), list[Weight]()
    for name, _, _ in _compare(listing, subject):
        weight = weights[name]
        (raised if weight.raises > 0 else lowered).append(weight)
    return raised, lowered


def tally(candidate: Candidate, grounds: Speaking) -> float:
    """The score that `weigh` gives by the grounds of its listing; nothing is put into words."""
    raised, lowered = grounds
    if len(raised) == 0 and is_weak(candidate.name, candidate.listing.kind):
        lowered = [*lowered, current_weights()["weak_name"]]
    return _moved(candidate.score.value, raised, lowered)


def least_name(subject: Subject, wanted: float) -> float:
    """The score below which no name weighs as much as wanted, whatever is known besides it."""
    if len(subject.identifiers) > 0:
        return 0.0
    weights, missing = current_weights(), 1 - wanted + _ROUNDED
    for field, grounds in _RAISING.items():
        if len(getattr(subject, field)) > 0:
            missing /= 1 - max(weights[name].raises for name in grounds)
    return 1 - missing


def settle(score: Score, raised: tuple[Ground, ...], lowered: tuple[Ground, ...]) -> Weighed:
    """The score of the name moved by the grounds, and the whole in words."""
    weights = current_weights()
    of_raised, of_lowered = ([weights[g.name] for g in side] for side in (raised, lowered))
    value = _moved(score.value, of_raised, of_lowered)
    why = "; ".join((score.why, *(ground.words for ground in raised)))
    if len(lowered) > 0:
        why += "; but " + "; ".join(ground.words for ground in lowered)
    return Weighed(value, why, raised, lowered, by_name=score.value)


def _moved(score: float, raised: Sequence[Weight], lowered: Sequence[Weight]) -> float:
    """The score of a name moved by grounds of these weights."""
    missing, holds = 1 - score, 0.0
    for weight in raised:
        missing *= 1 - weight.raises
        holds = max(holds, weight.holds)
    value = 1 - missing
    for weight in lowered:
        value *= 1 - weight.lowers
    return round(max(value, holds), 3)


def is_weak(name: ListedName, kind: ListingKind) -> bool:
    """True for an alias too many share: graded weak, an acronym, or one common word.

    The name an entry is listed under is never weak, nor is a ship's of one word.
    """
    if name.quality in WEAK_NAMES:
        return True
    if name.quality == "primary" or kind in SHIPS:
        return False
    text = name.text.strip()
    if " " in text or not text.isascii():
        return False
    acronym = text.isupper() and len(text) <= LONGEST_ACRONYM
    return kind != "person" and (acronym or max(parse(text, kind).weights, default=0) < 1)


def ground_of(name: str, words: str) -> Ground:
    """A ground with its declared weight."""
    weight = current_weights()[name]
    return Ground(name=name, weight=weight.raises or weight.lowers, words=words)


def _raises(name: str) -> bool:
    return current_weights()[name].raises > 0


def _compare(listing: Listing, subject: Subject) -> list[Found]:
    """Each ground's name, its words, and what fills them."""
    found: list[Found] = []
    if len(subject.identifiers) > 0:
        found += _compare_numbers(listing, subject)
    if listing.kind == "person":
        found += _compare_person(listing, subject)
    if len(subject.countries) > 0 or len(subject.addresses) > 0:
        found += _compare_countries(listing, subject)
    return found


def _compare_numbers(listing: Listing, subject: Subject) -> Iterator[Found]:
    held = set(_numbers(listing.identifiers))
    shared = [number for number in _numbers(subject.identifiers) if number in held]
    for scheme, value in dict.fromkeys(shared):
        name = _GROUND_OF_SCHEME.get(scheme, "same_register")
        yield name, "{} {} is the same", (label(scheme), value)
    if listing.kind == "vessel" and all(scheme != "imo" for scheme, _ in shared):
        asked, listed = _hulls(subject.identifiers), _hulls(listing.identifiers)
        if len(asked) > 0 and len(listed) > 0:
            words = "the declared IMO number {} is valid and not that of the listed ship ({})"
            yield "other_ship_number", words, (asked[0], listed[0])


def _compare_person(listing: Listing, subject: Subject) -> list[Found]:
    found: list[Found] = []
    if len(subject.born) > 0 and len(listing.birth_dates) > 0:
        births = compare_births(subject.born, listing.birth_dates)
        if births is not None:
            name, asked, listed = births
            found.append((name, _BORN_WORDS[name], (asked, listed)))
    if "" not in {subject.gender, listing.gender} and subject.gender != listing.gender:
        found.append(("other_gender", "{}, listed as {}", (subject.gender, listing.gender)))
    return found


def _compare_countries(listing: Listing, subject: Subject) -> list[Found]:
    found: list[Found] = []
    asked, listed = _codes(subject.countries), _codes(listing.countries + listing.flags)
    shared = [code for code in asked if code in listed]
    if len(shared) > 0:
        found.append(("same_country", "the country {} agrees", (shared[0],)))
    elif len(asked) > 0 and len(listed) > 0 and listing.kind == "person":
        words = ", ".join(asked), ", ".join(listed)
        found.append(("other_country", "of {}, listed as of {}", words))
    if len(subject.addresses) == 0:
        return found
    addresses = compare_addresses(subject.addresses, (*listing.addresses, *listing.countries))
    if addresses is not None and not (len(shared) > 0 and addresses[0] == "same_land"):
        name, shared_part = addresses
        said = "the same address" if name == "same_address" else "the address agrees: {}"
        found.append((name, said, (shared_part,)))
    return found


@lru_cache(maxsize=1 << 12)
def _codes(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in dict.fromkeys(map(country_of, texts)) if code != "")


def _numbers(identifiers: Iterable[Identifier]) -> list[tuple[str, str]]:
    numbers = ((x.scheme, normalise_number(x.scheme, x.value)) for x in identifiers)
    return [(scheme, value) for scheme, value in numbers if value != "" and scheme != "other"]


def _hulls(identifiers: Iterable[Identifier]) -> list[str]:
    """The IMO numbers of ships whose check digit is right."""
    numbers = (parse_imo(x.value) for x in identifiers if x.scheme == "imo")
    return [number.value for number in numbers if number is not None and number.ship_check]


def label(scheme: str) -> str:
    """What a scheme of numbers is called in a sentence."""
    labels = {"imo": "IMO number", "company_imo": "IMO company number", "mmsi": "MMSI"}
    return labels.get(scheme, scheme.replace("_", " "))
