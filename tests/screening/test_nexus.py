"""Signs of the territory, and what is taken for them. All parties are fictional."""

from typing import get_args

import pytest

from tidewaiter.law.target import load_target
from tidewaiter.model import (
    Consignment,
    Extra,
    Goods,
    Money,
    Nexus,
    Packages,
    Party,
    Port,
    Transport,
)
from tidewaiter.model.consignment import PortFunction, Role
from tidewaiter.model.target import Target
from tidewaiter.screening.nexus import NexusFinder, find_nexus
from tidewaiter.screening.signs import FROM, ROUTE, TO

TARGET = load_target()
FINDER = NexusFinder(TARGET)


def sail(
    *,
    ports: tuple[Port, ...] = (),
    parties: tuple[Party, ...] = (),
    goods: tuple[Goods, ...] = (),
    transports: tuple[Transport, ...] = (),
    remarks: str = "",
) -> Consignment:
    return Consignment(
        "manifest",
        "test",
        "BL1",
        ports=ports,
        parties=parties,
        goods=goods,
        transports=transports,
        remarks=remarks,
    )


def port(code: str = "", name: str = "", country: str = "") -> Consignment:
    return sail(ports=(Port("port_of_loading", code, name, country),))


def address(text: str, country: str = "", role: Role = "consignor") -> Consignment:
    return sail(parties=(Party(role, "Fictional Trading", text, country),))


def described(text: str) -> Consignment:
    return sail(goods=(Goods(description=text),))


def strengths(consignment: Consignment) -> set[str]:
    return {sign.strength for sign in FINDER.find(consignment)}


def only(consignment: Consignment) -> Nexus:
    signs = FINDER.find(consignment)
    assert len(signs) == 1, signs
    return signs[0]


@pytest.mark.parametrize(
    ("function", "direction"),
    [
        ("port_of_loading", "from_target"),
        ("place_of_receipt", "from_target"),
        ("original_port_of_loading", "from_target"),
        ("port_of_discharge", "to_target"),
        ("place_of_delivery", "to_target"),
        ("ultimate_destination", "to_target"),
        ("transhipment", "other"),
        ("last_port_of_call", "other"),
        ("routing", "other"),
        ("customs_office", "other"),
    ],
)
def test_function_of_a_port_gives_the_way_of_the_goods(
    function: PortFunction, direction: str
) -> None:
    sign = only(sail(ports=(Port(function, "KPNAM"),)))
    assert (sign.direction, sign.strength, sign.place) == (direction, "certain", "Nampo")
    assert sign.kind == ("route" if function in ROUTE else "port")


def test_every_word_of_direction_is_a_role_or_function_of_the_model() -> None:
    known = {*get_args(Role), *get_args(PortFunction)}
    assert known.issuperset((*FROM, *TO, *ROUTE))


def test_port_the_ship_left_speaks_for_goods_only_where_they_name_no_loading_port() -> None:
    departed = Port("departure", "KPNAM")
    assert only(sail(ports=(departed,))).direction == "from_target"
    sign = only(sail(ports=(departed, Port("port_of_loading", "CNDLC"))))
    assert (sign.kind, sign.direction) == ("route", "other")


@pytest.mark.parametrize(
    "name",
    [
        "Nampo",
        "NAMPHO",
        "Namp'o",
        "Namp’o port",
        "Chinnampo",
        "Kyomipo",
        "Kenjiho",
        "NAMPO, KP",
        "남포항",
        "南浦",
        "Нампхо",
        "원산항",
        "元山港",
        "Вонсан",
        "羅津",
        "Rason",
        "Najin",
        "新义州",
        "Pyongyang",
        "P'yŏngyang",
        "Taean Port",
        "Sonbong",
        "Unggi",
        "Senbong",
    ],
)
def test_place_is_known_under_its_names_in_every_script(name: str) -> None:
    sign = only(port(name=name))
    assert (sign.kind, sign.strength) == ("port", "certain")
    assert sign.evidence.value == name


