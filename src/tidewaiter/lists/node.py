"""One element of XML whose attributes, texts and children are accounted for as they are asked."""

from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from tidewaiter.lists.xml_stream import local_name, plain_text


class Node:
    """An element; what nobody asks for is found by `left_over`.

    Args:
        element: The element.
        ignored: What is not used, each with the reason: an attribute (`@lang`) or an element
            wherever it stands.
        name: What the record is called where it is left out.
        path: Where the element stands inside the record.
    """

    def __init__(
        self,
        element: etree._Element,
        *,
        ignored: Mapping[str, str],
        name: str = "",
        path: str = "",
    ) -> None:
        self.name = name
        self.doubts: list[str] = []
        self._element = element
        self._ignored = ignored
        self._path = path
        self._asked: set[str] = set()
        self._children: dict[str, list[Node]] = {}

    def get(self, name: str) -> str:
        """An attribute, empty where it is not there."""
        self._asked.add(f"@{name}")
        return " ".join(str(self._element.get(name, "")).split())

    @property
    def text(self) -> str:
        """The text of the element."""
        self._asked.add("")
        return plain_text(self._element)

    def all(self, tag: str) -> list["Node"]:
        """The children of that name, in order."""
        if tag not in self._children:
            path = f"{self._path}/{tag}".strip("/")
            self._children[tag] = [
                Node(child, ignored=self._ignored, path=path)
                for child in self._element
                if local_name(child) == tag
            ]
        return self._children[tag]

    def first(self, tag: str) -> str:
        """The text of the first child of that name, empty where there is none."""
        return next((child.text for child in self.all(tag)), "")

    @property
    def ignored(self) -> Counter[str]:
        """How often each ignored name was met."""
        return Counter(name for _, name in self._rest() if name in self._ignored)

    def left_over(self) -> list[str]:
        """The paths that are neither used nor named as ignored."""
        return sorted({path for path, name in self._rest() if name not in self._ignored})

    def _rest(self) -> Iterator[tuple[str, str]]:
        """Path and name of everything with a value that nobody asked for."""
        for attribute, value in self._element.attrib.items():
            name = f"@{attribute!s}"
            if name not in self._asked and str(value).strip() != "":
                yield f"{self._path}/{name}".strip("/"), name
        for child in self._element:
            name = local_name(child)
            if name not in self._children and (plain_text(child) != "" or len(child.attrib) > 0):
                yield f"{self._path}/{name}".strip("/"), name
        if len(self._element) == 0 and "" not in self._asked and plain_text(self._element) != "":
            yield self._path, self._path.rpartition("/")[2]
        for nodes in self._children.values():
            for node in nodes:
                yield from node._rest()
