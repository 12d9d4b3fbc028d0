"""Names on disk, and those among them that may be the name asked for.

A name is found by its words, each met as the vocabulary likes it; as one text without spaces; and
by its Korean readings. What is found by words comes with a bound: no more than this may it score.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

import msgspec

from tidewaiter.model.listing import ListingKind
from tidewaiter.names.flat import Flat, view
from tidewaiter.names.keys import Keys, table, whole
from tidewaiter.names.parsed import Parsed, fold_name, parse, words_of
from tidewaiter.names.postings import (
    Names,
    Postings,
    build_names,
    build_postings,
)
from tidewaiter.names.views import may_be_read, readings, spellings
from tidewaiter.names.vocabulary import Spellings, Vocabulary, build_spellings, build_words

KINDS: tuple[ListingKind, ...] = ("person", "organization", "vessel", "aircraft", "other")
REMEMBERED = 100_000


class Asked:
    """A name asked for, taken apart only as far as it is needed."""

    def __init__(self, text: str, kind: ListingKind, folded: str) -> None:
        self.text, self.kind, self.folded = text, kind, folded
        self.words, self.weights = words_of(folded, kind)
        self._parsed: Parsed | None = None

    @property
    def parsed(self) -> Parsed:
        """The name taken apart wholly."""
        if self._parsed is None:
            self._parsed = parse(self.text, self.kind, self.folded)
        return self._parsed


class NameIndex:
    """Names by number, each of a kind, found by names like them."""

    def __init__(self, flat: Flat) -> None:
        self.flat = flat
        names, vocabulary = Names(flat.part("names.")), Vocabulary(flat.part("words."))
        self._kinds = {
            kind: _Kind(names, vocabulary, flat.part(f"{kind}."))
            for number, kind in enumerate(KINDS)
            if flat["counts"][number] > 0
        }
        self._blob, self._starts = flat["parsed"], flat["parsed_starts"]
        self._decode = msgspec.msgpack.Decoder(Parsed).decode
        self.parsed = lru_cache(maxsize=REMEMBERED)(self._read)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def likely(
        self, text: str, kinds: Sequence[ListingKind], at_least: float
    ) -> list[tuple[float, int, Asked]]:
        """The names that may be it: the most each may score, its number, and what was asked."""
        folded = fold_name(text)
        found = []
        for kind in kinds:
            of_kind = self._kinds.get(kind)
            if of_kind is not None:
                asked = Asked(text, kind, folded)
                found += [(b, n, asked) for n, b in of_kind.likely(asked, at_least).items()]
        return found

    def _read(self, number: int) -> Parsed:
        starts = self._starts
        return self._decode(self._blob[starts[number] : starts[number + 1]])


class _Kind:
    """The names of one kind, by words, as one text and by readings."""

    def __init__(self, names: Names, vocabulary: Vocabulary, flat: Flat) -> None:
        self._postings = Postings(names, vocabulary, flat.part("postings."))
        self._spellings = Spellings(flat.part("spellings."))
        self._starts, self._rows = flat["spelled.starts"], flat["spelled.rows"]
        self._readings = Keys(flat.part("readings."))

    def likely(self, asked: Asked, at_least: float) -> dict[int, float]:
        found = self._postings.likely(asked.words, asked.weights, at_least)
        if may_be_read(asked.words, asked.kind):
            for text in spellings(asked.parsed):
                found.update(self._spelled(text))
            keys = map(whole, readings(asked.parsed))
            found.update(dict.fromkeys(self._readings.find(keys), 1.0))
        else:
            found.update(self._spelled("".join(asked.words)))
        return found

    def _spelled(self, text: str) -> dict[int, float]:
        starts, rows = self._starts, self._rows
        return {
            row: 1.0
            for number in self._spellings.near(text)
            for row in rows[starts[number] : starts[number + 1]]
        }


def build(names: Iterable[tuple[str, ListingKind]]) -> NameIndex:
    """An index of the names, each with its kind; a name's number is its place among them."""
    listed = [(parse(text, kind), kind) for text, kind in names]
    numbers: dict[str, int] = {}
    worded = [
        tuple(numbers.setdefault(word, len(numbers)) for word in parsed.words)
        for parsed, _ in listed
    ]
    blobs = [msgspec.msgpack.encode(parsed) for parsed, _ in listed]
    counts = array("I", (sum(of == kind for _, of in listed) for kind in KINDS))
    parts = {
        "words.": build_words(numbers),
        "names.": build_names(
            (words, parsed.weights) for words, (parsed, _) in zip(worded, listed, strict=True)
        ),
    }
    for kind in KINDS:
        rows = [row for row, (_, of) in enumerate(listed) if of == kind]
        parts[f"{kind}.postings."] = build_postings(
            ((row, worded[row]) for row in rows), len(numbers)
        )
        parts |= _other_views(kind, [(row, listed[row][0]) for row in rows])
    flat = view(
        {
            "counts": counts,
            "parsed": b"".join(blobs),
            "parsed_starts": array("I", accumulate(map(len, blobs), initial=0)),
        }
    )
    return NameIndex(flat.joined(parts))


def _other_views(kind: ListingKind, names: list[tuple[int, Parsed]]) -> dict[str, Flat]:
    spelled: dict[str, list[int]] = defaultdict(list)
    for row, parsed in names:
        for text in spellings(parsed):
            spelled[text].append(row)
    starts = array("I", accumulate(map(len, spelled.values()), initial=0))
    rows = array("I", (row for found in spelled.values() for row in found))
    keys = ((whole(key), row) for row, parsed in names for key in readings(parsed))
    return {
        f"{kind}.spellings.": build_spellings(spelled),
        f"{kind}.spelled.": view({"starts": starts, "rows": rows}),
        f"{kind}.readings.": table(keys),
    }