@pytest.mark.parametrize(
    ("code", "name", "country"),
    [
        ("KPCCD", "", ""),
        ("KPCCD", "Tanyang", "KP"),
        ("KPGEN", "Gensan", ""),
        ("KPSGO", "Songdo", ""),
        ("KPPNG", "Panjang", ""),
        ("KPINC", "Incheon", ""),
        ("KPPUS", "Busan", "KR"),
        ("KPXYZ", "", ""),
        ("KPNAM", "Nampo", "KR"),
        ("KRPUS", "Pyongyang", "KR"),
        ("", "Taean", ""),
        ("", "Gensan", ""),
        ("CNDLC", "Nampo", "CN"),
    ],
)
def test_faulty_code_or_contradiction_is_for_a_person_to_settle(
    code: str, name: str, country: str
) -> None:
    found = FINDER.find(port(code, name, country))
    assert {sign.strength for sign in found} == {"possible"}
    assert all(sign.why != "" for sign in found)


@pytest.mark.parametrize(
    ("code", "name", "country"),
    [
        ("KRINC", "Songdo, Incheon", "KR"),
        ("KRPTK", "Pyeongtaek", "KR"),
        ("", "Pyongtaek", ""),
        ("", "Kimpo", ""),
        ("KRGMP", "Gimpo", "KR"),
        ("KRCJU", "Jeju", "KR"),
        ("", "Jeju", ""),
        ("PHGES", "Gensan", "PH"),
        ("IDPNJ", "Panjang", "ID"),
        ("RUKHO", "Kholmsk", "RU"),
        ("RUVVO", "Vladivostok", "RU"),
        ("CNDLC", "Dalian", "CN"),
        ("RUPSE", "Posyet", "RU"),
        ("MPSPN", "Saipan", "MP"),
        ("KNBAS", "Basseterre", "KN"),
        ("JPKNX", "Konan", "JP"),
        ("KRTAN", "Taean", "KR"),
        ("", "Nampo-dong, Busan", ""),
    ],
)
def test_ports_of_other_countries_are_no_sign(code: str, name: str, country: str) -> None:
    assert FINDER.find(port(code, name, country)) == ()


@pytest.mark.parametrize(
    "country",
    [
        "KP",
        "PRK",
        "408",
        "DPRK",
        "D.P.R.K.",
        "d p r k",
        "DPR Korea",
        "North Korea",
        "Korea, Democratic People's Republic of",
        "Korea (Democratic People’s Republic of)",
        "KOREA (NORTH)",
        "조선민주주의인민공화국",
        "북한",
        "朝鮮",
        "朝鲜",
        "КНДР",
        "Corée du Nord",
        "Corea del Norte",
    ],
)
def test_origin_is_read_under_every_code_and_name(country: str) -> None:
    sign = only(sail(goods=(Goods(origin=country),)))
    assert (sign.kind, sign.direction, sign.strength) == ("origin", "from_target", "certain")
    assert sign.evidence.value == country


@pytest.mark.parametrize(
    "country",
    [
        "KR",
        "KOR",
        "410",
        "KN",
        "MP",
        "CD",
        "Republic of Korea",
        "Korea, Republic of",
        "South Korea",
        "DR Congo",
        "Dem. Rep. of the Congo",
        "Democratic Republic of the Congo",
        "DPR",
        "St Kitts and Nevis",
        "대한민국",
        "韩国",
        "南朝鲜",
        "Республика Корея",
        "Corée du Sud",
        "",
    ],
)
def test_origin_of_other_countries_is_no_sign(country: str) -> None:
    assert FINDER.find(sail(goods=(Goods(origin=country),))) == ()


def test_korea_alone_is_possible() -> None:
    sign = only(sail(goods=(Goods(origin="KOREA"),)))
    assert (sign.kind, sign.strength) == ("origin", "possible")
    assert only(described("T-shirts made in Korea")).strength == "possible"


@pytest.mark.parametrize(
    "settling",
    [
        Party("consignor", "Fictional Apparel", "Mapo-gu, Seoul"),
        Party("consignor", "Fictional Apparel", "", "KR"),
        Party("consignor", "Fictional Apparel", "", contact="+82 2 555 0100"),
    ],
)
def test_korea_is_south_where_the_consignment_says_so(settling: Party) -> None:
    goods = (Goods(origin="Korea"), Goods(description="made in Korea"))
    assert FINDER.find(sail(goods=goods, parties=(settling,))) == ()
    ports = (Port("port_of_loading", "KRPUS"),)
    assert FINDER.find(sail(goods=goods, ports=ports)) == ()


