"""Files that are refused before they are read, each with the reason and what to do.

Archives are measured by their table of contents before anything is unpacked; files of kinds that
hold no cargo document (or hold it out of reach) are named for what they are.
"""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from tidewaiter.cargo.source import Source
from tidewaiter.model import BadInput

ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What an archive may unfold to. Real workbooks unfold to 10 to 50 times their size."""

    entries: int = 2_000
    total_bytes: int = 2 << 30
    ratio: int = 200
    ratio_from_bytes: int = 16 << 20
    shared_strings_bytes: int = 128 << 20


LIMITS = ArchiveLimits()

# First bytes, what such a file is, what to do.
REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old or encrypted Office file (.xls, or protected by a password)",
        "Open it, remove the password, and save it as .xlsx or .csv.",
    ),
    (b"%PDF", "a PDF", "Ask for the data behind it, or copy its table to a .csv or .xlsx."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and give the document inside."),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it and give the document inside."),
    (b"Rar!\x1a\x07", "a RAR archive", "Unpack it and give the document inside."),
    (b"BZh", "a bzip2 archive", "Unpack it and give the document inside."),
    (b"\xfd7zXZ", "an xz archive", "Unpack it and give the document inside."),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "Unpack it and give the document inside."),
    (b"\x89PNG", "an image", "Type its table into a .csv or .xlsx; images are not read."),
    (b"\xff\xd8\xff", "an image", "Type its table into a .csv or .xlsx; images are not read."),
    (b"II*\x00", "an image", "Type its table into a .csv or .xlsx; images are not read."),
    (b"MM\x00*", "an image", "Type its table into a .csv or .xlsx; images are not read."),
    (b"GIF8", "an image", "Type its table into a .csv or .xlsx; images are not read."),
    (b"-----BEGIN PGP MESSAGE", "an encrypted message", "Decrypt it and give the document inside."),
    (b"SQLite format 3\x00", "a database", "Export its table to .csv, .xlsx or .parquet."),
    (b"MZ", "a program", "Do not open it; ask the sender what it is."),
    (b"\x7fELF", "a program", "Do not open it; ask the sender what it is."),
)


def refuse_known(source: Source) -> None:
    """Refuse a file of a kind that is never a readable cargo document.

    Raises:
        BadInput: naming the kind and what to do.
    """
    for start, kind, advice in REFUSED:
        if source.head.startswith(start) and not _is_text(source.head, start):
            raise BadInput(f"this is {kind}", where=str(source.path), advice=advice)
    if source.head.startswith(ZIP) and not is_workbook(source.path):
        raise BadInput(
            "this is an archive, or a broken workbook",
            where=str(source.path),
            advice="Unpack it and give the document inside, or ask the sender for it again.",
        )


def _is_text(head: bytes, start: bytes) -> bool:
    """True where two printable letters (`MZ`, `BZh`) start an ordinary text."""
    return start.isascii() and start.isalnum() and head[:512].isascii() and b"\0" not in head[:512]


def is_binary(head: bytes) -> bool:
    """True where the first bytes hold more control characters than a damaged text does."""
    sample = head[:4096]
    odd = sum(byte < 32 and byte not in b"\t\n\r\x0c\x1c\x1d\x1e\x1f" for byte in sample)
    return odd > max(4, len(sample) // 50)


def is_workbook(path: Path) -> bool:
    """True where the file is a whole archive with a workbook in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.endswith("xl/workbook.xml") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return False


def check_archive(path: Path, limits: ArchiveLimits = LIMITS) -> None:
    """Measure an archive by its table of contents.

    Raises:
        BadInput: it is broken, encrypted, or would unfold beyond the limits.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise BadInput(
            f"the archive cannot be opened: {error}",
            where=str(path),
            advice="Ask the sender for it again.",
        ) from error
    fault = _fault(entries, path.stat().st_size, limits)
    if fault:
        raise BadInput(
            f"refused unread: {fault}",
            where=str(path),
            advice="If the sender is known, ask for the table as .csv.",
        )


def _fault(entries: list[zipfile.ZipInfo], size: int, limits: ArchiveLimits) -> str:
    """What is wrong with an archive's table of contents, or an empty string."""
    total = sum(entry.file_size for entry in entries)
    strings = sum(
        entry.file_size for entry in entries if entry.filename.lower().endswith("sharedstrings.xml")
    )
    names = {entry.filename for entry in entries}
    unfolded = total // max(1, size)
    tests = (
        (len(entries) > limits.entries, f"the archive holds {len(entries)} entries"),
        (any(entry.flag_bits & 0x1 for entry in entries), "the archive is encrypted"),
        (len(names) < len(entries), "the archive holds two entries of one name"),
        (total > limits.total_bytes, f"the archive unfolds to {total} bytes"),
        (
            total > limits.ratio_from_bytes and unfolded > limits.ratio,
            f"the archive unfolds to {unfolded} times its size",
        ),
        (strings > limits.shared_strings_bytes, f"the workbook holds {strings} bytes of text"),
    )
    return next((fault for met, fault in tests if met), "")
