"""CUSCAR and IFTMCS read into consignments, value by value."""

from pathlib import Path

import pytest

from tests.cargo.edifact.written import HEADER, cuscar, interchange, message, named, one, read_bytes
from tidewaiter.cargo import detect, open_source, read
from tidewaiter.model import (
    BadInput,
    Consignment,
    Container,
    Dated,
    Defect,
    Goods,
    Identifier,
    Money,
    Packages,
    Party,
    Port,
    Transport,
)


def with_item(folder: Path, segments: str) -> Goods:
    """The first goods item of a consignment with these segments under GID."""
    return one(folder, interchange(message(HEADER + f"CNI+1+B1'GID+1'{segments}"))).goods[0]


def test_cuscar_d95b_plain_consignment(tmp_path: Path) -> None:
    found, defects = read_bytes(tmp_path, cuscar("BILL1", "BILL2"))
    assert defects == []
    record = found[1]
    assert (record.document, record.format) == ("document.edi", "cuscar")
    assert (record.reference, record.kind, record.movement) == (
        "BILL2", "customs_manifest", "import",
    )  # fmt: skip
    assert record.dates == (Dated("document", "2017-08-01"), Dated("arrival", "2017-08-03T12:00"))
    assert record.parties == (
        Party("message_sender", identifiers=(Identifier("other", "AGENT7"),)),
        Party("consignor", "NORTHERN MILLS 2", "1 QUAY ROAD, DALIAN, 116001", "CN"),
        Party("consignee", "LOTUS TRADING 2", "2 HARBOUR ST, HAIPHONG", "VN"),
    )
    assert record.ports == (
        Port("arrival", "CNDLC"),
        Port("port_of_loading", "CNDLC"),
        Port("port_of_discharge", "VNHPH"),
    )
    assert record.transports == (
        Transport("sea", "SAMPLE STAR", "9074729", flag="PA", voyage="014E", carrier="LINE"),
    )
    assert record.goods == (
        Goods(
            "1",
            "COTTON SHIRTS LOT 2",
            ("610910",),
            gross_weight_kg=200.5,
            packages=(Packages(20.0, "CT", "MARK 2"),),
            containers=("TWTU1234567",),
        ),
    )
    assert record.containers == (Container("TWTU1234567", "22G1", "import full", ("S001",)),)
    assert record.references == (
        Identifier("document", "MAN1"),
        Identifier("bill_of_lading", "BILL2"),
    )
    assert record.defects == ()


def test_every_value_knows_its_segment(tmp_path: Path) -> None:
    text = cuscar("BILL1", "BILL2")
    found, _ = read_bytes(tmp_path, text)
    lines = text.split("'")
    record = found[1]
    expected = {
        "reference": "CNI+2",
        "parties[1].name": "NAD+CZ+++NORTHERN MILLS 2",
        "parties[2].country": "NAD+CN+++LOTUS TRADING 2",
        "ports[0].code": "LOC+60",
        "ports[2].code": "LOC+11",
        "transports[0].imo": "TDT+20",
        "goods[0].description": "FTX+AAA+++COTTON SHIRTS LOT 2",
        "goods[0].hs": "CST",
        "goods[0].gross_weight_kg": "MEA+AAE+G+KGM:200.5",
        "containers[0].number": "EQD",
        "containers[0].seals[0]": "SEL",
        "movement": "GIS",
    }
    for field, start in expected.items():
        number = int(record.at(field).removeprefix("segment "))
        assert lines[number - 1].startswith(start), field


def test_header_context_is_shared_and_parties_are_not(tmp_path: Path) -> None:
    found, _ = read_bytes(tmp_path, cuscar("B1", "B2", "B3"))
    assert {record.transports for record in found} == {found[0].transports}
    assert [record.parties[1].name for record in found] == [
        "NORTHERN MILLS 1", "NORTHERN MILLS 2", "NORTHERN MILLS 3",
    ]  # fmt: skip


def test_cuscar_d13a_goods_level_origin(tmp_path: Path) -> None:
    body = (
        "BGM+785+MAN1+9'TDT+20+1E+1+++++9074729:146:11:SAMPLE STAR:KH'"
        "CNI+1+B1'RFF+BM:B1'LOC+35+KP:162:5'LOC+28+CN:162:5'GEI+4+24'"
        "GID+1+100:BG'FTX+AAA+++ANTHRACITE'LOC+27+KP:162:5'MEA+AAE+G+TNE:5'"
        "GID+2+10:BG'FTX+AAA+++COKE'LOC+27+RU:162:5'"
    )
    record = one(tmp_path, interchange(message(body, "CUSCAR:D:13A:UN")))
    assert [item.origin for item in record.goods] == ["KP", "RU"]
    assert (record.country_of_export, record.country_of_destination) == ("KP", "CN")
    assert (record.kind, record.movement) == ("cargo_manifest", "transit")
    assert record.at("goods[1].origin") == "segment 16"
    assert record.goods[0].gross_weight_kg == 5000.0
    assert named(record, "MEA+AAE") == ["G+TNE:5"]


