from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cargo.table.build import GOOD_ROW, HEADER, read, text_file
from tidewaiter import cargo
from tidewaiter.cargo.table import load_profile, read_table
from tidewaiter.model import BadInput, Consignment


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_delimiter_and_encoding_are_told(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = f"{HEADER}\n{GOOD_ROW.replace('none', '평양 무연탄')}\n".replace(",", delimiter)
    [one], defects = read(text_file(tmp_path, text, encoding))
    assert one.remarks == "평양 무연탄"
    assert one.ports[0].code == "KPNAM"
    assert len(defects) == (encoding == "cp949")


def test_a_quoted_value_may_hold_new_lines_and_delimiters(tmp_path: Path) -> None:
    text = f"{HEADER}\n{GOOD_ROW.replace('none', chr(34) + 'a, b' + chr(10) + 'c' + chr(34))}\n"
    found, _ = read(text_file(tmp_path, text + GOOD_ROW.replace("BL1", "BL2") + "\n"))
    assert found[0].remarks == "a, b\nc"
    assert found[1].at("hs_code") == ""
    assert found[1].at("goods[0].hs") == "line 4 column hs_code"


def test_a_ragged_row_is_set_aside_with_its_line_and_text(tmp_path: Path) -> None:
    found, [defect] = read(text_file(tmp_path, f"{HEADER}\nBL0,too,short\n{GOOD_ROW}\n"))
    assert [one.reference for one in found] == ["BL1"]
    assert (defect.at, defect.text) == ("line 2", "BL0,too,short")


def test_empty_values_beyond_the_header_are_no_fault(tmp_path: Path) -> None:
    found, defects = read(text_file(tmp_path, f"{HEADER},,\n{GOOD_ROW},,,\n,,,,\n\n"))
    assert (len(found), defects) == (1, [])


@pytest.mark.parametrize("torn", ['BL0,"2017,Invented,KPNAM,Coal,2701,none', 'BL0,,,,,,"none'])
def test_a_stray_quote_does_not_swallow_the_rows_after_it(tmp_path: Path, torn: str) -> None:
    rows = "".join(GOOD_ROW.replace("BL1", f"BL{n}") + "\n" for n in range(1, 200))
    found, defects = read(text_file(tmp_path, f"{HEADER}\n{torn}\n{rows}"))
    good = [one for one in found if one.reference != "BL0"]
    assert [one.reference for one in good] == [f"BL{n}" for n in range(1, 200)]
    assert defects[0].at == "line 2"


def test_lines_above_the_header_are_kept_as_defects(tmp_path: Path) -> None:
    found, defects = read(text_file(tmp_path, f"Manifest of May\n\n{HEADER}\n{GOOD_ROW}\n"))
    assert found[0].at("goods[0].hs") == "line 4 column hs_code"
    assert [defect.text for defect in defects] == ["Manifest of May"]


def test_the_line_by_which_spreadsheets_name_the_delimiter_is_no_fault(tmp_path: Path) -> None:
    text = f"sep=;\n{HEADER}\n{GOOD_ROW}\n".replace(",", ";")
    found, defects = read(text_file(tmp_path, text))
    assert (len(found), defects) == (1, [])


def test_a_line_of_megabytes_is_set_aside_in_bounded_memory(tmp_path: Path) -> None:
    found, defects = read(text_file(tmp_path, f"{HEADER}\n{'x' * 3_000_000}\n{GOOD_ROW}\n"))
    assert [one.reference for one in found] == ["BL1"]
    assert found[0].at("reference") == "line 3 column consignment"
    assert len(defects[0].text) < 5_000


def test_a_broken_character_is_reported_and_its_row_read(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    rows = "\n".join([HEADER, GOOD_ROW.replace("none", "평양"), GOOD_ROW]).encode()
    path.write_bytes(rows.replace("평".encode(), b"\xed\x8f", 1) + "\n평양,,,,,,".encode() * 4)
    found, defects = read(path)
    assert found[0].goods[0].hs == ("270111",)
    assert any("outside the encoding" in defect.problem for defect in defects)


def test_one_stray_zero_byte_does_not_make_a_table_a_binary_file(tmp_path: Path) -> None:
    found, _ = read(text_file(tmp_path, "consignment,hs_code\nB\0L1,2701\nBL2,2601\n"))
    assert found[1].goods[0].hs == ("2601",)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_one(tmp_path: Path, end: str) -> None:
    found, _ = read(
        text_file(tmp_path, end.join([HEADER, GOOD_ROW, GOOD_ROW.replace("BL1", "BL2")]))
    )
    assert found[1].at("reference") == "line 3 column consignment"


def test_headers_without_rows_are_a_defect(tmp_path: Path) -> None:
    found, [defect] = read(text_file(tmp_path, f"{HEADER}\n"))
    assert (found, defect.at) == ([], "line 1")


def test_other_headers_are_read_by_a_profile(tmp_path: Path) -> None:
    profile = tmp_path / "sender.toml"
    profile.write_text('[columns]\n"From whom" = "consignor_name"\n"What" = "goods_description"\n')
    path = text_file(tmp_path, "From whom;What\nInvented;Coal\n")
    with pytest.raises(BadInput, match="known format"):
        read(path)
    [one], _ = read(path, load_profile(profile))
    assert one.parties[0].name == "Invented"


def test_a_table_of_other_headers_names_the_way_out(tmp_path: Path) -> None:
    source = cargo.open_source(text_file(tmp_path, "a,b\n1,2\n"))
    with pytest.raises(BadInput, match="mapping profile"):
        list(read_table(source))


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"]), max_size=40), max_size=30))
def test_whatever_stands_between_good_rows_they_come_out(noise: list[str]) -> None:
    import io

    from tidewaiter.cargo.table.columns import Headers
    from tidewaiter.cargo.table.delimited import find_start, read_rows
    from tidewaiter.cargo.table.rows import Row

    plain = [line.replace('"', "") for line in noise]
    start = find_start([HEADER + "\n"], Headers())
    assert start is not None
    text = "\n".join([HEADER, GOOD_ROW, *plain, GOOD_ROW]) + "\n"
    rows = [row for row in read_rows(io.StringIO(text), start) if isinstance(row, Row)]
    good = [row for row in rows if list(row.cells) == GOOD_ROW.split(",")]
    assert len(good) >= 2


def test_a_defect_and_a_consignment_are_told_apart(tmp_path: Path) -> None:
    path = text_file(tmp_path, f"{HEADER}\n{GOOD_ROW}\n")
    assert all(isinstance(item, Consignment) for item in cargo.read(path))
