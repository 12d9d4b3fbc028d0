"""Readings of Chinese characters, against characters known for sure."""

import pytest

from tidewaiter.names.hanja import korean_readings, mandarin_of, mandarin_readings

SURE = """
가佳 각覺 간幹 강康 건建 경慶 계桂 공孔 관寬 광光 국國 권權 규奎 균均 근根 기基 길吉 남男
단丹 대大 덕德 도道 동東 두斗 래來 량亮 련蓮 렬烈 록綠 룡龍 륜倫 리李 린麟 림林 만萬 명明
모模 목睦 무武 문文 민敏 박朴 반潘 배培 백白 범範 법法 병炳 보寶 복福 봉鳳 부富 빈彬 사思
삼三 상尙 서徐 석錫 선善 설雪 섭燮 성聖 세世 소昭 송松 수秀 숙淑 순順 승勝 식植 신信 심沈
안安 양陽 연延 영英 예藝 오吳 옥玉 완完 왕王 용勇 우宇 욱旭 운雲 웅雄 원元 위魏 유柳 윤允
은銀 을乙 의義 이伊 익益 인仁 일日 임任 자子 장張 재在 전全 정正 제濟 조趙 종鍾 주柱 준俊
중中 지智 진鎭 찬燦 창昌 채蔡 철哲 청靑 최崔 춘春 충忠 치治 태泰 택澤 평平 표表 필弼 하夏
학鶴 한韓 해海 향香 혁赫 현賢 형亨 혜惠 호浩 홍洪 화華 환煥 황黃 효孝 훈勳 휘輝 흥興 희熙
"""


@pytest.mark.parametrize("row", SURE.split())
def test_a_character_is_read_as_its_row_says(row: str) -> None:
    assert row[0] in korean_readings(row[1])


@pytest.mark.parametrize("row", ["金금김", "李리이", "龍룡용", "樂낙락악요", "車거차", "沈심침"])
def test_a_character_of_several_readings_has_them_all(row: str) -> None:
    assert set(row[1:]) == set(korean_readings(row[0]))


@pytest.mark.parametrize("pair", ["铁鐵", "龙龍", "张張", "赵趙", "银銀", "贤賢", "钟鐘", "勋勳"])
def test_a_simplified_character_reads_as_its_full_form(pair: str) -> None:
    assert set(korean_readings(pair[1])) <= set(korean_readings(pair[0]))
    assert len(korean_readings(pair[0])) > 0


def test_the_mandarin_of_a_syllable_is_that_of_its_characters() -> None:
    assert {"cheng", "sheng", "xing"} <= mandarin_of("성")
    assert {"ge", "he"} <= mandarin_of("혁")
    assert "tie" in mandarin_of("철")
    assert mandarin_readings("朴") == ("piao", "pu")


def test_another_letter_has_no_reading() -> None:
    assert korean_readings("a") == ()
    assert korean_readings("々") == ()