def test_origin_before_the_goods_holds_for_every_item_without_its_own(tmp_path: Path) -> None:
    body = "CNI+1+B1'LOC+27+KP:162:5'GID+1'GID+2'LOC+27+RU:162:5'"
    record = one(tmp_path, interchange(message(HEADER + body)))
    assert [item.origin for item in record.goods] == ["KP", "RU"]


def test_iftmcs_is_one_consignment_a_message(tmp_path: Path) -> None:
    body = (
        "BGM+705+DOC9+9'CTA+IC+:BOOKING DESK'DTM+95:20170801:102'FTX+AAI+++HANDLE DRY'"
        "CNT+7:900:KGM'"
        "LOC+88+CNSHE:139:6'RFF+BM:BL77'RFF+BN:BK1'TDT+10++3'"
        "TDT+20+014E+1++LINE:172:20+++9074729:146::SAMPLE STAR:PA'LOC+9+CNDLC:139:6'"
        "LOC+11+KRINC:139:6'NAD+CZ+++NORTHERN MILLS'CTA+IC+:MS LIN'COM+861234:TE'"
        "NAD+N1+++HAN RIVER FREIGHT'GID+1+3:PK'PIA+5+270111:HS'FTX+AAA+++COAL'MEA+AAE+G+KGM:900'"
        "SGP+TWTU1234567+3'MEA+AAE+G+KGM:900'EQD+CN+TWTU1234567+22G1'SEL+S1+SH'MEA+AAE+T+KGM:2200'"
    )
    text = interchange(
        message(body, "IFTMCS:D:96A:UN"), message(body, "IFTMCS:D:21A:UN", reference="M2")
    )
    found, defects = read_bytes(tmp_path, text)
    assert defects == []
    record = found[0]
    assert (len(found), record.format, record.kind) == (2, "iftmcs", "bill_of_lading")
    assert (record.reference, record.at("reference")) == ("BL77", "segment 9")
    assert [port.function for port in record.ports] == [
        "place_of_receipt", "port_of_loading", "port_of_discharge",
    ]  # fmt: skip
    assert [leg.mode for leg in record.transports] == ["sea", "road"], "the main leg stands first"
    assert record.at("transports[0].imo") == "segment 12"
    assert record.at("transports[1].mode") == "segment 11"
    assert record.parties[0].contact == "MS LIN; TE 861234"
    assert record.goods[0].hs == ("270111",)
    assert record.goods[0].gross_weight_kg == 900.0
    assert record.containers == (
        Container("TWTU1234567", "22G1", seals=("S1",), tare_weight_kg=2200.0),
    )
    assert record.remarks == "HANDLE DRY"
    assert named(record, "CTA+IC") == [":BOOKING DESK"]
    assert named(record, "MEA+AAE") == ["G+KGM:900"], "the weight in the container is no new weight"


def test_bill_numbers_outrank_the_number_of_the_message(tmp_path: Path) -> None:
    body = "BGM+340+DOC9'RFF+BH:HOUSE'RFF+BM:MASTER'NAD+CZ+++A'"
    assert one(tmp_path, interchange(message(body, "IFTMIN:D:96A:UN"))).reference == "MASTER"
    assert (
        one(tmp_path, interchange(message("BGM+340+DOC9'", "IFTMIN:D:96A:UN"))).reference == "DOC9"
    )


@pytest.mark.parametrize(
    ("segments", "codes"),
    [
        ("CST++27011100:122'", ("27011100",)),
        ("CST+1+270111:HS+260111:ZZZ'", ("270111", "260111")),
        ("CST++2701.11'", ("2701.11",)),
        ("PIA+5+270111:HS'", ("270111",)),
        ("PIA+5+270111:SA'", ()),
        ("PIA+5+270111:ZZZ'", ()),
        ("CST++COAL:122'", ()),
        ("CST++12345678901:122'", ()),
        ("RFF+ABD:270111'", ("270111",)),
    ],
)
def test_hs_codes_come_from_tariff_qualifiers_only(
    tmp_path: Path, segments: str, codes: tuple[str, ...]
) -> None:
    assert with_item(tmp_path, segments).hs == codes


