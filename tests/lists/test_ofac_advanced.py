"""The reader of OFAC's advanced XML. Invented parties in the published schema."""

import datetime
from pathlib import Path

import pytest

from tidewaiter.lists import LoadedList, read
from tidewaiter.model import BadInput, ListedName, Listing

NAMESPACE = (
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML"
)
REFERENCES = """<ReferenceValueSets>
<AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1401">F.K.A.</AliasType>
<AliasType ID="1403">Name</AliasType></AliasTypeValues>
<CountryValues><Country ID="1">Korea, North</Country></CountryValues>
<FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType>
<FeatureType ID="10">Nationality Country</FeatureType><FeatureType ID="3">Vessel Flag</FeatureType>
<FeatureType ID="1">Vessel Call Sign</FeatureType><FeatureType ID="25">Location</FeatureType>
</FeatureTypeValues>
<IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType>
<IDRegDocType ID="1626">Vessel Registration Identification</IDRegDocType></IDRegDocTypeValues>
<LocPartTypeValues><LocPartType ID="1454">CITY</LocPartType></LocPartTypeValues>
<ListValues><List ID="1550">SDN List</List></ListValues>
<NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType>
<NamePartType ID="1521">First Name</NamePartType></NamePartTypeValues>
<PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="4">Transport</PartyType>
</PartyTypeValues>
<PartySubTypeValues><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType>
<PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType></PartySubTypeValues>
<SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType>
<SanctionsType ID="1705">Block</SanctionsType></SanctionsTypeValues>
</ReferenceValueSets>"""
PAPERS = """<Locations><Location ID="70"><LocationCountry CountryID="1"/>
<LocationPart LocPartTypeID="1454"><LocationPartValue Primary="true"><Value>Nampo</Value>
</LocationPartValue></LocationPart></Location></Locations>
<IDRegDocuments><IDRegDocument ID="1" IDRegDocTypeID="1571" IdentityID="11">
<IDRegistrationNo>PX1234567</IDRegistrationNo></IDRegDocument>
<IDRegDocument ID="2" IDRegDocTypeID="1626" IdentityID="12">
<IDRegistrationNo>IMO 9074729</IDRegistrationNo></IDRegDocument></IDRegDocuments>"""

PLACE = '<VersionLocation LocationID="70"/>'


def day(year: int, month: int, day: int) -> str:
    return f"<Year>{year}</Year><Month>{month}</Month><Day>{day}</Day>"


def period(first: str, last: str) -> str:
    return (
        f"<DatePeriod><Start><From>{first}</From><To>{first}</To></Start>"
        f"<End><From>{last}</From><To>{last}</To></End></DatePeriod>"
    )


def feature(sort: int, inside: str) -> str:
    return f'<Feature FeatureTypeID="{sort}"><FeatureVersion>{inside}</FeatureVersion></Feature>'


def alias(sort: int, *parts: tuple[int, str], low: str = "false") -> str:
    values = "".join(
        f'<DocumentedNamePart><NamePartValue NamePartGroupID="{group}">{text}</NamePartValue>'
        "</DocumentedNamePart>"
        for group, text in parts
    )
    return (
        f'<Alias AliasTypeID="{sort}" LowQuality="{low}"><DocumentedName>{values}'
        "</DocumentedName></Alias>"
    )


def person(births: str = "", extra: str = "") -> str:
    names = (
        alias(1400, (1, "가"), (2, "나다"))
        + alias(1403, (1, "PLE"), (2, "Sam"))
        + alias(1401, (1, "SAMPLE"))
        + alias(1400, (1, "SAMMY"), low="true")
    )
    groups = "".join(
        f'<MasterNamePartGroup><NamePartGroup ID="{n}" NamePartTypeID="{t}"/></MasterNamePartGroup>'
        for n, t in ((1, 1520), (2, 1521))
    )
    return (
        '<DistinctParty FixedRef="901"><Profile ID="901" PartySubTypeID="4">'
        f'<Identity ID="11">{names}<NamePartGroups>{groups}</NamePartGroups></Identity>'
        f"{births}{feature(10, PLACE)}{feature(25, PLACE)}{extra}</Profile></DistinctParty>"
    )


