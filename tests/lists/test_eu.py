"""The EU's financial sanctions list in XML and CSV, built from the published schema.

No real file was at hand. The fixtures are invented designations.
"""

import csv
import datetime
import io
from pathlib import Path

import pytest

from tidewaiter.lists import LoadedList, read
from tidewaiter.model import BadInput, Decision, Identifier, ListedName

NUMBER = "2016/315 (OJ L60)"
REGULATION = f"""<regulation regulationType="amendment" organisationType="commission"
  publicationDate="2016-03-05" entryIntoForceDate="2016-03-05" numberTitle="{NUMBER}"
  programme="PRK" logicalId="7"><publicationUrl>http://example.org</publicationUrl></regulation>"""
PERSON = f"""<sanctionEntity designationDate="2016-03-04" designationDetails=""
    unitedNationId="KPi.901" euReferenceNumber="EU.9001.1" logicalId="11">
  <remark>An invented person.</remark>
  {REGULATION}
  <subjectType code="person" classificationCode="P"/>
  <nameAlias wholeName="샘플" nameLanguage="KO" strong="true" logicalId="1"/>
  <nameAlias firstName="Sam" middleName="" lastName="Ple" wholeName="Sam Ple" gender="M"
    title="Dr" function="Clerk" nameLanguage="EN" strong="true" regulationLanguage="en"
    logicalId="2"><regulationSummary regulationType="amendment" numberTitle="{NUMBER}"/></nameAlias>
  <nameAlias wholeName="Sammy" nameLanguage="" strong="false" logicalId="3"/>
  <nameAlias wholeName="S. Ple" nameLanguage="" strong="true" logicalId="4">
    <remark>Low quality alias</remark></nameAlias>
  <citizenship region="" countryIso2Code="KP" countryDescription="NORTH KOREA" logicalId="5"/>
  <citizenship region="" countryIso2Code="00" countryDescription="UNKNOWN" logicalId="6"/>
  <birthdate circa="false" calendarType="GREGORIAN" city="Wonsan" birthdate="1961-02-03"
    dayOfMonth="3" monthOfYear="2" year="1961" countryIso2Code="00" countryDescription="UNKNOWN"
    logicalId="8"/>
  <birthdate circa="true" calendarType="GREGORIAN" year="1962" logicalId="9"/>
  <birthdate circa="false" calendarType="GREGORIAN" monthOfYear="10" year="1963" logicalId="12"/>
  <birthdate circa="false" yearRangeFrom="1960" yearRangeTo="1963" logicalId="10"/>
  <identification number="PX1234567" identificationTypeCode="passport" diplomatic="false"
    identificationTypeDescription="National passport" knownFalse="false" logicalId="13"/>
  <identification number="PX7654321" identificationTypeCode="passport" knownFalse="true"
    logicalId="14"/>
  <address street="1 Mole" city="Nampo" countryIso2Code="KP" countryDescription="NORTH KOREA"
    asAtListingTime="false" logicalId="15"><contactInfo key="PHONE" value="1"/></address>
</sanctionEntity>"""
SHIP = f"""<sanctionEntity euReferenceNumber="EU.9002.1" logicalId="21">
  {REGULATION}
  <subjectType code="enterprise" classificationCode="E"/>
  <nameAlias wholeName="Grey Heron 2" strong="true" logicalId="22"/>
  <identification number="9074729" identificationTypeCode="imo" logicalId="23"/>
</sanctionEntity>"""
FIRM = f"""<sanctionEntity euReferenceNumber="EU.9003.1" logicalId="31">
  {REGULATION}
  <subjectType code="enterprise" classificationCode="E"/>
  <nameAlias wholeName="Egret Bank" strong="true" logicalId="32"/>
  <identification number="5342883" identificationTypeCode="imo" logicalId="33"/>
  <identification number="EGRTKPPY" identificationTypeCode="swiftbic" logicalId="34"/>
  <identification number="R1" identificationTypeCode="regnumber" logicalId="35"/>
</sanctionEntity>"""
ACT = {
    "Entity_Regulation_Type": "amendment",
    "Entity_Regulation_OrganisationType": "commission",
    "Entity_Regulation_PublicationDate": "2016-03-05",
    "Entity_Regulation_EntryIntoForceDate": "2016-03-05",
    "Entity_Regulation_NumberTitle": NUMBER,
    "Entity_Regulation_Programme": "PRK",
    "Entity_Regulation_PublicationUrl": "http://example.org",
}
DAY = {"fileGenerationDate": "05/08/2026"}
HEAD = {
    **DAY,
    "Entity_LogicalId": "11",
    "Entity_EU_ReferenceNumber": "EU.9001.1",
    "Entity_UnitedNationId": "KPi.901",
    "Entity_DesignationDate": "2016-03-04",
    "Entity_Remark": "An invented person.",
    "Entity_SubjectType": "P",
    "Entity_SubjectType_ClassificationCode": "person",
    **ACT,
}
NAMES = (
    {"WholeName": "샘플", "NameLanguage": "KO", "Strong": "true"},
    {
        "FirstName": "Sam",
        "LastName": "Ple",
        "WholeName": "Sam Ple",
        "NameLanguage": "EN",
        "Gender": "M",
        "Title": "Dr",
        "Function": "Clerk",
        "Regulation_NumberTitle": NUMBER,
    },
    {"WholeName": "Sammy", "Strong": "false"},
    {"WholeName": "S. Ple", "Remark": "Low quality alias"},
)
PARTS = (
    {"Citizenship_CountryIso2Code": "KP", "Citizenship_CountryDescription": "NORTH KOREA"},
    {"Citizenship_CountryIso2Code": "00", "Citizenship_CountryDescription": "UNKNOWN"},
    {
        "BirthDate_BirthDate": "1961-02-03",
        "BirthDate_Day": "3",
        "BirthDate_Month": "2",
        "BirthDate_Year": "1961",
        "BirthDate_City": "Wonsan",
    },
    {"BirthDate_Year": "1962", "BirthDate_Circa": "true"},
    {"BirthDate_Year": "1963", "BirthDate_Month": "10"},
    {"BirthDate_YearRangeFrom": "1960", "BirthDate_YearRangeTo": "1963"},
    {"Identification_Number": "PX1234567", "Identification_TypeCode": "passport"},
    {
        "Identification_Number": "PX7654321",
        "Identification_TypeCode": "passport",
        "Identification_KnownFalse": "true",
    },
    {
        "Address_Street": "1 Mole",
        "Address_City": "Nampo",
        "Address_CountryDescription": "NORTH KOREA",
        "Address_ContactInfo": "PHONE 1",
    },
)


