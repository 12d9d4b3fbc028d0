from pathlib import Path

import pytest

from tests.cargo.accounting import FIXTURES, only
from tidewaiter.model import Consignment

FULL = FIXTURES / "ics" / "full.xml"


@pytest.fixture(scope="module")
def ens() -> Consignment:
    return only(FULL)


def test_every_trader_of_declaration_and_items_is_a_party(ens: Consignment) -> None:
    assert [(party.role, party.name) for party in ens.parties] == [
        ("consignor", "Sample Sender Ltd"),
        ("consignee", "Sample Receiver Ltd"),
        ("notify", "Sample Notify"),
        ("agent", "Sample Agent"),
        ("declarant", ""),
        ("carrier", "Sample Carrier Line"),
        ("consignor", "Item Sender"),
        ("consignee", "Item Receiver"),
        ("notify", "Item Notify"),
    ]
    assert ens.parties[0].address == "1 First Street, 200000, Shanghai"
    assert ens.parties[1].identifiers[0].scheme == "eori"


def test_seven_digits_of_a_ship_are_its_imo_number(ens: Consignment) -> None:
    assert (ens.transports[0].mode, ens.transports[0].imo) == ("sea", "9074729")
    assert (ens.transports[0].flag, ens.transports[0].voyage) == ("BS", "V-88")


def test_an_aircraft_is_no_ship() -> None:
    (plane,) = only(FIXTURES / "ics" / "amendment.xml").transports
    assert (plane.mode, plane.imo, plane.registration) == ("air", "", "G-ABCD")


def test_places_are_codes_or_names_at_head_and_item(ens: Consignment) -> None:
    ports = {(port.function, port.code, port.name) for port in ens.ports}
    assert {
        ("port_of_loading", "CNSHA", ""),
        ("port_of_discharge", "", "Belfast quay"),
        ("port_of_loading", "KPNAM", ""),
        ("port_of_discharge", "GBBEL", ""),
        ("customs_office", "XI000014", ""),
        ("customs_office", "IEDUB100", ""),
        ("customs_office", "XI000142", ""),
    } == ports
    assert ens.routing == ("CN", "SG")


def test_items_have_codes_weights_packages_and_containers(ens: Consignment) -> None:
    first, second = ens.goods
    assert (first.hs, first.gross_weight_kg) == (("61013090",), 1500.25)
    assert first.containers == ("CSQU3054383", "TGHU0000011")
    assert first.dangerous_goods == ("1950",)
    assert (second.hs, second.packages[0].count) == (("732599",), 20)


def test_a_seal_is_on_a_container_only_where_there_is_one(ens: Consignment) -> None:
    assert [(held.number, held.seals) for held in ens.containers] == [
        ("CSQU3054383", ()),
        ("TGHU0000011", ()),
        ("", ("SEAL-1", "SEAL-2")),
    ]
    (only_one,) = only(FIXTURES / "ics" / "amendment.xml").containers
    assert (only_one.number, only_one.seals) == ("AKE12345XX", ("ONLY-1",))


def test_dates_and_references(ens: Consignment) -> None:
    assert ("arrival", "2017-08-30T12:00") in [(date.kind, date.value) for date in ens.dates]
    assert ("bill_of_lading", "BL-900") in [(r.scheme, r.value) for r in ens.references]
    assert ens.reference == "LRN-0001"


def test_a_declaration_in_an_envelope_is_read(tmp_path: Path) -> None:
    file = tmp_path / "soap.xml"
    text = FULL.read_text(encoding="utf-8").partition("?>")[2]
    file.write_text(
        f'<s:Envelope xmlns:s="urn:soap"><s:Header><id>77</id></s:Header><s:Body>{text}</s:Body>'
        "</s:Envelope>",
        encoding="utf-8",
    )
    consignment = only(file)
    assert consignment.reference == "LRN-0001"
    assert "77" in [extra.value for extra in consignment.extras]
