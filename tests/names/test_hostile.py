"""Names that are no names, or are made to pass: nothing falls over and nothing matches all."""

import time

import pytest

from tidewaiter.model.listing import ListingKind
from tidewaiter.names import compare

KINDS: tuple[ListingKind, ...] = ("person", "organization", "vessel", "aircraft", "other")
MATCH = 0.7
ODD = [
    "",
    " ",
    "a",
    "A.",
    "???",
    "🙂🙂",
    "\x00\x01\x02",
    "\u202e\u202d",
    "\u200b\u200c\u200d",
    "()",
    "((((",
    "/;,,",
    "a" * 10_000,
    "(" * 10_000,
    " " * 10_000,
    "a b " * 2_500,
    "ab, cd; " * 1_250,
    "\u0301" * 10_000,
    "金" * 10_000,
    "김" * 10_000,
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_what_is_no_name_is_compared_without_harm(text: str, kind: ListingKind) -> None:
    started = time.perf_counter()
    for other in ("Samuel Ple", "GREY HERON 7", "김영철"):
        assert compare(text, other, kind).value < MATCH
        assert compare(other, text, kind).value < MATCH
    assert 0 <= compare(text, text, kind).value <= 1
    assert time.perf_counter() - started < 2


def test_of_a_text_too_long_only_the_beginning_is_compared_and_that_is_said() -> None:
    score = compare("Samuel Ple " + "x" * 10_000, "Samuel Ple", "person")
    assert "only the first 400 letters were compared" in score.why


@pytest.mark.parametrize(
    "masked",
    [
        "S\u0430muel Ple",  # a Cyrillic а
        "Sa\u200bmuel P\u200dle",
        "Samuel \u202ePle",
        "\ufeffSamuel Ple\u200e",
        "Samuel\u00a0Ple",
        "Samuel Ple 🙂",
        "Ｓａｍｕｅｌ Ｐｌｅ",
        "SAMUEL P\u039bLE".replace("\u039b", ""),
        "Sаmuеl Рlе",
    ],
)
def test_a_masked_name_is_still_the_name(masked: str) -> None:
    assert compare(masked, "Samuel Ple", "person").value > 0.9


def test_a_masked_name_is_not_anybody_elses() -> None:
    assert compare("S\u0430muel Ple", "Samira Other", "person").value < MATCH
