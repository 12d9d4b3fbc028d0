"""Names laid out to be searched, and those among them that may be the name asked for.

A name is found by its words, each met as the vocabulary likes it; as one text without spaces; and
by its Korean readings. What is found by words comes with a bound: no more than this may it score.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

import msgspec

from tidewaiter.model.listing import ListingKind
from tidewaiter.names import compiled
from tidewaiter.names.acronyms import is_of_a_firm
from tidewaiter.names.compare import compare_parsed
from tidewaiter.names.eastern import vowels_apart_at
from tidewaiter.names.flat import Flat, Packed, pack, view
from tidewaiter.names.fold import LONGEST
from tidewaiter.names.keys import ANY, marked_table, open_marked, whole
from tidewaiter.names.parsed import (
    Parsed,
    fold_name,
    holds_many,
    parse,
    read_korean,
    weights_of,
    words_of,
)
from tidewaiter.names.persons import is_abjad, scorer
from tidewaiter.names.postings import Names, build_names, build_postings, open_names, open_postings
from tidewaiter.names.score import Score
from tidewaiter.names.spaced import TELLS_ALONE, Pairs, Texts, build_pairs, build_texts
from tidewaiter.names.surnames import SPELLINGS
from tidewaiter.names.table import LATEST, load_table
from tidewaiter.names.views import (
    acronyms,
    may_be_read,
    readings,
    short_words,
    spellings,
    with_servants,
)
from tidewaiter.names.vocabulary import Spellings, Vocabulary, build_spellings, build_words

if TYPE_CHECKING:
    from tidewaiter.names._align import Asked as PlainName

KINDS: tuple[ListingKind, ...] = ("person", "organization", "vessel", "aircraft", "other")
REMEMBERED = 100_000
# names spelled so alike are alike whatever their words; a ship's is all there is to compare
WHOLE_LIKE = 0.88
SHIP_LIKE = 0.7
FIRMS = frozenset({"organization", "other"})
_BOUND, _NUMBER = attrgetter("bound"), attrgetter("number")
_ACRONYM, _IN_FULL = 31, 32  # sorts of keys


class Asked:
    """A name asked for, taken apart only as far as it is needed."""

    __slots__ = (
        "_korean",
        "_parsed",
        "_plain",
        "folded",
        "forms",
        "kind",
        "text",
        "weights",
        "words",
    )

    def __init__(self, text: str, kind: ListingKind) -> None:
        self.text, self.kind, self.folded = text, kind, _fold(text)
        self.words, self.weights, self.forms = words_of(self.folded, kind)
        self._korean: bool | None = None
        self._parsed: Parsed | None = None
        self._plain: PlainName | Literal[False] | None = None

    @property
    def parsed(self) -> Parsed:
        """The name taken apart wholly."""
        if self._parsed is None:
            worded = self.words, self.weights, self.forms
            self._parsed = parse(self.text, self.kind, self.folded, worded)
        return self._parsed

    @property
    def is_read_in_korean(self) -> bool:
        """True where the name, of a person, may be read as a Korean one."""
        if self._korean is None:
            parsed = self._parsed
            readings = read_korean(self.text) if parsed is None else parsed.korean
            self._korean = len(readings) > 0
        return self._korean

    @property
    def plain(self) -> "PlainName | Literal[False]":
        """The name as it is scored in compiled code; False where it is not plain."""
        if self._plain is None:
            self._plain = self._plainly()
        return self._plain

    def _plainly(self) -> "PlainName | Literal[False]":
        if compiled.alignment is None or self.kind != "person" or not self.folded.isascii():
            return False
        spaceless = self.folded.replace(" ", "") == "".join(self.words)
        if not spaceless or len(self.text) > LONGEST or holds_many(self.text):
            return False
        known = self.words, self.weights, self.is_read_in_korean, is_abjad(self.text)
        return compiled.alignment.Asked(*known)


# a name is asked for again at once, among the next kind of names and beside the next listing
ask = lru_cache(maxsize=16)(Asked)
_fold = lru_cache(maxsize=4)(fold_name)


class Likely(msgspec.Struct, frozen=True, gc=False):
    """A name that may be the one asked for: the most it may score, and its number."""

    bound: float
    number: int
    asked: Asked


class NameIndex:
    """Names by number, each of a kind, found by names like them."""

    def __init__(self, flat: Flat) -> None:
        self.flat = flat
        vocabulary = Vocabulary(flat.part("words."))
        names = open_names(flat.part("names."), vocabulary)
        singles = Texts(vocabulary.words, vocabulary.sounded, flat.part("singles."))
        self._rows = flat["rows"]
        self._kinds = {
            kind: _Kind(kind, names, (vocabulary, singles), flat.part(f"{kind}."))
            for number, kind in enumerate(KINDS)
            if flat["counts"][number] > 0
        }
        self._packed = Packed(flat.part("parsed."), Parsed)
        self.parsed = lru_cache(maxsize=REMEMBERED)(self._packed.__getitem__)
        self._listed = None
        if compiled.alignment is not None:
            rules = {name: rule.weight for name, rule in load_table(LATEST).names.items()}
            entries = (flat["names.starts"], flat["names.words"], flat["firsts"], flat["signs"])
            known = (scorer(LATEST), vocabulary.listed)
            self._listed = compiled.alignment.Listed(*known, *entries, rules)

    def __len__(self) -> int:
        return len(self._packed)

    def score(
        self, asked: Asked, number: int, at_least: float, wanted: float = 0.0
    ) -> Score | None:
        """How alike the name of that number is to the one asked for.

        None for less than `at_least`, by which it is compared, and for less than is `wanted`.
        """
        plain = asked.plain
        if plain and self._listed is not None:
            value = self._listed.score(plain, number, at_least)
            if value > -2:
                if value < at_least or value < wanted:
                    return None
                return Score(value=value, why=partial(self._why, asked, number, at_least))
        score = self._compare(asked, number, at_least)
        return score if score.value >= at_least else None

    def nearest(
        self, asked: Asked, numbers: range, at_least: float = 0.0
    ) -> tuple[int, Score] | None:
        """Which of the names of these numbers is most like the one asked for, and how alike.

        None where that is less than `at_least`.
        """
        plain = asked.plain
        if plain and self._listed is not None:
            number, value = self._listed.nearest(plain, numbers.start, numbers.stop)
            if value > -2:
                if value < at_least:
                    return None
                return number, Score(value=value, why=partial(self._why, asked, number, 0.0))
        scores = [(number, self._compare(asked, number, 0.0)) for number in numbers]
        best = max(scores, key=lambda each: each[1].value)
        return best if best[1].value >= at_least else None

    def _compare(self, asked: Asked, number: int, at_least: float) -> Score:
        parsed = self.parsed(number)
        return compare_parsed(asked.parsed, parsed, asked.kind, at_least=at_least)

    def _why(self, asked: Asked, number: int, at_least: float) -> str:
        return self._compare(asked, number, at_least).why

    def likely(self, text: str, kinds: Sequence[ListingKind], at_least: float) -> list[Likely]:
        """The names that may be it, those that may score most first, then in their order."""
        rows, folded, many = self._rows, _fold(text), holds_many(text)
        found: list[Likely] = []
        for kind in kinds:
            of_kind = self._kinds.get(kind)
            if of_kind is None:
                continue
            best: dict[int, float] = {}
            for entry, bound in of_kind.find(text, folded, at_least, many=many).items():
                number = rows[entry]
                best[number] = max(bound, best.get(number, 0.0))
            if len(best) > 0:
                asked = ask(text, kind)
                found += [Likely(bound, number, asked) for number, bound in best.items()]
        if len(found) > 1:
            found.sort(key=_NUMBER)
            found.sort(key=_BOUND, reverse=True)
        return found


class _Kind:
    """The names of one kind, by words, as one text and by readings."""

    def __init__(
        self, kind: ListingKind, names: Names, words: tuple[Vocabulary, Texts], flat: Flat
    ) -> None:
        self._kind, pairs = kind, Pairs(flat.part("pairs."))
        postings = open_postings(kind, names, words, pairs, flat.part("postings."))
        rows, ship = (flat["spelled.starts"], flat["spelled.rows"]), kind in {"vessel", "aircraft"}
        texts = Spellings(flat.part("spellings."), rows, SHIP_LIKE if ship else WHOLE_LIKE)
        self._likely, self._spelled = postings.likely, texts.rows_of
        self._readings = open_marked(flat.part("readings."))
        self._plain = None
        if compiled.walks is not None and not ship:
            acronyms = self._readings if kind in FIRMS else None
            families = SPELLINGS if kind == "person" else frozenset[str]()
            views = (texts.compiled, acronyms, families, weights_of(kind))
            self._plain = compiled.walks.Kind(postings, *views)

    def find(self, text: str, folded: str, at_least: float, *, many: bool) -> dict[int, float]:
        """The entries that may be the name, each with the most it may score."""
        if self._plain is not None and not many and self._is_plain(text, folded):
            found = self._plain.likely(folded, at_least)
            if found is not None:
                return found
        return self.likely(ask(text, self._kind), at_least, many=many)

    def _is_plain(self, text: str, folded: str) -> bool:
        """False for a person's name in other letters that may be read in another way."""
        if self._kind != "person" or text.isascii():
            return True
        return folded.isascii() and not ask(text, self._kind).is_read_in_korean

    def likely(self, asked: Asked, at_least: float, *, many: bool) -> dict[int, float]:
        """The entries that may be it, each with the most it may; `many` names in its text."""
        found = self._worded(asked.words, asked.weights, at_least)
        alike: set[int] = set()
        if asked.kind in FIRMS:
            alike |= self._shortened(asked)
        if many or self._may_be_read(asked):
            self._read(asked, at_least, found, alike)
        else:
            compact, letters = "".join(asked.words), asked.folded.replace(" ", "")
            alike |= self._spelled(compact)
            if letters != compact:
                alike |= self._spelled(letters)
        if len(alike) > 0:
            found.update(dict.fromkeys(alike, 1.0))
        return found

    def _may_be_read(self, asked: Asked) -> bool:
        if not may_be_read(asked.text, asked.words, asked.kind):
            return False
        return self._kind != "person" or not asked.folded.isascii() or asked.is_read_in_korean

    def _read(
        self, asked: Asked, at_least: float, found: dict[int, float], alike: set[int]
    ) -> None:
        """Add what is found by readings, other spellings and the other names of the text."""
        within = vowels_apart_at(at_least)
        for parsed in (asked.parsed, *asked.parsed.views):
            if parsed is not asked.parsed:
                _add(found, self._worded(parsed.words, parsed.weights, at_least))
            for text in spellings(parsed):
                alike |= self._spelled(text)
            asked_for = readings(parsed, within).items()
            alike |= self._readings.find_marked([(whole(key), marks) for key, marks in asked_for])

    def _worded(
        self, words: tuple[str, ...], weights: tuple[float, ...], at_least: float
    ) -> dict[int, float]:
        found = self._likely(words, weights, at_least)
        for more in _joined(words, weights, self._kind):
            _add(found, self._likely(more, (1.0,) * len(more), at_least))
        return found

    def _shortened(self, asked: Asked) -> set[int]:
        """Firms with an acronym of these words, or whose words one of these is an acronym of."""
        of_a_firm = is_of_a_firm(asked.weights, asked.forms)
        if compiled.walks is not None and asked.folded.isascii():
            return compiled.walks.shortened(self._readings, asked.words, of_a_firm)
        keys = [whole(word, _IN_FULL) for word in short_words(asked.words)]
        if of_a_firm:
            keys += [whole(letters, _ACRONYM) for letters in acronyms(asked.words)]
        return self._readings.find(keys)