@pytest.mark.parametrize(
    ("unit", "kilograms"), [("KGM", 2.0), ("TNE", 2000.0), ("GRM", 0.002), ("LBR", 0.90718474)]
)
def test_weight_in_other_units_becomes_kilograms(
    tmp_path: Path, unit: str, kilograms: float
) -> None:
    item = with_item(tmp_path, f"MEA+AAE+G+{unit}:2'MEA+AAE+AAL+{unit}:2'MEA+AAE+AAW+MTQ:3,5'")
    assert item.gross_weight_kg == pytest.approx(kilograms)
    assert item.net_weight_kg == pytest.approx(kilograms)
    assert item.volume_m3 == 3.5


@pytest.mark.parametrize("measure", ["KGS:5", "KGM:FIVE", "KGM:nan", ":5"])
def test_weight_that_cannot_be_read_is_a_defect_and_no_weight(tmp_path: Path, measure: str) -> None:
    text = interchange(message(HEADER + f"CNI+1+B1'GID+1'MEA+AAE+G+{measure}'"))
    record = one(tmp_path, text)
    assert record.goods[0].gross_weight_kg is None
    assert [defect.text for defect in record.defects] == [f"MEA+AAE+G+{measure}"]
    assert record.defects[0].at == "segment 13"


def test_lines_of_description_join(tmp_path: Path) -> None:
    body = "CNI+1+B1'GID+1'FTX+AAA+++STEAM:COAL'FTX+AAA+++IN BULK'FTX+AAC+++NOT IT'"
    record = one(tmp_path, interchange(message(HEADER + body)))
    assert record.goods[0].description == "STEAM COAL IN BULK"
    assert record.remarks == "NOT IT"
    assert named(record, "FTX+AAC") == ["++NOT IT"]


def test_text_of_a_container_in_the_header_is_not_said_of_other_consignments(
    tmp_path: Path,
) -> None:
    header = "BGM+85+M'EQD+CN+A'FTX+AAA+++COAL'EQD+CN+B'"
    body = "CNI+1+B1'GID+1'SGP+A'CNI+2+B2'GID+1'SGP+B'"
    found, _ = read_bytes(tmp_path, interchange(message(header + body)))
    assert [named(record, "FTX+AAA") for record in found] == [["++COAL"], []]
    assert [record.remarks for record in found] == ["", ""]


def test_goods_without_a_weight_and_with_marks_dangers_and_value(tmp_path: Path) -> None:
    item = with_item(
        tmp_path, "PAC+5++CT'PCI+28+LINE 1:LINE 2'DGS+IMD+8+2735'MOA+38:1200,50:USD'SGP+X+5'SGP+Y'"
    )
    assert item.packages == (Packages(5.0, "CT", "LINE 1\nLINE 2"),)
    assert item.dangerous_goods == ("2735",)
    assert item.value == Money(1200.5, "USD")
    assert item.containers == ("X", "Y")


def test_date_in_an_unknown_format_is_a_defect_and_its_text_stays(tmp_path: Path) -> None:
    record = one(tmp_path, interchange(message(HEADER + "CNI+1+B1'DTM+133:1AUG17:999'")))
    assert record.defects == (
        Defect("segment 12", "date not readable in format 999", "DTM+133:1AUG17:999"),
    )
    assert named(record, "DTM") == ["133:1AUG17:999"]


def test_several_bills_under_one_cni_are_several_consignments(tmp_path: Path) -> None:
    body = "CNI+1+MASTER'RFF+BM:H1'NAD+CZ+++A'GID+1'RFF+BM:H2'NAD+CZ+++B'GID+1'"
    found, _ = read_bytes(tmp_path, interchange(message(HEADER + body)))
    assert [record.reference for record in found] == ["MASTER", "H2"]
    assert [record.parties[1].name for record in found] == ["A", "B"]
    assert Identifier("consignment", "MASTER") in found[1].references


def test_consignments_without_cni(tmp_path: Path) -> None:
    body = "RFF+BM:H1'NAD+CZ+++A'GID+1'FTX+AAA+++X'RFF+BM:H2'NAD+CZ+++B'GID+1'FTX+AAA+++Y'"
    found, _ = read_bytes(tmp_path, interchange(message(HEADER + body)))
    assert [record.reference for record in found] == ["H1", "H2"]
    assert [[party.name for party in record.parties[1:]] for record in found] == [["A"], ["B"]]
    assert [record.goods[0].description for record in found] == ["X", "Y"]


