"""One element of a document, whatever its syntax."""

from collections.abc import Iterator, Sequence


class Node:
    """A named element with its text, its children, and where it stands.

    An XML attribute is a child named `@attribute`; the members of a JSON array are children
    of one name. `index` counts the siblings of that name from 1.
    """

    __slots__ = ("_named", "children", "index", "name", "parent", "text")

    def __init__(self, name: str, text: str = "") -> None:
        self.name = name
        self.text = text
        self.index = 1
        self.parent: Node | None = None
        self.children: list[Node] = []
        self._named: dict[str, list[Node]] = {}

    @property
    def at(self) -> str:
        """Where the element stands, as a person would look for it."""
        return self.path

    @property
    def path(self) -> str:
        """The names from below the document's own element down to this one, without indices."""
        names = []
        node: Node | None = self
        while node is not None and node.parent is not None:
            names.append(node.name)
            node = node.parent
        return "/".join(reversed(names)) or self.name

    def add(self, child: "Node") -> None:
        """Hang a child below this element and count it among those of its name."""
        child.parent = self
        named = self._named.setdefault(child.name, [])
        named.append(child)
        child.index = len(named)
        self.children.append(child)

    def count(self, name: str) -> int:
        """How many children bear a name."""
        return len(self._named.get(name, ()))

    def find(self, path: str) -> "Sequence[Node]":
        """Every element at a path below this one; the empty path is the element itself."""
        if path == "":
            return (self,)
        name, _, rest = path.partition("/")
        named = self._named.get(name, ())
        if rest == "":
            return named
        return [node for child in named for node in child.find(rest)]

    def first(self, path: str) -> "Node | None":
        """The first element at a path that holds text, or None."""
        return next((node for node in self.find(path) if node.text != ""), None)

    def leaves(self) -> Iterator["Node"]:
        """Every element from here down that holds text, in document order."""
        stack = [self]
        while len(stack) > 0:
            node = stack.pop()
            if node.text != "":
                yield node
            stack.extend(reversed(node.children))
