"""The Swiss list, built from the published schema: no real file was at hand.

The fixtures are invented targets.
"""

import datetime
from pathlib import Path

import pytest

from tidewaiter.lists import read
from tidewaiter.model import BadInput, Decision, Identifier, ListedName

LISTED = '<modification modification-type="listed" effective-date="2016-05-18"/>'
INSTRUMENT = "Ordinance on measures against the DPRK, Annex 2"
PROGRAMME = """<sanctions-program ssid="900" version-date="2016-05-18">
  <program-key lang="eng">DPRK</program-key><program-key lang="ger">DVRK</program-key>
  <program-name lang="ger">Verordnung</program-name>
  <program-name lang="eng">Ordinance on measures against the DPRK</program-name>
  <sanctions-set ssid="901" lang="ger">Anhang 2</sanctions-set>
  <sanctions-set ssid="901" lang="eng">Annex 2</sanctions-set><origin>UN</origin>
</sanctions-program>"""
PERSON = f"""<target ssid="1">
  <sanctions-set-id>901</sanctions-set-id><foreign-identifier>KPi.901</foreign-identifier>
  <individual sex="male">
    <identity ssid="11" main="true">
      <name ssid="12" name-type="primary-name" quality="good" lang="eng">
        <name-part order="2" name-part-type="given-name"><value>Sam</value>
          <spelling-variant lang="RUS" script="CYRL">Сэм</spelling-variant></name-part>
        <name-part order="1" name-part-type="family-name"><value>Ple</value>
          <spelling-variant lang="ENG" script="LATN">Pleh</spelling-variant>
          <spelling-variant lang="RUS" script="CYRL">Пле</spelling-variant></name-part>
        <name-part order="3" name-part-type="title"><value>Colonel</value></name-part>
      </name>
      <name name-type="alias" quality="low">
        <name-part order="1" name-part-type="whole-name"><value>Sammy</value></name-part></name>
      <name name-type="formerly-known-as" quality="good">
        <name-part order="1" name-part-type="whole-name"><value>Samuel</value></name-part></name>
      <day-month-year day="3" month="2" year="1961" calendar="Gregorian" quality="good"/>
      <day-month-year month="10" year="1954"/><day-month-year year="1938"/>
      <place-of-birth place-id="77"/>
      <nationality ssid="13"><country iso-code="KP">Korea (North)</country></nationality>
      <address place-id="77" quality="good"><address-details>1 Mole</address-details>
        <zip-code>123</zip-code></address>
      <identification-document document-type="passport"><number>PX1234567</number>
        <issuer code="KP">Korea</issuer><expiry-date><day-month-year year="2020"/></expiry-date>
      </identification-document>
    </identity>
    <identity ssid="14" main="false">
      <name name-type="primary-name" quality="good">
        <name-part order="1" name-part-type="whole-name"><value>Other Ple</value></name-part></name>
    </identity>
    <justification ssid="15">An invented person.</justification>
    <other-information>He has a boat.</other-information>
  </individual>
  <modification modification-type="amended" effective-date="2018-01-01"><added><target ssid="1">
    <individual><identity><name name-type="alias"><name-part order="1"
    name-part-type="whole-name"><value>Old</value></name-part></name></identity></individual>
    </target></added></modification>
  {LISTED}
</target>"""


def target(ssid: str, kind: str, name: str, *, notes: str = "", changes: str = LISTED) -> str:
    word = kind.partition(" ")[0]
    return f"""<target ssid="{ssid}" sanctions-set-id="901"><{kind}><identity main="true">
      <name name-type="primary-name"><name-part order="1" name-part-type="whole-name">
      <value>{name}</value></name-part></name></identity>{notes}</{word}>{changes}</target>"""


def change(kind: str, day: str) -> str:
    return f'<modification modification-type="{kind}" effective-date="{day}"/>'


IMO = "<other-information>IMO Number: 9074729</other-information>"
REGISTRATION = "<other-information>Registration number: 77-B</other-information>"
SHIP = target("2", 'object object-type="vessel"', "Grey Heron 2", notes=IMO)
FIRM = target("3", "entity", "Egret Bank", notes=REGISTRATION)
PLACE = (
    '<place ssid="77"><location>Nampo</location>'
    '<country iso-code="KP">Korea (North)</country></place>'
)


def write(folder: Path, *targets: str, extent: str = "whole-list", head: str = "") -> Path:
    path = folder / "seco.xml"
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        f'<swiss-sanctions-list list-type="{extent}" date="2026-08-27">{PROGRAMME}'
        f"{''.join(targets or (PERSON, SHIP, FIRM))}{PLACE}</swiss-sanctions-list>",
        encoding="utf-8",
    )
    return path


