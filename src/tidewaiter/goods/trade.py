"""The trade vocabulary of headings, read as words of the law's products."""

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files

from tidewaiter.goods.text import cut, fold

NO_PRODUCT = "none"


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


def trade_products() -> Iterator[tuple[str, str, str]]:
    """Phrases, each with its language and the one product all its headings agree on.

    Only phrases of two units or more: a single word means too many things.
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
        if len(claimed) == 1 and product != "" and len(cut(fold(phrase))) > 1:
            yield phrase, languages[phrase], product
