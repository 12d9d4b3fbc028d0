"""Indexes of names saved in a folder, so that the next start opens them instead of building.

An index is found by what it was built of: the names themselves and the code that reads them. One
that is absent, damaged or of other names is built anew. What cannot be saved is used all the same.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from tidewaiter.model.listing import ListingKind
from tidewaiter.names.flat import code_version, read, write
from tidewaiter.names.index import NameIndex, build

KEPT = 8  # indexes in a folder; those longest unused go first
_SUFFIX = ".names"


def open_or_build(names: Iterable[tuple[str, ListingKind]], folder: Path) -> NameIndex:
    """The index of the names, each with its kind: the one saved in the folder, or a new one."""
    listed = list(names)
    fingerprint = f"{code_version()} {_digest(listed)}"
    path = folder / f"{hashlib.blake2b(fingerprint.encode(), digest_size=16).hexdigest()}{_SUFFIX}"
    flat = read(path, fingerprint)
    if flat is not None:
        _mark_used(path)
        return NameIndex(flat)
    index = build(listed)
    try:
        write(path, fingerprint, index.flat)
        _drop_unused(folder)
    except OSError:
        return index
    return index


def _digest(listed: list[tuple[str, ListingKind]]) -> str:
    """A hash of the names in their order, no two lists of which are written alike."""
    digest = hashlib.blake2b(digest_size=32)
    for text, kind in listed:
        written = text.encode(errors="surrogatepass")
        digest.update(b"%d %s %s" % (len(written), kind.encode(), written))
    return digest.hexdigest()


def _mark_used(path: Path) -> None:
    try:
        path.touch()
    except OSError:
        return


def _drop_unused(folder: Path) -> None:
    """Delete all but the indexes last used; another process may have been quicker."""
    used = sorted(folder.glob(f"*{_SUFFIX}"), key=lambda path: -path.stat().st_mtime)
    for path in used[KEPT:]:
        path.unlink(missing_ok=True)
