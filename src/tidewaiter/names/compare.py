"""How alike two names are, and why, in words."""

from functools import lru_cache, partial

from rapidfuzz.distance import OSA

from tidewaiter.model.listing import ListingKind
from tidewaiter.names.chinese import transcribed_alike
from tidewaiter.names.eastern import compare_korean, compare_mandarin
from tidewaiter.names.firms import compare_organizations
from tidewaiter.names.fold import LONGEST
from tidewaiter.names.parsed import Parsed, parse
from tidewaiter.names.persons import compare_persons, written_alike
from tidewaiter.names.score import NONE, Part, Parts, Score
from tidewaiter.names.table import LATEST, Table, load_table
from tidewaiter.names.vessels import compare_vessels

EXACT = "the same name but for case, accents and legal form"


def compare(
    first: str, second: str, kind: ListingKind = "organization", *, model: str = LATEST
) -> Score:
    """How alike two names of that kind are, by the rules of that version.

    >>> compare("Ri Je-son", "이제선", "person").value > 0.9
    True

    Raises:
        BadInput: there is no such version.
    """
    return compare_parsed(parse(first, kind), parse(second, kind), kind, model=model)


def compare_parsed(
    first: Parsed,
    second: Parsed,
    kind: ListingKind,
    *,
    at_least: float = 0.0,
    model: str = LATEST,
) -> Score:
    """As `compare`, for names already taken apart as that kind.

    Whoever asks for a score of `at_least` may get any lower one in the place of a lower one.
    """
    table = load_table(model)
    if len(first.text) > LONGEST or len(second.text) > LONGEST:
        return _compare_beginnings(first, second, kind, table)
    if len(first.views) == 0 and len(second.views) == 0:
        return _compare(first, second, kind, table, at_least)
    best = _compare(first, second, kind, table, at_least)
    for one in (first, *first.views):
        for two in (second, *second.views):
            score = _compare(one, two, kind, table, at_least)
            if score.value * table.name("one of several") > best.value:
                best = _of_several(score, one, two, table)
    return best


def _compare_beginnings(first: Parsed, second: Parsed, kind: ListingKind, table: Table) -> Score:
    score = _compare(first, second, kind, table)
    return Score(value=score.value, why=partial(_say_beginning, score), parts=lambda: score.parts)


def _say_beginning(score: Score) -> str:
    return f"only the first {LONGEST} letters were compared; {score.why}"


def _of_several(score: Score, one: Parsed, two: Parsed, table: Table) -> Score:
    value = round(score.value * table.name("one of several"), 3)
    return Score(value=value, why=partial(_say_part, score, one, two), parts=lambda: score.parts)


def _say_part(score: Score, one: Parsed, two: Parsed) -> str:
    return f"one of the names in the text, {one.text.strip()} and {two.text.strip()}: {score.why}"


def _compare(
    first: Parsed, second: Parsed, kind: ListingKind, table: Table, at_least: float = 0.0
) -> Score:
    same = _same(first, second, table)
    if same is not None:
        return same
    if kind == "person":
        return _compare_persons(first, second, table, at_least)
    if kind in {"vessel", "aircraft"}:
        return compare_vessels(first, second, table)
    score = compare_organizations(first, second, table)
    if kind == "other" and _one_word_of_more(first, second):
        return _held(score, table.name("one word"))
    return score


def _has_family(name: Parsed) -> bool:
    """True where a reading finds a Korean family name; without one the sounds prove nothing."""
    return any(len(reading.families) > 0 for reading in name.korean)


def _one_word_of_more(first: Parsed, second: Parsed) -> bool:
    """True for one word beside several: of what may be a person, a family name alone."""
    few, many = sorted((len(first.words), len(second.words)))
    return few == 1 and many > 1 and min(first.total, second.total) == 1


def _held(score: Score, most: float) -> Score:
    if score.value <= most:
        return score
    return Score(
        value=most,
        why=lambda: f"{score.why}; it may be a family name alone",
        parts=lambda: score.parts,
    )


def whole(first: str, second: str, score: Score) -> Parts:
    """The two names as one part: what there is to show where they were compared whole."""
    return (Part("name", first, second, score.why, score.value),)


def _same(first: Parsed, second: Parsed, table: Table) -> Score | None:
    if len(first.words) == 0 or len(second.words) == 0:
        return NONE
    if first.letters == second.letters:
        if first.words == second.words:
            return Score(value=table.name("exact"), why=EXACT)
        return Score(value=table.name("spaced"), why="the same letters, otherwise spaced")
    if len(first.forms) == 0 or len(second.forms) == 0 or first.forms == second.forms:
        return _same_words(first, second, table)
    return None


def _same_words(first: Parsed, second: Parsed, table: Table) -> Score | None:
    if first.words == second.words:
        return Score(value=table.name("exact"), why=EXACT)
    if first.compact == second.compact:
        return Score(value=table.name("spaced"), why="the same letters, otherwise spaced")
    count = len(first.words)
    if count == len(second.words) > 1 and sorted(first.words) == sorted(second.words):
        return Score(value=table.name("reordered"), why="the same words in another order")
    if first.han != "" and first.han == second.han and len(first.han) > 1:
        return Score(value=table.name("spaced"), why="the same Chinese characters")
    return _backwards(first, second, table)


def _backwards(first: Parsed, second: Parsed, table: Table) -> Score | None:
    if len(first.compact) < 7 or abs(len(first.compact) - len(second.compact)) > 2:
        return None
    alike = max(
        OSA.normalized_similarity(turned, second.compact, score_cutoff=0.75)
        for turned in _turned(first.words)
    )
    if alike == 0 or first.compact == first.compact[::-1]:
        return None
    value = round(table.name("reversed") * alike, 3)
    return Score(value=value, why="the same letters, written backwards")


@lru_cache(maxsize=256)
def _turned(words: tuple[str, ...]) -> tuple[str, str]:
    """The letters backwards, and each word backwards in its place."""
    turned = [word[::-1] for word in words]
    return "".join(reversed(turned)), "".join(turned)


def _compare_persons(first: Parsed, second: Parsed, table: Table, at_least: float) -> Score:
    if (first.han != "") is not (second.han != ""):
        han, latin = (first, second) if first.han != "" else (second, first)
        if transcribed_alike(han.text, latin.words):
            why = f"{han.text} has the consonants of {' '.join(latin.words)}"
            return Score(value=table.name("transcribed"), why=why)
        mandarin = compare_mandarin(first, second)
        if mandarin.value > 0 or len(first.korean) == 0 or len(second.korean) == 0:
            return mandarin
    if len(first.korean) > 0 and len(second.korean) > 0:
        korean = compare_korean(first, second, at_least)
        if korean.value == 0 and not (_has_family(first) and _has_family(second)):
            return compare_persons(first, second, table, at_least)
        return max(korean, written_alike(first, second, table), key=lambda score: score.value)
    return compare_persons(first, second, table, at_least)
