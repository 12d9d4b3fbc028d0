"""The record of the territory."""

import csv
from pathlib import Path

import pytest

from tidewaiter.law.target import load_target
from tidewaiter.model.errors import LawError

TARGET = load_target()


def test_every_place_says_where_it_was_found_and_how_sure_it_is() -> None:
    for place in TARGET.places:
        assert "" not in (place.source, place.confidence), place.name
    for crossing in TARGET.crossings:
        assert "" not in (crossing.source, crossing.confidence), crossing.name


def test_codes_of_another_system_never_count() -> None:
    assert set(TARGET.wrong_codes).isdisjoint(TARGET.codes)
    assert "KN" in TARGET.wrong_codes


def test_places_without_a_code_are_held_all_the_same() -> None:
    without = {place.name for place in TARGET.places if len(place.codes) == 0}
    assert {"Taean", "Sonbong"} <= without


def test_no_name_is_shared_with_the_neighbour() -> None:
    theirs = {name for n in TARGET.neighbours for name in n.names + n.places}
    ours = {name for place in TARGET.places for name in place.names}
    assert ours.isdisjoint(theirs)
    assert theirs.isdisjoint(TARGET.names)


def write(folder: Path, text: str) -> None:
    (folder / "un").mkdir()
    (folder / "un" / "target.toml").write_text(text, encoding="utf-8")


BASE = 'name = "X"\ncountry = "XA"\ncodes = ["XA"]\nnames = ["Xanadu"]\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = ", "is no TOML"),
        ('name = "X"', "country"),
        (BASE + "mids = 445\n", "mids"),
        (BASE + "ports = []\n", "unknown keys ports"),
        (
            BASE
            + '[[places]]\nname = "A"\ncodes = ["XAAAA"]\n'
            + '[[places]]\nname = "B"\ncodes = ["XAAAA"]\n',
            "XAAAA is both A and B",
        ),
    ],
)
def test_wrong_file_stops_the_load_and_says_why(text: str, message: str, tmp_path: Path) -> None:
    write(tmp_path, text)
    with pytest.raises(LawError, match=message):
        load_target(folder=tmp_path)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LawError, match=r"xx/target\.toml"):
        load_target("xx", folder=tmp_path)


@pytest.mark.shared
def test_every_code_of_the_published_list_is_known(shared: Path) -> None:
    path = shared / "data" / "codes" / "unlocode_2024-2_part2.csv"
    known = {code for place in TARGET.places for code in place.codes}
    with path.open(encoding="latin-1") as file:
        rows = [row for row in csv.reader(file) if row[1] == TARGET.country and row[2] != ""]
    assert len(rows) > 0
    assert {row[1] + row[2] for row in rows} <= known
