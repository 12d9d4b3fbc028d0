"""Consignments of one telling part, for tests of signs. All parties are fictional."""

from tidewaiter.law.target import load_target
from tidewaiter.model import Consignment, Goods, Nexus, Party, Port, Transport
from tidewaiter.model.consignment import Role
from tidewaiter.screening.nexus import NexusFinder

TARGET = load_target()
FINDER = NexusFinder(TARGET)


def sail(
    *,
    ports: tuple[Port, ...] = (),
    parties: tuple[Party, ...] = (),
    goods: tuple[Goods, ...] = (),
    transports: tuple[Transport, ...] = (),
    remarks: str = "",
) -> Consignment:
    return Consignment(
        "manifest",
        "test",
        "BL1",
        ports=ports,
        parties=parties,
        goods=goods,
        transports=transports,
        remarks=remarks,
    )


def port(code: str = "", name: str = "", country: str = "") -> Consignment:
    return sail(ports=(Port("port_of_loading", code, name, country),))


def address(text: str, country: str = "", role: Role = "consignor") -> Consignment:
    return sail(parties=(Party(role, "Fictional Trading", text, country),))


def described(text: str) -> Consignment:
    return sail(goods=(Goods(description=text),))


def strengths(consignment: Consignment) -> set[str]:
    return {sign.strength for sign in FINDER.find(consignment)}


def only(consignment: Consignment) -> Nexus:
    signs = FINDER.find(consignment)
    assert len(signs) == 1, signs
    return signs[0]
