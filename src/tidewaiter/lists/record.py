"""One record's fields, each to be used or named as ignored: the accounting behind every reader."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence


class StoppedRecord(Exception):  # noqa: N818 - read aloud, it says what happened
    """A record that cannot be used; the reader turns it into a defect and goes on."""


class Fields:
    """The non-empty fields of one record; what nobody asks for is found by `left_over`.

    `doubts` takes what could not be understood of a part while the record is kept: a listed
    person must not be lost over a label.

    Args:
        fields: Path, number of the group the field stands in, and text of every field.
        ignored: The paths that are not used, each with the reason.
        name: What the record is called where it is left out.
    """

    def __init__(
        self,
        fields: Iterable[tuple[str, int, str]],
        *,
        ignored: Mapping[str, str],
        name: str = "",
    ) -> None:
        self.name = name
        self._texts: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._order = [field for field in fields if field[2] != ""]
        for path, group, text in self._order:
            self._texts[path].append((group, text))
        self._used: set[str] = set()
        self.doubts: list[str] = []
        self.ignored = Counter(
            {path: len(texts) for path, texts in self._texts.items() if path in ignored}
        )

    def peek(self, path: str) -> str:
        """The first text at a path, empty where there is none."""
        return next((text for _, text in self._texts.get(path, ())), "")

    def all(self, path: str) -> list[str]:
        """Every text at a path, in order."""
        self._used.add(path)
        return [text for _, text in self._texts.get(path, ())]

    def one(self, path: str) -> str:
        """The one text at a path.

        Raises:
            StoppedRecord: where there is none or there are several.
        """
        texts = self.all(path)
        if len(texts) != 1:
            raise StoppedRecord(f"{len(texts)} values of {path} where one is needed")
        return texts[0]

    def groups(self, prefix: str, names: Sequence[str]) -> Iterator[dict[str, str]]:
        """The named fields under a prefix, one mapping for each group that has any."""
        grouped: dict[int, dict[str, str]] = defaultdict(dict)
        for name in names:
            path = f"{prefix}/{name}"
            self._used.add(path)
            for group, text in self._texts.get(path, ()):
                grouped[group][name] = text
        yield from (grouped[group] for group in sorted(grouped))

    def grouped(self, prefix: str) -> list[str]:
        """Everything under a prefix, the fields of each group joined with commas in order."""
        grouped: dict[int, list[str]] = defaultdict(list)
        for path, group, text in self._order:
            if path.startswith(f"{prefix}/"):
                self._used.add(path)
                grouped[group].append(text)
        return [", ".join(texts) for texts in grouped.values()]

    def left_over(self) -> list[str]:
        """The paths that are neither used nor named as ignored."""
        return sorted(self._texts.keys() - self._used - self.ignored.keys())
