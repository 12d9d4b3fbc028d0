"""Words are marked where evidence rests on them, and tables hold no formula."""

import pytest

from tidewaiter.model.cells import Cell, plain
from tidewaiter.web.reading import Mark, pieces

ONE, TWO = Mark("1", "finding-1"), Mark("2", "finding-2")


def told(text: str, *marks: tuple[Mark, tuple[str, ...]]) -> list[tuple[str, str]]:
    """The pieces of a line, each with the labels on it."""
    return [(each.text, "".join(mark.label for mark in each.marks)) for each in pieces(text, marks)]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("LOC+9+KPNAM'", ("KPNAM",), "KPNAM"),
        ("Sample Coal Export,COAL IN BULK", ("COAL",), "COAL"),
        ("KOREA,KP,x", ("KP",), "KP"),
        ("FTX+AAA+++COAL IN BULK:ORIGIN KP", ("COAL IN BULK ORIGIN KP",), "COAL IN BULK:ORIGIN KP"),
        ("kpnam", ("KPNAM",), "kpnam"),
        ("gross 5000000 kg", ("5000", "5000000"), "5000000"),
    ],
)
def test_a_value_is_marked_where_it_stands(text: str, words: tuple[str, ...], found: str) -> None:
    assert [piece for piece in told(text, (ONE, words)) if piece[1]] == [(found, "1")]
    assert "".join(piece[0] for piece in told(text, (ONE, words))) == text


def test_what_overlaps_is_marked_once_with_both_numbers() -> None:
    assert told("a COAL b KP", (ONE, ("COAL",)), (TWO, ("COAL",)), (TWO, ("KP",))) == [
        ("a ", ""),
        ("COAL", "12"),
        (" b ", ""),
        ("KP", "2"),
    ]


def test_what_is_not_found_stands_at_the_end_of_its_line() -> None:
    assert told("gross 5000000", (ONE, ("5000",))) == [("gross 5000000", ""), ("", "1")]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("+82 2", "'+82 2"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("COAL", "COAL"),
        ("", ""),
        (-5, -5),
        (None, None),
    ],
)
def test_a_spreadsheet_computes_nothing(given: Cell, kept: Cell) -> None:
    assert plain(given) == kept
