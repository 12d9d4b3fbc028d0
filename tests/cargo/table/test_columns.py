from pathlib import Path

import pytest

from tidewaiter.cargo.table.columns import FIELDS, Headers, load_profile, load_synonyms
from tidewaiter.model import BadInput


def test_case_spaces_underscores_and_byte_order_marks_do_not_count() -> None:
    row = ["\ufeffDocument Date", "CONSIGNMENT", "Port-of-Loading", "hs code", "Colour"]
    layout = Headers().layout(row)
    assert [column.field for column in layout.columns] == [
        "document_date",
        "consignment",
        "port_of_loading",
        "hs_code",
        "",
    ]
    assert layout.claims()


@pytest.mark.parametrize(
    "row",
    [
        # The position and acts tables of other commands.
        "mmsi imo name flag timestamp lat lon sog cog draught",
        "id act_date direction hs description facts",
        "name1 name2 schema",
        "year reporter partner quantity unit value",
        "a b c",
        "",
    ],
)
def test_tables_of_other_kinds_are_not_claimed(row: str) -> None:
    assert not Headers().layout(row.split()).claims()


@pytest.mark.parametrize(
    "row", ["hs_code", "consignor_name Colour hs_code", "vessel_name vessel_imo"]
)
def test_any_subset_of_the_names_is_claimed(row: str) -> None:
    assert Headers().layout(row.split()).claims()


@pytest.mark.parametrize(
    "row",
    [
        "선적항,발송인,수하인,품명",
        "装货港,发货人,收货人,品名",
        "Порт погрузки,Грузоотправитель,Грузополучатель,Описание товара",
        "POL,Shipper,Consignee,Description of goods",
    ],
)
def test_the_words_of_four_languages_name_the_same_columns(row: str) -> None:
    layout = Headers().layout(row.split(","))
    assert [column.field for column in layout.columns] == [
        "port_of_loading",
        "consignor_name",
        "consignee_name",
        "goods_description",
    ]
    assert len(layout.synonyms_used("line 1")) == len(
        [c for c in layout.columns if c.how != "name"]
    )


def test_a_second_column_for_one_field_is_kept_apart_and_reported() -> None:
    layout = Headers().layout(["hs_code", "consignment", "HS Code"])
    assert [column.field for column in layout.columns] == ["hs_code", "consignment", ""]
    assert [defect.text for defect in layout.defects("line 1")] == ["HS Code"]


def test_a_weight_without_its_unit_is_no_synonym_for_kilograms() -> None:
    assert Headers().layout(["Gross weight"]).columns[0].field == ""


def test_every_synonym_names_a_field() -> None:
    assert set(load_synonyms().values()) <= set(FIELDS)


def test_a_profile_comes_before_names(tmp_path: Path) -> None:
    path = tmp_path / "sender.toml"
    path.write_text('[columns]\n"Remarks" = "consignor_name"\n"From" = "port_of_loading"\n')
    layout = Headers(load_profile(path)).layout(["remarks", "From"])
    assert [column.field for column in layout.columns] == ["consignor_name", "port_of_loading"]


@pytest.mark.parametrize(
    "text", ['[columns]\n"Shipper" = "shipper"\n', "[columns]\n", "no toml", '[other]\na = "b"\n']
)
def test_a_profile_with_an_unknown_field_says_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sender.toml"
    path.write_text(text)
    with pytest.raises(BadInput, match=r"sender\.toml"):
        load_profile(path)


def test_vessel_calls_are_told_apart_by_their_headers() -> None:
    header = "vessel_name vessel_imo vessel_mmsi vessel_flag port arrived departed source"
    layout = Headers().layout(header.split())
    assert layout.claims()
    assert layout.calls
    assert layout.known == 8
