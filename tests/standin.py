"""A tiny stand-in for the goods vocabulary: a few words, enough for acts tables of our own kind.

The acts tests speak of plain goods ("iron ore", "men's coats"); this finds those words so that
they test the law and not the recognizer, which has tests of its own.
"""

import re

from tidewaiter.model import Evidence, GoodsFact, Product

# Tried in order; a match takes its words out of the text, so the longer name stands first.
WORDS: tuple[tuple[str, str], ...] = (
    ("charcoal", r"charcoal"),
    ("activated_carbon", r"activated carbon"),
    ("peat", r"\bpeat\b"),
    ("coke", r"\bcoke\b"),
    ("iron_ore", r"iron ore"),
    ("lead_ore", r"lead ore"),
    ("gold_ore", r"gold ore"),
    ("copper_ore", r"copper ore"),
    ("zinc_ore", r"zinc ore"),
    ("nickel_ore", r"nickel ore"),
    ("silver_ore", r"silver ore"),
    ("titanium_ore", r"titanium ore"),
    ("titanium_metal", r"titanium metal"),
    ("", r"no vanadium"),
    ("vanadium_ore", r"vanadium"),
    ("zirconium_ore", r"zirconium ore"),
    ("rare_earth_product", r"rare-earth compounds"),
    ("rare_earth_mineral", r"rare.earth (minerals?|ores?)|monazite"),
    ("jewellery", r"jewellery"),
    ("luxury_watch", r"gold-cased watch"),
    ("", r"watch movements"),
    ("watch", r"watch"),
    ("gold", r"gold bars"),
    ("", r"copper conductor"),
    ("copper", r"copper"),
    ("nickel", r"nickel"),
    ("silver", r"silver"),
    ("zinc", r"zinc"),
    ("aluminium", r"aluminium"),
    ("lead_crystal", r"lead crystal"),
    ("lead", r"\blead\b"),
    ("steel", r"steel coil"),
    ("iron", r"pig iron"),
    ("coal", r"\bcoal\b|lignite|anthracite"),
    ("statue", r"statue"),
    ("aircraft_parts", r"aircraft spare parts"),
    ("helicopter", r"helicopter"),
    ("heavy_arms", r"battle tank"),
    ("small_arms", r"rifles"),
    ("ammunition", r"ammunition|rocket fuzes"),
    ("radar", r"radar"),
    ("aviation_fuel", r"jet fuel|aviation gasoline"),
    ("condensate", r"condensate"),
    ("natural_gas_liquids", r"natural gas liquids|liquefied natural gas"),
    ("lpg", r"propane|butane"),
    ("crude_oil", r"crude"),
    ("refined_petroleum", r"petrol\b|diesel|refined oil|fuel oil"),
    ("fish_meal", r"fish meal"),
    ("seafood", r"squid|clams|\bfish\b|crab"),
    ("vegetables", r"beans"),
    ("fruit", r"dried fruit"),
    ("plants", r"ginseng root"),
    ("food", r"\brice\b|beer|wheat flour"),
    ("medicine", r"medicines?"),
    ("magnesite", r"magnesite"),
    ("furniture", r"furniture"),
    ("wood", r"\blogs\b|sawn wood"),
    ("textile_article", r"textile uppers"),
    ("textiles", r"coats|t-shirts|fabric|yarn"),
    ("carpet", r"\brug\b|carpet"),
    ("porcelain_tableware", r"bone-china|porcelain plates"),
    ("snowmobile", r"snowmobile"),
    ("golf_car", r"golf car"),
    ("luxury_car", r"luxury car"),
    ("car", r"used car|\bcars\b"),
    ("vehicle", r"trucks?"),
    ("vessel", r"cargo ship|tanker|fishing boat"),
    ("spirits", r"cognac|whisky"),
    ("machinery", r"excavator|water pump"),
    ("electrical", r"cables|telephones"),
)


def recognize(field: str, description: str, hs: tuple[str, ...]) -> GoodsFact:
    """The item with every product whose words stand in the description, all certain."""
    text, products = description.casefold(), []
    for name, pattern in WORDS:
        found = re.search(pattern, text)
        if found is None:
            continue
        text = re.sub(pattern, " ", text)
        if name:
            shown = Evidence(field=f"{field}.description", value=found.group())
            products.append(Product(name, "certain", shown))
    return GoodsFact(field=field, description=description, hs=hs, products=tuple(products))
