import pytest

from tidewaiter.codes import Countries
from tidewaiter.goods import stated_origin


@pytest.mark.parametrize(
    ("description", "country"),
    [
        ("COAL IN BULK, ORIGIN RUSSIA", "RU"),
        ("STEAM COAL, COUNTRY OF ORIGIN: RUSSIAN FEDERATION, 25,000 T", "RU"),
        ("T-shirts made in the Democratic People's Republic of Korea", "KP"),
        ("TOYS, MADE IN CHINA.", "CN"),
        ("plates (origin: VN)", "VN"),
    ],
)
def test_a_stated_origin_is_read(description: str, country: str) -> None:
    assert stated_origin(description, Countries()) == country


@pytest.mark.parametrize(
    "description",
    ["", "COAL", "ORIGINAL SPARE PARTS", "coal of unknown origin", "made in Korea", "origin:"],
)
def test_words_that_name_no_country_state_none(description: str) -> None:
    assert stated_origin(description, Countries()) is None
