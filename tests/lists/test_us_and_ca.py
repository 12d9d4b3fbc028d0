"""OFAC's XML, the Consolidated Screening List and Canada's list. All fixtures are invented."""

import datetime
import json
from pathlib import Path

import pytest

from tidewaiter.lists import LoadedList, read
from tidewaiter.lists.births import read_births
from tidewaiter.lists.ca_sema import split_names
from tidewaiter.model import Defect, ListedName

SDN = """<?xml version="1.0"?><sdnList xmlns="http://tempuri.org/sdnList.xsd">
<publshInformation><Publish_Date>01/08/2026</Publish_Date><Record_Count>{count}</Record_Count>
</publshInformation>
<sdnEntry><uid>101</uid><firstName>Sam</firstName><lastName>PLE</lastName>
<sdnType>Individual</sdnType><programList><program>{programme}</program></programList>
<idList><id><uid>1</uid><idType>Passport</idType><idNumber>PX1234567</idNumber></id>
<id><uid>2</uid><idType>{label}</idType><idNumber>44</idNumber></id></idList>
<akaList><aka><uid>3</uid><type>a.k.a.</type><category>weak</category><lastName>SAMMY</lastName>
</aka></akaList>
<dateOfBirthList><dateOfBirthItem><uid>4</uid><dateOfBirth>circa 1961</dateOfBirth>
<mainEntry>true</mainEntry></dateOfBirthItem></dateOfBirthList></sdnEntry>
<sdnEntry><uid>102</uid><lastName>GREY HERON</lastName><sdnType>Vessel</sdnType>
<programList><program>{programme}</program></programList>
<vesselInfo><callSign>HXXA1</callSign><vesselFlag>Palau</vesselFlag></vesselInfo>
<idList><id><uid>5</uid><idType>Vessel Registration Identification</idType>
<idNumber>IMO 9074729</idNumber></id></idList></sdnEntry></sdnList>"""


def load_sdn(
    folder: Path, *, count: int = 2, programme: str = "DPRK2", label: str = "Gender"
) -> LoadedList:
    path = folder / "sdn.xml"
    path.write_text(SDN.format(count=count, programme=programme, label=label), encoding="utf-8")
    return read(path)


def record_defects(loaded: LoadedList) -> list[Defect]:
    return [defect for defect in loaded.defects if " to " not in defect.problem]


def test_an_entry_of_the_xml(tmp_path: Path) -> None:
    loaded = load_sdn(tmp_path)
    person, ship = loaded.listings
    assert (person.list, loaded.version.published) == ("us-ofac", "2026-01-08")
    assert person.names == (ListedName("PLE, Sam"), ListedName("SAMMY", "weak"))
    assert person.birth_dates == ("1961",)
    assert person.remarks == "Gender: 44"
    assert {(i.scheme, i.value) for i in ship.identifiers} == {
        ("imo", "9074729"),
        ("call_sign", "HXXA1"),
    }
    assert ship.flags == ("Palau",)
    assert record_defects(loaded) == []


def test_the_programmes_tell_the_list(tmp_path: Path) -> None:
    loaded = load_sdn(tmp_path, programme="NS-PLC")
    assert loaded.version.name == "us-ofac-consolidated"
    assert loaded.listings[0].decisions[0].instrument.startswith("OFAC non-SDN consolidated")


def test_fewer_records_than_the_file_says_are_told(tmp_path: Path) -> None:
    assert any("2 records where 3" in x.problem for x in load_sdn(tmp_path, count=3).defects)


def test_an_unknown_label_is_told_and_its_value_kept(tmp_path: Path) -> None:
    loaded = load_sdn(tmp_path, label="Shoe Size")
    (defect,) = record_defects(loaded)
    assert "'Shoe Size'" in defect.problem
    assert ("other", "44") in {(i.scheme, i.value) for i in loaded.listings[0].identifiers}


CSL = {
    "_id": "ab12",
    "source": "Denied Persons List (DPL) - Bureau of Industry and Security",
    "name": "SAM PLE",
    "start_date": "2017-10-16",
    "end_date": "2020-10-13",
    "federal_register_notice": "82 F.R. 1",
    "standard_order": "Y",
    "source_information_url": "http://list.invalid",
}


