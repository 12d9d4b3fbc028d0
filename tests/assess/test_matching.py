"""How a measure reaches goods: the traps of headings, words and short codes."""

import pytest

from tests.assess.samples import DAY, facts, item, sign
from tidewaiter.assess.matching import match_item
from tidewaiter.assess.setting import read_setting
from tidewaiter.law import load_law
from tidewaiter.model import GoodsFact

LAW = load_law()
SETTING = read_setting(facts(nexus=(sign(),), on=DAY), LAW, ())


EITHER = item(("8413", "9026"), alternatives=True)


def reach(name: str, goods: GoodsFact) -> str | None:
    measure = LAW.find(name)
    assert measure is not None
    match = match_item(measure, goods, SETTING)
    return None if match is None else match.strength


@pytest.mark.parametrize(
    ("trap", "name", "goods", "wanted"),
    [
        ("subheading lies under heading", "un/2371/8/coal", item(("270111",)), "certain"),
        ("heading is no prefix by digits alone", "un/2371/8/coal", item(("2710",)), None),
        ("chapter is shorter than the row", "un/2371/8/coal", item(("27",)), "doubt"),
        ("peat is read as coal by some", "un/2371/8/coal", item(("2703",), ("peat",)), "doubt"),
        ("charcoal is no coal", "un/2371/8/coal", item(("4402",), ("charcoal",)), None),
        ("wider heading, silent words", "un/2270/30/vore", item(("2615",)), "doubt"),
        (
            "wider heading, other words",
            "un/2270/30/vore",
            item(("2615",), ("zirconium_ore",)),
            None,
        ),
        (
            "wider heading, the words name it among others",
            "un/2270/30/vore",
            item(("2615",), ("zirconium_ore", "vanadium_ore")),
            "certain",
        ),
        (
            "unsure words under a wider heading nobody verified",
            "un/2270/31/avfuel",
            item(("271019",), ("aviation_fuel",), "possible"),
            "doubt",
        ),
        (
            "unsure words under a wider heading that is verified",
            "un/2397/4/crude",
            item(("2709",), ("crude_oil",), "possible"),
            "certain",
        ),
        ("one alternative lies outside", "un/2397/6/mach", EITHER, "doubt"),
        ("two codes are no alternatives", "un/2397/6/mach", item(("8413", "9026")), "certain"),
        ("a code decides over words", "un/2397/7/mach", item(("9018",), ("machinery",)), None),
        ("words decide without a code", "un/2397/7/mach", item((), ("machinery",)), "certain"),
        ("open list asks even so", "un/2270/39/luxury", item(("870310",), ("golf_car",)), "doubt"),
        ("open list, other words", "un/2094/23/luxury", item(("8703",), ("vehicle",)), "doubt"),
        ("no code and no words", "un/2371/8/coal", item(), None),
    ],
)
def test_trap(trap: str, name: str, goods: GoodsFact, wanted: str | None) -> None:
    assert reach(name, goods) == wanted
