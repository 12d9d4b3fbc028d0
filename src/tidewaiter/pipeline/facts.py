"""Gather what is known of a consignment into the facts the law is applied to."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from tidewaiter.codes import Countries
from tidewaiter.goods import stated_origin
from tidewaiter.law import Law
from tidewaiter.law.vocabulary import fault_of
from tidewaiter.model import (
    BadInput,
    Consignment,
    Evidence,
    Facts,
    Goods,
    GoodsFact,
    Hit,
    Nexus,
    Statement,
)
from tidewaiter.model.facts import Direction

ITEM_FIELD = re.compile(r"goods\[(\d+)\]")
KILOGRAMS_PER_TONNE = 1000

Recognize = Callable[[Goods, str, Mapping[str, str]], GoodsFact]


class Gatherer:
    """Builds facts; holds what is the same for every consignment of one run.

    Args:
        recognize: Turns a goods item into what the law's vocabulary knows of it.
        law: Whose vocabulary the facts are stated in.
        stated: Facts the user states for every consignment; they win over the papers.

    Raises:
        BadInput: a stated fact is not in the vocabulary.
    """

    def __init__(self, recognize: Recognize, *, law: Law, stated: Mapping[str, str]) -> None:
        self._recognize = recognize
        self._words = law.words
        self._countries = Countries()
        self._silent = {
            name: Statement(name, value, Evidence("document", "the papers do not show it"))
            for name, value in law.silent_on_paper().items()
        }
        for name, value in stated.items():
            fault = fault_of(law.words, name, value)
            if fault is not None:
                advice = "`docs/reference/law/words.md` lists the facts and their values."
                raise BadInput(fault, where="--fact", advice=advice)
        self._stated = {
            name: Statement(name, value, Evidence(f"{name}, stated by the user", value))
            for name, value in stated.items()
        }

    def gather(
        self,
        consignment: Consignment,
        *,
        nexus: Sequence[Nexus],
        hits: Sequence[Hit],
        dates: tuple[datetime.date, datetime.date],
    ) -> tuple[Facts, ...]:
        """Facts for each group of goods that share their ties and origin.

        A sign that stands on one goods item speaks for that item alone; signs of the voyage
        and of the parties speak for all.
        """
        groups = _groups(consignment, nexus)
        return tuple(
            Facts(
                subject=consignment.reference,
                act_date=dates[0],
                known_on=dates[1],
                directions=directions(signs),
                goods=tuple(
                    self._recognize(consignment.goods[i], f"goods[{i}]", consignment.places)
                    for i in items
                ),
                nexus=signs,
                hits=tuple(hits),
                statements=self._statements(consignment, items, signs),
            )
            for items, signs in groups
        )

    def _statements(
        self,
        consignment: Consignment,
        items: Sequence[int],
        nexus: Sequence[Nexus],
    ) -> dict[str, Statement]:
        said = dict(self._silent)
        said.update(self._stated_origin(consignment, items))
        for read in READINGS:
            for name, value, field in read(consignment, items):
                known = self._in_vocabulary(name, value)
                if known != "":
                    evidence = Evidence(field, value, consignment.at(field))
                    said[name] = Statement(name, known, evidence)
        if "declared_origin" in said:
            said.update(_transit(nexus))
        return {**said, **self._stated}

    def _stated_origin(
        self, consignment: Consignment, items: Sequence[int]
    ) -> dict[str, Statement]:
        """The origin the words of a description state."""
        for index in items:
            field = f"goods[{index}].description"
            text = consignment.goods[index].description
            origin = stated_origin(text, self._countries)
            if origin is not None:
                evidence = Evidence(field, text, consignment.at(field))
                return {"declared_origin": Statement("declared_origin", origin, evidence)}
        return {}

    def _in_vocabulary(self, name: str, value: str) -> str:
        """The value as the vocabulary writes it, or nothing where it cannot be said in it."""
        if self._words[name].type == "country":
            return self._countries.find(value) or ""
        return value if fault_of(self._words, name, value) is None else ""


def directions(nexus: Iterable[Nexus]) -> tuple[Direction, ...]:
    """The ways the goods go; certain signs silence merely possible ones."""
    signs = list(nexus)
    certain = [sign for sign in signs if sign.strength == "certain"]
    ways = {sign.direction for sign in certain or signs} - {"other"}
    ordered: tuple[Direction, ...] = ("from_target", "to_target")
    return tuple(way for way in ordered if way in ways) or ("other",)


def _groups(
    consignment: Consignment, nexus: Sequence[Nexus]
) -> list[tuple[list[int], tuple[Nexus, ...]]]:
    shared: list[Nexus] = []
    own: dict[int, list[Nexus]] = {}
    for sign in nexus:
        item = ITEM_FIELD.match(sign.evidence.field)
        if item is None:
            shared.append(sign)
        else:
            own.setdefault(int(item[1]), []).append(sign)
    if len(consignment.goods) == 0:
        return [([], tuple(nexus))]
    groups: dict[tuple[str, tuple[Nexus, ...]], list[int]] = {}
    for index, goods in enumerate(consignment.goods):
        key = (goods.origin, tuple(own.get(index, ())))
        groups.setdefault(key, []).append(index)
    return [(items, tuple(shared) + signs) for (_, signs), items in groups.items()]


Reading = Iterator[tuple[str, str, str]]


def _origin(consignment: Consignment, items: Sequence[int]) -> Reading:
    for index in items:
        origin = consignment.goods[index].origin
        if origin != "":
            yield "declared_origin", origin, f"goods[{index}].origin"


def _amounts(consignment: Consignment, items: Sequence[int]) -> Reading:
    weights = [
        consignment.goods[i].net_weight_kg or consignment.goods[i].gross_weight_kg for i in items
    ]
    known = [weight for weight in weights if weight is not None]
    if len(known) > 0:
        yield (
            "tonnes",
            f"{sum(known) / KILOGRAMS_PER_TONNE:g}",
            f"goods[{items[0]}].gross_weight_kg",
        )
    if len(items) != 1:
        return
    goods = consignment.goods[items[0]]
    if goods.value is not None and goods.value.currency == "USD":
        yield "value_usd", f"{goods.value.amount:.2f}", f"goods[{items[0]}].value"
        if goods.quantity is not None and goods.quantity > 0:
            each = goods.value.amount / goods.quantity
            yield "unit_value_usd", f"{each:.2f}", f"goods[{items[0]}].value"


def _transport(consignment: Consignment, _: Sequence[int]) -> Reading:
    for index, transport in enumerate(consignment.transports[:1]):
        if transport.mode in {"sea", "rail", "road", "air", "baggage"}:
            yield "mode", transport.mode, f"transports[{index}].mode"
        if transport.flag != "":
            yield "vessel_flag", transport.flag, f"transports[{index}].flag"


def _parties(consignment: Consignment, _: Sequence[int]) -> Reading:
    for index, party in enumerate(consignment.parties):
        if party.role in {"consignor", "consignee"} and party.name != "":
            yield party.role, party.name, f"parties[{index}].name"
    if consignment.country_of_destination != "":
        yield "destination", consignment.country_of_destination, "country_of_destination"


READINGS = (_origin, _amounts, _transport, _parties)


def _transit(nexus: Sequence[Nexus]) -> dict[str, Statement]:
    """`via`: the target's port that goods declared as of another origin were loaded in."""
    if any(sign.kind == "origin" and sign.strength == "certain" for sign in nexus):
        return {}
    for sign in nexus:
        if sign.kind in {"port", "route"} and sign.strength == "certain" and sign.place != "":
            return {"via": Statement("via", sign.place, sign.evidence)}
    return {}
