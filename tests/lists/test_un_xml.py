"""The reader of the UN consolidated XML. The fixtures are invented persons and firms."""

import datetime
from pathlib import Path

import pytest

from tidewaiter.lists import LoadedList, read
from tidewaiter.model import BadInput, Defect, ListedName, Listing

PERSON = """
<INDIVIDUAL>
  <DATAID>1</DATAID><VERSIONNUM>1</VERSIONNUM>
  <FIRST_NAME>SAM</FIRST_NAME><SECOND_NAME>PLE</SECOND_NAME><THIRD_NAME>ONE</THIRD_NAME>
  <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.901</REFERENCE_NUMBER>
  <LISTED_ON>2016-03-02-04:00</LISTED_ON>
  <NAME_ORIGINAL_SCRIPT>가나다</NAME_ORIGINAL_SCRIPT>
  <COMMENTS1>An invented person.</COMMENTS1>
  <DESIGNATION><VALUE>Clerk</VALUE></DESIGNATION>
  <NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE></NATIONALITY>
  <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
  <LAST_DAY_UPDATED><VALUE>2018-01-02</VALUE><VALUE/></LAST_DAY_UPDATED>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Samuel Ple</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Sam (山姆)</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ADDRESS><STREET>1 Mole</STREET><CITY>Nampo</CITY><COUNTRY/></INDIVIDUAL_ADDRESS>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1961-02-03</DATE>
  </INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1962</YEAR>
  </INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE>
    <FROM_YEAR>1960</FROM_YEAR><TO_YEAR>1963</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Wonsan</CITY><COUNTRY>Korea</COUNTRY>
  </INDIVIDUAL_PLACE_OF_BIRTH>
  <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>PX1234567</NUMBER>
  </INDIVIDUAL_DOCUMENT>
  <INDIVIDUAL_DOCUMENT/>
  <SORT_KEY/><SORT_KEY_LAST_MOD/>
</INDIVIDUAL>"""

ENTITY = """
<ENTITY>
  <DATAID>2</DATAID><VERSIONNUM>1</VERSIONNUM>
  <FIRST_NAME>GREY HERON SHIPPING CO</FIRST_NAME>
  <UN_LIST_TYPE>Libya</UN_LIST_TYPE><REFERENCE_NUMBER>LYe.901</REFERENCE_NUMBER>
  <LISTED_ON>2018-03-30</LISTED_ON>
  <COMMENTS1>Company number IMO 5342883 stands here.</COMMENTS1>
  <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
  <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>Heron Lines</ALIAS_NAME></ENTITY_ALIAS>
  <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Egret Lines</ALIAS_NAME></ENTITY_ALIAS>
</ENTITY>"""


def write(folder: Path, *, persons: str = PERSON, entities: str = ENTITY, head: str = "") -> Path:
    path = folder / "list.xml"
    path.write_text(
        f"<?xml version='1.0' encoding='UTF-8'?>{head}"
        f"<CONSOLIDATED_LIST dateGenerated='2024-09-26T00:00:07.514Z'>"
        f"<INDIVIDUALS>{persons}</INDIVIDUALS><ENTITIES>{entities}</ENTITIES></CONSOLIDATED_LIST>",
        encoding="utf-8",
    )
    return path


def person(loaded: LoadedList) -> Listing:
    return next(listing for listing in loaded.listings if listing.kind == "person")


def record_defects(loaded: LoadedList) -> list[Defect]:
    return [defect for defect in loaded.defects if "are expected" not in defect.problem]


def test_every_field_of_a_person_arrives(tmp_path: Path) -> None:
    loaded = read(write(tmp_path))
    listing = person(loaded)
    assert (listing.list, listing.ref, listing.programmes) == ("un", "KPi.901", ("DPRK",))
    assert listing.names == (
        ListedName("SAM PLE ONE", "primary"),
        ListedName("가나다", "strong"),
        ListedName("Samuel Ple", "strong"),
        ListedName("Sam", "low"),
        ListedName("山姆", "low"),
    )
    assert listing.birth_dates == ("1961-02-03", "1962", "1960/1963")
    assert listing.countries == ("KP",)
    assert listing.addresses == ("1 Mole, Nampo",)
    assert [(i.scheme, i.value) for i in listing.identifiers] == [("passport", "PX1234567")]
    assert (
        listing.remarks == "Clerk; born at Wonsan, Korea; An invented person.; amended 2018-01-02"
    )
    assert record_defects(loaded) == []


def test_the_day_of_listing_begins_the_decision_whatever_its_time_zone(tmp_path: Path) -> None:
    decisions = person(read(write(tmp_path))).decisions
    assert [d.measure for d in decisions] == ["asset_freeze", "travel_ban"]
    assert {d.since for d in decisions} == {datetime.date(2016, 3, 2)}


