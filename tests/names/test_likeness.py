"""How alike two words are, and by which rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.names.likeness import likeness

WORD = st.text("abcdeghiklmnorstuvyz", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("word", "other", "rule"),
    [
        ("egret", "egret", "same"),
        ("muhamad", "mohammed", "variant"),
        ("youssef", "yusuf", "variant"),
        ("zelinskyj", "zelinskiy", "transliteration"),
        ("samplev", "samplew", "transliteration"),
        ("mahmood", "makhmud", "variant"),
        ("heronn", "heron", "transliteration"),
        ("sampel", "sample", "slip"),
        ("samplesen", "sanplesen", "slip"),
        ("s4mple", "sample", "slip"),
        ("bill", "william", "short form"),
        ("j", "john", "initial"),
        ("hsiang", "xiang", "Wade-Giles"),
        ("khlyl", "khalil", "consonants"),
        ("taesong", "daeseong", "Korean sounds"),
        ("simon", "simone", "other sex"),
    ],
)
def test_words_meet_by_their_rule(word: str, other: str, rule: str) -> None:
    assert likeness(word, other)[1] == rule
    assert likeness(other, word) == likeness(word, other)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("heron", "egret"),
        ("orban", "orzechowski"),
        ("tim", "jim"),
        ("7", "8"),
        ("2004", "2005"),
        ("john", "k"),
        ("hmydy", "ahmad"),
    ],
)
def test_other_words_do_not_meet(word: str, other: str) -> None:
    assert likeness(word, other)[0] < 0.5


@given(WORD, WORD)
def test_likeness_is_symmetric_and_bounded(word: str, other: str) -> None:
    value, rule = likeness(word, other)
    assert likeness(other, word) == (value, rule)
    assert 0 <= value <= 1
    assert (rule == "") is (value == 0)


def test_more_slips_are_less_alike() -> None:
    assert likeness("samplesen", "samplesan")[0] > likeness("samplesen", "samblesan")[0]
