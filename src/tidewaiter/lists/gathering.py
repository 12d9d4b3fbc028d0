"""What a reader gathers from one edition, and how it becomes a `LoadedList`."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import Published, count_defects, left_over_defects
from tidewaiter.lists.record import Fields, StoppedRecord
from tidewaiter.model import BadInput, Defect, Listing, ListVersion


class Gathering:
    """The listings and defects of one edition, and the accounts of its fields.

    Args:
        about: What is known of the list.
    """

    def __init__(self, about: Published) -> None:
        self.about = about
        self.listings: list[Listing] = []
        self.defects: list[Defect] = []
        self.ignored: Counter[str] = Counter()
        self.left_over: Counter[str] = Counter()

    def add(self, fields: Fields, build: Callable[[Fields], Listing], *, at: str, ref: str) -> None:
        """Keep the listing built from a record, or a defect where it cannot be used.

        Args:
            fields: The record.
            build: What makes the listing; may raise `StoppedRecord`.
            at: Where the record stands.
            ref: What names the record where no listing could be made.
        """
        try:
            listing = build(fields)
        except StoppedRecord as stop:
            self.defects.append(Defect(at=at, problem=f"entry left out: {stop}", text=ref))
            return
        self.ignored.update(fields.ignored)
        self.left_over.update(fields.left_over())
        self.listings.append(listing)
        self.defects += [Defect(at=at, problem=doubt, text=listing.ref) for doubt in fields.doubts]

    def finish(self, *paths: Path, published: str = "") -> LoadedList:
        """The list, with a defect for every field left over and every count out of bounds.

        Args:
            paths: The files it was read from; the first is named where nothing was found.
            published: The day of the edition, where the file gives one.

        Raises:
            BadInput: where no entry could be read.
        """
        if len(self.listings) == 0:
            raise BadInput(
                "no entry could be read",
                where=str(paths[0]),
                advice=f"Get the list again from {self.about.where}.",
            )
        version = ListVersion(
            name=self.about.name,
            source=self.about.source,
            published=published,
            sha256=hash_files(paths),
            entries=len(self.listings),
        )
        return LoadedList(
            version=version,
            listings=tuple(self.listings),
            defects=(
                *self.defects,
                *left_over_defects(self.left_over),
                *count_defects(self.about.expected, self._counts()),
            ),
            ignored=dict(self.ignored),
        )

    def _counts(self) -> Counter[str]:
        counts = Counter(str(listing.kind) for listing in self.listings)
        counts.update(programme for listing in self.listings for programme in listing.programmes)
        counts["entries"] = len(self.listings)
        return counts


def hash_files(paths: Iterable[Path]) -> str:
    """The SHA-256 of the files one after the other, in little memory."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while len(block := file.read(1 << 20)) > 0:
                digest.update(block)
    return digest.hexdigest()