def test_another_committee_gives_listed_and_a_company_its_own_kind_of_number(
    tmp_path: Path,
) -> None:
    firm = next(x for x in read(write(tmp_path)).listings if x.kind == "organization")
    assert [d.measure for d in firm.decisions] == ["listed"]
    assert [(i.scheme, i.value) for i in firm.identifiers] == [("company_imo", "5342883")]
    assert [name.quality for name in firm.names] == ["primary", "strong", "former"]


def test_the_edition_is_known_by_its_date_and_hash(tmp_path: Path) -> None:
    version = read(write(tmp_path)).version
    assert (version.name, version.source) == ("un-consolidated", "un")
    assert (version.published, version.entries) == ("2024-09-26", 2)
    assert len(version.sha256) == 64


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<LISTED_ON>2016-03-02-04:00</LISTED_ON>", "<LISTED_ON>soon</LISTED_ON>"),
        ("<REFERENCE_NUMBER>KPi.901</REFERENCE_NUMBER>", ""),
        (
            "<FIRST_NAME>SAM</FIRST_NAME><SECOND_NAME>PLE</SECOND_NAME><THIRD_NAME>ONE</THIRD_NAME>",
            "",
        ),
    ],
)
def test_an_entry_without_what_makes_it_is_left_out_and_no_other(
    tmp_path: Path, old: str, new: str
) -> None:
    assert old in PERSON
    loaded = read(write(tmp_path, persons=PERSON.replace(old, new)))
    assert [listing.kind for listing in loaded.listings] == ["organization"]
    (defect,) = record_defects(loaded)
    assert defect.problem.startswith("entry left out: ")
    assert defect.at.startswith("line ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<QUALITY>Good</QUALITY>", "<QUALITY>Fine</QUALITY>"),
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE>", "<TYPE_OF_DATE>GUESSED</TYPE_OF_DATE>"),
        (
            "<TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>",
            "<TYPE_OF_DOCUMENT>Badge</TYPE_OF_DOCUMENT>",
        ),
    ],
)
def test_a_person_is_not_lost_over_an_unknown_label(tmp_path: Path, old: str, new: str) -> None:
    assert old in PERSON
    loaded = read(write(tmp_path, persons=PERSON.replace(old, new)))
    assert [listing.kind for listing in loaded.listings] == ["person", "organization"]
    (defect,) = record_defects(loaded)
    assert "is not known" in defect.problem
    assert defect.text == "KPi.901"


def test_a_field_nobody_knows_is_reported_and_its_entry_kept(tmp_path: Path) -> None:
    extra = PERSON.replace("<SORT_KEY/>", "<SHOE_SIZE>44</SHOE_SIZE>")
    loaded = read(write(tmp_path, persons=extra))
    assert len(loaded.listings) == 2
    (defect,) = record_defects(loaded)
    assert "SHOE_SIZE" in defect.problem


def test_ignored_fields_are_counted(tmp_path: Path) -> None:
    assert read(write(tmp_path)).ignored == {"DATAID": 2, "VERSIONNUM": 2, "LIST_TYPE/VALUE": 2}


def test_too_few_entries_are_a_loud_defect(tmp_path: Path) -> None:
    problems = [defect.problem for defect in read(write(tmp_path)).defects]
    assert any(problem.startswith("2 entries where 700 to ") for problem in problems)
    assert any(problem.startswith("1 DPRK where 120 to ") for problem in problems)


def test_a_cut_off_file_says_where_and_keeps_what_came_before(tmp_path: Path) -> None:
    path = write(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("<ENTITY>") + 40], encoding="utf-8")
    loaded = read(path)
    assert [listing.ref for listing in loaded.listings] == ["KPi.901"]
    assert any("breaks off" in defect.problem for defect in loaded.defects)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE CONSOLIDATED_LIST SYSTEM "http://list.invalid/list.dtd">',
    ],
)
def test_a_document_type_is_refused(tmp_path: Path, head: str) -> None:
    with pytest.raises(BadInput, match="document type"):
        read(write(tmp_path, head=head))


def test_entities_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hidden", encoding="utf-8")
    head = f'<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    with pytest.raises(BadInput):
        read(write(tmp_path, persons=PERSON.replace("Clerk", "&x;"), head=head))


def test_a_list_without_entries_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no entry"):
        read(write(tmp_path, persons="", entities=""))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "entries"),
    [
        ("un_consolidated_2018-10-29.xml", 1093),
        ("un_consolidated_2024-09-26.xml", 875),
        ("un_consolidated_2025-04-19.xml", 877),
    ],
)
def test_real_editions_read_whole(shared: Path, name: str, entries: int) -> None:
    loaded = read(shared / "data" / "lists" / name)
    assert len(loaded.listings) == entries
    assert loaded.defects == ()
    assert loaded.version.published == name[-14:-4]
    assert sum("DPRK" in listing.programmes for listing in loaded.listings) == 155
