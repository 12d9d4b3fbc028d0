"""Signs that goods are not what a declaration says: each asks for a look and never detains.

A pure function of one goods item and its consignment. Bounds and words stand in `plausible.toml`
with how far they are verified.
"""

from collections.abc import Iterator
from functools import cache
from typing import Literal

from tidewaiter.codes import HsReader
from tidewaiter.goods.headings import HeadingCandidate, headings
from tidewaiter.goods.plausible import CONTAINER_KG, LUXURY, plausible
from tidewaiter.goods.recognizer import Recognizer
from tidewaiter.goods.trade import product_of_heading
from tidewaiter.model import Consignment, Evidence, Goods, Record

SignalKind = Literal[
    "heading_against_text",
    "value",
    "weight",
    "packing",
    "origin",
    "vague_text",
    "luxury_words",
    "dual_use_words",
]
_SURE_HEADING = 0.6
_NET_ABOVE_GROSS = 1.001
_DENSEST, _LIGHTEST = 22_600.0, 5.0


class Signal(Record, frozen=True):
    """One sign of misdeclaration.

    `asks` is what it asks for: a look into the box, or a second reading of the papers. A `weak`
    sign counts together with others. `why` is the reason in words.
    """

    kind: SignalKind
    asks: Literal["inspect", "review"]
    strength: Literal["strong", "weak"]
    why: str
    evidence: Evidence

    @property
    def counts(self) -> bool:
        """True where the sign alone asks for something."""
        return self.strength == "strong"


class _Item:
    """The goods item with its consignment, its codes and the products its words name."""

    def __init__(self, goods: Goods, consignment: Consignment) -> None:
        self.goods, self.consignment = goods, consignment
        places = [at for at, each in enumerate(consignment.goods) if each is goods]
        self.field = f"goods[{places[0]}]" if len(places) > 0 else "goods"
        codes = (code for written in goods.hs for code in _hs().parse_all(written))
        self.headings = tuple(code.heading for code in codes if code.heading != "")
        fact = _recognizer().recognize_text(self.field, goods.description)
        self.products = {p.name for p in fact.products if p.strength == "certain"}
        self.candidates = headings(goods.description, k=10)

    def evidence(self, part: str, value: object) -> Evidence:
        """The value with its path and place."""
        path = f"{self.field}.{part}"
        return Evidence(path, str(value), self.consignment.at(path))

    @property
    def kilograms(self) -> float:
        """The declared weight, net where there is one; zero where none is declared."""
        return self.goods.net_weight_kg or self.goods.gross_weight_kg or 0.0

    @property
    def heading(self) -> str:
        """The declared heading, or a sure one from the words, or nothing."""
        if len(self.headings) > 0:
            return self.headings[0]
        sure = [c.heading for c in self.candidates[:1] if c.score >= _SURE_HEADING]
        return sure[0] if len(sure) > 0 else ""


def signals(goods: Goods, consignment: Consignment) -> tuple[Signal, ...]:
    """The signs of misdeclaration one goods item shows, in the order of the checks.

    A check whose facts are not declared says nothing.
    """
    item = _Item(goods, consignment)
    checks = (_against_text, _value, _weight, _packing, _origin, _vague, _words)
    return tuple(signal for check in checks for signal in check(item))


def _against_text(item: _Item) -> Iterator[Signal]:
    likely = item.candidates
    if len(item.headings) == 0 or len(likely) == 0 or likely[0].score < _SURE_HEADING:
        return
    chapters = {candidate.heading[:2] for candidate in likely[:5]}
    if any(heading[:2] in chapters for heading in item.headings):
        return
    of_heading = product_of_heading()
    declared = {of_heading.get(heading, "") for heading in item.headings}
    other = len(item.products) > 0 and item.products.isdisjoint(declared)
    yield Signal(
        "heading_against_text",
        "inspect" if other else "review",
        "strong" if other else "weak",
        f"the heading {item.headings[0]} is declared; {_said(likely[0])}",
        item.evidence("hs", item.goods.hs[0]),
    )


def _said(candidate: HeadingCandidate) -> str:
    return f"the words speak for {candidate.heading}: {candidate.why}"


