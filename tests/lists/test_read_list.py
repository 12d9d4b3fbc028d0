"""A file that is no list says so."""

from pathlib import Path

import pytest

from tidewaiter.lists import read
from tidewaiter.model import BadInput


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "no list"),
        (b"name,country\nSample,XX\n", "no list"),
        (b"\x00\x01\x02\x03", "no list"),
        (b"<list><entry/></list>", "root of this XML is list"),
        (b"<CONSOLIDATED_LIST", "no entry"),
    ],
)
def test_another_file_is_refused_with_advice(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=what) as caught:
        read(path)
    assert caught.value.advice != ""


def test_a_missing_file_is_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be opened"):
        read(tmp_path / "none.xml")


def test_a_folder_is_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be opened"):
        read(tmp_path)
