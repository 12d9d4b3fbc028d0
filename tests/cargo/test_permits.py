"""Lists of work permits: told from other tables, read row by row, and no names of workers kept."""

from pathlib import Path

import pytest

from tidewaiter import cargo
from tidewaiter.model import Consignment, Defect, Permit

HEAD = "permit,issued,valid_until,nationality,employer_name,number,status,facts\n"


def read(folder: Path, text: str) -> list[cargo.Content]:
    path = folder / "permits.csv"
    path.write_text(text, encoding="utf-8")
    return list(cargo.read(path))


def test_a_row_is_a_permit_with_its_line(tmp_path: Path) -> None:
    row = "W1,2018-01-05,2020-01-05,DPRK,Sample Build,12,Valid,contract=none; approval=none\n"
    (permit,) = read(tmp_path, HEAD + row)
    assert isinstance(permit, Permit)
    assert (permit.permit, str(permit.issued), permit.number) == ("W1", "2018-01-05", 12)
    assert (permit.status, permit.at) == ("valid", "line 2")
    assert permit.stated == {"contract": "none", "approval": "none"}


def test_what_tells_who_a_worker_is_is_neither_read_nor_kept(tmp_path: Path) -> None:
    found = read(tmp_path, "permit,issued,nationality,holder\nW1,2018-01-05,DPRK,Somebody Real\n")
    defect, permit = found
    assert isinstance(defect, Defect)
    assert defect.text == "holder"
    assert "Somebody" not in repr(found)
    assert isinstance(permit, Permit)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("W1,last year,,DPRK,Sample,,,\n", "issued"),
        ("W1,2018-01,,DPRK,Sample,,,\n", "issued"),
        ("W1,2018-01-05,2017-01-05,DPRK,Sample,,,\n", "valid_until"),
        ("W1,2018-01-05,,DPRK,Sample,a dozen,,\n", "number"),
        ("W1,2018-01-05,,DPRK,Sample,,sleeping,\n", "status"),
        ("W1,2018-01-05,,DPRK,Sample,,,contract\n", "facts"),
    ],
)
def test_a_value_that_cannot_be_read_is_a_defect_at_its_column(
    tmp_path: Path, row: str, column: str
) -> None:
    defect, permit = read(tmp_path, HEAD + row)
    assert isinstance(defect, Defect)
    assert defect.at == f"line 2 column {column}"
    assert isinstance(permit, Permit)


def test_consignments_with_a_column_of_permits_stay_consignments(tmp_path: Path) -> None:
    head = "consignment,consignee_name,goods_description,permit,issued,nationality\n"
    (found,) = read(tmp_path, head + "BL1,Sample,rice,P9,2018-01-05,DPRK\n")
    assert isinstance(found, Consignment)
