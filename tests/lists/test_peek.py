"""The form of a file is told from its start."""

from pathlib import Path

import pytest

from tidewaiter.lists.peek import Peek


@pytest.mark.parametrize(
    ("content", "root"),
    [
        (b"<export/>", "export"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <no> -->\n<a:export xmlns:a="b"/>', "export"),
        (b'<!DOCTYPE x [<!ENTITY e "<y>">]>\n<html>', "html"),
        (b"\xff\xfe" + "<?xml version='1.0'?><export>".encode("utf-16-le"), "export"),
        ("<export>".encode("utf-16-be"), "export"),
        (b"name;other\n<export>", ""),
        (b"<!-- never closed <export>", ""),
        (b"", ""),
    ],
)
def test_the_root_is_found_behind_what_stands_before_it(
    tmp_path: Path, content: bytes, root: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert Peek(path).root == root


def test_rows_are_those_of_a_table_of_text_only(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text('\ufeffa; "b" ;c\nd;e\n', encoding="utf-8")
    assert Peek(path).rows(1, delimiter=";") == [["a", '"b"', "c"]]
    path.write_bytes(b"PK\x03\x04\x00\x00a;b")
    assert Peek(path).rows(1, delimiter=";") == []
