"""Tables read through a profile. The fixtures are invented persons, firms and ships."""

from pathlib import Path

import openpyxl
import pytest

from tidewaiter.lists import LoadedList, read
from tidewaiter.lists.profile import bundled
from tidewaiter.model import BadInput, Decision, Identifier, ListedName, Listing

PROFILE = """
list = "own"
source = "harbour"
publisher = "Sample Harbour"
ref = ["No"]
date_formats = ["%d/%m/%Y"]
listed_on = "Added"
remarks = ["{Note}"]
empty = ["n/a"]
names = [
    { columns = ["Given", "Family"] },
    { columns = ["Also"], quality = "weak", separator = ";" },
]
births = [{ column = "Born", separator = ";" }]
countries = [{ column = "Country", separator = ";" }]
numbers = [
    { column = "Id", scheme = "imo", pattern = 'IMO(\\d{7})', kinds = ["vessel"] },
    { column = "Id", scheme = "passport", pattern = '([A-Z]+\\d+)', kinds = ["person"] },
]

[[decisions]]
measure = "asset_freeze"
since = "Added"
until = "Removed"
instrument = "Order {No}"

[kind]
column = "Kind"
values = { P = "person", V = "vessel" }

[ignored]
Officer = "who wrote the row"
"""
HEADER = "No,Kind,Given,Family,Also,Born,Country,Id,Added,Removed,Note,Officer\n"
ROWS = (
    "1,P,Sam,Ple,Sammy;Ples,06/08/1961;circa 1962,North Korea;Palau,PX12345,01/02/2020,,"
    "a note,Doe\n"
    "2,V,,GREY HERON,n/a,,,IMO9074729,03/02/2020,04/05/2021,,Doe\n"
)


def write(folder: Path, table: str = HEADER + ROWS, profile: str = PROFILE) -> Path:
    (folder / "own.toml").write_text(profile, encoding="utf-8")
    path = folder / "own.csv"
    path.write_text(table, encoding="utf-8")
    return path


def by_ref(loaded: LoadedList, ref: str) -> Listing:
    return next(listing for listing in loaded.listings if listing.ref == ref)


def test_every_column_of_a_person_arrives(tmp_path: Path) -> None:
    loaded = read(write(tmp_path))
    person = by_ref(loaded, "1")
    assert person.names == (
        ListedName("Sam Ple"),
        ListedName("Sammy", "weak"),
        ListedName("Ples", "weak"),
    )
    assert person.birth_dates == ("1961-08-06", "1962")
    assert person.countries == ("KP", "PW")
    assert person.identifiers == (Identifier("passport", "PX12345"),)
    (decision,) = person.decisions
    assert (decision.measure, decision.instrument) == ("asset_freeze", "Order 1")
    assert [str(day) for day in (decision.since, person.listed_on)] == ["2020-02-01"] * 2
    assert person.remarks == "a note"
    assert loaded.defects == ()
    assert loaded.ignored == {"Officer": 2}
    assert loaded.version.source == "harbour"


def test_a_ship_has_its_number_its_last_day_and_no_empty_name(tmp_path: Path) -> None:
    ship = by_ref(read(write(tmp_path)), "2")
    assert ship.names == (ListedName("GREY HERON"),)
    assert ship.identifiers == (Identifier("imo", "9074729"),)
    assert str(ship.decisions[0].until) == "2021-05-04"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("06/08/1961", "summer", "'summer' of column Born is no date"),
        ("PX12345", "12", "'12' of column Id fits no pattern"),
        ("1,P,", "1,Q,", "kind of entry 'Q'"),
        ("Sam,Ple,Sammy;Ples", ",,", "no name"),
        ("a note,Doe", "a note,Doe,more", "13 cells where 12"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(
    tmp_path: Path, old: str, new: str, what: str
) -> None:
    loaded = read(write(tmp_path, HEADER + ROWS.replace(old, new)))
    (defect,) = loaded.defects
    assert what in defect.problem
    assert defect.at == "line 2"
    assert by_ref(loaded, "2").kind == "vessel"


def test_a_column_the_profile_does_not_name_is_reported(tmp_path: Path) -> None:
    table = HEADER.replace("Officer", "Officer,Mood") + ROWS.replace(",Doe", ",Doe,low")
    (defect,) = read(write(tmp_path, table)).defects
    assert "field Mood, met 2 times" in defect.problem


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"Born"', '"Birthday"', "own.toml: column 'Birthday' is not in the table"),
        ('"passport"', '"pasport"', "scheme 'pasport' of column 'Id'"),
        ('"asset_freeze"', '"frozen"', "measure 'frozen'"),
        ('"harbour"', '"un"', "kept for the lists of the Security Council"),
        ("ref =", "reference =", "reference"),
        ("list =", "list", "does not load"),
        ("([A-Z]+", "([A-Z+", "is no expression"),
        ("Officer =", "Note =", "'Note' is used and ignored"),
    ],
)
def test_a_profile_that_does_not_fit_says_what_and_where(
    tmp_path: Path, old: str, new: str, what: str
) -> None:
    with pytest.raises(BadInput) as caught:
        read(write(tmp_path, profile=PROFILE.replace(old, new, 1)))
    assert what in str(caught.value)
    assert caught.value.advice != ""


