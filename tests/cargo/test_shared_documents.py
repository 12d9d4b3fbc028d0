"""The public documents under ../shared, asserted value by value."""

from pathlib import Path

import pytest

from tests.cargo.accounting import only, read_all
from tidewaiter.model import Consignment

pytestmark = pytest.mark.shared


@pytest.fixture
def documents(shared: Path) -> Path:
    return shared / "data" / "documents"


def parties(consignment: Consignment) -> set[tuple[str, str]]:
    """Role and name, or number where there is no name."""
    return {
        (party.role, party.name or ",".join(held.value for held in party.identifiers))
        for party in consignment.parties
    }


def test_the_single_item_declaration(documents: Path) -> None:
    sad = only(documents / "asycuda" / "sad_single_item_original.xml")
    assert parties(sad) == {
        ("exporter", "HAS CELIK KABLOSAN TIC AS"),
        ("consignee", "ENERGOINVEST.D.D. - SARAJEVO - DEGA"),
        ("declarant", "Albakontroll"),
    }
    (goods,) = sad.goods
    assert goods.hs == ("76141000",)
    assert "PERCJELLES ALUMIMI I PERFORCUAR" in goods.description
    assert (goods.origin, goods.gross_weight_kg, goods.net_weight_kg) == ("TR", 4110, 3656)
    assert (goods.packages[0].count, goods.packages[0].kind) == (1, "52 Arka derrase")
    assert [leg.registration for leg in sad.transports] == ["31U8160/31U7095"] * 2
    assert (sad.country_of_export, sad.country_of_destination) == ("TR", "AL")
    assert {port.code for port in sad.ports} == {"AL110000", "AL190000"}
    assert sad.routing == ("GR", "TR")
    assert ("declaration_of_origin", "NR. G 0159622") in [
        (held.scheme, held.value) for held in sad.references
    ]


WCO = {
    "IMZ_Aggregated_Supplementary_Declaration.xml": (
        [("1803100000", 15, 10), ("1804000000", 15, 10)],
        ["DM1234"],
        [],
    ),
    "TT_EX004a.xml": ([("93019000", 20, 15), ("93059100", 15, 11)], ["CONU1234567"], []),
    "TT_EX010a.xml": ([("93063030", 20, 15)], ["AHFB9384274"], ["17583753"]),
    "TT_IM004a.xml": ([("1604204005", 600, 500)], ["AD12345"], []),
}


@pytest.mark.parametrize("name", WCO)
def test_wco_goods_containers_and_seals(documents: Path, name: str) -> None:
    entry = only(documents / "wco_dm_hmrc" / name)
    goods, containers, seals = WCO[name]
    assert [(item.hs[0], item.gross_weight_kg, item.net_weight_kg) for item in entry.goods] == goods
    assert [held.number for held in entry.containers] == containers
    assert [seal for held in entry.containers for seal in held.seals] == seals


def test_wco_parties_ship_and_ports(documents: Path) -> None:
    entry = only(documents / "wco_dm_hmrc" / "TT_EX004a.xml")
    assert {
        ("exporter", "GB896458895015"),
        ("consignee", "Mr Daniel Obutenrey"),
        ("agent", "GB150454489082"),
        ("declarant", "GB150454489082"),
    } <= parties(entry)
    consignee = next(party for party in entry.parties if party.role == "consignee")
    assert (consignee.address, consignee.country) == ("Crawford Street, Khartoum, POBox 430", "SD")
    ship = entry.transports[0]
    assert (ship.mode, ship.name, ship.flag) == ("sea", "MSCSUPERGUN", "GB")
    assert ("customs_office", "GB000051") in [(port.function, port.code) for port in entry.ports]
    assert (entry.country_of_export, entry.country_of_destination) == ("GB", "SD")


def test_wco_documents_all_read_with_goods_and_weights(documents: Path) -> None:
    paths = sorted((documents / "wco_dm_hmrc").glob("*.xml"))
    assert len(paths) >= 9
    for path in paths:
        entry = only(path)
        coded = [goods for goods in entry.goods if len(goods.hs) > 0]
        # One document of the set declares printed matter without any classification.
        assert len(coded) == len(entry.goods) or path.name == "TT_IM005a.xml"
        assert all(len(goods.hs[0]) in {8, 10} and goods.hs[0].isdigit() for goods in coded)
        assert all(goods.net_weight_kg is not None for goods in entry.goods), path.name


