"""The reader of OFAC's tables. The fixtures are invented persons, firms and ships."""

from pathlib import Path

import pytest

from tidewaiter.lists import LoadedList, read
from tidewaiter.model import BadInput, Defect, ListedName, Listing

NULLS = ",".join(["-0- "] * 7)
SDN = (
    f'101,"PLE, Sam",individual,DPRK2,Clerk,{NULLS.rsplit(",", 1)[0]},'
    '"DOB 03 Feb 1961; alt. DOB circa 1962; DOB 1960 to 1963; POB Wonsan; nationality Korea, North;'
    " Passport PX1234567 (Korea, North) issued 01 Jan 2015; a.k.a. 'SAMMY';"
    ' Linked To: GREY HERON SHIPPING CO."\r\n'
    f"102,GREY HERON SHIPPING CO,-0- ,DPRK] [NPWMD,-0- ,{NULLS.rsplit(',', 1)[0]},"
    '"Identification Number IMO 5342883."\r\n'
    "103,GREY HERON,vessel,DPRK4,-0- ,HXXA1,General Cargo,100,200,Palau,GREY HERON SHIPPING CO,"
    "\"Vessel Registration Identification IMO 9074729; MMSI 511000001; f.k.a. 'EGRET';"
    ' Former Vessel Flag Togo."\r\n'
    "\x1a"
)
ALT = "102,1,aka,HERON LINES,-0- \r\n102,2,fka,EGRET LINES,-0- \r\n999,3,aka,NOBODY,-0- \r\n"
ADD = '102,1,"1 Mole","Nampo","Korea, North",-0- \r\n102,2,-0- ,-0- ,-0- ,-0- \r\n'


def write(folder: Path, *, sdn: str = SDN, alt: str = ALT, add: str = ADD) -> Path:
    for name, text in (("alt.csv", alt), ("add.csv", add), ("sdn.csv", sdn)):
        if text != "":
            (folder / name).write_bytes(text.encode("latin-1"))
    return folder / "sdn.csv"


def by_ref(loaded: LoadedList, ref: str) -> Listing:
    return next(listing for listing in loaded.listings if listing.ref == ref)


def record_defects(loaded: LoadedList) -> list[Defect]:
    return [defect for defect in loaded.defects if "are expected: " not in defect.problem]


def schemes(listing: Listing) -> list[tuple[str, str]]:
    return [(identifier.scheme, identifier.value) for identifier in listing.identifiers]


def test_a_person_and_what_stands_in_the_remarks(tmp_path: Path) -> None:
    listing = by_ref(read(write(tmp_path)), "101")
    assert listing.kind == "person"
    assert listing.names == (ListedName("PLE, Sam"), ListedName("SAMMY", "weak"))
    assert listing.birth_dates == ("1961-02-03", "1962", "1960/1963")
    assert listing.countries == ("KP",)
    assert schemes(listing) == [("passport", "PX1234567")]
    assert "Linked To: GREY HERON SHIPPING CO" in listing.remarks
    assert listing.remarks.startswith("Clerk; ")


def test_a_company_number_is_no_ship_number(tmp_path: Path) -> None:
    listing = by_ref(read(write(tmp_path)), "102")
    assert schemes(listing) == [("company_imo", "5342883")]
    assert listing.programmes == ("DPRK", "NPWMD")


def test_a_ship_has_its_numbers_flags_and_former_name(tmp_path: Path) -> None:
    listing = by_ref(read(write(tmp_path)), "103")
    assert schemes(listing) == [("call_sign", "HXXA1"), ("imo", "9074729"), ("mmsi", "511000001")]
    assert listing.flags == ("Palau", "Togo")
    assert listing.names[1] == ListedName("EGRET", "former")
    assert "owner GREY HERON SHIPPING CO" in listing.remarks


