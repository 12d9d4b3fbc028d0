"""The tokenizer: UNA and its abuses, line ends, stray bytes, and the oracle."""

import io
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydifact.parser import Parser

from benchmarks.synthetic import write_cuscar
from tests.cargo.edifact.written import cuscar, interchange, message, write_segment
from tidewaiter.cargo.edifact import Segment, tokenize
from tidewaiter.cargo.edifact import tokenizer as module
from tidewaiter.cargo.edifact.tokenizer import read_batches

PLAIN = "UNB+UNOA:2+A+B+261101:0900+R1'UNH+1+CUSCAR:D:95B:UN'BGM+85+M1+9'UNT+3+1'UNZ+1+R1'"


def segments(content: bytes | str) -> list[Segment]:
    raw = content.encode() if isinstance(content, str) else content
    return list(tokenize(io.BytesIO(raw)))


def shapes(content: bytes | str) -> list[tuple[str, tuple[tuple[str, ...], ...]]]:
    return [(segment.tag, segment.elements) for segment in segments(content)]


def problems(content: bytes | str) -> list[str]:
    raw = content.encode() if isinstance(content, str) else content
    return [defect.problem for batch in read_batches(io.BytesIO(raw)) for defect in batch.defects]


def with_separators(text: str, component: str, element: str, terminator: str) -> str:
    return text.translate(str.maketrans(":+'", component + element + terminator))


def test_segments_know_their_number_and_offset() -> None:
    found = segments(PLAIN)
    assert [segment.number for segment in found] == [1, 2, 3, 4, 5]
    assert [segment.offset for segment in found] == [
        PLAIN.index(segment.tag + "+") for segment in found
    ]


def test_offsets_count_bytes_after_una_line_ends_and_released_terminators() -> None:
    text = "UNA:+.? '\r\n" + PLAIN.replace("'", "'\r\n").replace("M1", "M?'1")
    assert [text[s.offset : s.offset + 3] for s in segments(text)] == [
        "UNB", "UNH", "BGM", "UNT", "UNZ",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "advice",
    [
        pytest.param("", id="missing"),
        pytest.param("UNA:+.? '", id="full"),
        pytest.param("UNA:+.? '\r\n", id="full and a line end"),
        pytest.param("UNA:+.'", id="four characters"),
        pytest.param("UNA:+.?'", id="five characters"),
        pytest.param("UNA:+,? '", id="decimal comma"),
        pytest.param("UNA:+.?*'", id="repetition separator"),
        pytest.param("UNA+:.? '", id="component and element swapped"),
        pytest.param("UNA:-.? *", id="announces separators nobody uses"),
        pytest.param("UNA:+.  '", id="no release character"),
        pytest.param("UNA:+.? \n", id="announces the line end"),
    ],
)
def test_una_abuse_reads_as_the_interchange_is_written(advice: str) -> None:
    assert shapes(advice + PLAIN) == shapes(PLAIN)


@pytest.mark.parametrize("advice", ["UNA:+.'", "UNA:-.? *", "UNA+:.? '"])
def test_una_that_lies_is_a_defect(advice: str) -> None:
    assert any("UNA" in problem for problem in problems(advice + PLAIN))


def test_una_that_tells_the_truth_is_no_defect() -> None:
    assert problems("UNA:+.? '" + PLAIN) == []


@pytest.mark.parametrize(("component", "element", "terminator"), ["-.*", "|^~", "*|!", ":+\n"])
def test_una_with_other_separators_is_obeyed(component: str, element: str, terminator: str) -> None:
    advice = f"UNA{component}{element},? {terminator}"
    assert shapes(advice + with_separators(PLAIN, component, element, terminator)) == shapes(PLAIN)


def test_release_character_of_una_is_obeyed() -> None:
    text = "UNA:+.\\ '" + PLAIN.replace("M1", "M\\+1?")
    assert shapes(text)[2] == ("BGM", (("85",), ("M+1?",), ("9",)))


def test_no_release_character_leaves_question_marks_alone() -> None:
    text = "UNA:+.  '" + PLAIN.replace("M1", "M1?")
    assert shapes(text)[2] == ("BGM", (("85",), ("M1?",), ("9",)))


@pytest.mark.parametrize("marks", ["*|!", "\x1f\x1d\x1c"], ids=["marks", "level B"])
def test_other_separators_without_una_are_seen_in_unb_and_unh(marks: str) -> None:
    assert shapes(with_separators(PLAIN, *marks)) == shapes(PLAIN)


def test_second_interchange_may_have_other_separators() -> None:
    other = "UNA*|.? ~" + with_separators(PLAIN, "*", "|", "~")
    assert shapes(PLAIN + "\n" + other) == shapes(PLAIN) * 2


def test_byte_order_mark_before_unb_is_no_part_of_the_tag() -> None:
    assert shapes(b"\xef\xbb\xbf" + PLAIN.encode()) == shapes(PLAIN)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", " \r\n "])
