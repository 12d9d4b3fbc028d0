"""A consignment in the making, which accounts for every leaf of its document."""

from collections.abc import Sequence
from typing import Any

import msgspec

from tidewaiter.cargo.mapping.node import Node
from tidewaiter.cargo.mapping.values import iso_date
from tidewaiter.model import Consignment, Defect, Extra


class Entry:
    """One record in the making: its fields, and the leaf each came from."""

    __slots__ = ("leaves", "values")

    def __init__(self, **fixed: Any) -> None:
        self.values: dict[str, Any] = dict(fixed)
        self.leaves: dict[str, Node] = {}

    def put(self, field: str, value: Any, leaf: Node) -> None:
        """Set a field and remember its leaf."""
        self.values[field] = value
        self.leaves[field] = leaf


class Draft:
    """Fields, places, extras and defects of one consignment until it is complete.

    Every leaf below `nodes` is either taken by a field or becomes an extra under its path. A
    leaf whose text a field does not repeat as written (a code turned into a word, a date into
    ISO) is read with `look` and so stands in the extras too.
    """

    def __init__(self, document: str, form: str, nodes: Sequence[Node]) -> None:
        self.defects: list[Defect] = []
        self._nodes = nodes
        self._values: dict[str, Any] = {"document": document, "format": form, "reference": ""}
        self._places: dict[str, str] = {}
        self._taken: set[int] = set()
        self._dated: set[int] = set()

    def has(self, field: str) -> bool:
        """Whether a field of the consignment has a value."""
        return self._values.get(field, "") not in ("", [], None)

    def take(self, leaf: Node) -> str:
        """The text of a leaf, which is accounted for by the field it goes to."""
        self._taken.add(id(leaf))
        return leaf.text

    def release(self, leaves: Sequence[Node]) -> None:
        """Let leaves stand in the extras after all: a field holds what was computed of them."""
        self._taken.difference_update(id(leaf) for leaf in leaves)

    def is_taken(self, leaf: Node) -> bool:
        """Whether a field already holds a leaf."""
        return id(leaf) in self._taken

    def put(self, field: str, value: Any, leaf: Node) -> None:
        """Set a field of the consignment itself."""
        self._values[field] = value
        self._places[field] = leaf.at

    def put_text(self, field: str, leaf: Node | None) -> None:
        """Set a field to a leaf's text, where there is such a leaf and the field is empty."""
        if leaf is not None and not self.has(field):
            self.put(field, self.take(leaf), leaf)

    def put_word(self, field: str, leaf: Node | None, words: dict[str, str]) -> None:
        """Set a field to the word a code stands for; an unknown code is a defect."""
        if leaf is None or self.has(field):
            return
        if leaf.text in words:
            self.put(field, words[leaf.text], leaf)
        else:
            self.fault(leaf, f"unknown code for {field}")

    def add(self, field: str, entry: Entry) -> int:
        """Append a record to a list field; returns its index."""
        records = self._values.setdefault(field, [])
        records.append(entry.values)
        index = len(records) - 1
        for name, leaf in entry.leaves.items():
            self._places[f"{field}[{index}].{name}"] = leaf.at
        return index

    def add_text(self, field: str, leaf: Node) -> None:
        """Append a leaf's text to a list of words, such as `routing`."""
        words = self._values.setdefault(field, [])
        words.append(self.take(leaf))
        self._places[f"{field}[{len(words) - 1}]"] = leaf.at

    def add_date(self, kind: str, leaf: Node | None) -> None:
        """Append a date in ISO; what cannot be read for certain is a defect."""
        if leaf is None or id(leaf) in self._dated:
            return
        self._dated.add(id(leaf))
        value = iso_date(leaf.text)
        if value is None:
            self.fault(leaf, "not a date that can be read in one way only")
            return
        if value == leaf.text:
            self.take(leaf)
        entry = Entry(kind=kind)
        entry.put("value", value, leaf)
        self.add("dates", entry)

    def add_reference(self, scheme: str, leaf: Node | None) -> None:
        """Append a number of the consignment under its own name."""
        if leaf is None or self.is_taken(leaf):
            return
        entry = Entry(scheme=scheme)
        entry.put("value", self.take(leaf), leaf)
        self.add("references", entry)

    def copy_first(self, field: str, into: str) -> None:
        """Give the consignment the value of a field of its one goods item."""
        value = self._values["goods"][0].get(field)
        if value is not None and not self.has(into):
            self._values[into] = value
            self._places[into] = self._places[f"goods[0].{field}"]

    def pack_goods(self, index: int) -> None:
        """Say that a goods item is in every container of the consignment."""
        numbers = [held["number"] for held in self._values["containers"] if held["number"] != ""]
        goods = self._values["goods"][index]
        if len(numbers) > 0 and "containers" not in goods:
            goods["containers"] = numbers
            self._places[f"goods[{index}].containers"] = next(
                place for name, place in self._places.items() if name.startswith("containers[")
            )

    def fault(self, leaf: Node, problem: str) -> None:
        """Note what is wrong with a leaf, which then stands in the extras as well."""
        self.defects.append(Defect(at=leaf.at, problem=problem, text=leaf.text))

    def finish(self) -> Consignment:
        """The consignment, with every leaf no field took among the extras."""
        extras = [
            Extra(name=leaf.path, value=leaf.text, at=leaf.at)
            for node in self._nodes
            for leaf in node.leaves()
            if id(leaf) not in self._taken
        ]
        built = msgspec.convert(self._values, Consignment)
        return msgspec.structs.replace(
            built, extras=tuple(extras), defects=tuple(self.defects), places=self._places
        )
