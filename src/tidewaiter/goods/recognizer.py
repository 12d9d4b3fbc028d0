"""Declared goods as the law sees them: digits of HS codes, and products named in words."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from tidewaiter.codes import HsReader
from tidewaiter.goods.chunks import Chunk, segments
from tidewaiter.goods.context import (
    ends_in_plural,
    is_cut_out,
    is_foreign,
    is_label_of_empties,
    is_of_other_matter,
    is_only_making,
    is_plain,
    is_whole_of_parts,
    judge,
    stands_alone,
)
from tidewaiter.goods.jargon import without_delivery
from tidewaiter.goods.text import cut, fold
from tidewaiter.goods.vocabulary import Sense, Vocabulary
from tidewaiter.model import Evidence, Goods, GoodsFact, Product, Record
from tidewaiter.model.facts import Strength

_CACHED_DESCRIPTIONS = 65_536
_BURIED_HS = re.compile(
    r"(?:\b(?:h\.?s\.?n?|hts|hsn|ncm|taric|customs tariff|tariff|commodity)\b"
    r"|тн ?вэд|税则号列|税号|稅號|商品编码|hs编码|hs코드|세번|hs부호|税番)"
    r"[\s.:#-]*(?:code|codes|no|nr|number|heading|编码|코드)*[\s.:#-]*"
    r"([0-9]{4}(?:[.\s-]?[0-9]{2}){0,3})(?![0-9])",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_UN_NUMBER = re.compile(r"\bun(?:\s?no)?[\s.:#-]*([0-9]{4})\b", re.IGNORECASE)
_DECLARED_UN_NUMBER = re.compile(r"(?:un)?\s*([0-9]{4})", re.IGNORECASE)


class Named(Record, frozen=True):
    """A product met in a text: how surely, and the words that show it."""

    product: str
    strength: Strength
    words: str


class Recognizer:
    """Finds the products of the law's vocabulary in goods items.

    One instance holds the compiled vocabulary and remembers the descriptions it has seen; keep
    one for many items.
    """

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._hs = HsReader()
        self._names = lru_cache(maxsize=_CACHED_DESCRIPTIONS)(self._find_names)
        self._codes = lru_cache(maxsize=_CACHED_DESCRIPTIONS)(self._read_codes)

    def products(self) -> frozenset[str]:
        """The names of every product the vocabulary can give."""
        return self._vocabulary.products()

    def recognize(self, goods: Goods, field: str, places: Mapping[str, str]) -> GoodsFact:
        """The goods item at path `field` (`goods[0]`) as the law sees it.

        `places` says where fields stood in the file. Codes and UN numbers written into the
        description count too; their evidence names the description.
        """
        fact = self.recognize_text(field, goods.description, goods.hs, places=places)
        dangerous = self._dangerous(goods.dangerous_goods, f"{field}.dangerous_goods", places)
        if len(dangerous) == 0:
            return fact
        known = {(product.name, product.strength) for product in fact.products}
        added = tuple(p for p in dangerous if (p.name, p.strength) not in known)
        return GoodsFact(
            field=fact.field,
            description=fact.description,
            hs=fact.hs,
            products=fact.products + added,
            hs_evidence=fact.hs_evidence,
        )

    def recognize_text(
        self,
        field: str,
        description: str,
        hs: tuple[str, ...] = (),
        *,
        alternatives: bool = False,
        places: Mapping[str, str] | None = None,
    ) -> GoodsFact:
        """A description and declared codes as the law sees them.

        `hs_evidence` runs parallel to `hs`. A declared code without digits gives none.
        """
        at = {} if places is None else places
        words, codes = _path(field, "description"), _path(field, "hs")
        evidence = {
            digits: Evidence(codes, written, at.get(codes, ""))
            for written in hs
            for digits in self._codes(written)
        }
        for digits, written in self._buried(description):
            evidence.setdefault(digits, Evidence(words, written, at.get(words, "")))
        return GoodsFact(
            field=field,
            description=description,
            hs=tuple(evidence),
            alternatives=alternatives,
            products=tuple(
                Product(
                    named.product, named.strength, Evidence(words, named.words, at.get(words, ""))
                )
                for named in self._names(description)
            ),
            hs_evidence=tuple(evidence.values()),
        )

    def _dangerous(
        self, numbers: tuple[str, ...], field: str, places: Mapping[str, str]
    ) -> tuple[Product, ...]:
        products = []
        for written in numbers:
            match = _DECLARED_UN_NUMBER.match(written.strip())
            name = self._vocabulary.un_numbers.get(match[1]) if match is not None else None
            if name is not None:
                evidence = Evidence(field, written, places.get(field, ""))
                products.append(Product(name, "certain", evidence))
        return tuple(products)

    def _read_codes(self, written: str) -> tuple[str, ...]:
        return tuple(code.digits for code in self._hs.parse_all(written))

    def _buried(self, description: str) -> list[tuple[str, str]]:
        """Codes written into a description, with the words that announce them."""
        if _DIGIT.search(description) is None:
            return []
        found = [(self._hs.parse(m[1]), m[0].strip()) for m in _BURIED_HS.finditer(description)]
        return [
            (code.digits, words)
            for code, words in found
            if code is not None and self._hs.plausible(code.digits)
        ]

    def _find_names(self, description: str) -> tuple[Named, ...]:
        folded = without_delivery(fold(description))
        source = description if len(description) == len(folded) else folded
        found: dict[str, Named] = {}
        parts = segments(cut(folded), self._vocabulary)
        plain = is_plain(parts)
        for segment in parts:
            for index, chunk in enumerate(segment):
                words = source[chunk.start : chunk.end]
                for product, strength in _named(parts, segment, index, plain=plain):
                    _keep(found, Named(product, strength, words))
        for match in _UN_NUMBER.finditer(description):
            name = self._vocabulary.un_numbers.get(match[1])
            if name is not None:
                _keep(found, Named(name, "certain", match[0]))
        return tuple(found.values())


def _named(
    parts: list[list[Chunk]], segment: list[Chunk], index: int, *, plain: bool
) -> Iterator[tuple[str, Strength]]:
    """The products that the phrase at a place names, each with its strength."""
    chunk = segment[index]
    strength = judge(segment, index) if chunk.kind == "product" else None
    if chunk.entry is None or strength is None or is_label_of_empties(parts, segment, index):
        return
    alone = (plain and stands_alone(segment, index)) or ends_in_plural(segment, index)
    in_parts = is_whole_of_parts(segment, index)
    unmade = is_of_other_matter(segment, index)
    if is_foreign(parts, chunk) or is_cut_out(segment, index) or is_only_making(segment, index):
        strength = "possible"
    for sense in chunk.entry.senses:
        if not (sense.matter and unmade):
            product = sense.parts if in_parts and sense.parts != "" else sense.product
            yield product, _grade(sense, strength, alone)


def _grade(sense: Sense, strength: Strength, alone: bool) -> Strength:
    return "possible" if sense.weak or (sense.alone and not alone) else strength


def _keep(found: dict[str, Named], named: Named) -> None:
    """Keep one sighting of each product, the surest."""
    present = found.get(named.product)
    if present is None or (present.strength == "possible" and named.strength == "certain"):
        found[named.product] = named


def _path(field: str, part: str) -> str:
    return part if field == "" else f"{field}.{part}"