VESSEL = (
    '<DistinctParty FixedRef="902"><Profile ID="902" PartySubTypeID="1"><Identity ID="12">'
    + alias(1403, (9, "GREY HERON"))
    + "</Identity>"
    + feature(3, "<VersionDetail>Palau</VersionDetail>")
    + feature(1, "<VersionDetail>HXXA1</VersionDetail>")
    + "</Profile></DistinctParty>"
)
ENTRIES = "".join(
    f'<SanctionsEntry ProfileID="{ref}" ListID="1550"><EntryEvent><Date>{day(2016, 3, 2)}</Date>'
    '</EntryEvent><SanctionsMeasure SanctionsTypeID="1705"><Comment/></SanctionsMeasure>'
    '<SanctionsMeasure SanctionsTypeID="1"><Comment>DPRK2</Comment></SanctionsMeasure>'
    "</SanctionsEntry>"
    for ref in (901, 902)
)


def load(folder: Path, parties: str, *, end: str = "</Sanctions>", head: str = "") -> LoadedList:
    path = folder / "list.xml"
    path.write_text(
        f'<?xml version="1.0"?>{head}<Sanctions xmlns="{NAMESPACE}">'
        f"<DateOfIssue>{day(2026, 1, 8)}</DateOfIssue>{REFERENCES}{PAPERS}"
        f"<DistinctParties>{parties}</DistinctParties>"
        f"<SanctionsEntries>{ENTRIES}</SanctionsEntries>{end}",
        encoding="utf-8",
    )
    return read(path)


def the(loaded: LoadedList, ref: str) -> Listing:
    return next(listing for listing in loaded.listings if listing.ref == ref)


def test_a_person_with_names_by_quality_and_in_script(tmp_path: Path) -> None:
    loaded = load(tmp_path, person() + VESSEL)
    listing = the(loaded, "901")
    assert listing.kind == "person"
    assert listing.names == (
        ListedName("PLE, Sam"),
        ListedName("가나다", "strong"),
        ListedName("SAMPLE", "former"),
        ListedName("SAMMY", "weak"),
    )
    assert [(i.scheme, i.value) for i in listing.identifiers] == [("passport", "PX1234567")]
    assert listing.countries == ("KP",)
    assert listing.addresses == ("Nampo, Korea, North",)
    assert loaded.version.published == "2026-01-08"
    assert [d for d in loaded.defects if "expected" not in d.problem] == []


def test_programme_and_day_of_listing_stand_after_the_parties(tmp_path: Path) -> None:
    listing = the(load(tmp_path, person() + VESSEL), "902")
    assert listing.list == "us-ofac"
    assert listing.programmes == ("DPRK2",)
    assert listing.listed_on == datetime.date(2016, 3, 2)
    assert listing.decisions[0].since == listing.listed_on


def test_a_ship_has_its_number_call_sign_and_flag(tmp_path: Path) -> None:
    listing = the(load(tmp_path, person() + VESSEL), "902")
    found = {(i.scheme, i.value) for i in listing.identifiers}
    assert found == {("imo", "9074729"), ("call_sign", "HXXA1")}
    assert listing.flags == ("Palau",)


@pytest.mark.parametrize(
    ("first", "last", "birth"),
    [
        (day(1961, 2, 3), day(1961, 2, 3), "1961-02-03"),
        (day(1961, 1, 1), day(1961, 12, 31), "1961"),
        (day(1961, 2, 1), day(1961, 2, 28), "1961-02"),
        (day(1960, 1, 1), day(1963, 12, 31), "1960/1963"),
    ],
)
def test_a_period_has_the_precision_it_means(
    tmp_path: Path, first: str, last: str, birth: str
) -> None:
    loaded = load(tmp_path, person(feature(8, period(first, last))) + VESSEL)
    assert the(loaded, "901").birth_dates == (birth,)


def test_an_unknown_field_and_an_unknown_feature_are_named(tmp_path: Path) -> None:
    extra = feature(99, "<VersionDetail>44</VersionDetail>") + "<ShoeSize>44</ShoeSize>"
    loaded = load(tmp_path, person(extra=feature(99, "<VersionDetail>44</VersionDetail>")) + VESSEL)
    assert any("label ''" in defect.problem for defect in loaded.defects)
    loaded = load(tmp_path, person(extra=extra) + VESSEL)
    assert any("Profile/ShoeSize" in defect.problem for defect in loaded.defects)
    assert len(loaded.listings) == 2


def test_a_party_without_entry_or_entry_without_party_is_told(tmp_path: Path) -> None:
    loaded = load(tmp_path, VESSEL)
    (defect,) = [d for d in loaded.defects if "no party" in d.problem]
    assert defect.text == "901"


def test_a_cut_off_file_says_so(tmp_path: Path) -> None:
    loaded = load(tmp_path, person() + VESSEL, end="")
    assert len(loaded.listings) == 2
    assert any("breaks off" in defect.problem for defect in loaded.defects)


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="document type"):
        load(tmp_path, VESSEL, head='<!DOCTYPE Sanctions [<!ENTITY a "b">]>')
