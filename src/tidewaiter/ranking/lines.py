"""The lines of a consignment, as the ranking sees them."""

import datetime
import functools
import math
import re
import unicodedata
from collections.abc import Iterator

from tidewaiter.codes import HsReader
from tidewaiter.model import Consignment, Goods, Money, Party, Transport
from tidewaiter.model.consignment import PortFunction, Role
from tidewaiter.ranking.declaration import Declaration


def declared(consignment: Consignment, on: datetime.date) -> tuple[Declaration, ...]:
    """The lines of a consignment, one per goods item; `on` is the day it was declared.

    Papers differ in what they name, so a field takes the nearest thing that is there: the
    consignee where no importer is named, the port of discharge where no customs office is, the
    country of the port of loading where no country of export is, the gross weight where no net
    weight is. Weight and value of the whole consignment serve a line that stands alone. What
    cannot be (a weight below zero) is unknown. A consignment without goods gives one line.

    A party is known by its first identifier, or by its name in capitals without signs. The rank
    of the consignment is the highest of its lines.
    """
    goods = consignment.goods or (Goods(),)
    return tuple(
        _line(consignment, item, on, str(number)) for number, item in enumerate(goods, start=1)
    )


def _line(consignment: Consignment, goods: Goods, on: datetime.date, number: str) -> Declaration:
    alone = len(consignment.goods) <= 1
    value = goods.value or (consignment.value if alone else None) or Money(math.nan)
    weights = (goods.net_weight_kg, goods.gross_weight_kg)
    transport = next(iter(consignment.transports), Transport())
    return Declaration(
        id=f"{consignment.document}#{consignment.reference}#{goods.number or number}",
        date=on,
        importer=_party(consignment, "importer", "consignee", "buyer"),
        declarant=_party(consignment, "declarant", "agent"),
        seller=_party(consignment, "seller", "exporter", "consignor"),
        courier=_party(consignment, "carrier") or transport.carrier,
        vessel=transport.imo or transport.name.upper(),
        hs=_hs(goods),
        origin=goods.origin,
        departure=consignment.country_of_export or _country_of_loading(consignment),
        loading=_place(consignment, "port_of_loading"),
        office=_place(consignment, "customs_office", "port_of_discharge", "arrival"),
        mode=transport.mode,
        net_weight_kg=_first(*weights, consignment.gross_weight_kg if alone else None),
        value=_first(value.amount),
        currency=value.currency,
    )


def _party(consignment: Consignment, *roles: Role) -> str:
    parties = (party for role in roles for party in consignment.parties if party.role == role)
    return next((name for name in map(_identity, parties) if name != ""), "")


def _identity(party: Party) -> str:
    numbers = (f"{number.scheme}:{number.value}" for number in party.identifiers)
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", party.name).upper())
    return next(numbers, " ".join(words))


def _place(consignment: Consignment, *functions: PortFunction) -> str:
    ports = (port for name in functions for port in consignment.ports if port.function == name)
    return next((text for port in ports if (text := port.code or port.name.upper()) != ""), "")


def _country_of_loading(consignment: Consignment) -> str:
    ports = (port for port in consignment.ports if port.function == "port_of_loading")
    return next((text for port in ports if (text := port.country or port.code[:2]) != ""), "")


def _first(*amounts: float | None) -> float | None:
    return next(_that_can_be(amounts), None)


def _that_can_be(amounts: tuple[float | None, ...]) -> Iterator[float]:
    return (one for one in amounts if one is not None and math.isfinite(one) and one >= 0)


@functools.cache
def _reader() -> HsReader:
    return HsReader()


def _hs(goods: Goods) -> str:
    codes = (_reader().parse(text) for text in goods.hs)
    return next((code.digits for code in codes if code is not None), "")
