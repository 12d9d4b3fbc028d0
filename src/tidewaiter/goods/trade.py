"""The trade vocabulary of headings, read as words of the law's products."""

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files

from tidewaiter.goods.text import cut, fold
from tidewaiter.model import Record

NO_PRODUCT = "none"


class TradeWord(Record, frozen=True, gc=False):
    """A phrase of trade in its units, its language, and the product its headings agree on."""

    units: tuple[str, ...]
    language: str
    product: str

    @property
    def is_single(self) -> bool:
        """True for one word, or one sign of a script without spaces."""
        return len(self.units) == 1


def trade_rows() -> list[dict[str, str]]:
    """One row per heading: its phrases by language, divided by semicolons.

    A phrase that ends in `?` is a less likely reading.
    """
    text = files("tidewaiter.goods").joinpath("trade_words.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def product_of_heading() -> dict[str, str]:
    """The product each heading's words name, `none` for goods of no product.

    Headings whose words split between products are left out.
    """
    text = files("tidewaiter.goods").joinpath("heading_products.toml").read_text(encoding="utf-8")
    found = {}
    for product, ranges in tomllib.loads(text)["products"].items():
        for span in ranges.split(", "):
            first, _, last = span.partition("-")
            for number in range(int(first), int(last or first) + 1):
                found[f"{number:04d}"] = product
    return found


def trade_words() -> Iterator[TradeWord]:
    """Phrases of one product, or of none, in all the headings that claim them.

    Left out: single signs of dense scripts, single Vietnamese words (typed without their signs
    they are words of other languages), words of three letters.
    """
    products = product_of_heading()
    claims: dict[str, set[str]] = defaultdict(set)
    languages: dict[str, str] = {}
    for row in trade_rows():
        heading = row.pop("heading")
        for language, cell in row.items():
            for phrase in (cell or "").split(";"):
                bare = phrase.strip().rstrip("?")
                claims[bare].add(products.get(heading, ""))
                languages.setdefault(bare, language)
    for phrase, claimed in claims.items():
        product = next(iter(claimed))
        if len(claimed) == 1 and product != "":
            units = tuple(unit.text for unit in cut(fold(phrase)))
            word = TradeWord(units, languages[phrase], product)
            if not _is_slight(word):
                yield word


def _is_slight(word: TradeWord) -> bool:
    if not word.is_single:
        return len(word.units) == 0
    shortest = 2 if word.language in ("ja", "ko", "zh", "th") else 4
    short = len(word.units[0]) < shortest
    return short or word.language == "vi"
