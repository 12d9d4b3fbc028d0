"""Facts built by hand for tests: plainly fictional subjects, one sign, one item, one hit."""

import datetime

from tidewaiter.model import (
    Decision,
    Evidence,
    Facts,
    GoodsFact,
    Hit,
    Nexus,
    Product,
    Statement,
)
from tidewaiter.model.facts import Direction, Strength
from tidewaiter.model.listing import HitStrength, ListingKind

DAY = datetime.date(2018, 6, 1)


def sign(direction: Direction = "from_target", strength: Strength = "certain") -> Nexus:
    return Nexus("port", direction, strength, Evidence("ports[0].code", "XXABC", "line 3"), "port")


def item(
    hs: tuple[str, ...] = (),
    products: tuple[str, ...] = (),
    strength: Strength = "certain",
    *,
    alternatives: bool = False,
) -> GoodsFact:
    return GoodsFact(
        field="goods[0]",
        description=" ".join(products),
        hs=hs,
        alternatives=alternatives,
        products=tuple(
            Product(name, strength, Evidence("goods[0].description", name)) for name in products
        ),
    )


def hit(
    measure: str = "asset_freeze",
    strength: HitStrength = "certain",
    *,
    kind: ListingKind = "organization",
    source: str = "un",
    since: datetime.date = datetime.date(2016, 3, 2),
    until: datetime.date | None = None,
) -> Hit:
    return Hit(
        list=f"{source}-sample",
        ref="X.001",
        name="EXAMPLE TRADING",
        score=1.0,
        why="same number",
        kind=kind,
        strength=strength,
        evidence=Evidence("parties[0].name", "EXAMPLE TRADING"),
        decisions=(Decision(measure, since, until),),
        source=source,
    )


def state(stated: dict[str, str]) -> dict[str, Statement]:
    return {
        name: Statement(name, value, Evidence(f"facts.{name}", value))
        for name, value in stated.items()
    }


def facts(
    *goods: GoodsFact,
    nexus: tuple[Nexus, ...] = (),
    hits: tuple[Hit, ...] = (),
    on: datetime.date = DAY,
    **stated: str,
) -> Facts:
    return Facts(
        subject="consignment EXAMPLE-1",
        act_date=on,
        known_on=on,
        directions=tuple(dict.fromkeys(one.direction for one in nexus)) or ("other",),
        goods=goods,
        nexus=nexus,
        hits=hits,
        statements=state(stated),
    )