def test_csl_csv_and_json_say_the_same(tmp_path: Path) -> None:
    table = tmp_path / "csl.csv"
    row = {**CSL, "entity_number": "", "alt_names": "SAM ONE; SAM TWO", "programs": "",
           "ids": "KP, PX1234567, Passport", "dates_of_birth": "1961; 1962",
           "addresses": "1 Mole, Nampo, KP"}  # fmt: skip
    cells = [f'"{value}"' for value in row.values()]
    table.write_text(f"{','.join(row)}\n{','.join(cells)}\n", encoding="utf-8")
    entry = {**CSL, "entity_number": None, "alt_names": ["SAM ONE", "SAM TWO"], "programs": [],
             "ids": [{"type": "Passport", "number": "PX1234567", "country": "KP"}],
             "dates_of_birth": ["1961", "1962"],
             "addresses": [{"address": "1 Mole", "city": "Nampo", "country": "KP"}]}  # fmt: skip
    document = tmp_path / "csl.json"
    document.write_text(json.dumps({"results": [entry]}), encoding="utf-8")
    of_table, of_document = read(table), read(document)
    assert of_table.listings == of_document.listings
    (listing,) = of_table.listings
    assert (listing.ref, listing.kind, listing.programmes) == ("DPL/ab12", "other", ("DPL",))
    assert listing.source == CSL["source"]
    assert listing.decisions[0].until == datetime.date(2020, 10, 13)
    assert [(i.scheme, i.value) for i in listing.identifiers] == [("passport", "PX1234567")]
    assert record_defects(of_table) == record_defects(of_document) == []


SEMA = """<?xml version="1.0"?><data-set><record><Country>Belarus / Bélarus</Country>
<LastName>PLE</LastName><GivenName>Sam</GivenName><Aliases>{aliases}</Aliases>
<DateOfBirthOrShipBuildDate>1963 or 1964</DateOfBirthOrShipBuildDate>
<Schedule>1, Part 1</Schedule><Item>7</Item><DateOfListing>2020-09-28</DateOfListing></record>
<record><Country>Russia / Russie</Country><EntityOrShip>GREY HERON</EntityOrShip>
<TitleOrShip>Oil Tanker</TitleOrShip><ShipIMONumber>9074729</ShipIMONumber>
<DateOfBirthOrShipBuildDate>2005</DateOfBirthOrShipBuildDate><Item>1</Item>
<DateOfListing>2025-02-21</DateOfListing></record></data-set>"""


def test_canada_names_a_person_and_a_ship(tmp_path: Path) -> None:
    path = tmp_path / "sema.xml"
    path.write_text(SEMA.format(aliases="Sam Pleh; Sammy"), encoding="utf-8")
    loaded = read(path)
    person, ship = loaded.listings
    assert (person.ref, person.programmes) == ("Belarus/1, Part 1/7", ("Belarus",))
    assert [(n.text, n.quality) for n in person.names] == [
        ("Sam PLE", "primary"),
        ("Sam Pleh", "strong"),
        ("Sammy", "weak"),
    ]
    assert person.birth_dates == ("1963", "1964")
    assert (ship.kind, ship.birth_dates, ship.remarks) == ("vessel", (), "Oil Tanker; built 2005")
    assert ship.identifiers[0].value == "9074729"
    assert ship.listed_on == datetime.date(2025, 2, 21)
    assert record_defects(loaded) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Heron Lines, Ltd.", ["Heron Lines, Ltd."]),
        ("HL, Heron Lines", ["HL", "Heron Lines"]),
        ("Sam A PLE, Russian: Сэм А ПЛЕ", ["Sam A PLE", "Сэм А ПЛЕ"]),
        ("Sam Ple / Samuel Ple", ["Sam Ple", "Samuel Ple"]),
        ("Sam or Samuel Ple", ["Sam or Samuel Ple"]),
    ],
)
def test_names_in_one_field(text: str, names: list[str]) -> None:
    assert list(split_names(text)) == names


@pytest.mark.parametrize(
    ("text", "births"),
    [
        ("between 1960 and 1963", ["1960/1963"]),
        ("1963-1964", ["1963/1964"]),
        ("c. 1961", ["1961"]),
        ("born in the early 1970s", None),
        ("06/08/1961", None),
    ],
)
def test_dates_of_birth(text: str, births: list[str] | None) -> None:
    assert read_births(text) == births


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "list_name", "entries", "problems"),
    [
        ("ofac_cons_nonSDN_2026-01-08.xml", "us-ofac-consolidated", 442, 0),
        ("ofac_cons_prim.csv", "us-ofac-consolidated", 442, 0),
        ("us_csl_sample.csv", "us-csl", 115, 3),
        ("ca_sema_2025.xml", "ca-sema", 4759, 2),
    ],
)
def test_real_files_read_whole(
    shared: Path, name: str, list_name: str, entries: int, problems: int
) -> None:
    loaded = read(shared / "data" / "lists" / name)
    assert (loaded.version.name, len(loaded.listings)) == (list_name, entries)
    assert len(loaded.defects) == problems
