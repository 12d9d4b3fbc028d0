"""Names of the Swiss list, which come in parts, each with its spellings in other scripts."""

from collections.abc import Iterator
from itertools import islice, product

from tidewaiter.lists.node import Node
from tidewaiter.model import ListedName
from tidewaiter.model.listing import NameQuality

KINDS: dict[str, NameQuality] = {
    "primary-name": "primary",
    "alias": "strong",
    "formerly-known-as": "former",
}
PARTS = frozenset(
    {
        "family-name",
        "given-name",
        "further-given-name",
        "father-name",
        "grand-father-name",
        "maiden-name",
        "tribal-name",
        "whole-name",
        "suffix",
        "other",
    }
)
TITLE = "title"
MOST = 20
"""Spellings made of one name in one script; parts with many spellings would give hundreds."""


def read_names(name: Node, *, main: bool, doubts: list[str]) -> list[ListedName]:
    """A name and its other spellings.

    The parts stand in the list's order, titles left out. A spelling takes the parts that are
    spelt in its language and script, and the others as they are.

    Args:
        name: The element `name`.
        main: Whether it is of the identity the list calls the main one.
        doubts: Takes what is not known.
    """
    quality = _quality(name, main=main, doubts=doubts)
    parts = [part for part in _parts(name) if _kind(part, doubts) != TITLE]
    values = [part.first("value") for part in parts]
    whole = " ".join(value for value in values if value != "")
    if whole == "":
        return []
    other: NameQuality = "strong" if quality == "primary" else quality
    return [
        ListedName(whole, quality),
        *(ListedName(text, other) for text in _spellings(parts, values)),
    ]


def read_titles(name: Node) -> list[str]:
    """The titles among the parts of a name."""
    parts = (part for part in _parts(name) if part.get("name-part-type") == TITLE)
    return [part.first("value") for part in parts]


def _quality(name: Node, *, main: bool, doubts: list[str]) -> NameQuality:
    kind, grade = name.get("name-type"), name.get("quality")
    if kind not in KINDS or grade not in {"good", "low", ""}:
        doubts.append(f"a name is {kind!r}, {grade!r}: it is kept as weak")
        return "weak"
    if grade == "low":
        return "low"
    return "strong" if KINDS[kind] == "primary" and not main else KINDS[kind]


def _kind(part: Node, doubts: list[str]) -> str:
    kind = part.get("name-part-type")
    if kind not in PARTS and kind != TITLE:
        doubts.append(f"part {kind!r} of a name is not known: it is kept in the name")
    return kind


def _parts(name: Node) -> list[Node]:
    parts = name.all("name-part")
    return sorted(parts, key=lambda part: part.get("order").zfill(4))


def _spellings(parts: list[Node], values: list[str]) -> Iterator[str]:
    variants: list[dict[tuple[str, str], list[str]]] = []
    for part in parts:
        spelt: dict[tuple[str, str], list[str]] = {}
        for variant in part.all("spelling-variant"):
            key = (variant.get("lang"), variant.get("script"))
            spelt.setdefault(key, []).append(variant.text)
        variants.append(spelt)
    for key in dict.fromkeys(key for spelt in variants for key in spelt):
        choices = [spelt.get(key, [value]) for spelt, value in zip(variants, values, strict=True)]
        for words in islice(product(*choices), MOST):
            yield " ".join(word for word in words if word != "")