def test_korea_in_a_description_without_a_way_is_no_sign() -> None:
    assert FINDER.find(described("Korea style noodles")) == ()


def test_slip_of_one_letter_in_a_country_code_is_possible_and_says_why() -> None:
    sign = only(address("1 Fictional-ro, Jung-gu, Seoul", "KP", "seller"))
    assert sign.strength == "possible"
    assert "Republic of Korea" in sign.why
    sign = only(address("Central District, Pyongyang", "KR"))
    assert sign.strength == "possible"


@pytest.mark.parametrize(
    "text",
    [
        "Central District, Pyongyang",
        "Taedonggang District, Pyongyang, DPRK",
        "평양시 중구역",
        "평양",
        "Kaesong Industrial Region",
        "South Pyongan Province",
        "г. Пхеньян",
        "Tel. +850 2 381 0000",
        "Tel 00850-2-3810000",
        "sales@fictional.com.kp",
        "www.fictional.kp",
    ],
)
def test_address_in_the_territory(text: str) -> None:
    signs = FINDER.find(address(text))
    assert {sign.strength for sign in signs} == {"certain"}
    assert {sign.kind for sign in signs} == {"address"}
    assert {sign.direction for sign in signs} == {"from_target"}


@pytest.mark.parametrize(
    "text",
    [
        "12 Nampo-dong, Jung-gu, Busan",
        "남포동 12, 부산",
        "Wonsan Restaurant, Mapo, Seoul",
        "Pyongyang Myeonok, Jung-gu, Seoul",
        "평양냉면, 서울",
        "Songdo-dong, Yeonsu-gu, Incheon",
        "P.O. Box KP 123, Accra",
        "K.P. Sharma, Kathmandu",
        "Gedung DPR RI, Jakarta",
        "DPR, Senayan, Jakarta",
        "Kinshasa, DR Congo",
        "Tel. +1 850 555 0100, Pensacola",
        "Room 850, 2 Hill Road, Hong Kong",
        "Basseterre, Saint Kitts",
        "Koryo Trading, Gangnam, Seoul",
        "Chosun Hotel, Jung-gu, Seoul",
        "조선호텔, 서울",
        "For that reason, 5 Reason Street, London",
        "fictional.kp.com",
        "Taean-gun, Chungcheongnam-do",
        "개성 있는 집, 서울",
        "Haizhou District, 海州区, Lianyungang",
    ],
)
def test_address_elsewhere_is_no_certain_sign(text: str) -> None:
    assert "certain" not in strengths(address(text))


@pytest.mark.parametrize(
    "text",
    [
        "12 Nampo-dong, Jung-gu, Busan",
        "P.O. Box KP 123, Accra",
        "Gedung DPR RI, Jakarta",
        "Kinshasa, DR Congo",
        "Koryo Trading, Gangnam, Seoul",
        "5 Reason Street, London",
    ],
)
def test_false_friends_in_addresses_are_no_sign_at_all(text: str) -> None:
    assert FINDER.find(address(text)) == ()


@pytest.mark.parametrize(
    ("role", "direction"),
    [("consignor", "from_target"), ("consignee", "to_target"), ("notify", "other")],
)
def test_role_of_a_party_gives_the_way(role: Role, direction: str) -> None:
    assert only(address("", "KP", role)).direction == direction


def test_ship_shows_flag_mmsi_and_call_sign() -> None:
    ship = Transport("sea", "FICTION STAR", mmsi="445114000", call_sign="HMYX3", flag="KP")
    kinds = {sign.kind: sign.strength for sign in FINDER.find(sail(transports=(ship,)))}
    assert kinds == {"flag": "certain", "mmsi": "certain", "call_sign": "certain"}
    assert only(sail(transports=(Transport("sea", call_sign="P5AB2"),))).kind == "call_sign"


