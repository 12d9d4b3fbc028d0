"""Which bans can speak of an item at all: by product, by code, or of any goods."""

from collections import defaultdict

from tidewaiter.model.facts import GoodsFact
from tidewaiter.model.law import Measure


class BanIndex:
    """The bans of a law by the products and codes they name, built once."""

    def __init__(self, bans: tuple[Measure, ...]) -> None:
        self._bans = bans
        self._any = [n for n, ban in enumerate(bans) if ban.goods == "any"]
        self._by_product: dict[str, list[int]] = defaultdict(list)
        self._by_row: dict[str, list[int]] = defaultdict(list)
        self._by_start: dict[str, list[int]] = defaultdict(list)
        for number, ban in enumerate(bans):
            self._add(number, ban)

    def _add(self, number: int, ban: Measure) -> None:
        reached = [name for reach in ban.reaches for name in reach.products]
        for name in {*ban.products, *ban.possible_products, *reached}:
            self._by_product[name].append(number)
        for row in ban.hs:
            self._by_row[row.code].append(number)
            for length in range(2, len(row.code)):
                self._by_start[row.code[:length]].append(number)

    def candidates(self, item: GoodsFact) -> list[Measure]:
        """The bans that may speak of the item, in the order of the law."""
        found = set(self._any)
        for product in item.products:
            found.update(self._by_product.get(product.name, ()))
        for code in item.hs:
            found.update(self._by_start.get(code, ()))
            for length in range(2, len(code) + 1):
                found.update(self._by_row.get(code[:length], ()))
        return [self._bans[number] for number in sorted(found)]
