"""Signs of ports, crossings, ships, and how signs are given."""

from typing import get_args

import pytest

from tests.screening.sailing import FINDER, TARGET, only, port, sail
from tidewaiter.model import Consignment, Goods, Money, Party, Port, Transport
from tidewaiter.model.consignment import PortFunction, Role
from tidewaiter.model.target import Target
from tidewaiter.screening.nexus import NexusFinder, find_nexus
from tidewaiter.screening.signs import FROM, ROUTE, TO


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