def test_line_ends_between_segments_are_nothing(end: str) -> None:
    assert list(shapes(PLAIN.replace("'", "'" + end))) == shapes(PLAIN)


def test_line_end_at_a_separator_is_nothing() -> None:
    assert shapes(PLAIN.replace("+85+", "+\r\n85\r\n+")) == shapes(PLAIN)


def test_line_end_inside_a_value_keeps_words_apart() -> None:
    text = PLAIN.replace("M1", "COAL\r\nANTHRACITE")
    assert shapes(text)[2][1][1] == ("COAL ANTHRACITE",)


def test_lines_wrapped_at_eighty_do_not_cut_words() -> None:
    text = cuscar("B1", "B2")
    wrapped = "\r\n".join(text[i : i + 80] for i in range(0, len(text), 80))
    assert shapes(wrapped) == shapes(text)


def test_line_ends_as_only_terminator_are_taken_for_it() -> None:
    assert shapes(PLAIN.replace("'", "\n")) == shapes(PLAIN)


def test_lost_terminator_at_a_line_end_is_put_back() -> None:
    text = PLAIN.replace("'", "'\n").replace("+9'\n", "+9\n")
    assert shapes(text) == shapes(PLAIN)


def test_last_segment_without_terminator_is_kept() -> None:
    assert shapes(PLAIN[:-1]) == shapes(PLAIN)


def test_released_characters_are_plain_text() -> None:
    text = PLAIN.replace("M1", "A?+B?:C?'D??E")
    assert shapes(text)[2][1][1] == ("A+B:C'D?E",)


def test_released_release_before_a_separator_is_not_taken_for_its_release() -> None:
    text = PLAIN.replace("M1", "WHAT????")
    assert shapes(text)[2][1] == (("85",), ("WHAT??",), ("9",))


def test_release_before_an_ordinary_letter_stays_a_question_mark() -> None:
    assert shapes(PLAIN.replace("M1", "WHAT? NOT"))[2][1][1] == ("WHAT? NOT",)


def test_control_characters_in_text_part_nothing() -> None:
    assert shapes(PLAIN.replace("M1", "A\x1dB\x1fC\x1cD\x01"))[2][1][1] == ("A␝B␟C␜D␁",)


def test_segment_without_an_end_is_capped_and_the_rest_read() -> None:
    text = PLAIN.replace("M1", "X" * 300_000)
    found = segments(text)
    assert [segment.tag for segment in found] == ["UNB", "UNH", "BGM", "UNT", "UNZ"]
    assert any("without an end" in problem for problem in problems(text))
    assert len(found[2].elements[1][0]) < module.MAX_SEGMENT


def test_blocks_cut_anywhere_give_the_same_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    text = cuscar("B1", "B?'2", "B??", "B4")
    whole = segments(text)
    monkeypatch.setattr(module, "HEAD", 64)
    for size in (67, 101, 1000):
        monkeypatch.setattr(module, "BLOCK", size)
        assert segments(text) == whole


def test_memory_is_bounded_whatever_the_size(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "big.edi"
    write_cuscar(path, 3_000_000)
    tracemalloc.start()
    with path.open("rb") as stream:
        count = sum(len(batch.segments) for batch in read_batches(stream))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count > 100_000
    assert peak < 2_000_000


TEXT = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=12)
TAG = st.sampled_from(["BGM", "FTX", "NAD", "LOC", "RFF", "MEA"])
ELEMENTS = st.lists(st.lists(TEXT, min_size=1, max_size=5), min_size=1, max_size=6)


def trim(elements: list[list[str]]) -> list[list[str]]:
    return [[part.strip(" ") or "x" for part in element] for element in elements]


@given(st.lists(st.tuples(TAG, ELEMENTS), min_size=1, max_size=8))
def test_what_is_written_is_read_back(body: list[tuple[str, list[list[str]]]]) -> None:
    text = interchange(message("".join(write_segment(tag, elements) for tag, elements in body)))
    expected = [(tag, tuple(map(tuple, elements))) for tag, elements in body]
    assert shapes(text)[2:-2] == expected


@given(st.lists(st.tuples(TAG, ELEMENTS), min_size=1, max_size=8))
@settings(max_examples=50)
def test_equal_to_pydifact(body: list[tuple[str, list[list[str]]]]) -> None:
    """On values that are not empty: pydifact drops empty components at the end of an element."""
    text = "".join(write_segment(tag, trim(elements)) for tag, elements in body)
    oracle = [
        (segment.tag, tuple((e,) if isinstance(e, str) else tuple(e) for e in segment.elements))
        for segment in Parser().parse(text)
    ]
    assert shapes(interchange(message(text)))[2:-2] == oracle


@given(st.binary(max_size=400))
def test_any_bytes_raise_nothing(content: bytes) -> None:
    segments(content)


@given(st.binary(max_size=60), st.integers(0, len(PLAIN)))
def test_bytes_put_anywhere_raise_nothing(content: bytes, at: int) -> None:
    segments(PLAIN.encode()[:at] + content + PLAIN.encode()[at:])
