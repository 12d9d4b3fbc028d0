"""Whether a measure reaches a goods item: by its words, by its codes, or perhaps."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from tidewaiter.assess.conditions import weigh
from tidewaiter.assess.setting import Setting
from tidewaiter.model.facts import GoodsFact, Product
from tidewaiter.model.law import HsRow, Measure
from tidewaiter.model.record import Evidence

WORDS = "words of the measure"


class Match(NamedTuple):
    """How sure it is that the goods are meant, what shows it, and what leaves it in doubt."""

    strength: Literal["certain", "doubt"]
    what: str
    evidence: tuple[Evidence, ...]
    check: str
    why: str = ""
    missing: tuple[str, ...] = ()


class RowHit(NamedTuple):
    """A declared code that met a row; `whole` is False for a code shorter than the row."""

    code: str
    row: HsRow
    whole: bool


def match_item(measure: Measure, item: GoodsFact, setting: Setting) -> Match | None:
    """The strongest way the measure reaches the item, or None where it does not."""
    if measure.goods == "any":
        return Match("certain", item.description or "the goods", (_description(item),), "")
    found = list(_matches(measure, item, setting))
    certain = [match for match in found if match.strength == "certain"]
    return next(iter(certain or found), None)


def _matches(measure: Measure, item: GoodsFact, setting: Setting) -> Iterator[Match]:
    rows = _row_hits(measure, item)
    if measure.defined_by == "words" or len(item.hs) == 0:
        yield from _by_words(measure, item)
        yield from _by_reach(measure, item, setting)
    yield from _by_codes(measure, item, rows)


def _by_words(measure: Measure, item: GoodsFact) -> Iterator[Match]:
    for product in item.products:
        shown = _words(product)
        if product.name in measure.products and product.strength == "certain":
            yield Match("certain", shown, (product.evidence,), WORDS)
        elif product.name in measure.products:
            why = "the words may mean another product"
            yield Match("doubt", shown, (product.evidence,), WORDS, why, ("description",))
        elif product.name in measure.possible_products:
            why = "the measure does not name this product, and a reading may reach it"
            yield Match("doubt", shown, (product.evidence,), WORDS, why, ("ruling",))


def _by_reach(measure: Measure, item: GoodsFact, setting: Setting) -> Iterator[Match]:
    for reach in measure.reaches:
        for product in item.products:
            if product.name not in reach.products:
                continue
            reply = weigh(reach.when, setting, measure)
            shown = _words(product)
            evidence = (product.evidence, *reply.evidence)
            if reply.answer == "met" and product.strength == "certain":
                yield Match("certain", shown, evidence, WORDS)
            elif reply.answer != "failed" or measure.open_list:
                why = "; ".join(reply.why) or "the words may mean another product"
                yield Match("doubt", shown, evidence, WORDS, why, reply.missing)


def _row_hits(measure: Measure, item: GoodsFact) -> list[RowHit]:
    return [
        RowHit(code, row, code.startswith(row.code))
        for code in item.hs
        for row in measure.hs
        if code.startswith(row.code) or row.code.startswith(code)
    ]


def _by_codes(measure: Measure, item: GoodsFact, hits: list[RowHit]) -> Iterator[Match]:
    carrying = [
        hit for hit in hits if hit.whole and (hit.row.carries or _agrees(hit.row, measure, item))
    ]
    reached = {hit.code for hit in carrying}
    if len(carrying) > 0 and (not item.alternatives or reached == set(item.hs)):
        yield _certain(carrying[0], item)
        return
    for hit in hits:
        wide = hit.row.match == "part" or not hit.whole
        if wide and _names_another(measure, item):
            continue
        yield _doubt(hit, item)


def _agrees(row: HsRow, measure: Measure, item: GoodsFact) -> bool:
    """True where a verified but wider heading and unsure words name the same product."""
    named = any(product.name in measure.products for product in item.products)
    return named and row.match == "part" and row.check != "unverified"


def _certain(hit: RowHit, item: GoodsFact) -> Match:
    what = f"HS {hit.code} ({hit.row.what})"
    return Match("certain", what, (_code(item, hit.code),), f"HS row {hit.row.check}")


def _doubt(hit: RowHit, item: GoodsFact) -> Match:
    what = f"HS {hit.code} ({hit.row.what})"
    evidence = (_code(item, hit.code),)
    check = f"HS row {hit.row.check}"
    if not hit.whole:
        why = f"the declared code is shorter than {hit.row.code}"
        return Match("doubt", what, evidence, check, why, ("hs",))
    if hit.row.match == "part":
        why = f"heading {hit.row.code} is wider than the goods the measure names"
        return Match("doubt", what, evidence, check, why, ("description",))
    if hit.row.carries:
        why = "another code of this act lies outside the measure"
        return Match("doubt", what, evidence, check, why, ("hs",))
    why = f"that heading {hit.row.code} is meant is a reading no source verifies"
    return Match("doubt", what, evidence, check, why, ("ruling",))


def _names_another(measure: Measure, item: GoodsFact) -> bool:
    """True where the words surely name goods the measure does not speak of.

    On an open list that settles nothing: the list may reach the other goods too.
    """
    if measure.open_list:
        return False
    spoken = {*measure.products, *measure.possible_products}
    spoken |= {name for reach in measure.reaches for name in reach.products}
    sure = [product.name for product in item.products if product.strength == "certain"]
    return len(sure) > 0 and spoken.isdisjoint(product.name for product in item.products)


def _code(item: GoodsFact, code: str) -> Evidence:
    """The evidence of a declared code, by its digits, else by its place in the list."""
    for evidence in item.hs_evidence:
        if "".join(char for char in evidence.value if char.isdigit()) == code:
            return evidence
    return Evidence(field=f"{item.field}.hs", value=code)


def _words(product: Product) -> str:
    """The words found, with the product they stand for where they say it otherwise."""
    name = product.name.replace("_", " ")
    value = product.evidence.value
    return f"'{value}'" if value.casefold() == name else f"'{value}' ({name})"


def _description(item: GoodsFact) -> Evidence:
    if len(item.products) > 0:
        return item.products[0].evidence
    if len(item.hs) > 0:
        return _code(item, item.hs[0])
    return Evidence(field=f"{item.field}.description", value=item.description)


def is_excluded(measure: Measure, item: GoodsFact) -> bool:
    """True where the measure leaves these goods out by name or code (food, medicine)."""
    named = any(
        product.name in measure.excluded_products and product.strength == "certain"
        for product in item.products
    )
    return named or any(code.startswith(measure.excluded_hs) for code in item.hs)