def entry(
    ref: str, row: str, papers: tuple[tuple[str, str], ...], name: str
) -> list[dict[str, str]]:
    head = {
        **DAY,
        "Entity_LogicalId": row,
        "Entity_EU_ReferenceNumber": ref,
        "Entity_SubjectType": "E",
        **ACT,
    }
    numbers = [
        {**head, "Identification_TypeCode": code, "Identification_Number": number}
        for code, number in papers
    ]
    return [{**head, "NameAlias_WholeName": name}, *numbers]


ROWS: list[dict[str, str]] = [
    *({**HEAD, **{f"NameAlias_{key}": value for key, value in name.items()}} for name in NAMES),
    *({**HEAD, **part} for part in PARTS),
    *entry("EU.9002.1", "21", (("imo", "9074729"),), "Grey Heron 2"),
    *entry(
        "EU.9003.1",
        "31",
        (("imo", "5342883"), ("swiftbic", "EGRTKPPY"), ("regnumber", "R1")),
        "Egret Bank",
    ),
]


def xml(folder: Path, *entries: str, head: str = "") -> Path:
    path = folder / "eu.xml"
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        '<export xmlns="http://eu.europa.ec/fpi/fsd/export" '
        'generationDate="2026-08-05T16:47:04.449+02:00" globalFileId="1">'
        f"{''.join(entries or (PERSON, SHIP, FIRM))}</export>",
        encoding="utf-8",
    )
    return path


def csv_file(folder: Path) -> Path:
    path = folder / "eu.csv"
    header = list(dict.fromkeys(name for row in ROWS for name in row))
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, header, delimiter=";")
    writer.writeheader()
    writer.writerows(ROWS)
    path.write_text(written.getvalue(), encoding="utf-8-sig")
    return path


