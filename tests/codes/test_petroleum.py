import pytest

from tidewaiter.codes.petroleum import find_conversion


@pytest.mark.parametrize(
    ("description", "product"),
    [
        ("LPG, propane 95%", "liquefied petroleum gas"),
        ("Motor Gasoline A-92", "gasoline"),
        ("GASOIL 10 PPM", "gas oil and diesel"),
        ("등유", "kerosene"),
        ("heavy fuel oil 380", "residual fuel oil"),
        ("crude petroleum", "crude oil"),
        ("oil products", "refined petroleum of no known kind"),
    ],
)
def test_a_description_finds_the_factor_of_its_product(description: str, product: str) -> None:
    found = find_conversion(description)
    assert found.product == product
    assert found.source != ""
    assert found.check in {"verified", "derived", "unverified"}
