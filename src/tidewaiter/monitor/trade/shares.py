"""What share of the territory's exports some goods make up, by each published total."""

import datetime
from itertools import product

from tidewaiter.model import BadInput, Record
from tidewaiter.monitor.figures import Check, Figure, read_kept, weakest
from tidewaiter.monitor.tables import Table
from tidewaiter.monitor.trade.published import ALL, COUNTED, Counted, Published, published

_RANK: dict[Check, int] = {"verified": 0, "derived": 1, "unverified": 2}
_WAYS: tuple[Counted, ...] = ("imports", "all partners")


class Share(Record, frozen=True, kw_only=True):
    """A share of a year's exports: the parts (numerator), the total, and what was counted.

    `share` is a fraction of one. The first of several ways to make a share of one year and one
    way of counting is the best verified; the others compete with it.
    """

    year: int
    goods: tuple[str, ...]
    counted: Counted
    share: float
    parts: tuple[Figure, ...]
    total: Figure
    definition: str
    check: Check

    @property
    def numerator(self) -> float:
        """The sum of its parts, in US dollars."""
        return sum(part.low or 0.0 for part in self.parts)


class PrintedShare(Record, frozen=True, kw_only=True):
    """A share that somebody printed, in the words it was printed in; not made here."""

    since: datetime.date
    until: datetime.date
    goods: str
    counted: str
    share: float | None = None
    words: str
    source: str
    address: str = ""
    check: Check


def shares(year: int, goods: tuple[str, ...]) -> list[Share]:
    """Every share of these goods that published figures of a year give, the best verified first.

    Parts and total are always counted in the same way: a partner's imports, or exports to all.

    Raises:
        BadInput: a part or the total of that year is not published.
    """
    found = [share for counted in _WAYS for share in _in_one_way(year, goods, counted)]
    if len(found) == 0:
        missing = [word for word in (*goods, ALL) if not _of(year, word, "imports")]
        years = sorted({each.since.year for each in published() if each.is_of_a_year})
        raise BadInput(
            f"no yearly value is published of {' and '.join(missing)}",
            where=str(year),
            advice=f"Years with figures: {years[0]} to {years[-1]}; `trade show` lists them.",
        )
    return found


def printed_shares(year: int) -> list[PrintedShare]:
    """Shares others printed of this year, or a part of it."""
    every = read_kept("trade_shares", PrintedShare)
    return [each for each in every if each.since.year == year]


def shares_table(found: list[Share]) -> Table:
    """Shares as a table, one row each, numerator and total beside."""
    header = (
        *("year", "goods", "share_percent", "numerator_usd", "total_usd", "counted", "check"),
        *("numerator_sources", "total_source", "definition"),
    )
    rows = tuple(
        (
            *(each.year, " + ".join(each.goods), round(100 * each.share, 1)),
            *(each.numerator, each.total.low, each.counted, each.check),
            "; ".join(told(part) for part in each.parts),
            *(told(each.total), each.definition),
        )
        for each in found
    )
    return Table("Shares of exports", header, rows)


def told(figure: Figure) -> str:
    """A figure with its source, address and check, in one line."""
    note = f" ({figure.note})" if figure.note else ""
    where = f" <{figure.address}>" if figure.address else ""
    return f"{figure.low:,.0f} {figure.unit}, {figure.check}: {figure.source}{where}{note}"


def _in_one_way(year: int, goods: tuple[str, ...], counted: Counted) -> list[Share]:
    parts = [_of(year, word, counted) for word in goods]
    totals = _of(year, ALL, counted)
    made = [
        _share(year, goods, counted, numerator, total)
        for *numerator, total in product(*parts, totals)
    ]
    return sorted(made, key=lambda each: _doubt([*each.parts, each.total]))


def _share(
    year: int, goods: tuple[str, ...], counted: Counted, parts: list[Published], total: Published
) -> Share:
    whole = total.value_usd or 0.0
    where = f" ({total.reporter})" if total.reporter else ""
    words = ", ".join(part.what + (f" (HS {part.hs})" if part.hs else "") for part in parts)
    return Share(
        year=year,
        goods=goods,
        counted=counted,
        share=sum(part.value_usd or 0.0 for part in parts) / whole,
        parts=tuple(part.figure() for part in parts),
        total=total.figure(),
        definition=f"value of {words} / value of {total.what}, {year}; {COUNTED[counted]}{where}",
        check=weakest([each.check for each in (*parts, total)]),
    )


def _of(year: int, goods: str, counted: Counted) -> list[Published]:
    return [
        each
        for each in published()
        if each.goods == goods
        and each.counted == counted
        and each.is_of_a_year
        and each.since.year == year
        and each.value_usd is not None
    ]


def _doubt(figures: list[Figure]) -> tuple[int, int]:
    ranks = [_RANK[each.check] for each in figures]
    return max(ranks), sum(ranks)
