"""HS codes."""

import csv
from pathlib import Path

import pytest

from tidewaiter.codes import HsReader

READER = HsReader()


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("2701", "2701"),
        ("2701.11.00", "27011100"),
        ("2701 11", "270111"),
        ("HS 2701.11", "270111"),
        ("HS CODE: 270111", "270111"),
        ("ex 2601", "2601"),
        ("27", "27"),
        ("２７０１", "2701"),
        ("2701-11-00-10", "2701110010"),
    ],
)
def test_digits_however_written(text: str, digits: str) -> None:
    code = READER.parse(text)
    assert code is not None
    assert (code.digits, code.repair) == (digits, "")


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("307", "0307"),
        ("30743", "030743"),
        ("3074300", "03074300"),
        ("7", "07"),
        ("270111.0", "270111"),
        ("2.70111E+05", "270111"),
        ("2,70111E+05", "270111"),
        ("3.07E+02", "0307"),
        ("2701.2", "270120"),
        ("270111001099", "2701110010"),
    ],
)
def test_what_a_spreadsheet_did_is_mended_and_said(text: str, digits: str) -> None:
    code = READER.parse(text)
    assert code is not None
    assert code.digits == digits
    assert code.repair != ""


def test_odd_length_that_is_no_lost_zero_stays_as_it_is() -> None:
    code = READER.parse("27011")
    assert code is not None
    assert (code.digits, code.heading, code.subheading) == ("27011", "2701", "")


def test_levels_of_a_code() -> None:
    code = READER.parse("2701.11.00")
    assert code is not None
    assert (code.chapter, code.heading, code.subheading) == ("27", "2701", "270111")


@pytest.mark.parametrize("text", ["", "coal", "n/a", "27O1", "-", "0"])
def test_words_are_no_codes(text: str) -> None:
    assert READER.parse(text) is None


def test_several_codes_in_one_field_are_all_kept() -> None:
    assert [code.digits for code in READER.parse_all("2701/2702; 2601.11, 2601.12")] == [
        "2701",
        "2702",
        "260111",
        "260112",
    ]


@pytest.mark.parametrize(
    ("digits", "answer"),
    [
        ("2701", True),
        ("2799", False),
        ("77", False),
        ("0370", False),
        ("2700", False),
        ("03", True),
    ],
)
def test_plausible_chapters_and_headings(digits: str, answer: bool) -> None:
    assert READER.plausible(digits) is answer


@pytest.mark.shared
def test_every_published_code_is_plausible(shared: Path) -> None:
    path = shared / "data" / "codes" / "harmonized-system.csv"
    with path.open(encoding="utf-8") as file:
        codes = [row["hscode"] for row in csv.DictReader(file)]
    assert [code for code in codes if code != "TOTAL" and not READER.plausible(code)] == []
