"""The names within a party's name."""

import pytest

from tidewaiter.model import Consignment, Party, Transport
from tidewaiter.screening.marks import find_marks, locate, split_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("GREY HERON LTD", ["GREY HERON LTD"]),
        ("GREY HERON LTD C/O EGRET BANK", ["GREY HERON LTD", "EGRET BANK"]),
        ("GREY HERON LTD, ATTN: SAM PLE", ["GREY HERON LTD", "SAM PLE"]),
        ("GREY HERON LTD ON BEHALF OF EGRET", ["GREY HERON LTD", "EGRET"]),
        ("TO THE ORDER OF EGRET BANK", ["EGRET BANK"]),
        ("TO ORDER EGRET BANK", ["EGRET BANK"]),
        ("GREY HERON\nEGRET", ["GREY HERON", "EGRET"]),
        ("COORDINATION ATTNCO", ["COORDINATION ATTNCO"]),
        ("TO ORDER", ["TO ORDER"]),
        ("12/34", []),
        ("", []),
    ],
)
def test_names_are_parted(text: str, names: list[str]) -> None:
    assert split_names(text) == names


def test_numbers_come_before_names() -> None:
    consignment = Consignment(
        "d",
        "f",
        "r",
        transports=(Transport(name="MV EGRET", imo="9074729"),),
        parties=(Party("consignee", "GREY HERON"),),
    )
    assert [mark.scheme for mark in find_marks(consignment)] == ["imo", "name", "name"]


def test_an_imo_number_in_a_ships_name_is_parted_from_it() -> None:
    consignment = Consignment("d", "f", "r", transports=(Transport(name="MV EGRET (IMO 9074729)"),))
    assert [mark.value for mark in find_marks(consignment)] == ["9074729", "MV EGRET"]


def test_a_place_is_that_of_the_field_or_of_what_holds_it() -> None:
    consignment = Consignment("d", "f", "r", places={"parties[0]": "line 3", "remarks": "line 9"})
    assert locate(consignment, "parties[0].identifiers[2]") == "line 3"
    assert locate(consignment, "remarks") == "line 9"
    assert locate(consignment, "goods[0].hs") == ""


@pytest.mark.parametrize("letters", ["IMO", "imo", "Imo", "\u0130MO", "\u0131mo"])
def test_an_imo_number_in_text_is_found_however_its_letters_are_written(letters: str) -> None:
    consignment = Consignment("d", "f", "r", remarks=f"BY SHIP {letters} NO 9074729")
    assert [mark.value for mark in find_marks(consignment)] == ["9074729"]
