"""Goods items to products and HS digits."""

import csv
import tomllib
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest

from tidewaiter.goods import Recognizer
from tidewaiter.goods.compiling import compile_phrases
from tidewaiter.goods.vocabulary import COMPILED, Phrases
from tidewaiter.model import Goods, GoodsFact
from tidewaiter.model.facts import Strength

# Our own descriptions: `expected` products must be found certain, `never` ones not at all.
ROWS = list(
    csv.DictReader(
        Path(__file__).with_name("descriptions.csv").read_text(encoding="utf-8").splitlines()
    )
)


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    return Recognizer()


def found(fact: GoodsFact) -> dict[str, Strength]:
    return {product.name: product.strength for product in fact.products}


def names(column: str | None) -> set[str]:
    return {name for name in (column or "").split(";") if name != ""}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["description"])
def test_description_names_its_goods_and_no_others(
    row: dict[str, str], recognizer: Recognizer
) -> None:
    products = found(recognizer.recognize_text("goods[0]", row["description"]))
    certain = {name for name, strength in products.items() if strength == "certain"}
    assert names(row["expected"]) <= certain
    assert names(row["never"]).isdisjoint(products)


def test_every_language_has_descriptions_of_both_sides() -> None:
    sides = {(row["language"], row["never"] == "") for row in ROWS}
    languages = ("en", "zh", "ko", "ja", "ru", "th", "vi", "fr", "es")
    assert sides == {(language, side) for language in languages for side in (True, False)}


@pytest.mark.parametrize(
    ("description", "product"),
    [
        ("lead", "lead"),
        ("copper bathroom set", "copper"),
        ("rare earth", "rare_earth_mineral"),
        ("office lamp, silver", "silver"),
        ("iron (for ironing)", "iron"),
    ],
)
def test_word_that_does_not_settle_the_goods_is_possible_at_most(
    description: str, product: str, recognizer: Recognizer
) -> None:
    products = found(recognizer.recognize_text("", description))
    assert products[product] == "possible"


@pytest.mark.parametrize(
    ("description", "product"), [("SILVER", "silver"), ("gold, 5 kg", "gold"), ("fish", "seafood")]
)
def test_ambiguous_word_that_stands_alone_is_the_goods(
    description: str, product: str, recognizer: Recognizer
) -> None:
    assert found(recognizer.recognize_text("", description)) == {product: "certain"}


def test_denied_product_is_not_found(recognizer: Recognizer) -> None:
    fact = recognizer.recognize_text("", "zirconium ore only, no vanadium")
    assert found(fact) == {"zirconium_ore": "certain"}


def test_numbered_grade_is_no_denial(recognizer: Recognizer) -> None:
    assert found(recognizer.recognize_text("", "No. 1 anthracite")) == {"coal": "certain"}
    assert found(recognizer.recognize_text("", "NO 1 ANTHRACITE")) == {"coal": "certain"}


def test_no_commercial_value_does_not_deny_the_goods(recognizer: Recognizer) -> None:
    fact = recognizer.recognize_text("", "no commercial value coal samples")
    assert found(fact) == {"coal": "certain"}


def test_full_width_and_accents_and_capitals_do_not_hide_goods(recognizer: Recognizer) -> None:
    assert found(recognizer.recognize_text("", "ＣＯＡＬ")) == {"coal": "certain"}
    assert found(recognizer.recognize_text("", "PETROLE BRUT")) == {"crude_oil": "certain"}
    assert found(recognizer.recognize_text("", "МОРОЖЕНЫЙ КРАБ")) == {"seafood": "certain"}


def test_text_in_two_scripts_is_read_in_both(recognizer: Recognizer) -> None:
    assert found(recognizer.recognize_text("", "MACHINE PARTS 无烟煤")) == {
        "machinery": "certain",
        "coal": "certain",
    }


def test_evidence_is_the_words_as_written_with_their_place(recognizer: Recognizer) -> None:
    goods = Goods(description="5000 MT STEAM COAL", hs=("2701.12.00",))
    places = {"goods[0].description": "segment 40", "goods[0].hs": "segment 41"}
    fact = recognizer.recognize(goods, "goods[0]", places)
    evidence = fact.products[0].evidence
    assert (evidence.field, evidence.value, evidence.at) == (
        "goods[0].description",
        "STEAM COAL",
        "segment 40",
    )
    assert fact.hs == ("27011200",)
    assert (fact.hs_evidence[0].value, fact.hs_evidence[0].at) == ("2701.12.00", "segment 41")


