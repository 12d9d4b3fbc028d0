import datetime
import decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cargo.table.build import read
from tidewaiter.model import BadInput, Money


def write(folder: Path, columns: dict[str, list[object]]) -> Path:
    path = folder / "table.parquet"
    pq.write_table(pa.table(columns), path, row_group_size=2)
    return path


def test_types_become_text_and_numbers_stay_certain(tmp_path: Path) -> None:
    columns: dict[str, list[object]] = {
        "consignment": ["BL1"],
        "document_date": [datetime.date(2017, 8, 6)],
        "hs_code": [270111],
        "gross_weight_kg": [1.234],
        "value": [decimal.Decimal("12.500")],
        "transhipment_ports": [["CNDLC", "RUKHO"]],
        "Colour": [None],
    }
    [one], defects = read(write(tmp_path, columns))
    assert defects == []
    assert one.dates[0].value == "2017-08-06"
    assert one.goods[0].hs == ("270111",)
    assert one.goods[0].gross_weight_kg == 1.234
    assert one.goods[0].value == Money(12.5)
    assert [port.code for port in one.ports] == ["CNDLC", "RUKHO"]
    assert one.at("goods[0].hs") == "row 1, column hs_code"


def test_rows_are_counted_across_row_groups(tmp_path: Path) -> None:
    columns: dict[str, list[object]] = {
        "consignment": [f"BL{n}" for n in range(1300)],
        "hs_code": ["2701"] * 1300,
    }
    found, _ = read(write(tmp_path, columns))
    assert found[-1].at("reference") == "row 1300, column consignment"


def test_another_table_is_named_by_its_columns(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="its columns are a, b"):
        read(write(tmp_path, {"a": [1], "b": [2]}))


def test_a_cut_file_is_bad_input(tmp_path: Path) -> None:
    path = write(tmp_path, {"consignment": ["BL1"], "hs_code": ["2701"]})
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(BadInput, match="Parquet file cannot be read"):
        read(path)


def test_a_value_that_is_no_text_is_reported_and_its_row_read(tmp_path: Path) -> None:
    broken = pa.array([b"B\xedL1", b"BL2"], pa.binary()).view(pa.string())
    columns: dict[str, object] = {"consignment": broken, "hs_code": ["2701", "2601"]}
    path = tmp_path / "table.parquet"
    pq.write_table(pa.table(columns), path)
    found, [defect] = read(path)
    assert [one.goods[0].hs for one in found] == [("2701",), ("2601",)]
    assert defect.at == "row 1"


def test_a_date_beyond_the_calendar_does_not_end_the_file(tmp_path: Path) -> None:
    moments = pa.array([2**62, 0], pa.timestamp("ms"))
    columns: dict[str, object] = {"consignment": ["BL1", "BL2"], "document_date": moments}
    path = tmp_path / "table.parquet"
    pq.write_table(pa.table(columns), path)
    found, _ = read(path)
    assert [one.reference for one in found] == ["BL1", "BL2"]
    assert found[1].dates[0].value == "1970-01-01"
