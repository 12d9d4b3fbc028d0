"""The UK Sanctions List in XML, CSV and ODS. The fixtures are invented designations.

XML and the full table are built from the published schema; of the ODS a real file was read.
"""

import csv
import datetime
import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from tidewaiter.lists import LoadedList, read
from tidewaiter.lists.day_first import read_day
from tidewaiter.model import BadInput, Decision, Identifier, ListedName

DPRK = "The Democratic People's Republic of Korea (Sanctions) (EU Exit) Regulations 2019"
XML = f"""<?xml version="1.0" encoding="utf-8"?>
<Designations><DateGenerated>13/02/2026</DateGenerated>
<Designation>
  <LastUpdated>01/02/2024</LastUpdated><DateDesignated>29/04/2016</DateDesignated>
  <UniqueID>DPR9001</UniqueID><OFSIGroupID>90001</OFSIGroupID>
  <UNReferenceNumber>KPi.901</UNReferenceNumber>
  <Names>
    <Name><Name1>Sam</Name1><Name2>Il</Name2><Name6>PLE</Name6><NameType>Primary Name</NameType>
    </Name>
    <Name><Name1>Sam</Name1><Name6>PLEH</Name6><NameType>Primary name variation</NameType></Name>
    <Name><Name6>Samuel Ple</Name6><NameType>ALias</NameType>
      <AliasStrength>Good quality a.k.a</AliasStrength></Name>
    <Name><Name6>Sammy</Name6><NameType>Alias</NameType>
      <AliasStrength>Low quality a.k.a</AliasStrength></Name>
  </Names>
  <NonLatinNames><NonLatinName><NameNonLatinScript>가나다</NameNonLatinScript>
    <NonLatinScriptLanguage>Korean</NonLatinScriptLanguage></NonLatinName></NonLatinNames>
  <Titles><Title>Dr</Title></Titles>
  <RegimeName>{DPRK}</RegimeName><IndividualEntityShip>Individual</IndividualEntityShip>
  <DesignationSource>UN</DesignationSource>
  <SanctionsImposed>Asset freeze|Travel Ban|Trust Services Sanctions</SanctionsImposed>
  <SanctionsImposedIndicators><AssetFreeze>true</AssetFreeze><ArmsEmbargo>false</ArmsEmbargo>
  </SanctionsImposedIndicators>
  <OtherInformation>An invented person.</OtherInformation>
  <Addresses><Address><AddressLine1>1 Mole</AddressLine1><AddressLine6>Nampo</AddressLine6>
    <AddressPostalCode>123</AddressPostalCode><AddressCountry>North Korea</AddressCountry>
  </Address></Addresses>
  <PhoneNumbers><PhoneNumber>+850 2 1</PhoneNumber></PhoneNumbers>
  <IndividualDetails><Individual>
    <DOBs><DOB>dd/mm/1960</DOB><DOB>dd/10/1961</DOB><DOB>01/03/1962</DOB></DOBs>
    <PassportDetails><Passport><PassportNumber>PX1234567</PassportNumber>
      <PassportAdditionalInformation>issued once</PassportAdditionalInformation></Passport>
    </PassportDetails>
    <NationalIdentifierDetails><NationalIdentifier>
      <NationalIdentifierNumber>N77</NationalIdentifierNumber></NationalIdentifier>
    </NationalIdentifierDetails>
    <Nationalities><Nationality>North Korea</Nationality></Nationalities>
    <Positions><Position>Clerk</Position></Positions>
    <BirthDetails><Location><TownOfBirth>Wonsan</TownOfBirth>
      <CountryOfBirth>North Korea</CountryOfBirth></Location></BirthDetails>
  </Individual></IndividualDetails>
</Designation>
<Designation>
  <DateDesignated>03/10/2017</DateDesignated><UniqueID>DPR9002</UniqueID>
  <Names><Name><Name6>Grey Heron 2</Name6><NameType>Primary Name</NameType></Name></Names>
  <RegimeName>{DPRK}</RegimeName><IndividualEntityShip>Ship</IndividualEntityShip>
  <DesignationSource>UN</DesignationSource>
  <SanctionsImposed>De-flag|Prohibition of port entry</SanctionsImposed>
  <ShipDetails><Ship>
    <IMONumbers><IMONumber>IMO9074729</IMONumber></IMONumbers>
    <CurrentOwnerOperators><CurrentOwnerOperator>Heron Lines</CurrentOwnerOperator>
    </CurrentOwnerOperators>
    <CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>Comoros</CurrentBelievedFlagOfShip>
    </CurrentBelievedFlagOfShips>
    <PreviousFlags><PreviousFlag>India</PreviousFlag></PreviousFlags>
    <TypeOfShipDetails><TypeOfShip>Bulk Carrier</TypeOfShip></TypeOfShipDetails>
    <TonnageOfShipDetails><TonnageOfShip>7078</TonnageOfShip></TonnageOfShipDetails>
  </Ship></ShipDetails>
</Designation>
<Designation>
  <DateDesignated>05/08/2017</DateDesignated><UniqueID>DPR9003</UniqueID>
  <Names><Name><Name6>Egret Trading</Name6><NameType>Primary Name</NameType></Name></Names>
  <RegimeName>{DPRK}</RegimeName><IndividualEntityShip>Entity</IndividualEntityShip>
  <SanctionsImposedIndicators><AssetFreeze>true</AssetFreeze></SanctionsImposedIndicators>
  <EntityDetails><Entity><TypeOfEntities><TypeOfEntity>Bank</TypeOfEntity></TypeOfEntities>
    <BusinessRegistrationNumbers><BusinessRegistrationNumber>BR-9
    </BusinessRegistrationNumber></BusinessRegistrationNumbers>
    <Subsidiaries><Subsidiary>Egret Two</Subsidiary></Subsidiaries></Entity></EntityDetails>
</Designation>
</Designations>"""

