"""The vocabulary of goods, compiled into one tree of words.

`words.toml` holds the words of each product, `context.toml` the words around them. Both are
comma-separated phrases by language. In `words.toml` a phrase may end in a mark:

- `?` the phrase shows the product at most as possible (`lead`, which may be a wire);
- `~` the phrase is a stuff other goods are made of: only where it ends its phrase does it name
  the goods (`silk` against `silk flowers`). A product with `stuff = true` has it throughout;
- `^` the phrase names the goods where it stands alone with words of shape and amount (`gold`);
- `=` no plural is formed (`leads` are cables).

A product with `proper = true` is named outright (`Rolex`): another product's word that follows
(`watches`) does not take it away. `parts` names the product that parts of this one are.

A word ending in `*` is a stem. English, French and Spanish phrases stand for their plural too.
"""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import msgspec

from tidewaiter.goods.text import cut, fold
from tidewaiter.goods.trade import NO_PRODUCT, trade_words
from tidewaiter.model import Record

Kind = Literal[
    "product", "decoy", "form", "head", "of", "for", "with", "without", "and", "unlike", "part"
]

Tables = dict[str, dict[str, str | bool]]

LANGUAGES = {"en", "zh", "ja", "ko", "ru", "th", "vi", "fr", "es"}
HEAD_FIRST = {"fr", "es", "ru", "th", "vi"}
UNLINKED = {"ru", "th", "vi"}
PLURAL = {"en", "fr", "es"}
REMEMBERED_WORDS = 65_536
MARKS = "?~^="
LONG_WORD = 6


class Sense(Record, frozen=True):
    """One product a phrase names, with what its marks say of it."""

    product: str
    weak: bool = False
    stuff: bool = False
    alone: bool = False
    proper: bool = False
    parts: str = ""


class Entry(Record, frozen=True):
    """What a phrase is: a product's name, or a word that changes the meaning of its neighbours.

    `unlinked` marks languages where the noun stands first and what follows needs no link.
    """

    kind: Kind
    senses: tuple[Sense, ...] = ()
    head_first: bool = False
    unlinked: bool = False


class Node:
    """A step in the tree of phrases."""

    __slots__ = ("entry", "steps")

    def __init__(self) -> None:
        self.steps: dict[str, Node] = {}
        self.entry: Entry | None = None


