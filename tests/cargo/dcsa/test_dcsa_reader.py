import json
from pathlib import Path

import pytest

from tests.cargo.accounting import FIXTURES, consignments, only, read_all
from tidewaiter.model import BadInput, Consignment, Defect

DOCUMENT = FIXTURES / "dcsa" / "transport_document.json"


@pytest.fixture(scope="module")
def bill() -> Consignment:
    return only(DOCUMENT)


def test_head_dates_and_value(bill: Consignment) -> None:
    assert (bill.reference, bill.kind) == ("TDR0001", "bill of lading")
    assert {(date.kind, date.value) for date in bill.dates} == {
        ("loading", "2017-08-15"),
        ("issue", "2017-08-16"),
        ("departure", "2017-08-14"),
        ("arrival", "2017-08-30"),
    }
    assert bill.value is not None
    assert (bill.value.amount, bill.value.currency) == (12000.5, "USD")


def test_every_party_has_its_role(bill: Consignment) -> None:
    assert [(party.role, party.name) for party in bill.parties] == [
        ("consignor", "Sample Shipper Ltd"),
        ("consignee", "To the order of Sample Bank"),
        ("other", "Sample Bank"),
        ("notify", "First Notify"),
        ("notify", "Second Notify"),
        ("seller", "Sample Seller"),
        ("buyer", "Sample Buyer"),
        ("agent", "Agent Far Away"),
        ("agent", "Agent Near By"),
        ("forwarder", "Forwarder Sample"),
        ("other", "Odd One"),
        ("carrier", ""),
    ]
    assert "QQQ" in [defect.text for defect in bill.defects]


def test_the_shipper_has_address_codes_and_contact(bill: Consignment) -> None:
    shipper = bill.parties[0]
    assert shipper.address == "Harbour Road, 8, Dalian, Line one, Line two"
    assert shipper.country == "CN"
    assert [(held.scheme, held.value) for held in shipper.identifiers] == [
        ("lei", "529900T8BM49AURSDO55"),
        ("tax", "VAT-1"),
    ]
    assert shipper.contact == "D. Nobody, +00 1"


def test_goods_have_every_code_that_is_a_tariff_code(bill: Consignment) -> None:
    (goods,) = bill.goods
    assert goods.hs == ("030743", "030749", "03074300")
    assert goods.description == "FROZEN SQUID\nIN CARTONS"
    assert "0012345-6" in [extra.value for extra in bill.extras]
    assert goods.dangerous_goods == ("3480",)


def test_weights_of_cargo_items_add_up_in_kilograms(bill: Consignment) -> None:
    assert bill.goods[0].gross_weight_kg == pytest.approx(1000 + 2204.62 * 0.45359237)
    assert {"1000", "2204.62", "LBR"} <= {extra.value for extra in bill.extras}


def test_a_net_weight_of_some_cargo_items_is_no_total(bill: Consignment) -> None:
    assert bill.goods[0].net_weight_kg is None
    assert "900.5" in [extra.value for extra in bill.extras]


def test_equipment_has_number_type_tare_and_seals_in_either_shape(bill: Consignment) -> None:
    first, second = bill.containers
    assert (first.number, first.size_type, first.tare_weight_kg) == ("MSCU1234566", "45R1", 4800)
    assert first.seals == ("SL-1", "SL-2")
    assert second.number == "TGHU7654321"
    assert bill.goods[0].containers == ("MSCU1234566", "TGHU7654321")


def test_places_are_codes_facilities_addresses_or_names(bill: Consignment) -> None:
    assert [(port.function, port.code, port.name, port.country) for port in bill.ports] == [
        ("port_of_loading", "CNDLC", "Dalian", ""),
        ("port_of_discharge", "", "SGSINPS", ""),
        ("place_of_delivery", "", "Johor", "MY"),
        ("routing", "", "Kuantan", ""),
        ("other", "HKHKG", "", ""),
        ("port_of_loading", "", "Nampho quay", ""),
    ]


