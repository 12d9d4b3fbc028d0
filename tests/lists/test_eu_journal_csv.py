"""Annexes of EU acts in CSV. The fixture is invented."""

import csv
import datetime
import io
from pathlib import Path

import pytest

from tidewaiter.lists import read
from tidewaiter.model import Decision, Identifier, ListedName

COMMON = {"celex": "39999R0001", "programKey": "EU-PRK", "startDate": "2.3.2016"}
PERSON = {
    **COMMON,
    "recordId": "1",
    "annex": "XIII.A",
    "measure": "Asset freeze",
    "reason": "Invented; for a test.",
    "schema": "Person",
    "name": "Sam Ple",
    "alias": "Samuel Ple; S. Ple",
    "weakAlias": "Sammy",
    "previousName": "Old Ple",
    "nationality": "DPRK.",
    "birthDate": "a) 1964 b) 28.8.1962",
    "birthPlace": "Wonsan",
    "passportNumber": '836110034 (diplomatic); "PX 1, issued 1.2.2016; PX 2 / PX 3"',
    "gender": "male",
    "address": "Nampo, DPRK",
    "position": "Clerk",
}
SHIP = {
    **COMMON,
    "recordId": "",
    "annex": "XIII.B",
    "measure": "Transportation restrictions",
    "schema": "Vessel",
    "name": "Grey Heron (Egret) (Plover 2)",
    "imoNumber": "9074729",
    "flag": "Comoros",
}


def write(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "act.csv"
    header = list(dict.fromkeys(name for row in (PERSON, *rows) for name in row))
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, header)
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(written.getvalue(), encoding="utf-8")
    return path


def test_a_person_is_read_whole(tmp_path: Path) -> None:
    loaded = read(write(tmp_path, PERSON))
    (person,) = loaded.listings
    assert (loaded.version.source, loaded.defects, loaded.ignored) == ("eu", (), {"gender": 1})
    assert person.ref == "39999R0001/XIII.A/1"
    assert person.names == (
        ListedName("Sam Ple"),
        ListedName("Samuel Ple", "strong"),
        ListedName("S. Ple", "strong"),
        ListedName("Sammy", "weak"),
        ListedName("Old Ple", "former"),
    )
    assert person.birth_dates == ("1964", "1962-08-28")
    assert [number.value for number in person.identifiers] == ["836110034", "PX 1", "PX 2", "PX 3"]
    assert person.countries == ("KP",)
    day = datetime.date(2016, 3, 2)
    assert person.decisions == (Decision("asset_freeze", day, None, "39999R0001, Annex XIII.A"),)
    assert person.remarks == "born at Wonsan; Clerk; Invented; for a test."


def test_a_ships_other_names_stand_in_brackets(tmp_path: Path) -> None:
    (ship,) = read(write(tmp_path, SHIP)).listings
    assert ship.names == (
        ListedName("Grey Heron"),
        ListedName("Egret", "strong"),
        ListedName("Plover 2", "strong"),
    )
    assert ship.identifiers == (Identifier("imo", "9074729"),)
    assert ship.flags == ("Comoros",)
    assert ship.ref == "39999R0001/XIII.B/Grey Heron"
    assert ship.decisions[0].measure == "transportation_restrictions"


def test_what_is_not_known_is_reported(tmp_path: Path) -> None:
    loaded = read(write(tmp_path, {**PERSON, "birthDate": "long ago", "shoe": "43"}, SHIP))
    assert len(loaded.listings) == 2
    assert {defect.problem for defect in loaded.defects} == {
        "a date of birth cannot be read: it is left out",
        "no use is known for the field shoe, met 1 times",
    }
    loaded = read(write(tmp_path, PERSON, {**SHIP, "schema": "Raft"}))
    assert [defect.problem for defect in loaded.defects] == [
        "entry left out: kind 'Raft' is not known"
    ]


@pytest.mark.shared
def test_the_real_act_reads_whole(shared: Path) -> None:
    loaded = read(shared / "data" / "lists" / "eu_32017R1509.csv")
    assert loaded.defects == ()
    kinds = [listing.kind for listing in loaded.listings]
    assert [kinds.count(kind) for kind in ("person", "organization", "vessel")] == [157, 94, 75]