PERSON = {
    "Last Updated": "01/02/2024",
    "Unique ID": "DPR9001",
    "OFSI Group ID": "90001",
    "UN Reference Number": "KPi.901",
    "Title": "Dr",
    "Regime Name": DPRK,
    "Designation Type": "Individual",
    "Designation source": "UN",
    "Sanctions Imposed": "Asset freeze|Travel Ban|Trust Services Sanctions",
    "Other Information": "An invented person.",
    "Address Line 1": "1 Mole",
    "Address Line 6": "Nampo",
    "Address Postal Code": "123",
    "Address Country": "North Korea",
    "Phone number": "+850 2 1",
    "Date Designated": "29/04/2016",
    "Nationality(/ies)": "North Korea",
    "National Identifier number": "N77",
    "Passport number": "PX1234567",
    "Passport additional information": "issued once",
    "Position": "Clerk",
    "Town of birth": "Wonsan",
    "Country of birth": "North Korea",
}
FIRST = {"Name 1": "Sam", "Name 2": "Il", "Name 6": "PLE", "Name type": "Primary Name"}
SCRIPT = {"Name non-latin script": "가나다", "Non-latin script language": "Korean"}
GOOD = {"Name type": "Alias", "Alias strength": "Good quality a.k.a"}
LOW = {"Name type": "Alias", "Alias strength": "Low quality a.k.a"}
VARIATION = {"Name 1": "Sam", "Name 6": "PLEH", "Name type": "Primary name variation"}
ROWS: tuple[dict[str, str], ...] = (
    {**PERSON, **FIRST, **SCRIPT, "D.O.B": "dd/mm/1960"},
    {**PERSON, **FIRST, **SCRIPT, "D.O.B": "dd/10/1961"},
    {**PERSON, **VARIATION, **SCRIPT, "D.O.B": "01/03/1962"},
    {**PERSON, **GOOD, **SCRIPT, "Name 6": "Samuel Ple", "D.O.B": "dd/mm/1960"},
    {**PERSON, **LOW, **SCRIPT, "Name 6": "Sammy", "D.O.B": "dd/mm/1960"},
    {
        "Unique ID": "DPR9002",
        "Name 6": "Grey Heron 2",
        "Name type": "Primary Name",
        "Regime Name": DPRK,
        "Designation Type": "Ship",
        "Designation source": "UN",
        "Sanctions Imposed": "De-flag|Prohibition of port entry",
        "Date Designated": "03/10/2017",
        "IMO number": "IMO9074729",
        "Current owner/operator (s)": "Heron Lines",
        "Current believed flag of ship": "Comoros",
        "Previous flags": "India",
        "Type of ship": "Bulk Carrier",
        "Tonnage of ship": "7078",
    },
    {
        "Unique ID": "DPR9003",
        "Name 6": "Egret Trading",
        "Name type": "Primary Name",
        "Regime Name": DPRK,
        "Designation Type": "Entity",
        "Sanctions Imposed": "Asset freeze",
        "Date Designated": "05/08/2017",
        "Type of entity": "Bank",
        "Business registration number (s)": "BR-9",
        "Subsidiaries": "Egret Two",
    },
)
SHORT = (
    ("Unique ID", "Name", "Regime Name", "Type", "Date Designated", "Sanctions Imposed"),
    ("DPR9002", "Grey Heron 2", "DPRK", "Ship", "03-10-2017", "De-flag, Prohibition of port entry"),
)
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def xml(folder: Path, text: str = XML) -> Path:
    path = folder / "uk.xml"
    path.write_text(text, encoding="utf-8")
    return path


