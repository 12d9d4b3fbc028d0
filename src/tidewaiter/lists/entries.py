"""Entries of one list: looked for by a piece of text, and followed through its versions."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from tidewaiter.lists.diff import FieldChange, Key, diff
from tidewaiter.lists.kept import Kept
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.store import Store
from tidewaiter.model import Listing, Record

MOST_VERSIONS = 12
MOST_ENTRIES = 60_000  # of all versions looked at together: more take too long while one waits


class Change(Record, frozen=True):
    """What a version did to an entry: took it in, changed it, or left it out.

    `first` is the first version there is, where it holds the entry already.
    """

    kept: Kept
    kind: Literal["first", "added", "changed", "removed"]
    fields: tuple[FieldChange, ...] = ()


class History(Record, frozen=True):
    """The versions that changed an entry, newest first, and how many of them were looked at."""

    changes: tuple[Change, ...]
    looked_at: int
    versions: int


def holding(loaded: LoadedList, text: str) -> list[Listing]:
    """The entries in whose reference, names or numbers the text stands; all where it is empty."""
    wanted = text.casefold().strip()
    if wanted == "":
        return list(loaded.listings)
    return [each for each in loaded.listings if any(wanted in said for said in _said(each))]


def entries(loaded: LoadedList, ref: str) -> list[Listing]:
    """The entries under a reference: mostly one."""
    return [listing for listing in loaded.listings if listing.ref == ref]


def history(store: Store, versions: Sequence[Kept], key: Key) -> History:
    """What each version did to an entry, of those whose files are at hand.

    Args:
        store: Where the versions are; what is loaded stays loaded in it.
        versions: The versions of one list, oldest first.
        key: List and reference of the entry.

    Raises:
        BadInput: a version cannot be loaded.
    """
    chosen = list(_affordable(versions))
    alone = [(kept, _alone(store.load(kept), key)) for kept in chosen]
    changes = list(_changes(alone, whole=len(chosen) == len(versions)))
    return History(tuple(reversed(changes)), len(chosen), len(versions))


def _changes(alone: list[tuple[Kept, LoadedList]], *, whole: bool) -> Iterator[Change]:
    if len(alone) > 0 and whole and len(alone[0][1].listings) > 0:
        yield Change(alone[0][0], "first")
    for (_, before), (kept, after) in pairwise(alone):
        found = diff(before, after)
        if len(found.added) > 0:
            yield Change(kept, "added")
        elif len(found.removed) > 0:
            yield Change(kept, "removed")
        elif len(found.changed) > 0:
            yield Change(kept, "changed", found.changed[0].fields)


def _affordable(versions: Sequence[Kept]) -> Iterable[Kept]:
    """The newest versions that can be looked at while somebody waits, oldest first."""
    chosen: list[Kept] = []
    budget = MOST_ENTRIES
    for kept in reversed(versions[-MOST_VERSIONS:]):
        budget -= kept.entries
        if budget < 0 and len(chosen) > 0:
            break
        chosen.append(kept)
    return reversed(chosen)


def _alone(loaded: LoadedList, key: Key) -> LoadedList:
    """The list as if it held that entry alone."""
    of_key = tuple(each for each in loaded.listings if (each.list, each.ref) == key)
    return msgspec.structs.replace(loaded, listings=of_key)


def _said(listing: Listing) -> Iterator[str]:
    yield listing.ref.casefold()
    yield from (name.text.casefold() for name in listing.names)
    yield from (each.value.casefold() for each in listing.identifiers)
