"""Character sets: the declared one, and what to do where it does not fit."""

import io

import pytest

from tests.cargo.edifact.written import interchange, message
from tidewaiter.cargo.edifact.tokenizer import read_batches

CYRILLIC = "УГОЛЬ КАМЕННЫЙ"
CHINESE = "大连贸易有限公司"
KOREAN = "조선석탄무역회사"


def read(text: str, level: str, codec: str) -> tuple[str, list[str]]:
    """The value read back from a segment, and the problems told."""
    raw = interchange(message(f"FTX+AAA+++{text}'LOC+9+CNDLC'"), level=level).encode(codec)
    batches = list(read_batches(io.BytesIO(raw)))
    segments = [segment for batch in batches for segment in batch.segments]
    value = segments[2].split("\x1d")[4]
    assert segments[3] == "LOC\x1d9\x1dCNDLC"
    return value, [defect.problem for batch in batches for defect in batch.defects]


@pytest.mark.parametrize(
    ("level", "codec", "text"),
    [
        ("UNOC", "iso8859-1", "SOCIÉTÉ GÉNÉRALE"),
        ("UNOD", "iso8859-2", "ŁÓDŹ"),
        ("UNOE", "iso8859-5", CYRILLIC),
        ("UNOF", "iso8859-7", "ΠΕΙΡΑΙΑΣ"),
        ("UNOK", "iso8859-9", "İZMİR"),
        ("UNOY", "utf-8", CHINESE + KOREAN),
        ("UNOW", "utf-8", CYRILLIC),
        ("KECA", "cp949", KOREAN),
    ],
)
def test_declared_character_set_is_read_without_defect(level: str, codec: str, text: str) -> None:
    assert read(text, level, codec) == (text, [])


@pytest.mark.parametrize("level", ["UNOA", "UNOB", "UNOC", "UNOE"])
def test_utf8_under_another_level_is_read_as_utf8_with_a_defect(level: str) -> None:
    value, problems = read(CHINESE, level, "utf-8")
    assert value == CHINESE
    assert [problem for problem in problems if problem.endswith("read as utf-8")] != []


@pytest.mark.parametrize(
    ("text", "codec"), [(CHINESE, "gb18030"), (KOREAN, "cp949"), ("CAFÉ BRÛLÉ", "iso8859-1")]
)
@pytest.mark.parametrize("level", ["UNOA", "UNOY"])
def test_undeclared_character_set_is_named_in_a_defect(text: str, codec: str, level: str) -> None:
    value, problems = read(text, level, codec)
    assert value == text
    assert [problem for problem in problems if problem.endswith(f"read as {codec}")] != []


def test_unknown_level_is_a_defect_and_utf8_is_tried() -> None:
    value, problems = read(KOREAN, "UNOZ", "utf-8")
    assert value == KOREAN
    assert problems == ["syntax level UNOZ is not known, read as UTF-8 where it fits"]


def test_one_bad_segment_leaves_the_others_in_the_declared_set() -> None:
    body = f"FTX+AAA+++{CHINESE}'FTX+AAA+++X'".encode()
    body += "FTX+AAA+++大连'NAD+CN+++辽宁贸易'".encode("gb18030")
    raw = interchange(message("@"), level="UNOY").encode().replace(b"@", body)
    segments = [text for batch in read_batches(io.BytesIO(raw)) for text in batch.segments]
    assert segments[2].endswith(CHINESE)
    assert segments[4].endswith("大连")


def test_lower_case_and_underscore_under_level_a_are_no_defect() -> None:
    assert read("coal_in bulk", "UNOA", "ascii") == ("coal_in bulk", [])
