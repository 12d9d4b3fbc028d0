"""MMSI."""

import pytest

from tidewaiter.codes import parse_mmsi


def test_ship_number_gives_its_country_digits() -> None:
    mmsi = parse_mmsi("MMSI: 445114000")
    assert mmsi is not None
    assert (mmsi.value, mmsi.mid) == ("445114000", "445")


@pytest.mark.parametrize(
    ("text", "mid"),
    [
        ("004451234", "445"),
        ("044512345", "445"),
        ("111445001", "445"),
        ("984451234", "445"),
        ("994451234", "445"),
        ("844512345", "445"),
        ("440123456", "440"),
    ],
)
def test_country_digits_stand_elsewhere_in_stations_groups_and_craft(text: str, mid: str) -> None:
    mmsi = parse_mmsi(text)
    assert mmsi is not None
    assert mmsi.mid == mid


def test_445_inside_a_south_korean_number_is_not_its_country() -> None:
    mmsi = parse_mmsi("440445000")
    assert mmsi is not None
    assert mmsi.mid == "440"


@pytest.mark.parametrize("text", ["", "44511400", "4451140000", "999999999", "000000000", "HMYX"])
def test_other_values_are_no_mmsi(text: str) -> None:
    assert parse_mmsi(text) is None
