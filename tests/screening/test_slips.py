"""A bare country code against parties and ports of the neighbour: a likely slip of one letter."""

import pytest

from tidewaiter.law import load_target
from tidewaiter.model import Consignment, Goods, Nexus, Party, Port
from tidewaiter.screening import NexusFinder

FINDER = NexusFinder(load_target())


def signs(*, address: str, port: str, origin: str = "KP", text: str = "") -> tuple[Nexus, ...]:
    return FINDER.find(
        Consignment(
            document="d",
            format="f",
            reference="r",
            parties=(Party("consignor", "Example Cosmetics", address),),
            ports=(Port("port_of_loading", port),),
            goods=(Goods(description=f"CREAM {text}", origin=origin),),
        )
    )


def strengths(found: tuple[Nexus, ...]) -> set[str]:
    return {sign.strength for sign in found}


def test_a_code_that_party_and_port_deny_is_possible_and_says_why() -> None:
    found = signs(address="1 Example-ro, Seoul", port="KRPUS")
    assert strengths(found) == {"possible"}
    assert "slip of one letter" in found[0].why


@pytest.mark.parametrize(
    ("address", "port", "origin", "text"),
    [
        ("1 Example-ro, Pyongyang", "KRPUS", "KP", ""),
        ("1 Example Road, Dalian, China", "CNDLC", "KP", ""),
        ("1 Example-ro, Seoul", "CNDLC", "KP", ""),
        ("1 Example-ro, Seoul", "KPNAM", "KP", ""),
        ("1 Example-ro, Seoul", "KRPUS", "North Korea", ""),
        ("1 Example-ro, Seoul", "KRPUS", "KP", "MADE IN DPRK"),
    ],
)
def test_a_code_that_something_else_supports_stays_certain(
    address: str, port: str, origin: str, text: str
) -> None:
    assert "certain" in strengths(signs(address=address, port=port, origin=origin, text=text))


@pytest.mark.parametrize(
    "text", ["ship registered in DPR Korea", "vessel under the flag of North Korea", "DPRK-flagged"]
)
def test_a_ship_said_to_be_registered_there_is_a_certain_sign(text: str) -> None:
    found = FINDER.in_text(text, "remarks")
    assert [(sign.kind, sign.strength) for sign in found] == [("flag", "certain")]


def test_a_flag_that_is_denied_is_no_sign() -> None:
    assert FINDER.in_text("not registered in DPR Korea", "remarks") == ()