def _add(found: dict[int, float], more: dict[int, float]) -> None:
    for entry, bound in more.items():
        found[entry] = max(bound, found.get(entry, 0.0))


def _joined(
    words: tuple[str, ...], weights: tuple[float, ...], kind: ListingKind
) -> tuple[tuple[str, ...], ...]:
    """The same words with the servants of a person's name joined, where it has any."""
    if kind != "person" or min(weights, default=1.0) >= TELLS_ALONE:
        return ()
    joined = with_servants(words, weights)
    return (joined,) if len(joined) < len(words) else ()


def build(names: Iterable[tuple[str, ListingKind]]) -> NameIndex:
    """An index of the names, each with its kind; a name's number is its place among them."""
    listed = [(parse(text, kind), kind) for text, kind in names]
    entries = [
        (row, entry, kind, words, weights)
        for row, (parsed, kind) in enumerate(listed)
        for entry in (parsed, *parsed.views)
        for words, weights in (
            (entry.words, entry.weights),
            *((more, (1.0,) * len(more)) for more in _joined(entry.words, entry.weights, kind)),
        )
    ]
    numbers: dict[str, int] = {}
    worded = [
        tuple([numbers.setdefault(word, len(numbers)) for word in words])
        for _, _, _, words, _ in entries
    ]
    parts = {
        "words.": build_words(numbers),
        "singles.": build_texts(numbers),
        "names.": build_names(
            (met, words, weights, kind)
            for met, (_, _, kind, words, weights) in zip(worded, entries, strict=True)
        ),
    }
    for kind in KINDS:
        of_kind = [at for at, (_, _, of, _, _) in enumerate(entries) if of == kind]
        named = ((at, worded[at], *entries[at][3:]) for at in of_kind)
        parts[f"{kind}.postings."] = build_postings(named, kind, len(numbers))
        paired = ((at, *entries[at][3:]) for at in of_kind)
        parts[f"{kind}.pairs."] = build_pairs(paired)
        parts |= _other_views(kind, [(at, entries[at][1]) for at in of_kind])
    return NameIndex(_of_rows(listed, [entry[0] for entry in entries]).joined(parts))