def table(rows: tuple[dict[str, str], ...] = ROWS) -> list[list[str]]:
    header = list(dict.fromkeys(name for row in rows for name in row))
    cells = [[row.get(name, "") for name in header] for row in rows]
    return [["Report Date: 13-Feb-2026"], header, *cells]


def csv_file(folder: Path, rows: tuple[dict[str, str], ...] = ROWS) -> Path:
    path = folder / "uk.csv"
    written = io.StringIO(newline="")
    csv.writer(written).writerows(table(rows))
    path.write_text(written.getvalue(), encoding="utf-8-sig")
    return path


def ods(folder: Path, rows: list[list[str]] | None = None, head: str = "") -> Path:
    """A workbook whose XML is indented and whose rows end in repeated empty cells."""
    body = "".join(
        "\n <table:table-row>"
        + "".join(
            f"\n  <table:table-cell><text:p>{escape(cell).replace('  ', ' <text:s/>')}</text:p>"
            "</table:table-cell>"
            for cell in row
        )
        + '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        for row in rows or table()
    )
    path = folder / "uk.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?>{head}<office:document-content {NAMESPACES}><office:body>'
            f"<office:spreadsheet><table:table>{body}</table:table></office:spreadsheet>"
            "</office:body></office:document-content>",
        )
    return path


@pytest.fixture(params=[xml, csv_file, ods])
def loaded(request: pytest.FixtureRequest, tmp_path: Path) -> LoadedList:
    path: Path = request.param(tmp_path)
    return read(path)


def test_all_three_forms_give_the_same_listings(tmp_path: Path) -> None:
    first, *others = [read(write(tmp_path)) for write in (xml, csv_file, ods)]
    for other in others:
        assert other.listings == first.listings
        assert other.ignored == first.ignored
        assert other.version.published == first.version.published == "2026-02-13"


def test_a_person_is_read_whole(loaded: LoadedList) -> None:
    person = loaded.listings[0]
    assert (person.list, person.ref, person.kind) == ("uk", "DPR9001", "person")
    assert person.names == (
        ListedName("Sam Il PLE", "primary"),
        ListedName("Sam PLEH", "strong"),
        ListedName("Samuel Ple", "strong"),
        ListedName("Sammy", "low"),
        ListedName("가나다", "strong"),
    )
    assert person.birth_dates == ("1960", "1961-10", "1962-03-01")
    assert person.identifiers == (
        Identifier("passport", "PX1234567"),
        Identifier("national_id", "N77"),
    )
    assert person.countries == ("KP",)
    assert person.addresses == ("1 Mole, Nampo, 123, North Korea",)
    assert person.listed_on == datetime.date(2016, 4, 29)
    assert person.remarks == (
        "born at Wonsan, North Korea; title Dr; position Clerk; An invented person.; "
        "designated by UN; UN reference KPi.901; OFSI group 90001; amended 01/02/2024"
    )


def test_measures_are_closed_words_or_the_lists_own(loaded: LoadedList) -> None:
    since = datetime.date(2016, 4, 29)
    assert loaded.listings[0].decisions == tuple(
        Decision(measure, since, None, DPRK)
        for measure in ("asset_freeze", "travel_ban", "trust_services_sanctions")
    )
    assert [decision.measure for decision in loaded.listings[1].decisions] == ["deflag", "port_ban"]


def test_a_ship_has_number_owner_and_flags(loaded: LoadedList) -> None:
    ship = loaded.listings[1]
    assert ship.identifiers == (Identifier("imo", "9074729"),)
    assert ship.flags == ("Comoros", "India")
    assert "owner or operator Heron Lines" in ship.remarks


def test_ignored_fields_are_counted_and_nothing_is_left_over(loaded: LoadedList) -> None:
    assert loaded.ignored["TonnageOfShip"] == 1
    assert [d.problem for d in loaded.defects if "no use is known" in d.problem] == []
    assert loaded.version.source == "uk"


def test_indicators_serve_where_no_measure_is_written(tmp_path: Path) -> None:
    assert read(xml(tmp_path)).listings[2].decisions[0].measure == "asset_freeze"


