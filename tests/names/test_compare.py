"""Names that must match and names that must not, within and across scripts."""

import pytest

from tidewaiter.model.listing import ListingKind
from tidewaiter.names import compare

MATCH = 0.7


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ri Je-son", "RI JE SON"),
        ("Ri Jeson", "RI JE-SON"),
        ("Lee Je-son", "RI JE-SON"),
        ("Rhee Che Son", "RI JE-SON"),
        ("Yi Chesŏn", "RI JE-SON"),
        ("이제선", "RI JE-SON"),
        ("리제선", "RI JE-SON"),
        ("SON, Ri Je", "Son Ri Je"),
        ("Chang-Su Han", "HAN JANG SU"),
        ("Mun Jeong-cheol", "MUN CHO'NG-CH'O'L"),
        ("문정철", "MUN CHO'NG-CH'O'L"),
        ("Ким Ён Чхоль", "KIM YONG CHOL"),
        ("金英哲", "KIM YONG CHOL"),
        ("金铁三", "Jin Tiesan"),
        ("KIM Yong Chol 김영철", "Kim Yong-chol"),
        ("José Ple", "Jose Ple"),
        ("Ple, Sam", "Sam Ple"),
        ("Сэм Пле", "Sem Ple"),
        ("Donlad Samplesen", "Donald Samplesen"),
        ("Gen. Kim Yong Chol", "KIM YONG CHOL"),
    ],
)
def test_one_person_in_two_spellings(one: str, other: str) -> None:
    assert compare(one, other, "person").value >= MATCH
    assert compare(other, one, "person").value >= MATCH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KIM CHOL NAM", "KIM CHOL SAM"),
        ("KIM MUN CHOL", "KIM SONG CHOL"),
        ("PAK YONG SIK", "RI YONG SIK"),
        ("문정철", "MUN KYONG HWAN"),
        ("이제선", "RI SU YONG"),
        ("김정은", "김정철"),
        ("Sam Ple", "Sam Other"),
        ("AYMAN SAMPLE IBRAHIM AL-ONE", "AYMAN SAMPLE IBRAHIM AL-TWO"),
        ("金英哲", "RI MAN GON"),
        ("Kim", "KIM YONG CHOL"),
    ],
)
def test_two_persons(one: str, other: str) -> None:
    assert compare(one, other, "person").value < MATCH
    assert compare(other, one, "person").value < MATCH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Grey Heron Shipping Co., Ltd.", "GREY HERON SHIPPING COMPANY LIMITED"),
        ("NAM CHON GANG CORPORATION", "Namchongang Corp"),
        ("Dangun Trading", "KOREAN TANGUN TRADING CORPORATION"),
        ("조선단군무역회사", "KOREAN TANGUN TRADING CORPORATION"),
        ("청천강해운", "CHONGCHONGANG SHIPPING COMPANY"),
        ("長安海連技術有限公司", "长安海连技术有限公司"),
        ("华信船务(香港)有限公司", "HUAXIN SHIPPING HONGKONG LTD"),
        ("Gwangseon Banking Corp", "KOREA KWANGSON BANKING CORPORATION (KKBC)"),
        ("ООО Востокстрой", "VOSTOKSTROY LLC"),
        ("대동신용은행", "DAEDONG CREDIT BANK (DCB)"),
        ("朝鲜光鲜银行", "KOREA KWANGSON BANKING CORPORATION (KKBC)"),
        ("Foreign Trade Bank of the DPRK", "FOREIGN TRADE BANK (FTB)"),
        ("Munitions Industry Dept.", "MUNITIONS INDUSTRY DEPARTMENT"),
        ("Reconnaissance General Bureau of the KPA", "RECONNAISSANCE GENERAL BUREAU"),
    ],
)
def test_one_firm_in_two_spellings(one: str, other: str) -> None:
    assert compare(one, other, "organization").value >= MATCH
    assert compare(other, one, "organization").value >= MATCH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Korea Trading Corporation", "Korea Trading Bank"),
        ("KOREA KUMSAN TRADING CORPORATION", "KOREA KUMRYONG TRADING CORPORATION"),
        ("Korea Hanbit General Trading Corp", "KOREA DAESONG GENERAL TRADING CORPORATION"),
        ("Busan Ocean Logistics", "OCEAN MARITIME MANAGEMENT COMPANY, LIMITED (OMM)"),
        ("First Bank", "FIRST OIL JV CO LTD"),
        ("Office 38", "OFFICE 39"),
        ("CORP", "11420 CORP"),
        ("단군무역회사", "KOREA KWANGSONG TRADING CORPORATION"),
    ],
)
def test_shared_generic_words_are_no_match(one: str, other: str) -> None:
    assert compare(one, other, "organization").value < MATCH
    assert compare(other, one, "organization").value < MATCH


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("M/V Petrel-8", "PETREL 8", True),
        ("HAOFAN 6", "HAO FAN 6", True),
        ("Petrel VIII", "PETREL 8", True),
        ("MV BILLIONS NO.18", "BILLIONS NO. 18", True),
        ("Yong Rim", "Ryong Rim", True),
        ("청천강", "Chong Chon Gang", True),
        ("HAO FAN 2", "HAO FAN 6", False),
        ("Mi Rim", "Mi Rim 2", False),
        ("AN SAN 1", "NAM SAN 1", False),
    ],
)
def test_ships_go_by_name_and_number(one: str, other: str, same: bool) -> None:
    assert (compare(one, other, "vessel").value >= 0.8) is same
    assert (compare(other, one, "vessel").value >= 0.8) is same


def test_a_score_says_what_met_what() -> None:
    score = compare("Daesung Bank", "KOREA DAESONG BANK", "organization")
    assert "daesung meets daesong" in score.why


@pytest.mark.parametrize("kind", ["person", "organization", "vessel", "aircraft", "other"])
@pytest.mark.parametrize("text", ["", " ", "-", "()", "12", "의", "龘", "a"])
def test_odd_names_are_compared_without_harm(text: str, kind: ListingKind) -> None:
    assert 0 <= compare(text, "GREY HERON", kind).value <= 1
    assert 0 <= compare("GREY HERON", text, kind).value < MATCH
