from pathlib import Path

import pytest

from tidewaiter.cargo.source import open_source
from tidewaiter.cargo.xml import Decoder, declared_encoding


def decode(tmp_path: Path, data: bytes) -> tuple[str, Decoder]:
    file = tmp_path / "document.xml"
    file.write_bytes(data)
    decoder = Decoder(open_source(file))
    return "".join(decoder.chunks()), decoder


@pytest.mark.parametrize(
    ("encoding", "word"),
    [
        ("windows-1251", "Владивосток"),
        ("gb18030", "大连港"),
        ("euc-kr", "남포항"),
        ("iso-8859-1", "Fécamp"),
        ("utf-8", "남포 大连 é"),
        ("utf-16", "남포 大连 é"),
        ("shift_jis", "神戸"),
    ],
)
def test_declared_encodings_are_honoured(tmp_path: Path, encoding: str, word: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><a>{word}</a>'
    decoded, decoder = decode(tmp_path, text.encode(encoding))
    assert decoded == text
    assert decoder.defects == []


def test_utf_8_declared_as_latin_1_is_told_and_reported(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="iso-8859-1"?><a>남포</a>'
    decoded, decoder = decode(tmp_path, text.encode("utf-8"))
    assert decoded == text
    assert "read as UTF-8" in decoder.defects[0].problem


def test_latin_1_declared_as_utf_8_is_read_and_reported_with_its_line(tmp_path: Path) -> None:
    decoded, decoder = decode(tmp_path, b"<a>\nF\xe9camp \xe9 <b>\xc3\xa9</b></a>")
    assert decoded == "<a>\nFécamp é <b>é</b></a>"
    assert [defect.at for defect in decoder.defects] == ["line 2"]


@pytest.mark.parametrize("claim", ["klingon-8", "zip", "utf-16", "idna", "rot13", "undefined"])
def test_an_impossible_claim_falls_back_to_utf_8(tmp_path: Path, claim: str) -> None:
    text = f'<?xml version="1.0" encoding="{claim}"?><a>é</a>'
    decoded, decoder = decode(tmp_path, text.encode("utf-8"))
    assert decoded == text
    assert claim in decoder.defects[0].problem


def test_control_characters_are_replaced_and_reported_once(tmp_path: Path) -> None:
    decoded, decoder = decode(tmp_path, b"<a>\x00one\x1ftwo</a>")
    assert decoded == "<a>\ufffdone\ufffdtwo</a>"
    assert len(decoder.defects) == 1


def test_a_character_cut_by_a_chunk_is_whole(tmp_path: Path) -> None:
    text = "<a>" + "x" * 65_532 + "남포</a>"
    decoded, decoder = decode(tmp_path, text.encode("utf-8"))
    assert decoded == text
    assert decoder.defects == []


def test_the_byte_order_mark_wins_over_the_prolog() -> None:
    assert declared_encoding(b'\xef\xbb\xbf<?xml encoding="gb18030"?>') == "utf-8-sig"
