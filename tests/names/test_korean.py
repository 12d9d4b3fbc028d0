"""Korean sounds: one notation for every spelling, and names that differ stay apart."""

import pytest

from tidewaiter.names.korean import read_names, reads_as_korean, similarity, sound


@pytest.mark.parametrize(
    ("hangul", "spellings"),
    [
        ("철민", ["Ch'ŏl-min", "Cheol Min", "Chol-min", "CH'O'L MIN"]),
        ("성환", ["Sŏng-hwan", "Seong-hwan", "Song Hwan"]),
        ("정은", ["Chŏng-ŭn", "Jeong-eun", "Jong Un", "Chong Un"]),
        ("명국", ["Myŏng-guk", "Myeong-guk", "Myong Guk", "Myong Kuk"]),
        ("룡해", ["Ryong-hae", "Ryonghae"]),
        ("단군", ["Tan'gun", "Dangun", "Tangun"]),
        ("우혁", ["Uhyŏk", "U Hyok", "Woohyeok"]),
    ],
)
def test_every_spelling_sounds_like_its_hangul(hangul: str, spellings: list[str]) -> None:
    for spelling in spellings:
        assert similarity(sound(hangul), sound(spelling)) > 0.9, spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("철민", "철문"),
        ("Chol Nam", "Chol Sam"),
        ("Kwang Il", "Kwang Ho"),
        ("성환", "Sŏng-hun"),
        ("Jong Sik", "Jong Sok"),
    ],
)
def test_one_other_syllable_is_another_name(one: str, other: str) -> None:
    assert similarity(sound(one), sound(other)) < 0.7


def test_the_apostrophe_of_the_lists_is_a_breve_after_a_vowel() -> None:
    assert sound("CHO'NG-CH'O'L") == sound("정철")


@pytest.mark.parametrize("word", ["kwangson", "namchongang", "ryonha", "daesong"])
def test_a_korean_word_divides_into_syllables(word: str) -> None:
    assert reads_as_korean(word)


@pytest.mark.parametrize("word", ["smith", "christopher", "xavier", "sprint"])
def test_another_word_does_not(word: str) -> None:
    assert not reads_as_korean(word)


def test_a_name_reads_family_first_or_last() -> None:
    readings = [(name.family, name.given) for name in read_names("Chang-Su Han")]
    assert ("han", sound("Chang Su")) in readings


def test_a_name_of_two_families_is_of_both() -> None:
    (name,) = read_names("Chon Il")[:1]
    assert len(name.families) > 1


@pytest.mark.parametrize("text", ["Kim Smith", "Kim", "", "Grey Heron", "12345"])
def test_what_is_no_korean_name_reads_as_none(text: str) -> None:
    assert read_names(text) == ()
