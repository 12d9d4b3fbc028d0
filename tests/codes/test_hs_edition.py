"""Codes that changed between editions of the Harmonized System."""

import csv
from pathlib import Path

import pytest

from tidewaiter.codes import HsReader, correlate, correlations


def test_a_split_code_gives_all_its_parts() -> None:
    assert correlate("854140", 2017, 2022) == ("854141", "854142", "854143", "854149")


def test_a_part_leads_back_to_the_whole() -> None:
    assert correlate("97039000", 2022, 2017) == ("970300",)


def test_two_steps_are_taken_from_2012_to_2022() -> None:
    assert correlate("880330", 2012, 2022) == ("880730",)


def test_heading_is_given_with_what_took_part_of_it_over() -> None:
    assert correlate("8803", 2017, 2022) == ("8803", "8807")
    assert correlate("2701", 2017, 2022) == ("2701",)


def test_code_without_change_stays() -> None:
    assert correlate("27011100", 2012, 2022) == ("27011100",)


def test_table_holds_possible_codes_and_says_how_far_it_is_verified() -> None:
    reader = HsReader()
    for row in correlations():
        assert reader.plausible(row.code)
        assert reader.plausible(row.code_after)
        assert row.relation in ("renamed", "split", "part")
        assert row.verified in ("2022_only", "unverified")


@pytest.mark.shared
def test_verified_codes_stand_in_the_2022_texts(shared: Path) -> None:
    path = shared / "data" / "codes" / "harmonized-system.csv"
    with path.open(encoding="utf-8", newline="") as file:
        codes = {row["hscode"] for row in csv.DictReader(file)}
    checked = {row.code_after for row in correlations() if row.verified == "2022_only"}
    assert checked <= codes
