"""Signs in words: which way they point, denials, false friends."""

import pytest

from tests.screening.sailing import FINDER, described, only, sail, strengths
from tidewaiter.model import Consignment, Extra, Goods, Packages, Party


@pytest.mark.parametrize(
    "text",
    [
        "coats, DPRK made",
        "made in DPRK",
        "Made in the D.P.R.K.",
        "origin: North Korea",
        "magnesite of North Korean origin",
        "squid caught in the DPRK",
        "coal loaded at Nampo",
        "北朝鮮産 アサリ",
        "朝鲜产无烟煤",
        "북한산 무연탄",
        "уголь, страна происхождения: КНДР",
        "charbon, origine Corée du Nord",
        "carbón hecho en Corea del Norte",
    ],
)
def test_description_that_names_the_origin(text: str) -> None:
    signs = [sign for sign in FINDER.find(described(text)) if sign.strength == "certain"]
    assert {(sign.kind, sign.direction) for sign in signs} == {("origin", "from_target")}


def test_description_that_names_the_destination() -> None:
    sign = only(described("cement into the DPRK"))
    assert (sign.direction, sign.strength) == ("to_target", "certain")


@pytest.mark.parametrize(
    "text",
    [
        "Not of North Korean origin",
        "goods are not of DPRK origin",
        "non-DPRK cargo",
        "No cargo from North Korea",
        "The vessel has not called at ports of Iran, Syria, Cuba or North Korea",
        "Sanctions clause: Crimea, Cuba, Iran, North Korea, Syria",
        "neither made in nor destined for the DPRK",
        "원산지: 중국",
        "개성 있는 디자인",
        "도와 주시면 해주세요",
        "朝鮮人参",
        "朝鲜族服装",
        "朝鲜蓟",
        "조선소 부품",
        "books, University of North Korean Studies",
        "dried kimchi, Pyongyang naengmyeon kit",
    ],
)
def test_denials_lists_and_false_friends_in_words_are_no_sign(text: str) -> None:
    assert FINDER.find(described(text)) == ()


def test_numbered_grade_is_no_denial() -> None:
    assert "certain" in strengths(described("NO 5 COAL FROM DPRK"))


def test_bare_name_in_words_is_possible() -> None:
    sign = only(described("photo books about North Korea"))
    assert (sign.kind, sign.direction, sign.strength) == ("words", "other", "possible")


@pytest.mark.parametrize("name", ["Embassy of the DPRK", "Посольство КНДР", "朝鲜大使馆"])
def test_embassy_in_a_third_country_is_of_the_territory(name: str) -> None:
    sign = only(sail(parties=(Party("consignee", name, "Fictional Street 1, Bern", "CH"),)))
    assert (sign.kind, sign.direction, sign.strength) == ("nationality", "other", "certain")


@pytest.mark.parametrize(
    "text", ["books relating to North Korea", "북한 산업 보고서", "report about the DPRK"]
)
def test_goods_that_only_speak_of_the_territory_are_no_certain_sign(text: str) -> None:
    assert "certain" not in strengths(described(text))


def test_marks_remarks_and_extras_are_read() -> None:
    marks = sail(goods=(Goods(packages=(Packages(marks="MADE IN DPRK"),)),))
    assert only(marks).evidence.field == "goods[0].packages[0].marks"
    assert only(sail(remarks="shipped from Chongjin")).direction == "from_target"
    extra = Consignment("d", "f", "r", extras=(Extra("note", "made in DPRK"),))
    assert only(extra).evidence.field == "extras[0].value"