def test_nothing_in_it_can_be_a_ground_of_the_united_nations(tmp_path: Path) -> None:
    loaded = read(write(tmp_path))
    assert loaded.version.source == "us"
    for listing in loaded.listings:
        assert listing.list == "us-ofac"
        assert [decision.measure for decision in listing.decisions] == ["listed"]


def test_names_and_addresses_are_joined_by_number(tmp_path: Path) -> None:
    loaded = read(write(tmp_path))
    firm = by_ref(loaded, "102")
    assert firm.names[1:] == (
        ListedName("HERON LINES", "strong"),
        ListedName("EGRET LINES", "former"),
    )
    assert firm.addresses == ("1 Mole, Nampo, Korea, North",)
    (orphan,) = record_defects(loaded)
    assert orphan.text == "999"


def test_the_main_table_alone_is_enough(tmp_path: Path) -> None:
    loaded = read(write(tmp_path, alt="", add=""))
    assert len(loaded.listings) == 3
    assert by_ref(loaded, "102").addresses == ()


def test_names_alone_lead_to_the_main_table_beside(tmp_path: Path) -> None:
    write(tmp_path)
    assert len(read(tmp_path / "alt.csv").listings) == 3
    assert len(read(tmp_path / "add.csv").listings) == 3


def test_names_without_a_main_table_say_what_to_do(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "sdn.csv").unlink()
    with pytest.raises(BadInput, match=r"sdn\.csv"):
        read(tmp_path / "alt.csv")


def test_files_of_one_day_find_each_other_by_name(tmp_path: Path) -> None:
    for name, text in (("ofac_sdn_9.csv", SDN), ("ofac_alt_9.csv", ALT)):
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    assert len(by_ref(read(tmp_path / "ofac_sdn_9.csv"), "102").names) == 3


def test_an_unknown_kind_stops_its_entry_and_no_other(tmp_path: Path) -> None:
    loaded = read(write(tmp_path, sdn=SDN.replace(",vessel,", ",balloon,"), alt="", add=""))
    assert [listing.ref for listing in loaded.listings] == ["101", "102"]
    (defect,) = record_defects(loaded)
    assert "balloon" in defect.problem


def test_a_row_of_the_wrong_length_is_set_aside_with_its_line(tmp_path: Path) -> None:
    loaded = read(write(tmp_path, sdn=SDN.replace("\x1a", "104,SHORT ROW\r\n"), alt="", add=""))
    assert len(loaded.listings) == 3
    (defect,) = record_defects(loaded)
    assert (defect.at, defect.text) == ("sdn.csv line 4", "104,SHORT ROW")


def test_an_unknown_kind_of_name_is_left_out_and_said(tmp_path: Path) -> None:
    loaded = read(write(tmp_path, alt="102,1,nick,HERON,-0- \r\n", add=""))
    assert len(by_ref(loaded, "102").names) == 1
    assert "nick" in record_defects(loaded)[0].problem


def test_too_few_entries_are_a_loud_defect(tmp_path: Path) -> None:
    problems = [defect.problem for defect in read(write(tmp_path)).defects]
    assert any(problem.startswith("3 entries where 5000 to ") for problem in problems)
    assert any(problem.startswith("1 vessel where 200 to ") for problem in problems)


@pytest.mark.shared
def test_a_real_edition_reads_whole(shared: Path) -> None:
    loaded = read(shared / "data" / "lists" / "ofac_sdn_2022-01.csv")
    assert len(loaded.listings) == 9044
    assert sum(listing.kind == "vessel" for listing in loaded.listings) == 420
    problems = [defect.problem for defect in loaded.defects]
    assert sum("not in the main table" in problem for problem in problems) == 1
    assert sum("a remark could not be read" in problem for problem in problems) == 4
    assert sum("have one reference" in problem for problem in problems) == 1
    assert len(problems) == 6
    dprk = [x for x in loaded.listings if any(p.startswith("DPRK") for p in x.programmes)]
    assert len(dprk) == 423