def test_five_digits_declared_as_an_imo_number_are_none(documents: Path) -> None:
    entry = only(documents / "wco_dm_hmrc" / "TT_IM004a.xml")
    assert [leg.imo for leg in entry.transports] == ["", ""]
    assert [defect.text for defect in entry.defects] == ["12345"]


def test_the_entry_summary_declarations(documents: Path) -> None:
    first = only(documents / "ics_ens" / "CC315A_reduced.xml")
    assert (first.reference, first.gross_weight_kg) == ("ABCD1234", 1)
    assert parties(first) == {("consignee", "GBab12"), ("declarant", "GBCD12345EFG")}
    assert first.goods[0].hs == ("1234",)
    assert first.routing == ("AB", "AB")
    assert ("arrival", "2009-12-31T23:59") in [(date.kind, date.value) for date in first.dates]
    amended = only(documents / "ics_ens" / "CC313A_reduced.xml")
    assert (amended.reference, len(amended.goods)) == ("mrn", 2)
    assert ("consignor", "ABC123") in parties(amended)
    assert ("other", "2003-02-11") in [(date.kind, date.value) for date in amended.dates]
    assert amended.goods[1].packages[0].count == 42


DCSA = {
    "ebl-2c1u.json": (["85171200", "62034200"], [15000, 20000], ["MSCU1234567"], ["NSL13386"]),
    "ebl-negotiable-bl.json": (["15152100"], [5000], ["MAEU6543210"], ["NSL13386"]),
    "ebl-request.json": (["15152100"], [12000], ["MSCU9988776"], ["NSL13386"]),
    "ebl-soc-references.json": (["84328000"], [12000], ["DCSU1234567"], ["NSL13386"]),
    "ebl-straight-bl.json": (["15152100"], [12000], ["MSCU9988776"], ["NSL13386"]),
    "eblissuance-request.json": (["640510"], [12000], ["NARU3472484"], ["VET123"]),
}


@pytest.mark.parametrize("name", DCSA)
def test_dcsa_goods_containers_and_seals(documents: Path, name: str) -> None:
    found = [item for item in read_all(documents / "dcsa" / name) if isinstance(item, Consignment)]
    codes, weights, containers, seals = DCSA[name]
    bill = found[0]
    assert [code for goods in bill.goods for code in goods.hs] == codes
    assert [goods.gross_weight_kg for goods in bill.goods] == weights
    assert [held.number for held in bill.containers] == containers
    assert [seal for held in bill.containers for seal in held.seals] == seals


def test_dcsa_parties_and_ports(documents: Path) -> None:
    bill = only(documents / "dcsa" / "eblissuance-request.json")
    assert {
        ("consignor", "SHIPPER_LEGAL_NAME_PLACEHOLDER"),
        ("consignee", "CONSIGNEE_LEGAL_NAME_PLACEHOLDER"),
        ("agent", "ISSUING_PARTY_LEGAL_NAME_PLACEHOLDER"),
        ("notify", "IKEA Denmark"),
        ("other", "Asseco Denmark"),
        ("other", "ISSUE_TO_LEGAL_NAME_PLACEHOLDER"),
    } <= parties(bill)
    assert ("port_of_loading", "DEHAM") in [(port.function, port.code) for port in bill.ports]
    assert (bill.transports[0].name, bill.transports[0].voyage) == ("King of the Seas", "2103S")


def test_dcsa_house_bill_and_shipper_owned_container(documents: Path) -> None:
    found = [
        item
        for item in read_all(documents / "dcsa" / "ebl-request.json")
        if isinstance(item, Consignment)
    ]
    assert [item.reference for item in found[1:]] == ["HBOL001"]
    assert found[1].goods[0].hs == ("64041900",)
    owned = only(documents / "dcsa" / "ebl-soc-references.json")
    assert owned.containers[0].tare_weight_kg == 4030
    assert ("customs_ctn", "12345") in [(held.scheme, held.value) for held in owned.references]
