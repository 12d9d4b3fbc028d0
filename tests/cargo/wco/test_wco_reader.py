from pathlib import Path

import pytest

from tests.cargo.accounting import FIXTURES, consignments, only, read_all
from tidewaiter.model import Consignment, Defect

IMPORT = FIXTURES / "wco" / "import.xml"


@pytest.fixture(scope="module")
def entry() -> Consignment:
    return only(IMPORT)


def test_tariff_code_and_its_two_digits_are_one_code(entry: Consignment) -> None:
    assert entry.goods[0].hs == ("7303001005",)
    assert entry.goods[1].hs == ("73079290",)


def test_additional_and_national_codes_are_no_commodity_codes(entry: Consignment) -> None:
    values = [extra.value for extra in entry.extras]
    assert {"4099", "VATZ"} <= set(values)


def test_seven_digits_of_type_10_are_an_imo_number_and_five_are_not(entry: Consignment) -> None:
    ship, truck = entry.transports
    assert (ship.mode, ship.imo, ship.flag) == ("sea", "9187629", "SL")
    assert (truck.mode, truck.imo, truck.registration) == ("road", "", "12345")
    assert "12345" in [defect.text for defect in entry.defects]


def test_type_11_is_the_name_of_the_ship() -> None:
    (ship,) = consignments(FIXTURES / "wco" / "batch.xml")[0].transports
    assert (ship.name, ship.imo) == ("MORNING HERON", "")


def test_the_non_preferential_origin_wins_and_the_other_is_a_defect(entry: Consignment) -> None:
    assert entry.goods[0].origin == "RU"
    assert "CN" in [defect.text for defect in entry.defects]


def test_parties_of_declaration_shipment_and_item(entry: Consignment) -> None:
    parties = {(party.role, party.name) for party in entry.parties if party.name != ""}
    assert parties == {
        ("agent", "Sample Clearance"),
        ("carrier", "Sample Ocean Carrier"),
        ("notify", "Tell Me First"),
        ("exporter", "Faraway Goods Inc"),
        ("buyer", "Sample Buyer"),
        ("seller", "Sample Seller"),
        ("seller", "Item Seller"),
    }
    exporter = next(party for party in entry.parties if party.role == "exporter")
    assert (exporter.address, exporter.country) == ("7 River Road, Dandong, 118000", "CN")
    importer = next(party for party in entry.parties if party.role == "importer")
    assert [held.scheme for held in importer.identifiers] == ["eori"]


def test_weights_keep_to_kilograms(entry: Consignment) -> None:
    assert entry.gross_weight_kg == 1700
    assert (entry.goods[0].gross_weight_kg, entry.goods[0].net_weight_kg) == (1000, 900.5)
    assert entry.goods[1].gross_weight_kg == pytest.approx(45.359237)
    assert {"1.7", "TNE", "LBR", "100"} <= {extra.value for extra in entry.extras}


def test_equipment_of_shipment_and_items_is_listed_once_with_seals(entry: Consignment) -> None:
    assert [(held.number, held.seals) for held in entry.containers] == [
        ("MSKU1111117", ("S-1", "S-2")),
        ("MSKU2222228", ()),
    ]
    assert entry.goods[0].containers == ("MSKU1111117",)


def test_countries_ports_and_routing(entry: Consignment) -> None:
    assert (entry.country_of_export, entry.country_of_destination) == ("CN", "GB")
    assert entry.routing == ("CN", "SG")
    ports = {(port.function, port.code or port.name, port.country) for port in entry.ports}
    assert ("port_of_loading", "CNDLC", "") in ports
    assert ("other", "FXTFXTFXT", "GB") in ports
    assert ("ultimate_destination", "", "IE") in ports


def test_values_have_their_currency_and_quantities_their_unit(entry: Consignment) -> None:
    first, second = entry.goods
    assert first.value is not None
    assert (first.value.amount, first.value.currency) == (4000, "USD")
    assert second.value is not None
    assert (second.value.amount, second.value.currency) == (900, "GBP")
    assert (first.quantity, first.unit) == (40, "NAR")


def test_references_have_names(entry: Consignment) -> None:
    references = {(held.scheme, held.value) for held in entry.references}
    assert entry.reference == "17GB0000000000000M"
    assert {("lrn", "LRN-IM-1"), ("ucr", "UCR-9"), ("invoice", "INV-1")} <= references
    assert ("previous_document", "PREV-1") in references


def test_every_shipment_of_every_declaration_is_a_consignment() -> None:
    read = read_all(FIXTURES / "wco" / "batch.xml")
    found = [item for item in read if isinstance(item, Consignment)]
    assert [(item.reference, item.parties[0].name) for item in found] == [
        ("EX-1", "First Consignee"),
        ("EX-1", "Second Consignee"),
        ("EX-2", "Third Consignor"),
    ]
    assert [item.goods[0].hs for item in found[:2]] == [("121221",), ("030743",)]
    assert found[2].at("parties[0].name") == "line 22 Declaration[2]/GoodsShipment/Consignor/Name"
    assert [item.text for item in read if isinstance(item, Defect)] == ["END-OF-BATCH"]


def test_a_declaration_without_namespace_is_told_by_its_shipment(tmp_path: Path) -> None:
    file = tmp_path / "plain.xml"
    file.write_text(
        "<Declaration><ID>X</ID><GoodsShipment><Consignee><Name>Only</Name></Consignee>"
        "</GoodsShipment></Declaration>",
        encoding="utf-8",
    )
    assert only(file).parties[0].name == "Only"


def test_a_declaration_without_shipment_is_a_consignment_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "bare.xml"
    file.write_text(
        '<Declaration xmlns="urn:wco:datamodel:WCO:DEC:3"><ID>X</ID><Exporter><Name>Only</Name>'
        "</Exporter></Declaration>",
        encoding="utf-8",
    )
    assert only(file).parties[0].name == "Only"
