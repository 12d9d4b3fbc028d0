"""The table of vessel calls: ships and calls invented."""

import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cargo.table.build import sheet_file, text_file
from tidewaiter import cargo
from tidewaiter.cargo.table.values import read_moment
from tidewaiter.model import BadInput, Consignment, Defect, Extra, VesselCall

UTC = datetime.UTC
HEADER = "vessel_name,vessel_imo,vessel_mmsi,vessel_flag,port,arrived,departed,source"
ROW = "SAMPLE STAR,9074729,273456780,PA,VNHPH,2026-08-05T06:00Z,2026-08-06T18:30+07:00,port log"
CALL = VesselCall(
    vessel_name="SAMPLE STAR",
    port="VNHPH",
    vessel_imo="9074729",
    vessel_mmsi="273456780",
    vessel_flag="PA",
    arrived=datetime.datetime(2026, 8, 5, 6, tzinfo=UTC),
    departed=datetime.datetime(2026, 8, 6, 11, 30, tzinfo=UTC),
    source="port log",
    at="line 2",
)


def read(path: Path) -> tuple[list[VesselCall], list[Defect]]:
    found = list(cargo.read(path))
    calls = [one for one in found if isinstance(one, VesselCall)]
    return calls, [one for one in found if isinstance(one, Defect)]


def read_text(
    folder: Path, *rows: str, header: str = HEADER
) -> tuple[list[VesselCall], list[Defect]]:
    return read(text_file(folder, "\n".join((header, *rows)) + "\n"))


def test_every_column_of_a_row_is_read(tmp_path: Path) -> None:
    assert read_text(tmp_path, ROW) == ([CALL], [])


def test_any_subset_and_order_of_the_columns(tmp_path: Path) -> None:
    (call,), defects = read_text(tmp_path, "2026-08-05 06:00Z;9074729", header="arrived;vessel_imo")
    assert call == VesselCall("", "", "9074729", arrived=CALL.arrived, at="line 2")
    assert defects == []
    (call,), _ = read_text(tmp_path, "VNHPH,273456780", header="Port,MMSI")
    assert (call.vessel_mmsi, call.port) == ("273456780", "VNHPH")
    assert call.extras == (Extra("MMSI", "column read as vessel_mmsi", "line 1"),)


def test_time_without_a_zone_is_utc_and_both_are_said(tmp_path: Path) -> None:
    rows = ("S,VNHPH,2026-08-05 06:00", "T,VNHPH,5.8.2026", "U,VNHPH,2026-08-05 06:00 +09:00")
    calls, defects = read_text(tmp_path, *rows, header="vessel_name,port,arrived")
    assert [call.arrived for call in calls] == [
        datetime.datetime(2026, 8, 5, 6, tzinfo=UTC),
        datetime.datetime(2026, 8, 5, tzinfo=UTC),
        datetime.datetime(2026, 8, 4, 21, tzinfo=UTC),
    ]
    assert [call.extras for call in calls] == [
        (Extra("arrived", "2026-08-05 06:00", "line 2 column arrived"),),
        (Extra("arrived", "5.8.2026", "line 3 column arrived"),),
        (),
    ]
    (said,) = defects
    assert said.at == "line 2 column arrived"
    assert "UTC" in said.problem


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",,VNHPH,2026-08-05T06:00Z,", "names no ship"),
        ("S,,,,", "neither where nor when"),
        ("S,9074728,VNHPH,,", "check digit"),
        ("S,12345,VNHPH,,", "not an IMO number"),
        ("S,,VNHPH,5/8/2026,", "arrived cannot be read"),
        ("S,,VNHPH,2026-08,", "arrived cannot be read"),
        ("S,,VNHPH,2026-08-05T25:00Z,", "arrived cannot be read"),
        ("S,,VNHPH,2026-08-05T06:00Z,2026-08-04T06:00Z", "before the arrival"),
    ],
)
def test_bad_row_is_a_defect_with_its_line_and_the_rest_is_read(
    tmp_path: Path, row: str, problem: str
) -> None:
    good = "SAMPLE STAR,9074729,VNHPH,2026-08-05T06:00Z,"
    header = "vessel_name,vessel_imo,port,arrived,departed"
    calls, (defect,) = read_text(tmp_path, good, row, good, header=header)
    assert defect.at.startswith("line 3")
    assert problem in defect.problem
    assert defect.text in row.replace(",", "; ").strip("; ") or defect.text in row
    assert [call.at for call in calls if call.vessel_imo == "9074729"] == ["line 2", "line 4"]


def test_other_columns_are_kept_and_a_named_port_stays_as_written(tmp_path: Path) -> None:
    header = "vessel_name,port,arrived,draught,vessel_call_sign"
    (call,), _ = read_text(tmp_path, "S,Haiphong roads,2026-08-05T06:00Z,8.2,TWTW1", header=header)
    assert call.port == "Haiphong roads"
    assert [(extra.name, extra.value) for extra in call.extras] == [
        ("draught", "8.2"),
        ("vessel_call_sign", "TWTW1"),
    ]


def test_consignments_are_never_taken_for_calls(tmp_path: Path) -> None:
    header = "vessel_name,vessel_imo,port_of_loading,consignee_name,goods_description,port,arrived"
    row = "S,9074729,KRPUS,Invented Trading,COAL,VNHPH,2026-08-05"
    (found,) = cargo.read(text_file(tmp_path, f"{header}\n{row}\n"))
    assert isinstance(found, Consignment)
    for goods in ("vessel_name,port,arrived,value,currency", "vessel_name,port,cargo text"):
        with pytest.raises(BadInput, match="not a cargo document"):
            list(cargo.read(text_file(tmp_path, f"{goods}\nS,VNHPH,1,2,3\n")))


def test_workbook_and_parquet_give_the_same_calls(tmp_path: Path) -> None:
    moment = datetime.datetime(2026, 8, 5, 6)  # noqa: DTZ001 - a workbook knows no zones
    rows: list[list[object]] = [
        ["vessel_name", "vessel_imo", "port", "arrived"],
        ["S", 9074729, "VNHPH", moment],
    ]
    (call,), _ = read(sheet_file(tmp_path, rows))
    assert (call.vessel_imo, call.arrived) == ("9074729", moment.replace(tzinfo=UTC))
    path = tmp_path / "calls.parquet"
    midnight = datetime.datetime(2026, 8, 5, tzinfo=datetime.timezone(datetime.timedelta(hours=9)))
    pq.write_table(
        pa.table({"vessel_imo": [9074729], "port": ["VNHPH"], "arrived": [midnight]}), path
    )
    (call,), defects = read(path)
    assert call.arrived == midnight
    assert defects == []


def test_moment_keeps_zone_and_fraction() -> None:
    moment = read_moment("6-8-2026 14:30:05.250 +0900".replace("6-8", "16-8"))
    assert moment is not None
    assert moment.isoformat() == "2026-08-16T14:30:05.250000+09:00"
    assert read_moment("16-8-2026") == datetime.datetime(2026, 8, 16)  # noqa: DTZ001 - none written
    assert read_moment("2026") is None