def _value(item: _Item) -> Iterator[Signal]:
    money, bounds = item.goods.value, plausible().value.get(item.heading)
    rate = plausible().rate.get(money.currency) if money is not None else None
    if money is None or bounds is None or rate is None or item.kilograms <= 0:
        return
    dollars = money.amount * rate * 1000 / item.kilograms
    slack = 1.0 if money.currency == "USD" else 2.0
    if bounds[0] <= dollars * slack and dollars <= bounds[1] * slack:
        return
    low = dollars < bounds[0]
    far = dollars * 2 < bounds[0] or dollars > bounds[1] * 2
    yield Signal(
        "value",
        "inspect" if far else "review",
        "strong" if far else "weak",
        f"{dollars:,.0f} USD a tonne is {'below' if low else 'above'} what heading {item.heading}"
        f" usually fetches ({bounds[0]:,.0f} to {bounds[1]:,.0f}; bounds not verified)",
        item.evidence("value", money.amount),
    )


def _weight(item: _Item) -> Iterator[Signal]:
    goods = item.goods
    net, gross = goods.net_weight_kg, goods.gross_weight_kg
    if net is not None and gross is not None and net > gross * _NET_ABOVE_GROSS:
        why = f"the net weight {net:,.0f} kg is above the gross weight {gross:,.0f} kg"
        yield Signal("weight", "review", "strong", why, item.evidence("net_weight_kg", net))
    boxes, heavy = len(goods.containers), gross or net or 0.0
    if boxes > 0 and heavy > boxes * CONTAINER_KG:
        why = f"{heavy:,.0f} kg do not fit {boxes} container(s) of {CONTAINER_KG:,.0f} kg gross"
        yield Signal("weight", "inspect", "strong", why, item.evidence("gross_weight_kg", heavy))
    if goods.volume_m3 and heavy > 0:
        density = heavy / goods.volume_m3
        if not _LIGHTEST <= density <= _DENSEST:
            why = f"{density:,.0f} kg a cubic metre is lighter or denser than any goods"
            yield Signal("weight", "review", "weak", why, item.evidence("volume_m3", density))


def _packing(item: _Item) -> Iterator[Signal]:
    for place, packages in enumerate(item.goods.packages):
        kind, count = packages.kind.strip().upper(), packages.count or 0.0
        most = plausible().package.get(kind.removesuffix("S"), plausible().package.get(kind))
        evidence = item.evidence(f"packages[{place}].kind", packages.kind)
        alone = len(item.goods.packages) == 1
        if most is not None and alone and count > 0 and item.kilograms / count > most:
            why = f"{item.kilograms / count:,.0f} kg in each {kind} is more than it holds"
            yield Signal("packing", "inspect", "strong", why, evidence)
        bulky = sorted(item.products & plausible().bulk)
        if kind in plausible().cartons and len(bulky) > 0:
            why = f"{bulky[0]} moves in bulk or bags, not in {kind}"
            yield Signal("packing", "inspect", "weak", why, evidence)


def _origin(item: _Item) -> Iterator[Signal]:
    origin = item.goods.origin.strip().upper()
    mined = sorted(item.products & plausible().mined)
    if origin in plausible().without_mines and len(mined) > 0:
        why = f"{origin} produces no {mined[0]} for export (list not verified)"
        yield Signal("origin", "inspect", "strong", why, item.evidence("origin", origin))
    if origin in plausible().landlocked and item.heading in plausible().marine:
        why = f"{origin} has no sea, heading {item.heading} is of the sea"
        yield Signal("origin", "inspect", "weak", why, item.evidence("origin", origin))


def _vague(item: _Item) -> Iterator[Signal]:
    text, heavy = item.goods.description, item.goods.gross_weight_kg or item.kilograms
    bounds = plausible()
    if not bounds.is_vague(text) or heavy < bounds.review_kg:
        return
    much = heavy >= bounds.inspect_kg
    yield Signal(
        "vague_text",
        "inspect" if much else "review",
        "strong" if much else "weak",
        f"“{text.strip()}” names no goods and stands for {heavy:,.0f} kg",
        item.evidence("description", text),
    )


def _words(item: _Item) -> Iterator[Signal]:
    text = item.goods.description
    luxury = sorted(item.products & LUXURY)
    if len(luxury) > 0:
        why = f"the words name {luxury[0]}, which lists of luxury goods hold"
        yield Signal("luxury_words", "review", "weak", why, item.evidence("description", text))
    for term in plausible().dual_use_terms(text)[:1]:
        why = f"“{term}” is a word of goods with two uses; the word alone proves nothing"
        yield Signal("dual_use_words", "review", "weak", why, item.evidence("description", text))


@cache
def _recognizer() -> Recognizer:
    return Recognizer()


@cache
def _hs() -> HsReader:
    return HsReader()
