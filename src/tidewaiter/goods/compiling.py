"""Compiling the words of goods into the phrases that `vocabulary.py` finds.

`words.toml` holds the words of each product, `context.toml` the words around them. Both are
comma-separated phrases by language. In `words.toml` a phrase may end in a mark:

- `?` the phrase shows the product at most as possible (`lead`, which may be a wire);
- `~` the phrase is a stuff other goods are made of: only where it ends its phrase does it name
  the goods (`silk` against `silk flowers`). A product with `stuff = true` has it throughout;
- `^` the phrase names the goods where it stands alone with words of shape and amount (`gold`);
- `=` no plural is formed (`leads` are cables);
- `@` a maker's name: it tells the goods only where no other noun does (`Toyota forklift`).

A product with `proper = true` is named outright (`Rolex`): another product's word that follows
(`watches`) does not take it away. One with `matter = true` is what it is made of: a fish of
plastic or chocolate is other goods. `parts` names the product that parts of this one are.

A word ending in `*` is a stem. English, French and Spanish phrases stand for their plural too.
`python tools/compile_goods.py` writes the result after a change of words.
"""

import tomllib
from importlib.resources import files

import msgspec

from tidewaiter.goods.text import cut, fold
from tidewaiter.goods.trade import NO_PRODUCT, trade_words
from tidewaiter.goods.vocabulary import NO_ENTRY, Entry, Kind, Phrases, Sense, Vocabulary

Tables = dict[str, dict[str, str | bool]]

LANGUAGES = ("en", "zh", "ja", "ko", "ru", "th", "vi", "fr", "es")
HEAD_FIRST = {"fr", "es", "ru", "th", "vi"}
UNLINKED = {"ru", "th", "vi"}
PLURAL = {"en", "fr", "es"}
MARKS = "?~^=@"
LONG_WORD = 6


def compile_phrases() -> Phrases:
    """Every phrase of the tables beside this module."""
    return _Compiler().phrases()


class _Compiler:
    """Phrases as they are gathered, in their units."""

    def __init__(self) -> None:
        self._found: dict[str, Entry] = {}
        self._un_numbers: dict[str, str] = {}
        self._load_context(_read("context.toml"))
        words = _read("words.toml")
        self._load_words(words)
        self._load_trade(words)

    def phrases(self) -> Phrases:
        """What was gathered, each entry once."""
        entries = {entry: place for place, entry in enumerate(dict.fromkeys(self._found.values()))}
        places: dict[str, int] = {}
        for phrase, entry in sorted(self._found.items()):
            units = phrase.split(" ")
            for length in range(1, len(units)):
                places.setdefault(" ".join(units[:length]), NO_ENTRY)
            places[phrase] = entries[entry]
        known = frozenset(unit for phrase in self._found for unit in phrase.split(" "))
        return Phrases(tuple(entries), places, known, self._un_numbers)

    def _load_words(self, tables: Tables) -> None:
        for product, table in tables.items():
            for number in _phrases(str(table.get("un", ""))):
                self._un_numbers[number] = product
            for language in LANGUAGES:
                for phrase in _phrases(str(table.get(language, ""))):
                    bare = phrase.rstrip(MARKS)
                    marks = phrase[len(bare) :]
                    shaped = self._ends_on_form(bare, language)
                    stuff = "~" in marks or (table.get("stuff") is True and not shaped)
                    sense = Sense(
                        product,
                        weak="?" in marks,
                        stuff=stuff,
                        alone="^" in marks,
                        maker="@" in marks,
                        proper=table.get("proper") is True,
                        matter=table.get("matter") is True,
                        parts=str(table.get("parts", "")),
                    )
                    entry = _entry("product", language, (sense,))
                    self._add(bare, language, entry, plural="=" not in marks)

    def _load_context(self, tables: Tables) -> None:
        for kind, table in tables.items():
            for language, phrases in table.items():
                entry = _entry(msgspec.convert(kind, Kind), language)
                for phrase in _phrases(str(phrases)):
                    self._add(phrase, language, entry)

    def _load_trade(self, words: Tables) -> None:
        """Phrases of the trade vocabulary that are new: products, decoys, and heads.

        A short single word is taken with doubt: as a stuff, and only where it stands alone. A
        single word of no product is the noun that a product's word before it serves.
        """
        present = Vocabulary(self.phrases())
        new: list[tuple[list[str], Entry]] = []
        for word in trade_words():
            table = words.get(word.product, {})
            short = word.is_single and len(word.units[0]) < LONG_WORD
            sense = Sense(
                word.product,
                stuff=short or table.get("stuff") is True,
                alone=short,
                matter=table.get("matter") is True,
            )
            none = word.product == NO_PRODUCT
            noun = word.is_single and not any(sign.isdigit() for sign in word.units[0])
            kind: Kind = "product" if not none else "head" if noun else "decoy"
            entry = _entry(kind, word.language, () if none else (sense,))
            for units in _forms([*word.units], word.language):
                held, end = present.longest(units, 0)
                if held is None or end < len(units):
                    new.append((units, entry))
        for units, entry in new:
            self._plant(units, entry)

    def _ends_on_form(self, phrase: str, language: str) -> bool:
        """`zinc ingot`: the shape makes it goods of its own, whatever word follows."""
        units = _units(phrase)
        if len(units) < 2 or language in HEAD_FIRST:
            return False
        last = self._found.get(units[-1])
        return last is not None and last.kind == "form"

    def _plant(self, units: list[str], entry: Entry) -> None:
        phrase = " ".join(units)
        self._found[phrase] = _join(self._found.get(phrase), entry)

    def _add(self, phrase: str, language: str, entry: Entry, *, plural: bool = True) -> None:
        units = _units(phrase)
        for form in _forms(units, language) if plural else [units]:
            self._plant(form, entry)


def _entry(kind: Kind, language: str, senses: tuple[Sense, ...] = ()) -> Entry:
    return Entry(kind, senses, language in HEAD_FIRST, language in UNLINKED, (language,))


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
    if present is None:
        return new
    languages = (*present.languages, *(t for t in new.languages if t not in present.languages))
    if "product" not in (present.kind, new.kind) or present.kind != "product":
        return msgspec.structs.replace(new, languages=languages)
    if new.kind != "product" and "en" not in present.languages:
        return present
    names = {sense.product for sense in present.senses}
    added = () if new.kind != "product" else new.senses
    joined = new.kind == "product"
    return Entry(
        "product",
        present.senses + tuple(s for s in added if s.product not in names),
        head_first=present.head_first and (new.head_first or not joined),
        unlinked=present.unlinked and (new.unlinked or not joined),
        languages=languages,
    )