def test_a_workbook_reads_as_the_table_does(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in (HEADER + ROWS).splitlines():
        book.active.append(line.split(","))  # type: ignore[union-attr]
    write(tmp_path)
    book.save(tmp_path / "own.xlsx")
    assert read(tmp_path / "own.xlsx").listings == read(tmp_path / "own.csv").listings


def test_two_rows_of_one_name_stay_two_entries(tmp_path: Path) -> None:
    profile = (
        'list = "x"\nsource = "x"\npublisher = "x"\nkind = "person"\nnames = [{columns = ["N"]}]'
    )
    loaded = read(write(tmp_path, "N\nSam Ple\nSam Ple\n", profile))
    assert [listing.ref for listing in loaded.listings] == ["Sam Ple", "Sam Ple (2)"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949"])
def test_korean_notices_are_told_by_their_headers(tmp_path: Path, encoding: str) -> None:
    text = (
        "구분,이름,영문명,별칭,생년월일,여권번호,국적,지정일,고시,사유\n"
        "개인,김견본,KIM Kyon Bon,견본이;Sample Kim,1961년 3월 2일,PX12345,북한,2016.12.2,"
        "견본 고시 제1호,견본\n"
        "단체,견본무역회사,Sample Trading Company,-,,,,2016.12.2,견본 고시 제1호,\n"
    )
    path = tmp_path / "notices.csv"
    path.write_bytes(text.encode(encoding))
    loaded = read(path)
    person, firm = loaded.listings
    assert (loaded.version.source, loaded.defects) == ("kr", ())
    assert [name.text for name in person.names] == [
        "김견본",
        "KIM Kyon Bon",
        "견본이",
        "Sample Kim",
    ]
    assert (person.birth_dates, person.countries) == (("1961-03-02",), ("KP",))
    assert (firm.kind, len(firm.names)) == ("organization", 2)
    assert [str(each.listed_on) for each in loaded.listings] == ["2016-12-02"] * 2
    assert person.decisions[0].instrument == "견본 고시 제1호"
    assert "compare with them" in person.check


def test_the_simple_form_of_opensanctions(tmp_path: Path) -> None:
    path = tmp_path / "targets.csv"
    path.write_text(
        '"id","schema","name","aliases","birth_date","countries","addresses","identifiers",'
        '"sanctions","dataset"\n'
        '"NK-v","Vessel","GREY HERON","EGRET;""HERON; GREY""","","pw","","511000001;IMO9074729;X1",'
        '"""""","Sample list"\n',
        encoding="utf-8",
    )
    (ship,) = read(path).listings
    assert [name.text for name in ship.names] == ["GREY HERON", "EGRET", "HERON; GREY"]
    assert set(ship.identifiers) == {
        Identifier("imo", "9074729"),
        Identifier("mmsi", "511000001"),
        Identifier("other", "X1"),
    }
    assert ship.decisions == (Decision("listed", instrument="Sample list"),)
    assert ship.source == "opensanctions, Sample list"


def test_every_profile_of_the_package_loads() -> None:
    assert [name for name, _ in bundled()] == [
        "cn_sanctions.toml",
        "kr_notices.toml",
        "opensanctions_simple.toml",
    ]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        (
            "ua_war_sanctions_targets.simple_2026-03.csv",
            {"organization": 2717, "person": 1543, "vessel": 1340},
        ),
        ("cn_sanctions.csv", {"organization": 415, "person": 195}),
    ],
)
def test_real_tables_read_whole(shared: Path, name: str, kinds: dict[str, int]) -> None:
    loaded = read(shared / "data" / "lists" / name)
    found = [str(listing.kind) for listing in loaded.listings]
    assert {kind: found.count(kind) for kind in set(found)} == kinds
    assert loaded.defects == ()
