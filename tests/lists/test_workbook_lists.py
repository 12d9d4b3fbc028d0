"""Australia's and Japan's lists, in workbooks written here; all persons and firms are invented."""

import datetime
from pathlib import Path

import openpyxl
import pytest

from tidewaiter.lists import LoadedList, read
from tidewaiter.lists.jp_dates import read_days, read_jp_births
from tidewaiter.model import BadInput, Defect, ListedName

AU = (
    "Reference",
    "Name of Individual or Entity",
    "Type",
    "Name Type",
    "Alias Strength",
    "Date of Birth",
    "Place of Birth",
    "Citizenship",
    "Address",
    "Additional Information",
    "Listing Information",
    "IMO Number",
    "Committees",
    "Control Date",
)
AU_ROWS: tuple[tuple[object, ...], ...] = (
    ("1", "Sam PLE", "Individual", "Primary Name", None, "a) 3/02/1961 b) Approximately 1962",
     "Wonsan", "DPRK", "a) 1 Mole, Nampo b) 2 Mole, Nampo", "Clerk", "Listed on 2 Mar 2016", None,
     "1718 (DPRK)", datetime.date(2016, 3, 3)),
    ("2", "GREY HERON", "Entity", "Primary Name", None, None, None, None, None, None,
     datetime.date(2025, 6, 18), 9074729, "Autonomous (Russia)", None),
    ("1a", "가나다", "Individual", "Original Script", None, *[None] * 7, "1718 (DPRK)", None),
    ("1b", "Sammy", "Individual", "Alias", "Weak", *[None] * 7, "1718 (DPRK)", None),
)  # fmt: skip


def write(path: Path, sheets: dict[str, list[tuple[object, ...]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def record_defects(loaded: LoadedList) -> list[Defect]:
    return [defect for defect in loaded.defects if "are expected" not in defect.problem]


def test_rows_of_one_reference_are_one_entry(tmp_path: Path) -> None:
    loaded = read(write(tmp_path / "au.xlsx", {"Sheet1": [AU, *AU_ROWS]}))
    assert loaded.version.source == "au"
    person, ship = loaded.listings
    assert person.names == (
        ListedName("Sam PLE"),
        ListedName("가나다", "strong"),
        ListedName("Sammy", "weak"),
    )
    assert person.birth_dates == ("1961-02-03", "1962")
    assert person.countries == ("KP",)
    assert person.addresses == ("1 Mole, Nampo", "2 Mole, Nampo")
    assert person.programmes == ("1718 (DPRK)",)
    assert person.listed_on == datetime.date(2016, 3, 2)
    assert ship.kind == "vessel"
    assert [(i.scheme, i.value) for i in ship.identifiers] == [("imo", "9074729")]
    assert ship.decisions[0].since == datetime.date(2025, 6, 18)
    assert record_defects(loaded) == []


def test_a_reference_taken_for_another_entry_is_told_and_kept_apart(tmp_path: Path) -> None:
    other = ("2", "EGRET LINES", "Entity", "Primary Name", *[None] * 8, "Autonomous (Iran)", None)
    loaded = read(write(tmp_path / "au.xlsx", {"Sheet1": [AU, *AU_ROWS, other]}))
    assert [listing.ref for listing in loaded.listings] == ["1", "2", "2-2"]
    (defect,) = record_defects(loaded)
    assert "another entry" in defect.problem


def test_an_unknown_column_is_named(tmp_path: Path) -> None:
    rows = [(*AU, "Shoe Size"), (*AU_ROWS[0], 44)]
    (defect,) = record_defects(read(write(tmp_path / "au.xlsx", {"Sheet1": rows})))
    assert "row/shoe size" in defect.problem


JP = ("告示日付", "告示 番号", "日 本 語 表 記", "英 語 表 記", "別 名", "確定に十分でない別名",
      "生 年 月 日", "国 籍", "旅券番号", "住 所", "その他の情報")  # fmt: skip
JP_ROWS: list[tuple[object, ...]] = [
    ("北朝鮮のミサイル又は大量破壊兵器計画に関連する者",),
    JP,
    ("平成28年3月2日", "7", "サム・プル", "Sam PLE", "(a) Samuel Ple (b) Samwell Ple", "Sammy",
     "1961年2月3日、1962年頃", "北朝鮮", "PX1234567", "Nampo", "事務員"),
    (datetime.date(2016, 3, 2), 8, "アオサギ", "GREY HERON SHIPPING CO", None, None, None, None,
     None, "Nampo", None),
]  # fmt: skip


def test_a_sheet_is_a_programme_and_names_are_graded(tmp_path: Path) -> None:
    sheets: dict[str, list[tuple[object, ...]]] = {
        "目次": [("資産凍結等対象者",)],
        "16.北朝鮮": JP_ROWS,
    }
    loaded = read(write(tmp_path / "jp.xlsx", sheets))
    person, firm = loaded.listings
    assert (person.list, person.ref, person.kind) == ("jp", "16/7", "person")
    assert person.names == (
        ListedName("Sam PLE"),
        ListedName("サム・プル", "strong"),
        ListedName("Samuel Ple", "strong"),
        ListedName("Samwell Ple", "strong"),
        ListedName("Sammy", "low"),
    )
    assert person.birth_dates == ("1961-02-03", "1962")
    assert person.programmes == ("北朝鮮のミサイル又は大量破壊兵器計画に関連する者",)
    assert person.listed_on == firm.listed_on == datetime.date(2016, 3, 2)
    assert [(i.scheme, i.value) for i in person.identifiers] == [("passport", "PX1234567")]
    assert firm.kind == "other"
    assert record_defects(loaded) == []


def test_the_csv_says_what_each_entry_is(tmp_path: Path) -> None:
    path = tmp_path / "jp.csv"
    path.write_text(
        "区分,番号,告示日付,告示番号,個人・団体,氏名（日本語）,氏名（英語）,別名・別称（英語）,くつ\n"
        "16.北朝鮮,016-000001,2016-03-02,7,団体,アオサギ,GREY HERON CO,Heron Lines；Egret,44\n",
        encoding="utf-8-sig",
    )
    loaded = read(path)
    (firm,) = loaded.listings
    assert (firm.ref, firm.kind) == ("016-000001", "organization")
    assert [name.text for name in firm.names] == [
        "GREY HERON CO",
        "アオサギ",
        "Heron Lines",
        "Egret",
    ]
    (defect,) = record_defects(loaded)
    assert "くつ" in defect.problem


@pytest.mark.parametrize(
    ("text", "births"),
    [
        ("1966年頃", ["1966"]),
        ("1963年から1968年の間", ["1963/1968"]),
        ("1955年-1958年頃", ["1955/1958"]),
        ("昭和36年2月3日", ["1961-02-03"]),
        ("1961年2月3日又は1962年", ["1961-02-03", "1962"]),
        ("およそ三十歳", None),
    ],
)
def test_japanese_dates_of_birth(text: str, births: list[str] | None) -> None:
    assert read_jp_births(text) == births


def test_a_day_of_an_era_is_a_day() -> None:
    assert read_days("令和元年5月1日") == [datetime.date(2019, 5, 1)]


def test_a_broken_workbook_is_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(BadInput, match="broken"):
        read(path)
