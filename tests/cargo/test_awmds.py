from pathlib import Path

import pytest

from tests.cargo.accounting import FIXTURES, consignments, only, read_all
from tidewaiter.model import Consignment, Defect

BILLS = FIXTURES / "awmds" / "two_bills.xml"


def test_one_consignment_per_bill_with_the_header_as_context() -> None:
    first, second = consignments(BILLS)
    assert [first.reference, second.reference] == ["BLL0001", "BLL0002"]
    for bill in (first, second):
        (ship,) = bill.transports
        assert (ship.mode, ship.name, ship.imo, ship.flag, ship.voyage) == (
            "sea",
            "MORNING HERON",
            "",
            "PA",
            "014W",
        )
        assert {(port.function, port.code) for port in bill.ports} >= {
            ("departure", "CNDLC"),
            ("arrival", "GALBV"),
        }
        assert [date.value for date in bill.dates] == ["2017-08-02", "2017-08-19"]


def test_the_ports_of_the_bill_are_the_real_leg() -> None:
    ports = [(port.function, port.code) for port in consignments(BILLS)[0].ports]
    assert ports[:2] == [("port_of_loading", "CNTAO"), ("port_of_discharge", "GALBV")]


def test_the_nature_of_the_bill_is_its_movement() -> None:
    assert [bill.movement for bill in consignments(BILLS)] == ["import", "transhipment"]


def test_gross_mass_is_of_the_bill_and_never_of_the_container() -> None:
    first, second = consignments(BILLS)
    assert (first.gross_weight_kg, first.goods[0].gross_weight_kg) == (8250.5, 8250.5)
    assert (first.containers[0].tare_weight_kg, first.containers[0].gross_weight_kg) == (3800, None)
    assert second.containers[1].gross_weight_kg == 20000


def test_a_grouped_container_has_the_same_number_in_every_bill() -> None:
    numbers = [held.number for bill in consignments(BILLS) for held in bill.containers]
    assert numbers == ["MSCU1234566", "MSCU1234566", "TGHU7654321"]
    assert consignments(BILLS)[1].goods[0].containers == ("MSCU1234566", "TGHU7654321")


def test_marks_are_seals_and_a_code_in_the_description_stays_there() -> None:
    first = consignments(BILLS)[0]
    assert first.containers[0].seals == ("SL-100", "SL-101")
    assert first.goods[0].description == "HAND TOOLS\nHS CODE 820559"
    assert first.goods[0].hs == ()


def test_every_party_has_name_address_and_code() -> None:
    parties = {party.role: party for party in consignments(BILLS)[0].parties}
    assert parties["exporter"].name == "Fictional Tools & Sons"
    assert parties["exporter"].address == "12 Hammer Street\nQingdao"
    assert parties["notify"].identifiers[0].value == "N-9"
    assert parties["carrier"].address == "4 Quay Road, Port Nowhere"
    assert parties["consignee"].name == "Imaginary Hardware SARL"


def test_a_place_leads_back_to_the_line() -> None:
    place = consignments(BILLS)[1].at("containers[1].number")
    assert place == "line 118 Bol_segment[2]/ctn_segment[2]/Ctn_reference"
    assert "TGHU7654321" in BILLS.read_text(encoding="utf-8").splitlines()[117]


def test_a_degroupage_in_cyrillic_has_its_master_bill() -> None:
    bill = only(FIXTURES / "awmds" / "degroupage.xml")
    assert bill.parties[0].name == "ООО Вымысел"
    assert bill.movement == "export"
    assert ("master_bill_of_lading", "MBL-77") in [(r.scheme, r.value) for r in bill.references]
    assert [port.code for port in bill.ports if port.function == "original_port_of_loading"] == [
        "RUVVO"
    ]


def test_a_weight_that_may_be_two_numbers_is_no_weight_but_a_defect() -> None:
    bill = only(FIXTURES / "awmds" / "degroupage.xml")
    assert bill.goods[0].gross_weight_kg is None
    assert [defect.text for defect in bill.defects] == ["12,500"]
    assert "12,500" in [extra.value for extra in bill.extras]


def test_a_header_after_the_bills_is_reported_and_not_lost(tmp_path: Path) -> None:
    file = tmp_path / "late.xml"
    file.write_text(
        "<Awmds><Bol_segment><Bol_id><Bol_reference>B</Bol_reference></Bol_id></Bol_segment>"
        "<General_segment><Voyage_number>LATE-1</Voyage_number></General_segment></Awmds>",
        encoding="utf-8",
    )
    read = read_all(file)
    assert [item.reference for item in read if isinstance(item, Consignment)] == ["B"]
    assert [item.text for item in read if isinstance(item, Defect)] == ["LATE-1"]


def test_a_header_without_its_end_tag_still_names_the_ship(tmp_path: Path) -> None:
    file = tmp_path / "open.xml"
    file.write_bytes(BILLS.read_bytes().replace(b"</General_segment>", b"", 1))
    first, second = consignments(file)
    assert [bill.transports[0].name for bill in (first, second)] == ["MORNING HERON"] * 2
    assert "carrier" in [party.role for party in second.parties]


@pytest.mark.parametrize(
    ("bill", "broken"),
    [
        (0, b"<Bo,,l_segment>"),
        (0, b"<Bol_segmenv>"),
        (1, b"<Bol\n_segment>"),
        (1, b"<Bol_segmen"),
        (1, b" ent>"),
        (1, b"<Bo\x1b$Bl_segment>"),
    ],
)
def test_a_bill_whose_start_tag_is_broken_gives_its_parties_to_no_other(
    bill: int, broken: bytes, tmp_path: Path
) -> None:
    whole = consignments(BILLS)
    parts = BILLS.read_bytes().split(b"<Bol_segment>")
    last = b"<Bol_segment>" + parts[1] + b"</Awmds>"
    parts[2] = parts[2].replace(b"</Awmds>", last)
    starts = [b"<Bol_segment>", b"<Bol_segment>"]
    starts[bill] = broken
    file = tmp_path / "broken.xml"
    file.write_bytes(parts[0] + starts[0] + parts[1] + starts[1] + parts[2])
    found = consignments(file)
    assert [item.reference for item in found] == ["BLL0001", "BLL0002", "BLL0001"]
    assert [item.parties for item in found] == [whole[row].parties for row in (0, 1, 0)]
    assert [item.goods for item in found] == [whole[row].goods for row in (0, 1, 0)]


def test_a_cut_manifest_keeps_the_bill_that_is_cut(tmp_path: Path) -> None:
    data = BILLS.read_bytes()
    file = tmp_path / "cut.xml"
    file.write_bytes(data[: data.rindex(b"<Gross_mass>")])
    first, second = consignments(file)
    assert first.defects == ()
    assert second.reference == "BLL0002"
    assert len(second.containers) == 2
    assert any("was expected" in defect.problem for defect in second.defects)