def _of_rows(listed: Sequence[tuple[Parsed, ListingKind]], rows: list[int]) -> Flat:
    """The sections of whole names: which entry is of which, and all of each taken apart."""
    counted = [kind for _, kind in listed]
    firsts = [0] * len(listed)
    for entry in range(len(rows) - 1, -1, -1):
        firsts[rows[entry]] = entry
    sections: dict[str, array[int] | bytes] = {
        "rows": array("I", rows),
        "counts": array("I", map(counted.count, KINDS)),
        "firsts": array("I", firsts),
        "signs": bytes([_signs(parsed, kind) for parsed, kind in listed]),
    }
    rows_of = view(sections)
    return rows_of.joined({"parsed.": pack(parsed for parsed, _ in listed)})


def _signs(parsed: Parsed, kind: ListingKind) -> int:
    """What compiled code must know of a name: plain (1), read in Korean (2), in an abjad (4)."""
    plain = kind == "person" and parsed.han == "" and parsed.letters == parsed.compact
    plain = plain and len(parsed.views) == 0 and len(parsed.text) <= LONGEST
    return plain | (len(parsed.korean) > 0) << 1 | is_abjad(parsed.text) << 2


def _other_views(kind: ListingKind, names: list[tuple[int, Parsed]]) -> dict[str, Flat]:
    spelled: dict[str, list[int]] = defaultdict(list)
    for at, parsed in names:
        for text in spellings(parsed):
            spelled[text].append(at)
    starts = array("I", accumulate(map(len, spelled.values()), initial=0))
    rows = array("I", (at for found in spelled.values() for at in found))
    keys = [
        (whole(key), bits, at) for at, parsed in names for key, bits in readings(parsed).items()
    ]
    if kind in FIRMS:
        for at, parsed in names:
            keys += [(whole(word, _ACRONYM), ANY, at) for word in short_words(parsed.words)]
            keys += [(whole(letters, _IN_FULL), ANY, at) for letters in acronyms(parsed.words)]
    return {
        f"{kind}.spellings.": build_spellings(spelled),
        f"{kind}.spelled.": view({"starts": starts, "rows": rows}),
        f"{kind}.readings.": marked_table(keys),
    }
