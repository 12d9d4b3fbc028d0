"""Signs of parties and declared countries. All parties are fictional."""

import pytest

from tests.screening.sailing import FINDER, address, described, only, sail, strengths
from tidewaiter.model import Consignment, Goods, Party, Port
from tidewaiter.model.consignment import Role


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


@pytest.mark.parametrize("name", ["남포", "원산", "청진", " 나진 "])
def test_a_shared_name_that_fills_the_field_of_a_port_is_the_port(name: str) -> None:
    found = FINDER.find(Consignment("d", "f", "r", ports=(Port("port_of_loading", name=name),)))
    assert [(sign.kind, sign.direction, sign.strength) for sign in found] == [
        ("port", "from_target", "certain")
    ]


@pytest.mark.parametrize(
    "port",
    [
        Port("port_of_loading", name="남포동"),
        Port("port_of_loading", "KRPUS", "남포"),
        Port("port_of_loading", name="원산면옥 앞"),
    ],
)
def test_a_shared_name_beside_other_words_or_another_code_is_not(port: Port) -> None:
    found = FINDER.find(Consignment("d", "f", "r", ports=(port,)))
    assert all(sign.strength == "possible" for sign in found)
