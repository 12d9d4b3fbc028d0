"""What reading one list gives, gathered: listings, defects, and the fields set aside."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol, TypeVar

from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import Published, count_defects, left_over_defects
from tidewaiter.lists.record import StoppedRecord
from tidewaiter.model import BadInput, Defect, Listing, ListVersion


class Accounted(Protocol):
    """A record that knows which of its fields were used, and which are named as ignored."""

    name: str
    doubts: list[str]

    @property
    def ignored(self) -> Counter[str]:
        """How often each ignored field was met."""
        ...

    def left_over(self) -> list[str]:
        """The fields that are neither used nor ignored."""
        ...


R = TypeVar("R", bound=Accounted)


class Reading:
    """The state of one reading.

    Args:
        about: What is known of the list before it is read.
    """

    def __init__(self, about: Published) -> None:
        self.about = about
        self.listings: list[Listing] = []
        self.defects: list[Defect] = []
        self.ignored: Counter[str] = Counter()
        self.left_over: Counter[str] = Counter()

    def take(self, at: str, fields: R, build: Callable[[R], Listing]) -> None:
        """Add the listing built from the fields; one that cannot be used becomes a defect."""
        try:
            listing = build(fields)
        except StoppedRecord as stop:
            self.defects.append(Defect(at=at, problem=f"entry left out: {stop}", text=fields.name))
            return
        self.listings.append(listing)
        self.ignored.update(fields.ignored)
        self.left_over.update(fields.left_over())
        self.defects += [Defect(at=at, problem=doubt, text=listing.ref) for doubt in fields.doubts]

    def loaded(
        self, files: Iterable[Path], *, published: str = "", counts: Iterable[str] = ()
    ) -> LoadedList:
        """All of it as one list, its counts held against what is expected.

        Args:
            files: The files that were read; their bytes are the version's hash.
            published: The day of the edition, in ISO form, empty where the file has none.
            counts: What else to count, each name as often as it was met.

        Raises:
            BadInput: where no entry could be read.
        """
        paths = tuple(files)
        if len(self.listings) == 0:
            raise BadInput(
                "no entry could be read",
                where=str(paths[0]),
                advice=f"Get the list again from {self.about.where}",
            )
        version = ListVersion(
            name=self.about.name,
            source=self.about.source,
            published=published,
            sha256=hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest(),
            entries=len(self.listings),
        )
        defects = (
            *self.defects,
            *self._repeated(),
            *left_over_defects(self.left_over),
            *count_defects(self.about.expected, self._counts() + Counter(counts)),
        )
        return LoadedList(
            version=version,
            listings=tuple(self.listings),
            defects=defects,
            ignored=dict(self.ignored),
        )

    def _counts(self) -> Counter[str]:
        counts = Counter(str(listing.kind) for listing in self.listings)
        counts.update(programme for listing in self.listings for programme in listing.programmes)
        counts["entries"] = len(self.listings)
        return counts

    def _repeated(self) -> list[Defect]:
        refs = Counter(listing.ref for listing in self.listings)
        return [
            Defect(at="whole file", problem=f"{count} entries have one reference", text=ref)
            for ref, count in refs.items()
            if count > 1
        ]
