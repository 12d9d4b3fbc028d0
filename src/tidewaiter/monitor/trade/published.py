"""Figures of trade that others published: who counted what, and how far it was verified."""

import datetime
from functools import cache
from typing import Literal

from tidewaiter.model import BadInput, Record
from tidewaiter.monitor.figures import Check, Figure, read_kept
from tidewaiter.monitor.tables import Table

Counted = Literal["imports", "all partners", "two-way", "estimate"]
# What each way of counting means; a share is only made of figures counted in one way.
COUNTED: dict[Counted, str] = {
    "imports": "imports that the partner's customs recorded",
    "all partners": "exports to all partners, made up of their figures and estimates",
    "two-way": "imports and exports together",
    "estimate": "an estimate, not a record",
}
ALL = "all"


class Published(Record, frozen=True, kw_only=True):
    """One published figure of the territory's trade, from its first to its last day.

    `reporter` is the partner whose customs counted, empty for all partners; `counted` says what;
    `goods` is our word, `hs` the codes where the source gave them, `what` its own words.
    """

    since: datetime.date
    until: datetime.date
    reporter: str = ""
    counted: Counted
    goods: str
    hs: str = ""
    what: str
    value_usd: float | None = None
    net_weight_t: float | None = None
    source: str
    address: str = ""
    check: Check
    note: str = ""

    @property
    def is_of_a_year(self) -> bool:
        """Whether it speaks of one whole calendar year."""
        days = (self.since.month, self.since.day, self.until.month, self.until.day)
        return days == (1, 1, 12, 31) and self.since.year == self.until.year

    @property
    def unit_value(self) -> float | None:
        """US dollars a tonne, where both are known and neither is nil."""
        if not self.value_usd or not self.net_weight_t:
            return None
        return self.value_usd / self.net_weight_t

    def figure(self) -> Figure:
        """Its value as a figure."""
        return Figure(
            low=self.value_usd,
            high=self.value_usd,
            unit="USD",
            definition=f"{self.what}: {COUNTED[self.counted]}",
            since=self.since,
            until=self.until,
            source=self.source,
            address=self.address,
            check=self.check,
            note=self.note,
        )


@cache
def published() -> tuple[Published, ...]:
    """All of them, in the order of the file: totals first, then by goods."""
    return read_kept("trade", Published)


def goods_known() -> list[str]:
    """The words for goods that figures are published of."""
    return list(dict.fromkeys(each.goods for each in published()))


def goods_of(text: str) -> tuple[str, ...]:
    """The goods named in `coal+iron ore`.

    Raises:
        BadInput: no figure is published of one of them.
    """
    words = tuple(part.strip().casefold() for part in text.split("+"))
    for word in words:
        if word not in goods_known():
            advice = f"Give one of, or several with a + between: {', '.join(goods_known())}."
            raise BadInput("no figure is published of these goods", where=word, advice=advice)
    return words


def chosen(goods: tuple[str, ...], first: int | None, last: int | None) -> list[Published]:
    """The figures of these goods (of all without any) between two years, by goods and day."""
    wanted = goods or tuple(goods_known())
    found = [
        each
        for each in published()
        if each.goods in wanted
        and (first is None or each.until.year >= first)
        and (last is None or each.since.year <= last)
    ]
    return sorted(found, key=lambda each: (wanted.index(each.goods), each.since, each.until))


def figures_table(figures: list[Published]) -> Table:
    """Published figures as a table; what is not known stays empty."""
    header = (
        *("goods", "since", "until", "counted", "reporter", "value_usd", "net_weight_t"),
        *("usd_per_tonne", "check", "source", "address", "note", "hs", "what"),
    )
    rows = tuple(
        (
            *(each.goods, each.since, each.until, each.counted, each.reporter or None),
            *(each.value_usd, each.net_weight_t, _rounded(each.unit_value), each.check),
            *(each.source, each.address or None, each.note or None, each.hs or None, each.what),
        )
        for each in figures
    )
    notes = [f"{word}: {COUNTED[word]}" for word in {each.counted: None for each in figures}]
    return Table("Published figures of trade", header, rows, tuple(notes))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
