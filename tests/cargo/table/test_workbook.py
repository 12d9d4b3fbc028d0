import datetime
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.cargo.table.build import archive_file, read, sheet_file
from tidewaiter.model import BadInput, Consignment

HEADER = ("consignment", "document_date", "consignor_name", "hs_code", "gross_weight_kg", "Colour")


def test_numbers_come_without_a_point_and_dates_as_iso(tmp_path: Path) -> None:
    row = (17.0, datetime.date(2017, 8, 6), "Invented", 307.0, 12.5, True)
    [one], defects = read(sheet_file(tmp_path, [HEADER, row]))
    assert defects == []
    assert (one.reference, one.dates[0].value, one.goods[0].hs) == ("17", "2017-08-06", ("307",))
    assert one.goods[0].gross_weight_kg == 12.5
    assert [(extra.name, extra.value, extra.at) for extra in one.extras] == [
        ("Colour", "TRUE", "row 2, column Colour")
    ]


def test_a_number_held_as_a_number_is_not_ambiguous(tmp_path: Path) -> None:
    [one], _ = read(sheet_file(tmp_path, [HEADER, ("BL1", None, "Invented", None, 1.234, None)]))
    assert one.goods[0].gross_weight_kg == 1.234


def test_blank_rows_and_a_title_do_not_move_the_places(tmp_path: Path) -> None:
    rows = [("Manifest",), (), HEADER, (), ("BL1", "2017", "Invented", "2701")]
    [one], defects = read(sheet_file(tmp_path, rows))
    assert one.at("goods[0].hs") == "row 5, column hs_code"
    assert [defect.text for defect in defects] == ["Manifest"]


def test_the_first_sheet_with_known_headers_is_read_and_others_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Cover", "sheet"])
    for name, row in (("Cargo", "BL1"), ("More", "BL2")):
        sheet = book.create_sheet(name)
        sheet.append(list(HEADER))
        sheet.append([row, "2017-08-06", "Invented"])
    book.save(tmp_path / "table.xlsx")
    found, defects = read(tmp_path / "table.xlsx")
    assert [one.reference for one in found] == ["BL1"]
    assert [defect.at for defect in defects] == ["sheet Sheet", "sheet More"]


def test_merged_cells_hold_for_every_row_but_weights_are_not_repeated(tmp_path: Path) -> None:
    path = sheet_file(
        tmp_path,
        [HEADER, ("BL1", "2017-08-06", "Invented", "2701", 100), (None, None, None, "2601", None)],
    )
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    for cells in ("A2:A3", "B2:B3", "C2:C3", "E2:E3"):
        book.active.merge_cells(cells)
    book.save(path)
    [one], _ = read(path)
    assert [item.hs for item in one.goods] == [("2701",), ("2601",)]
    assert [item.gross_weight_kg for item in one.goods] == [100, None]


def test_a_formula_without_a_saved_value_is_reported(tmp_path: Path) -> None:
    row = ("BL1", "2017-08-06", "Invented", "2701", "=50+50")
    [one], [defect] = read(sheet_file(tmp_path, [HEADER, row]))
    assert one.goods[0].gross_weight_kg is None
    assert (defect.at, defect.text) == ("row 2", "=50+50")


def test_no_known_headers_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="mapping profile"):
        read(sheet_file(tmp_path, [("a", "b"), (1, 2)]))


def test_a_cell_far_beyond_the_header_is_not_lost(tmp_path: Path) -> None:
    path = sheet_file(tmp_path, [HEADER, ("BL1", "2017", "Invented")])
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    book.active["XFD2"] = "hidden"
    book.save(path)
    found, [defect] = read(path)
    assert (len(found), defect.text) == (1, "hidden")


def test_a_part_with_entities_is_refused(tmp_path: Path) -> None:
    path = sheet_file(tmp_path, [HEADER, ("BL1", "2017", "Invented")])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    bomb = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = bomb + sheet.replace(b"BL1", b"&x;")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(BadInput, match=r"cannot be opened|no sheet"):
        read(path)


def test_a_broken_workbook_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be opened"):
        read(archive_file(tmp_path, {"[Content_Types].xml": b"<Types/>"}))


def test_a_sheet_that_breaks_off_keeps_the_rows_before(tmp_path: Path) -> None:
    rows = [HEADER, *((f"BL{n}", "2017", "Invented", "2701", n) for n in range(2000))]
    path = sheet_file(tmp_path, rows)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet[: len(sheet) // 2]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    found, defects = read(path)
    assert len(found) > 500
    assert all(isinstance(one, Consignment) for one in found)
    assert defects[-1].problem == "the sheet breaks off"