def test_a_person_is_read_whole(tmp_path: Path) -> None:
    person = read(write(tmp_path)).listings[0]
    assert (person.list, person.ref, person.kind) == ("ch", "1", "person")
    assert person.names == (
        ListedName("Ple Sam"),
        ListedName("Pleh Sam", "strong"),
        ListedName("Пле Сэм", "strong"),
        ListedName("Sammy", "low"),
        ListedName("Samuel", "former"),
        ListedName("Other Ple", "strong"),
    )
    assert person.birth_dates == ("1961-02-03", "1954-10", "1938")
    assert person.identifiers == (Identifier("passport", "PX1234567"),)
    assert person.countries == ("KP",)
    assert person.addresses == ("1 Mole, 123, Nampo, Korea (North)",)
    assert person.programmes == ("DPRK",)
    day = datetime.date(2016, 5, 18)
    assert person.decisions == (Decision("listed", day, None, INSTRUMENT),)
    assert person.listed_on == day
    assert person.remarks == (
        "title Colonel; born at Nampo, Korea (North); An invented person.; "
        "foreign reference KPi.901; He has a boat."
    )


def test_ships_and_firms_have_their_numbers(tmp_path: Path) -> None:
    _, ship, firm = read(write(tmp_path)).listings
    assert (ship.kind, ship.identifiers) == ("vessel", (Identifier("imo", "9074729"),))
    assert (firm.kind, firm.identifiers) == (
        "organization",
        (Identifier("registration", "77-B"),),
    )


def test_every_field_is_used_or_ignored_by_name(tmp_path: Path) -> None:
    loaded = read(write(tmp_path))
    assert {defect.problem.partition(" where")[0] for defect in loaded.defects} == {
        "3 entries",
        "1 person",
    }
    assert loaded.ignored["added"] == 1
    assert loaded.ignored["@sex"] == 1
    assert loaded.version.published == "2026-08-27"


@pytest.mark.parametrize(
    ("changes", "spans"),
    [
        ((("listed", "2016-05-18"), ("de-listed", "2018-03-01")), [("2016-05-18", "2018-02-28")]),
        ((("de-listed", "2018-03-01"), ("listed", "2016-05-18")), [("2016-05-18", "2018-02-28")]),
        ((("de-listed", "2018-03-01"),), [(None, "2018-02-28")]),
        (
            (("listed", "2020-01-01"), ("de-listed", "2018-03-01"), ("listed", "2016-05-18")),
            [("2016-05-18", "2018-02-28"), ("2020-01-01", None)],
        ),
        ((), [(None, None)]),
    ],
)
def test_a_removal_ends_the_decision_whatever_the_order(
    tmp_path: Path,
    changes: tuple[tuple[str, str], ...],
    spans: list[tuple[str | None, str | None]],
) -> None:
    written = "".join(change(kind, day) for kind, day in changes)
    (firm,) = read(write(tmp_path, target("3", "entity", "Egret", changes=written))).listings
    found = [
        tuple(None if day is None else day.isoformat() for day in (decision.since, decision.until))
        for decision in firm.decisions
    ]
    assert found == spans


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("<justification", "<hat>An</hat><justification", "the field individual/hat, met 1"),
        ('main="true"', 'main="true" shoe="43"', "the field individual/identity/@shoe, met 1"),
        ('"passport"', '"badge"', "paper 'badge' is not known"),
        ('"formerly-known-as"', '"nickname"', "'nickname', 'good': it is kept as weak"),
        ('"amended"', '"moved"', "a modification is 'moved'"),
        ("901</sanctions-set-id>", "902</sanctions-set-id>", "no programme has the set 902"),
    ],
)
def test_what_is_not_known_is_reported_and_its_target_kept(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    loaded = read(write(tmp_path, PERSON.replace(old, new)))
    assert len(loaded.listings) == 1
    assert any(problem in defect.problem for defect in loaded.defects)


def test_a_target_without_name_is_left_out_and_no_other(tmp_path: Path) -> None:
    loaded = read(write(tmp_path, PERSON, target("3", "entity", "")))
    assert [listing.ref for listing in loaded.listings] == ["1"]
    assert any(defect.text == "3" for defect in loaded.defects)


def test_a_list_of_changes_only_is_a_loud_defect(tmp_path: Path) -> None:
    loaded = read(write(tmp_path, extent="delta"))
    assert any("not the whole list" in defect.problem for defect in loaded.defects)


def test_a_cut_off_file_says_where_and_keeps_what_came_before(tmp_path: Path) -> None:
    path = write(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("Egret Bank")], encoding="utf-8")
    loaded = read(path)
    assert [listing.ref for listing in loaded.listings] == ["1", "2"]
    assert any("breaks off" in defect.problem for defect in loaded.defects)


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="document type"):
        read(write(tmp_path, head='<!DOCTYPE x [<!ENTITY e "boom">]>'))