class Vocabulary:
    """Every phrase of the goods vocabulary, found by its units, longest first."""

    def __init__(self) -> None:
        self._root = Node()
        self._keys = lru_cache(maxsize=REMEMBERED_WORDS)(self._find_keys)
        self._known: set[str] = set()
        self.un_numbers: dict[str, str] = {}
        self._load_context(_read("context.toml"))
        words = _read("words.toml")
        self._load_words(words)
        self._load_trade({name for name, table in words.items() if table.get("stuff") is True})

    def products(self) -> frozenset[str]:
        """The names of every product the vocabulary can give."""
        found: set[str] = set(self.un_numbers.values())
        nodes = [self._root]
        while len(nodes) > 0:
            node = nodes.pop()
            nodes.extend(node.steps.values())
            if node.entry is not None:
                found.update(sense.product for sense in node.entry.senses)
        return frozenset(found)

    def longest(self, units: list[str], start: int) -> tuple[Entry | None, int]:
        """The longest phrase that begins at `start`, if any, with the index after it."""
        nodes, entry, end = [self._root], None, start + 1
        for index in range(start, len(units)):
            keys = self._keys(units[index])
            nodes = [found for key in keys for node in nodes if (found := node.steps.get(key))]
            if len(nodes) == 0:
                break
            for node in nodes:
                if node.entry is not None:
                    entry, end = node.entry, index + 1
                    break
        return entry, end

    def _find_keys(self, unit: str) -> tuple[str, ...]:
        """What a unit can match in the tree: the word itself, then its stems, longest first."""
        stems = [f"{unit[:length]}*" for length in range(len(unit), 1, -1)]
        return tuple(key for key in (unit, *stems) if key in self._known)

    def _load_words(self, tables: Tables) -> None:
        for product, table in tables.items():
            stuff = table.get("stuff") is True
            proper = table.get("proper") is True
            for number in _phrases(str(table.get("un", ""))):
                self.un_numbers[number] = product
            for language in LANGUAGES & table.keys():
                for phrase in _phrases(str(table[language])):
                    bare = phrase.rstrip(MARKS)
                    marks = phrase[len(bare) :]
                    sense = Sense(
                        product,
                        weak="?" in marks,
                        stuff="~" in marks or (stuff and not self._ends_on_form(bare, language)),
                        alone="^" in marks,
                        proper=proper,
                        parts=str(table.get("parts", "")),
                    )
                    entry = Entry("product", (sense,), language in HEAD_FIRST, language in UNLINKED)
                    self._add(bare, language, entry, plural="=" not in marks)

    def _load_context(self, tables: Tables) -> None:
        for kind, table in tables.items():
            for language, phrases in table.items():
                entry = Entry(msgspec.convert(kind, Kind), (), language in HEAD_FIRST)
                for phrase in _phrases(str(phrases)):
                    self._add(phrase, language, entry)

    def _load_trade(self, stuffs: set[str]) -> None:
        """Phrases of the trade vocabulary that are new: names of products, or decoys.

        A single word is taken with doubt: as a stuff, and a short one only where it stands alone.
        """
        new: list[tuple[list[str], Entry]] = []
        for word in trade_words():
            sense = Sense(
                word.product,
                stuff=word.is_single or word.product in stuffs,
                alone=word.is_single and len(word.units[0]) < LONG_WORD,
            )
            senses = () if word.product == NO_PRODUCT else (sense,)
            kind: Kind = "product" if len(senses) > 0 else "decoy"
            language = word.language
            entry = Entry(kind, senses, language in HEAD_FIRST, language in UNLINKED)
            forms = _forms([*word.units], language)
            new += [(units, entry) for units in forms if not self._holds(units)]
        for units, entry in new:
            self._plant(units, entry)
        self._keys.cache_clear()

    def _ends_on_form(self, phrase: str, language: str) -> bool:
        """`zinc ingot`: the shape makes it goods of its own, whatever word follows."""
        units = _units(phrase)
        if len(units) < 2 or language in HEAD_FIRST:
            return False
        last = self._root.steps.get(units[-1])
        return last is not None and last.entry is not None and last.entry.kind == "form"

    def _holds(self, units: list[str]) -> bool:
        if self._keys(units[0]) == ():
            return False
        entry, end = self.longest(units, 0)
        return entry is not None and end == len(units)

    def _plant(self, units: list[str], entry: Entry) -> None:
        node = self._root
        for unit in units:
            self._known.add(unit)
            node = node.steps.setdefault(unit, Node())
        node.entry = _join(node.entry, entry)

    def _add(self, phrase: str, language: str, entry: Entry, *, plural: bool = True) -> None:
        units = _units(phrase)
        for form in _forms(units, language) if plural else [units]:
            self._plant(form, entry)


def _read(name: str) -> Tables:
    text = files("tidewaiter.goods").joinpath(name).read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Tables)


def _phrases(text: str) -> list[str]:
    return [phrase.strip() for phrase in text.split(",") if phrase.strip() != ""]


def _units(phrase: str) -> list[str]:
    """The units of a phrase of the vocabulary, stems kept."""
    units = []
    for word in fold(phrase).split():
        cut_word = [unit.text for unit in cut(word.removesuffix("*"))]
        if word.endswith("*"):
            cut_word[-1] += "*"
        units += cut_word
    return units


def _forms(units: list[str], language: str) -> list[list[str]]:
    """The phrase, and its plural where the language forms it by an ending."""
    last = units[-1]
    if language not in PLURAL or not last.isalpha():
        return [units]
    if last.endswith(("s", "x", "ch", "sh", "z")):
        plurals = [f"{last}es"]
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        plurals = [f"{last[:-1]}ies"]
    else:
        plurals = [f"{last}s", f"{last}es"]
    return [units, *([*units[:-1], plural] for plural in plurals)]


def _join(present: Entry | None, new: Entry) -> Entry:
    """A phrase of several products has all their senses; a product's word beats a context word."""
    if present is None or present.kind != "product":
        return new
    if new.kind != "product":
        return present
    names = {sense.product for sense in present.senses}
    senses = present.senses + tuple(s for s in new.senses if s.product not in names)
    return Entry(
        "product",
        senses,
        head_first=present.head_first and new.head_first,
        unlinked=present.unlinked and new.unlinked,
    )
