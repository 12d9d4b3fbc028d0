from pathlib import Path

from tests.cargo.table.build import read, text_file

HEADER = "consignment,consignor_name,goods_description,containers,remarks\n"


def test_rows_of_one_number_are_goods_items_of_one_consignment(tmp_path: Path) -> None:
    rows = "BL1,Invented,Coal,MSCU1234567/S1,a\nBL1,Invented,Iron,MSCU1234567/S2 TCLU7654321,b\n"
    [one], _ = read(text_file(tmp_path, HEADER + rows))
    assert [item.description for item in one.goods] == ["Coal", "Iron"]
    assert [(box.number, box.seals) for box in one.containers] == [
        ("MSCU1234567", ("S1", "S2")),
        ("TCLU7654321", ()),
    ]
    assert one.remarks == "a\nb"
    assert one.at("goods[1].description") == "line 3 column goods_description"
    assert one.at("containers[1].number") == "line 3 column containers"


def test_one_number_with_two_shippers_is_two_consignments(tmp_path: Path) -> None:
    found, _ = read(text_file(tmp_path, HEADER + "BL1,Invented,Coal,,\nBL1,Imagined,Iron,,\n"))
    assert [one.parties[0].name for one in found] == ["Invented", "Imagined"]
    assert "repeats" in found[1].defects[0].problem


def test_rows_without_a_number_are_never_joined(tmp_path: Path) -> None:
    found, _ = read(text_file(tmp_path, HEADER + ",Invented,Coal,,\n,Invented,Iron,,\n"))
    assert len(found) == 2


def test_rows_apart_are_not_joined(tmp_path: Path) -> None:
    rows = "BL1,Invented,Coal,,\nBL2,Invented,Coal,,\nBL1,Invented,Iron,,\n"
    found, _ = read(text_file(tmp_path, HEADER + rows))
    assert [one.reference for one in found] == ["BL1", "BL2", "BL1"]


def test_a_torn_row_between_goods_items_does_not_split_them(tmp_path: Path) -> None:
    rows = "BL1,Invented,Coal,,\nBL1,torn\nBL1,Invented,Iron,,\n"
    [one], defects = read(text_file(tmp_path, HEADER + rows))
    assert [item.description for item in one.goods] == ["Coal", "Iron"]
    assert [defect.at for defect in defects] == ["line 3"]


def test_a_synonym_is_recorded_once(tmp_path: Path) -> None:
    found, _ = read(text_file(tmp_path, "선적항,품명,발송인\n부산,석탄,가상\n인천,석탄,가상\n"))
    assert [len(one.extras) for one in found] == [3, 0]
    assert found[0].defects == ()