def test_only_seven_digits_are_an_imo_number(bill: Consignment) -> None:
    assert [(leg.name, leg.imo, leg.voyage) for leg in bill.transports] == [
        ("MORNING HERON", "9074729", "014W"),
        ("EVENING HERON", "", "3E"),
    ]
    assert "12345" in [defect.text for defect in bill.defects]


def test_references_have_their_type(bill: Consignment) -> None:
    references = {(held.scheme, held.value) for held in bill.references}
    assert {
        ("booking", "BK-1"),
        ("spo", "ORDER-1"),
        ("spo", "ORDER-2"),
        ("cr", "CUST-3"),
        ("customs_acid", "4988470982020120017"),
        ("routing", "RT-5"),
    } <= references


def test_a_place_is_a_pointer_into_the_document(bill: Consignment) -> None:
    assert bill.at("goods[0].hs") == "/consignmentItems/0/HSCodes/0"
    assert bill.at("goods[0].hs[2]") == "/consignmentItems/0/nationalCommodityCodes/0/values/0"
    assert bill.at("containers[0].seals[1]") == "/utilizedTransportEquipments/0/seals/1/number"


def test_a_house_bill_is_a_consignment_with_the_voyage_of_its_master() -> None:
    listed, master, house = consignments(FIXTURES / "dcsa" / "several.json")
    assert [(party.role, party.name) for party in listed.parties] == [
        ("consignor", "List Shipper"),
        ("consignee", "List Consignee"),
    ]
    assert "Hidden Shipper" not in [party.name for party in master.parties]
    assert (house.reference, house.kind) == ("HOUSE-1", "house bill of lading")
    assert [party.name for party in house.parties] == ["Hidden Shipper", "House Notify"]
    assert house.transports[0].name == "NIGHT HERON"
    assert [port.code for port in house.ports] == ["RUVVO"]
    assert house.routing == ("RU", "CN")
    assert ("master_bill_of_lading", "SI-B") in [(r.scheme, r.value) for r in house.references]


def test_what_is_no_bill_in_a_file_of_bills_is_a_defect() -> None:
    read = read_all(FIXTURES / "dcsa" / "several.json")
    assert [item.text for item in read if isinstance(item, Defect)] == ["NOT A BILL"]


def test_an_issuance_request_wraps_its_document(tmp_path: Path) -> None:
    file = tmp_path / "issuance.json"
    wrapped = {
        "document": json.loads(DOCUMENT.read_text(encoding="utf-8")),
        "issueTo": {"partyName": "Platform User", "sendToPlatform": "WAVE"},
    }
    file.write_text(json.dumps(wrapped), encoding="utf-8")
    bill = only(file)
    assert bill.reference == "TDR0001"
    assert ("other", "Platform User") in [(party.role, party.name) for party in bill.parties]
    assert bill.at("reference") == "/document/transportDocumentReference"


def test_a_cut_document_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    file = tmp_path / "cut.json"
    file.write_text(text[: text.index('"utilizedTransportEquipments"')], encoding="utf-8")
    read = read_all(file)
    (bill,) = (item for item in read if isinstance(item, Consignment))
    assert bill.goods[0].hs == ("030743", "030749", "03074300")
    assert any("was expected" in item.problem for item in read if isinstance(item, Defect))


def test_a_lost_bracket_does_not_part_the_goods_from_their_bill(tmp_path: Path) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    file = tmp_path / "lost.json"
    file.write_text(text.replace('"documentParties": {', '"documentParties": '), encoding="utf-8")
    bill = only(file)
    assert bill.goods[0].hs == ("030743", "030749", "03074300")
    assert len(bill.containers) == 2
    assert "First Notify" in [extra.value for extra in bill.extras]


def test_a_file_of_keys_without_a_bill_is_bad_input(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    text = '{"x": {"y": {"transportDocumentReference": "1", "consignmentItems": []}}}'
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match="no bill of lading"):
        read_all(file)
