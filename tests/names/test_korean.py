"""Korean names: one name in every script and spelling meets, and names that differ stay apart."""

import csv
from itertools import combinations
from pathlib import Path

import pytest

from tidewaiter.names import compare
from tidewaiter.names.eastern import compare_korean, vowels_apart_at
from tidewaiter.names.foreign import is_foreign
from tidewaiter.names.keys import MarkedKeys, marked_table, whole
from tidewaiter.names.korean import read_names, reads_as_korean, similarity, sound
from tidewaiter.names.parsed import parse
from tidewaiter.names.views import readings

MATCH = 0.7
HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs" / "korean-names.md"


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


NAMES = table("korean_names.csv")
STRANGERS = table("korean_strangers.csv")
MARKED = str.maketrans("aoinC", "âöïñÇ")


def test_a_name_that_is_foreign_at_a_glance_has_no_reading() -> None:
    ends = ("Anna", "Kelly", "Jong", "Chol", "Kin", "Kimm", "Dr", "Leo", "Chne", "Tang", "Wuu")
    texts = [f"{one} {two}" for one in ends for two in ends]
    texts += [f"{one} {two} {three}" for one in ends for two in ends[2:8] for three in ends]
    texts += [text.translate(MARKED) for text in texts]
    texts += ["سلام كاظم", "Ким Чер", "ओम Kim", "Âna Kŏ"]
    foreign = [text for text in texts if is_foreign(text)]
    assert all(len(read_names(text)) == 0 for text in foreign)
    assert len(texts) / 20 < len(foreign) < len(texts)
    assert {"سلام كاظم", "Anna Kelly".translate(MARKED)} < set(foreign)


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


@pytest.mark.parametrize("row", NAMES, ids=lambda row: row["hangul"])
def test_one_name_in_every_system_and_script(row: dict[str, str]) -> None:
    for one, other in combinations(row.values(), 2):
        score = compare(one, other, "person")
        assert score.value >= 0.8, (one, other, score)
        assert compare(other, one, "person").value == score.value


def test_one_sound_in_two_exact_systems_is_next_to_the_same() -> None:
    exact = [(row["hangul"], row["revised"]) for row in NAMES]
    values = [compare(hangul, revised, "person").value for hangul, revised in exact]
    assert sum(value >= 0.97 for value in values) >= 0.9 * len(values)


def test_names_of_the_table_are_all_strangers_to_each_other() -> None:
    for row in NAMES:
        for other in NAMES:
            if other is not row:
                met = [text for text in other.values() if _meet(row["hangul"], text)]
                assert met == [], row["hangul"]


@pytest.mark.parametrize("row", STRANGERS, ids=lambda row: f"{row['one']}/{row['other']}")
def test_strangers_of_one_family(row: dict[str, str]) -> None:
    assert not _meet(row["one"], row["other"])
    assert not _meet(row["other"], row["one"])


def _meet(one: str, other: str) -> bool:
    return compare(one, other, "person").value >= MATCH


@pytest.mark.parametrize(
    "slip",
    [
        "KKIM SONG HO",
        "KIM SSONG HO",
        "KIM SNOG HO",
        "KIM SONNG HO",
        "KIM SONGH-O",
        "SONG HO, KIM",
        "Kim, Song Ho",
        "Song-ho Kim",
        "KIM SONGHO",
        "KIM SONG HHO",
        "KIM SEONGHHO",
    ],
)
def test_a_slip_or_another_order_does_not_destroy_the_name(slip: str) -> None:
    assert compare(slip, "김성호", "person").value >= 0.8
    assert compare(slip, "Kim Sung-ho", "person").value >= 0.8
    assert not _meet(slip, "Kim Sang Su")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("리독립", "Ri Tongnip"),
        ("리독립", "Ri Tong-nip"),
        ("정성룡", "Chŏng Sŏngnyong"),
        ("김길현", "Kim Kirhyŏn"),
        ("박순란", "Pak Sullan"),
        ("한식남", "Han Singnam"),
        ("Kim Tok Rip", "Kim Tongnip"),
    ],
)
def test_sounds_that_change_where_syllables_join(one: str, other: str) -> None:
    assert compare(one, other, "person").value >= 0.85


@pytest.mark.parametrize(
    ("korean", "mandarin"),
    [
        ("박문수", "Piao Wenzhu"),
        ("Pak Mun Su", "PIAO WENZHU"),
        ("Choe Tong Myong", "Cui Dongming"),
        ("Ryu Kyong Il", "Liu Jing Yi"),
        ("강문길", "Jiang Wenji"),
        ("강문길", "Jian Wenji"),
        ("Kim Chol Sam", "Jin Tiesan"),
        ("Ri Song Hyok", "Li Cheng He"),
    ],
)
def test_a_mandarin_reading_is_found_below_a_spelling_and_named(korean: str, mandarin: str) -> None:
    score = compare(korean, mandarin, "person")
    assert MATCH <= score.value <= 0.85
    assert "Mandarin" in score.why


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kim Chang-il", "Jin Tiesan"), ("Ri Song Hyok", "Li Cheng Fu"), ("Pak Mun Su", "Li Wenzhu")],
)
def test_another_mandarin_name_is_not(one: str, other: str) -> None:
    assert not _meet(one, other)


def test_north_and_south_write_one_name() -> None:
    assert compare("리룡해", "이용해", "person").value >= 0.9
    assert compare("로영녀", "노영녀", "person").value >= 0.9


def test_other_characters_of_one_sound_are_another_name() -> None:
    assert not _meet("金英哲", "金永哲")
    assert compare("杰 徐", "徐杰", "person").value >= 0.9


def test_names_that_meet_share_a_key() -> None:
    texts = [text for row in NAMES for text in row.values()]
    texts += [text for row in STRANGERS for text in (row["one"], row["other"])]
    found = {text: readings(parse(text, "person")) for text in texts}
    asked = {text: readings(parse(text, "person"), vowels_apart_at(MATCH)) for text in texts}
    parsed = {text: parse(text, "person") for text in texts}
    for one, other in combinations(texts, 2):
        if not meet(asked[one], found[other]):
            assert compare_korean(parsed[one], parsed[other]).value < MATCH, (one, other)


def meet(asked: dict[str, int], listed: dict[str, int]) -> bool:
    keys = MarkedKeys(marked_table((whole(key), marks, 0) for key, marks in listed.items()))
    return len(keys.find_marked((whole(key), marks) for key, marks in asked.items())) > 0


def test_the_scores_of_the_page_are_those_of_the_code() -> None:
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    scored = [row for row in rows if len(row) == 4 and row[2].startswith("0.")]
    assert len(scored) >= 15
    for one, other, value, _ in scored:
        assert f"{compare(one, other, 'person').value:.2f}" == value, (one, other)