@pytest.mark.parametrize(
    "ship",
    [
        Transport("sea", flag="KN"),
        Transport("sea", flag="KR", mmsi="440445000"),
        Transport("sea", mmsi="341445000"),
        Transport("sea", call_sign="HNAB"),
        Transport("sea", call_sign="HMM OSLO"),
        Transport("sea", call_sign="P4AB"),
        Transport("sea", name="NAMPO MARU", flag="PA"),
    ],
)
def test_ships_of_other_flags_are_no_sign(ship: Transport) -> None:
    assert FINDER.find(sail(transports=(ship,))) == ()


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


@pytest.mark.parametrize(
    ("mode", "strength"), [("rail", {"possible"}), ("road", {"possible"}), ("sea", set())]
)
def test_border_city_is_a_crossing_by_land_only(mode: str, strength: set[str]) -> None:
    leg = Transport("rail") if mode == "rail" else Transport("road" if mode == "road" else "sea")
    consignment = sail(ports=(Port("port_of_loading", "CNDDG"),), transports=(leg,))
    signs = FINDER.find(consignment)
    assert {sign.strength for sign in signs} == strength
    assert {sign.kind for sign in signs} == ({"route"} if strength else set())


def test_crossing_with_its_counterpart_named_is_certain() -> None:
    consignment = Consignment("d", "f", "r", routing=("Dandong-Sinuiju",))
    sign = only(consignment)
    assert (sign.kind, sign.strength, sign.place) == ("route", "certain", "Sinuiju")
    sign = only(sail(remarks="by rail via Tumen-Namyang"))
    assert (sign.kind, sign.strength) == ("route", "certain")
    assert only(port(name="Quanhe")).kind == "route"
    assert only(port(name="圈河")).strength == "possible"


def test_country_fields_and_routing() -> None:
    exported = Consignment("d", "f", "r", country_of_export="KP")
    assert only(exported).direction == "from_target"
    assert only(Consignment("d", "f", "r", country_of_destination="KP")).direction == "to_target"
    assert only(Consignment("d", "f", "r", routing=("CN", "KP", "RU"))).kind == "route"
    assert FINDER.find(Consignment("d", "f", "r", routing=("CN", "KR", "RU"))) == ()


def test_currency_one_letter_off_is_possible() -> None:
    sign = only(sail(goods=(Goods(value=Money(5.0, "KPW")),)))
    assert sign.strength == "possible"
    assert FINDER.find(sail(goods=(Goods(value=Money(5.0, "KRW")),))) == ()


def test_evidence_carries_its_place_in_the_document() -> None:
    consignment = Consignment(
        "d",
        "f",
        "r",
        ports=(Port("port_of_loading", "KPNAM"),),
        places={"ports[0].code": "segment 12"},
    )
    assert only(consignment).evidence.at == "segment 12"


def test_same_value_gives_one_sign_and_certain_ones_come_first() -> None:
    consignment = sail(
        parties=(Party("consignee", "X", "Pyongyang, DPRK", contact="+850 2 1"),),
        ports=(Port("port_of_discharge", "KPGEN"), Port("transhipment", "KPNAM", "Nampo")),
    )
    signs = FINDER.find(consignment)
    keys = [(sign.kind, sign.direction, sign.evidence.field) for sign in signs]
    assert len(keys) == len(set(keys))
    assert [sign.strength for sign in signs] == sorted(sign.strength for sign in signs)


def test_empty_consignment_has_no_sign() -> None:
    assert find_nexus(Consignment("d", "f", "r"), TARGET) == ()


def test_another_territory_is_another_record() -> None:
    atlantis = Target(name="Atlantis", country="XA", codes=("XA",), names=("Atlantis",))
    finder = NexusFinder(atlantis)
    assert finder.find(port("KPNAM", "Nampo", "KP")) == ()
    signs = finder.find(sail(goods=(Goods(origin="Atlantis"),)))
    assert [sign.kind for sign in signs] == ["origin"]


def test_words_of_an_act_are_read_without_a_consignment() -> None:
    (sign,) = FINDER.in_text("origin: North Korea", "facts.origin_text")
    assert (sign.evidence.field, sign.strength) == ("facts.origin_text", "certain")
