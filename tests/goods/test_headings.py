"""Descriptions to candidate headings."""

import csv
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from tidewaiter.codes import HsReader
from tidewaiter.goods import headings
from tidewaiter.goods.heading_index import heading_index
from tidewaiter.goods.trade import product_of_heading, trade_rows


def first(text: str, k: int = 3) -> list[str]:
    return [candidate.heading for candidate in headings(text, k=k)]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("S.T.C. 18 COILS HRC SAE1006, CFR HAIPHONG", "7208"),
        ("HMS 1&2 80:20", "7204"),
        ("Jet A-1", "2710"),
        ("leather upper boots", "6403"),
        ("dried sea cucumber 500 g", "0308"),
        ("无烟煤 25000吨", "2701"),
        ("냉동 오징어", "0307"),
        ("мороженые крабы", "0306"),
        ("ノートパソコン 14インチ", "8471"),
        ("แบตเตอรี่ลิเธียม 48V", "8507"),
        ("máy bơm nước ly tâm", "8413"),
        ("tôles laminées à chaud", "7208"),
        ("lingotes de plomo refinado", "7801"),
    ],
)
def test_heading_is_among_the_first_three(text: str, heading: str) -> None:
    assert heading in first(text)


def test_noun_counts_before_what_it_is_made_of_or_for() -> None:
    assert first("bags for coal", 1) != ["2701"]
    assert first("car tyre", 1) == ["4011"]
    assert first("coal mining machinery", 1)[0].startswith("84")


def test_misspelt_words_are_read() -> None:
    assert "2402" in first("cigarrettes")


def test_candidates_say_why_and_stand_in_order() -> None:
    candidates = headings("steel screws", k=5)
    assert "screw" in candidates[0].why
    scores = [candidate.score for candidate in candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 1 for score in scores)


@pytest.mark.parametrize("text", ["", "  ", "12345", "???", "1200 PKGS", "CFR BUSAN"])
def test_words_that_name_no_goods_give_no_heading(text: str) -> None:
    assert headings(text) == ()


def test_every_chapter_has_trade_words_and_every_heading_exists() -> None:
    texts = heading_index().texts
    named = {row["heading"] for row in trade_rows()}
    assert named <= texts.keys()
    assert {heading[:2] for heading in texts} == {heading[:2] for heading in named}
    assert all(HsReader().plausible(heading) for heading in texts)


def test_products_of_headings_are_products_of_the_law() -> None:
    path = files("tidewaiter").joinpath("law/un/products.toml")
    known = {each["name"] for each in tomllib.loads(path.read_text(encoding="utf-8"))["product"]}
    assert set(product_of_heading().values()) <= known | {"none"}


@pytest.mark.shared
def test_headings_of_public_descriptions(shared: Path) -> None:
    path = shared / "data" / "benchmarks" / "goods_descriptions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    right = sum(row["expected_hs_code"][:4] in first(row["text"]) for row in rows)
    assert right / len(rows) >= 0.9