@pytest.fixture(params=[xml, csv_file])
def loaded(request: pytest.FixtureRequest, tmp_path: Path) -> LoadedList:
    path: Path = request.param(tmp_path)
    return read(path)


def test_both_forms_give_the_same_listings(tmp_path: Path) -> None:
    first, other = read(xml(tmp_path)), read(csv_file(tmp_path))
    assert other.listings == first.listings
    assert other.version.published == first.version.published == "2026-08-05"


def test_a_person_is_read_whole(loaded: LoadedList) -> None:
    person = loaded.listings[0]
    assert (person.list, person.ref, person.kind) == ("eu", "EU.9001.1", "person")
    assert person.names == (
        ListedName("Sam Ple"),
        ListedName("샘플", "strong"),
        ListedName("Sammy", "weak"),
        ListedName("S. Ple", "low"),
    )
    assert person.birth_dates == ("1961-02-03", "1962", "1963-10", "1960/1963")
    assert person.countries == ("KP",)
    assert person.addresses == ("1 Mole, Nampo, NORTH KOREA",)
    assert person.programmes == ("PRK",)
    assert person.remarks == (
        "born at Wonsan; title Dr; function Clerk; An invented person.; UN reference KPi.901"
    )
    day = datetime.date(2016, 3, 4)
    assert person.decisions == (Decision("listed", day, None, NUMBER),)
    assert person.listed_on == day


def test_a_paper_known_to_be_false_is_not_compared(loaded: LoadedList) -> None:
    assert loaded.listings[0].identifiers == (
        Identifier("passport", "PX1234567"),
        Identifier("other", "PX7654321"),
    )


def test_a_ships_number_makes_a_ship_and_a_companys_a_firm(loaded: LoadedList) -> None:
    _, ship, firm = loaded.listings
    assert (ship.kind, ship.identifiers) == ("vessel", (Identifier("imo", "9074729"),))
    assert firm.kind == "organization"
    assert firm.identifiers == (
        Identifier("company_imo", "5342883"),
        Identifier("swift", "EGRTKPPY"),
        Identifier("registration", "R1"),
    )


def test_no_day_is_taken_from_an_act_that_may_amend(loaded: LoadedList) -> None:
    assert loaded.listings[1].decisions == (Decision("listed", None, None, NUMBER),)
    assert loaded.listings[1].listed_on is None


def test_every_field_is_used_or_ignored_by_name(loaded: LoadedList) -> None:
    assert {defect.problem.partition(" where")[0] for defect in loaded.defects} == {
        "3 entries",
        "1 person",
    }
    assert loaded.ignored["nameAlias/gender"] == 1


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('gender="M"', 'shoe="43"', "the field nameAlias/shoe, met 1 times"),
        ("<remark>An", "<hat>An</hat><remark>An", "the field hat, met 1 times"),
        ('Code="passport" diplomatic', 'Code="badge" diplomatic', "paper 'badge' is not known"),
        ('"GREGORIAN" year="1962"', '"ISLAMIC" year="1382"', "a date of birth (ISLAMIC)"),
    ],
)
def test_what_is_not_known_is_reported_and_its_entry_kept(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    loaded = read(xml(tmp_path, PERSON.replace(old, new)))
    assert len(loaded.listings) == 1
    assert any(problem in defect.problem for defect in loaded.defects)


def test_an_entry_of_unknown_kind_is_left_out_and_no_other(tmp_path: Path) -> None:
    strange = SHIP.replace("enterprise", "raft").replace('"E"', '"R"')
    loaded = read(xml(tmp_path, PERSON, strange))
    assert [listing.ref for listing in loaded.listings] == ["EU.9001.1"]
    assert any(defect.text == "EU.9002.1" for defect in loaded.defects)


def test_a_cut_off_file_says_where_and_keeps_what_came_before(tmp_path: Path) -> None:
    loaded = read(xml(tmp_path, PERSON, SHIP[:-30]))
    assert [listing.ref for listing in loaded.listings] == ["EU.9001.1"]
    assert any("breaks off" in defect.problem for defect in loaded.defects)


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="document type"):
        read(xml(tmp_path, head='<!DOCTYPE export [<!ENTITY e "boom">]>'))
