import io

import pytest

from tidewaiter.cargo.table.encoding import Encoding, file_encoding, head_encoding

KOREAN = "선적항,품명,비고\n부산,무연탄 산적화물,서울특별시 중구 세종대로 소재 가상무역 주식회사\n"
CHINESE = "装货港,货物名称,备注\n大连,无烟煤散装货物,辽宁省丹东市振兴区虚构贸易有限公司\n"
RUSSIAN = (
    "Порт погрузки,Груз,Примечание\nВладивосток,Уголь каменный,Вымышленная Торговая Компания\n"
)
JAPANESE = "船積港,貨物名,備考\n大阪,せきたん バラ積み,東京都千代田区の架空のカブシキガイシャ\n"
FRENCH = "Port,Désignation,Remarques\nGênes,Machines à coudre,Société imaginée à Besançon\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, "cp949"),
        (CHINESE, "gb18030"),
        (RUSSIAN, "cp1251"),
        (JAPANESE, "shift_jis"),
        (FRENCH, "latin-1"),
    ],
)
def test_each_script_is_told_by_its_own_encoding_and_said_to_be_guessed(
    text: str, encoding: str
) -> None:
    content = text.encode(encoding)
    assert head_encoding(content) == Encoding(encoding, guessed=True)
    assert file_encoding(io.BytesIO(content)) == Encoding(encoding, guessed=True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [KOREAN, CHINESE, RUSSIAN, JAPANESE, FRENCH])
def test_unicode_is_no_guess(text: str, encoding: str) -> None:
    assert file_encoding(io.BytesIO(text.encode(encoding))) == Encoding(encoding, guessed=False)


def test_utf_16_without_a_mark_is_told_by_its_zero_bytes() -> None:
    content = "consignment,hs_code\nBL1,270111\n".encode("utf-16-le")
    assert head_encoding(content) == Encoding("utf-16-le", guessed=True)


def test_one_broken_byte_does_not_turn_a_utf_8_file_into_another() -> None:
    content = (KOREAN * 5).encode().replace("부산".encode(), b"\xeb\xff", 1)
    assert file_encoding(io.BytesIO(content)).name == "utf-8"


def test_letters_far_behind_the_head_are_seen() -> None:
    content = b"consignment,hs_code\n" * 200_000 + KOREAN.encode("cp949")
    assert file_encoding(io.BytesIO(content)).name == "cp949"


def test_a_broken_character_does_not_turn_korean_into_chinese() -> None:
    content = KOREAN.encode("cp949").replace("주식".encode("cp949"), b"\xc1\xff\xbd\xc4")
    assert head_encoding(content).name == "cp949"


def test_understood_headers_outweigh_the_likeness_of_characters() -> None:
    content = KOREAN.encode("cp949")
    assert head_encoding(content, lambda name: name == "gb18030").name == "gb18030"
