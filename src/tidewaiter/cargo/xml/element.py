"""An XML element as a node that knows its line."""

import re

from tidewaiter.cargo.mapping import Node

SPACE = re.compile(r"[^\S\n]+")


class XmlNode(Node):
    """An element (or attribute) with the line it starts on.

    `counted` elements always show their number in a place; others where they are repeated.
    """

    __slots__ = ("_at", "counted", "line")

    def __init__(self, name: str, line: int, *, counted: bool = False) -> None:
        super().__init__(name)
        self.line = line
        self.counted = counted
        self._at = ""

    @property
    def at(self) -> str:
        """For example `line 120 Item[1]/Tarification/HScode/Commodity_code`."""
        if self._at == "":
            self._at = f"line {self.line} {'/'.join(self._steps())}"
        return self._at

    def _steps(self) -> list[str]:
        """The steps from below the document's element down to this one."""
        steps = []
        node: Node | None = self
        while isinstance(node, XmlNode):
            if node.parent is not None or node.counted or node is self:
                steps.append(node.step)
            node = node.parent
        return steps[::-1]

    @property
    def step(self) -> str:
        """The name with its number among those of the same name, where that is needed."""
        repeated = self.parent is not None and self.parent.count(self.name) > 1
        return f"{self.name}[{self.index}]" if self.counted or repeated else self.name


def local_name(tag: str) -> str:
    """The name of an element or attribute without its namespace or prefix."""
    return tag.rpartition("}")[2].rpartition(":")[2]


def clean(text: str) -> str:
    """Text without indentation: lines stripped, empty ones dropped, line breaks kept."""
    if "\n" not in text and "  " not in text and "\t" not in text:
        return text.strip()
    lines = (SPACE.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line != "")
