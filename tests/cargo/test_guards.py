import zipfile
from pathlib import Path

import pytest

from tests.cargo.table.build import archive_file
from tidewaiter import cargo
from tidewaiter.cargo.guards import ArchiveLimits, check_archive
from tidewaiter.model import BadInput

SMALL = ArchiveLimits(
    entries=5,
    total_bytes=1 << 20,
    ratio=100,
    ratio_from_bytes=1 << 16,
    shared_strings_bytes=1 << 17,
)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted Office file"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x1f\x8b\x08rest", "gzip"),
        (b"MZ\x90\x00" + bytes(100), "a program"),
        (b"PK\x03\x04broken", "an archive, or a broken workbook"),
        (bytes(range(256)) * 20, "a binary file"),
        (b"Dear colleague, please find attached\n", "a text file"),
        (b"MZ is how this text begins\n", "a text file"),
    ],
)
def test_a_file_of_another_kind_is_named(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "document"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=kind):
        list(cargo.read(path))


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({f"xl/worksheets/sheet{n}.xml": b"x" for n in range(9)}, "entries"),
        ({"xl/worksheets/sheet1.xml": bytes(1 << 21)}, "unfolds to"),
        ({"xl/worksheets/sheet1.xml": bytes(1 << 19)}, "times its size"),
        ({"xl/SharedStrings.xml": bytes(1 << 18)}, "times its size|bytes of text"),
    ],
)
def test_bombs_are_refused_by_their_table_of_contents(
    tmp_path: Path, parts: dict[str, bytes], fault: str
) -> None:
    with pytest.raises(BadInput, match=fault):
        check_archive(archive_file(tmp_path, parts), SMALL)


def test_a_bomb_is_refused_by_the_limits_in_use(tmp_path: Path) -> None:
    path = archive_file(tmp_path, {"xl/worksheets/sheet1.xml": bytes(64 << 20)})
    with pytest.raises(BadInput, match="refused unread"):
        list(cargo.read(path))


def test_an_archive_without_a_workbook_is_not_taken_for_one(tmp_path: Path) -> None:
    path = tmp_path / "letters.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "hello")
    with pytest.raises(BadInput, match="this is an archive"):
        list(cargo.read(path))