def test_containers_go_with_the_consignments_that_name_them(tmp_path: Path) -> None:
    header = "BGM+85+M'EQD+CN+A'LOC+9+KPNAM:139:6'EQD+CN+B'SEL+S9'EQD+CN+C'"
    body = "CNI+1+B1'GID+1'SGP+A+1'CNI+2+B2'GID+1'SGP+B+1'SGP+A+1'"
    found, defects = read_bytes(tmp_path, interchange(message(header + body)))
    assert [[item.number for item in record.containers] for record in found] == [["A"], ["B", "A"]]
    assert Port("port_of_loading", "KPNAM") in found[0].ports
    assert [defect.problem for defect in defects] == [
        "container C is of no consignment of the message"
    ]


def test_containers_of_the_only_consignment_are_its_own(tmp_path: Path) -> None:
    record = one(tmp_path, interchange(message("BGM+85+M'EQD+CN+A'EQD+CN+B'CNI+1+B1'GID+1'")))
    assert [item.number for item in record.containers] == ["A", "B"]


def test_message_of_empty_containers_is_one_record(tmp_path: Path) -> None:
    record = one(tmp_path, interchange(message("BGM+85+M'EQD+CN+A+22G1+++4'EQD+CN+B+22G1+++4'")))
    assert [item.status for item in record.containers] == ["empty", "empty"]


def test_control_totals_of_a_consignment_that_do_not_hold(tmp_path: Path) -> None:
    body = "CNI+1+B1'CNT+7:500:KGM'CNT+8:3'GID+1+4:CT'MEA+AAE+G+KGM:400'"
    record = one(tmp_path, interchange(message(HEADER + body)))
    assert [(defect.at, defect.problem) for defect in record.defects] == [
        ("segment 12", "control total of weight 500 kg, goods weigh 400 kg"),
        ("segment 13", "control total of pieces 3, goods count 4"),
    ]
    assert record.gross_weight_kg == 500.0


def test_detected_by_content_and_not_by_name(tmp_path: Path) -> None:
    path = tmp_path / "manifest.xml"
    path.write_text(cuscar("B1"))
    assert detect(open_source(path)).name == "edifact"


@pytest.mark.parametrize(
    "content", ["<a>UNB+UNO</a>", "UNA,UNB,UNH\n1,2,3\n", '{"UNH": "CUSCAR"}', "UNHAPPY+PEOPLE"]
)
def test_other_formats_are_not_claimed(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other"
    path.write_text(content)
    with pytest.raises(BadInput):
        detect(open_source(path))


@pytest.mark.shared
def test_shared_cuscar_sample_value_by_value(shared: Path) -> None:
    records = list(read(shared / "data/documents/edifact/cuscar_d95b_simple.edi"))
    record = records[0]
    assert isinstance(record, Consignment)
    assert records[1:] == [
        Defect("segment 31", "UNT counts 313 segments, found 30", "UNT+313+MREF123456")
    ]
    assert (record.reference, record.movement) == ("DOCV373MOB909999", "import")
    assert [(party.role, party.name) for party in record.parties] == [
        ("message_sender", ""),
        ("supplier", "A PERSON, TEST ADDRESS, TOWN, POSTCODE"),
        ("consignee", "ANOTHER PERSON, A COMPANY, SOMEWHERE"),
        ("consignor", "ANOTHER DIFFERENT PERSON, ANOTHER COMPANY, SOMEWHERE ELSE"),
    ]
    assert [(port.function, port.code) for port in record.ports] == [
        ("arrival", "GBPME"),
        ("port_of_loading", "CRMOB"),
        ("port_of_discharge", "GBPME"),
        ("original_port_of_loading", "CRMOB"),
    ]
    assert record.transports == (
        Transport(
            "sea", "TEST SHIP", call_sign="MEANSTRANS1234", voyage="TRANS1234", carrier="SOMEONE"
        ),
    )
    assert record.dates[1] == Dated("arrival", "2019-10-29T03:30")
    assert record.goods == (
        Goods("1", "FREETEXT DESC, DETAILS", gross_weight_kg=55814.0,
              packages=(Packages(2880.0, "UNT", "SHIP1234"),), containers=("EQ123456",)),
    )  # fmt: skip
    assert record.containers == (Container("EQ123456", "7", "import full", (), 55814.0),)
    assert record.gross_weight_kg == 55814.0
    assert record.at("parties[1].name") == "segment 23"
    assert record.defects == ()
