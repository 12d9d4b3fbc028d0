"""A JSON value as a node that knows its pointer."""

from tidewaiter.cargo.mapping import Node
from tidewaiter.cargo.xml import clean

DEEPEST = 64


class Pairs(list[object]):
    """A JSON object as its (key, value) pairs in order, repeated keys included."""

    def pairs(self) -> list[tuple[str, object]]:
        """The pairs with their types."""
        return [(str(pair[0]), pair[1]) for pair in self if isinstance(pair, tuple)]


class JsonNode(Node):
    """A value below its key; members of an array bear the array's key."""

    __slots__ = ("pointer",)

    def __init__(self, name: str, pointer: str, text: str = "") -> None:
        super().__init__(name, text)
        self.pointer = pointer

    @property
    def at(self) -> str:
        """The JSON pointer (RFC 6901), after the line in a file of JSON lines."""
        return self.pointer or "/"


def to_node(value: object, name: str, pointer: str, depth: int = 0) -> JsonNode:
    """The tree of a parsed value.

    Raises:
        ValueError: the value is nested deeper than any real document.
    """
    if depth > DEEPEST:
        raise ValueError(f"values nested deeper than {DEEPEST}")
    node = JsonNode(name, pointer, "" if isinstance(value, list) else text_of(value))
    for key, token, held in _members(value):
        node.add(to_node(held, key, f"{pointer}/{token}", depth + 1))
    return node


def text_of(value: object) -> str:
    """A scalar as it was written; nothing for null."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else clean(str(value))


def _members(value: object) -> list[tuple[str, str, object]]:
    """The values inside a value: name, pointer below it, value."""
    if isinstance(value, Pairs):
        pairs: list[tuple[str, str, object]] = []
        for key, held in value.pairs():
            escaped = key.replace("~", "~0").replace("/", "~1")
            if isinstance(held, list) and not isinstance(held, Pairs):
                pairs += [(key, f"{escaped}/{index}", item) for index, item in enumerate(held)]
            else:
                pairs.append((key, escaped, held))
        return pairs
    if isinstance(value, list):
        return [("item", str(index), item) for index, item in enumerate(value)]
    return []