def test_words_against_code_stay_side_by_side(recognizer: Recognizer) -> None:
    fact = recognizer.recognize_text("goods[0]", "anthracite", ("8413.70",))
    assert (fact.hs, found(fact)) == (("841370",), {"coal": "certain"})


@pytest.mark.parametrize(
    "description",
    [
        "STONES HS 2701.11",
        "STONES, HS CODE: 270111",
        "stones (HS-Code 2701 11)",
        "돌 HS코드 270111",
    ],
)
def test_code_buried_in_words_is_evidence_of_the_description(
    description: str, recognizer: Recognizer
) -> None:
    fact = recognizer.recognize_text("goods[0]", description)
    assert fact.hs == ("270111",)
    assert fact.hs_evidence[0].field == "goods[0].description"


@pytest.mark.parametrize("description", ["5000 MT", "CSQU3054383", "tel 2701 1122", "HS 9999999"])
def test_other_numbers_are_no_buried_codes(description: str, recognizer: Recognizer) -> None:
    assert recognizer.recognize_text("", description).hs == ()


def test_alternatives_of_an_act_are_told_apart_and_marked(recognizer: Recognizer) -> None:
    fact = recognizer.recognize_text("", "aircraft spare parts", ("8803/8807",), alternatives=True)
    assert (fact.hs, fact.alternatives) == (("8803", "8807"), True)


def test_un_number_of_dangerous_goods_names_the_product(recognizer: Recognizer) -> None:
    goods = Goods(description="DG cargo", dangerous_goods=("UN1863 class 3",))
    assert found(recognizer.recognize(goods, "goods[0]", {})) == {"aviation_fuel": "certain"}
    assert found(recognizer.recognize_text("", "UN 1267, class 3")) == {"crude_oil": "certain"}


@pytest.mark.parametrize("description", ["", " ", "...", "12345", "???", "\n\n"])
def test_empty_descriptions_name_nothing(description: str, recognizer: Recognizer) -> None:
    assert recognizer.recognize_text("", description).products == ()


def test_vocabulary_uses_the_products_of_the_law(recognizer: Recognizer) -> None:
    path = files("tidewaiter").joinpath("law/un/products.toml")
    if not path.is_file():
        pytest.skip("no products of the law in this tree")
    products = tomllib.loads(path.read_text(encoding="utf-8"))["product"]
    assert recognizer.products() == {product["name"] for product in products}


def test_compiled_phrases_are_those_of_the_words() -> None:
    path = files("tidewaiter.goods").joinpath(COMPILED)
    assert msgspec.msgpack.decode(path.read_bytes(), type=Phrases) == compile_phrases(), (
        "run PYTHONPATH=src python tools/compile_goods.py"
    )


@pytest.mark.parametrize(
    ("description", "certain"),
    [
        ("diesel engine oil", {"refined_petroleum"}),
        ("Toyota forklift", {"machinery"}),
        ("forklift Toyota 3 t", {"machinery"}),
        ("steel coils RAL 9002", {"steel"}),
        ("anthracite Kuzbass", {"coal"}),
        ("gasoline 92 RON unleaded", {"refined_petroleum"}),
        ("ron añejo", {"spirits"}),
        ("선철 주물용", {"iron"}),
        ("セメントミキサー", {"machinery"}),
        ("leather gloves", set()),
        ("poisson en chocolat", {"food"}),
        ("carpet cleaning fluid", set()),
        ("whisky barrels, empty", set()),
        ("红酒开瓶器", {"metal"}),
        ("석탄용 봉투", set()),
        ("kerosene heaters", set()),
        ("papier peint aspect bois", set()),
    ],
)
def test_compound_names_the_goods_of_its_noun(
    description: str, certain: set[str], recognizer: Recognizer
) -> None:
    products = found(recognizer.recognize_text("", description))
    assert {name for name, strength in products.items() if strength == "certain"} == certain


def test_overlap_of_signs_without_spaces_is_no_noun(recognizer: Recognizer) -> None:
    assert found(recognizer.recognize_text("", "锌合金锭")) == {"zinc": "certain"}