def test_the_short_table_is_read_too(tmp_path: Path) -> None:
    (ship,) = read(ods(tmp_path, [list(row) for row in SHORT])).listings
    assert ship.names == (ListedName("Grey Heron 2"),)
    assert [decision.measure for decision in ship.decisions] == ["deflag", "port_ban"]
    assert ship.listed_on == datetime.date(2017, 10, 3)


def test_a_field_nobody_knows_is_reported_and_its_entry_kept(tmp_path: Path) -> None:
    changed = XML.replace("<Titles>", "<ShoeSizes><ShoeSize>43</ShoeSize></ShoeSizes><Titles>")
    loaded = read(xml(tmp_path, changed))
    assert len(loaded.listings) == 3
    assert any("the field ShoeSize, met 1 times" in d.problem for d in loaded.defects)
    rows = ({**ROWS[0], "Shoe size": "43"}, *ROWS[1:])
    loaded = read(csv_file(tmp_path, rows))
    assert any("the field Shoe size, met 1 times" in d.problem for d in loaded.defects)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<NameType>ALias</NameType>", "<NameType>Nickname</NameType>"),
        ("<DOB>dd/mm/1960</DOB>", "<DOB>long ago</DOB>"),
        ("IMO9074729", "IMO 907"),
        ("<DateDesignated>03/10/2017", "<DateDesignated>then"),
    ],
)
def test_a_label_that_cannot_be_read_is_named_and_its_entry_kept(
    tmp_path: Path, old: str, new: str
) -> None:
    plain, changed = read(xml(tmp_path)), read(xml(tmp_path, XML.replace(old, new)))
    assert len(changed.listings) == 3
    assert len(changed.defects) == len(plain.defects) + 1


@pytest.mark.parametrize("tag", ["<UniqueID>DPR9002</UniqueID>", "Ship</Indiv", "Grey Heron 2"])
def test_an_entry_without_what_makes_it_is_left_out_and_no_other(tmp_path: Path, tag: str) -> None:
    loaded = read(xml(tmp_path, XML.replace(tag, "Raft</Indiv" if "Indiv" in tag else "")))
    assert [listing.ref for listing in loaded.listings] == ["DPR9001", "DPR9003"]
    assert any("entry left out" in defect.problem for defect in loaded.defects)


def test_too_few_entries_are_a_loud_defect(loaded: LoadedList) -> None:
    assert any("3 entries where" in defect.problem for defect in loaded.defects)


def test_a_cut_off_file_says_where_and_keeps_what_came_before(tmp_path: Path) -> None:
    loaded = read(xml(tmp_path, XML[: XML.index("DPR9003")]))
    assert [listing.ref for listing in loaded.listings] == ["DPR9001", "DPR9002"]
    assert any("breaks off" in defect.problem for defect in loaded.defects)


@pytest.mark.parametrize("write", [xml, ods])
def test_a_document_type_is_refused(tmp_path: Path, write: object) -> None:
    doctype = '<!DOCTYPE x [<!ENTITY e "boom">]>'
    path = (
        xml(tmp_path, XML.replace("<Designations>", f"{doctype}<Designations>"))
        if write is xml
        else ods(tmp_path, head=doctype)
    )
    with pytest.raises(BadInput, match="document type"):
        read(path)


def test_a_broken_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "uk.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<office")
    with pytest.raises(BadInput, match="workbook is broken"):
        read(path)
    path.write_bytes(path.read_bytes().replace(b"PK\x01\x02", b"PK\x00\x00"))
    with pytest.raises(BadInput, match="workbook is broken"):
        read(path)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("dd/mm/1960", "1960"),
        ("00/00/1960", "1960"),
        ("dd/10/1954", "1954-10"),
        ("12/dd/1954", None),
        ("01/03/1958", "1958-03-01"),
        ("31-12-1958", "1958-12-31"),
        ("1938", "1938"),
        ("31/02/1958", None),
    ],
)
def test_dates_are_day_first_and_keep_their_precision(text: str, day: str | None) -> None:
    date = read_day(text)
    assert (None if date is None else str(date)) == day


@pytest.mark.shared
def test_the_real_short_table_reads_whole(shared: Path) -> None:
    """Two rows of the real file have no name, and are named."""
    loaded = read(shared / "data" / "lists" / "uk_fcdo_2025-08-11.ods")
    assert len(loaded.listings) == 5300
    assert [defect.problem for defect in loaded.defects] == [
        "entry left out: the entry has no name"
    ] * 2
    assert sum("Korea" in listing.programmes[0] for listing in loaded.listings) == 261
    assert sum(listing.kind == "vessel" for listing in loaded.listings) == 461
