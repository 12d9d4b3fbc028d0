from pathlib import Path

from tests.cargo.table.build import read, text_file
from tidewaiter.cargo.table import FIELDS
from tidewaiter.model import Identifier, Money

FULL = {
    "document_date": "2017-08-06",
    "consignment": "BL7",
    "vessel_name": "INVENTED STAR",
    "vessel_imo": "IMO 9163166",
    "vessel_mmsi": "445000000",
    "vessel_call_sign": "HMXX",
    "vessel_flag": "KP",
    "voyage": "12W",
    "port_of_loading": "KPNAM",
    "port_of_discharge": "Dalian",
    "place_of_receipt": "KPFNJ",
    "place_of_delivery": "CNSHA",
    "transhipment_ports": "CNDLC;Rizhao",
    "country_of_origin": "kp",
    "country_of_destination": "CN",
    "consignor_name": "Invented Mining",
    "consignor_address": "1 Nowhere Street",
    "consignor_country": "KP",
    "consignee_name": "Imagined Steel",
    "consignee_address": "2 Nowhere Street",
    "consignee_country": "CN",
    "notify_name": "Imagined Notify",
    "carrier_name": "Imagined Line",
    "owner_name": "Imagined Owner",
    "manager_name": "Imagined Manager",
    "goods_description": "Anthracite",
    "hs_code": "2701.11; 307",
    "gross_weight_kg": "1234.5",
    "net_weight_kg": "1200",
    "quantity": "3",
    "unit": "BK",
    "value": "99.5",
    "currency": "USD",
    "containers": "MSCU1234567/SEAL1",
    "certificate_of_origin": "CO-1",
    "remarks": "as is",
}


def test_every_column_reaches_its_field_with_its_place(tmp_path: Path) -> None:
    assert tuple(FULL) == FIELDS
    header, row = "|".join(FULL), "|".join(FULL.values())
    [one], defects = read(text_file(tmp_path, f"{header}\n{row}\n"))
    assert defects == []
    assert one.defects == ()
    assert one.extras == ()
    assert [party.role for party in one.parties] == [
        "consignor",
        "consignee",
        "notify",
        "carrier",
        "owner",
        "manager",
    ]
    assert [(port.function, port.code, port.name) for port in one.ports] == [
        ("port_of_loading", "KPNAM", ""),
        ("port_of_discharge", "", "Dalian"),
        ("place_of_receipt", "KPFNJ", ""),
        ("place_of_delivery", "CNSHA", ""),
        ("transhipment", "CNDLC", ""),
        ("transhipment", "", "Rizhao"),
    ]
    assert one.transports[0].imo == "9163166"
    assert one.goods[0].hs == ("2701.11", "307")
    assert one.goods[0].origin == "KP"
    assert one.goods[0].value == Money(99.5, "USD")
    assert one.containers[0].seals == ("SEAL1",)
    assert one.references == (Identifier("certificate_of_origin", "CO-1"),)
    # One place a value: the 36 columns, one of them filing two ports, and no value without one.
    assert len(one.places) == len(FIELDS) + 1
    assert one.at("ports[5].name") == "line 2 column transhipment_ports"
    assert one.at("parties[5].name") == "line 2 column manager_name"


def test_what_cannot_be_read_is_kept_with_a_defect(tmp_path: Path) -> None:
    text = (
        "consignment;document_date;gross_weight_kg;hs_code;Colour\nBL1;06/08/2017;1,234;coal;red\n"
    )
    [one], _ = read(text_file(tmp_path, text))
    assert {extra.name: extra.value for extra in one.extras} == {
        "document_date": "06/08/2017",
        "gross_weight_kg": "1,234",
        "hs_code": "coal",
        "Colour": "red",
    }
    assert one.extras[-1].at.startswith("line 2 column ")
    assert len(one.defects) == 3
    assert one.dates == ()


def test_a_row_without_a_number_is_named_by_its_line(tmp_path: Path) -> None:
    found, _ = read(text_file(tmp_path, "consignment,hs_code\n,2701\n,2701\n"))
    assert [one.reference for one in found] == ["line 2", "line 3"]


def test_a_currency_without_an_amount_is_not_lost(tmp_path: Path) -> None:
    [one], _ = read(text_file(tmp_path, "consignment,value,currency\nBL1,,USD\n"))
    assert [(extra.name, extra.value) for extra in one.extras] == [("currency", "USD")]
