"""GID and what stands under it: goods items with words, codes, weights, packages and marks."""

from tidewaiter.cargo.edifact import codes
from tidewaiter.cargo.edifact.draft import GoodsDraft, Paths
from tidewaiter.cargo.edifact.state import Message, State
from tidewaiter.cargo.edifact.tokenizer import US
from tidewaiter.cargo.edifact.values import is_hs, parse_number
from tidewaiter.model import Extra, Money, Packages

DESCRIPTION = Paths("goods[{}].description")
GROSS = Paths("goods[{}].gross_weight_kg")
NET = Paths("goods[{}].net_weight_kg")
VOLUME = Paths("goods[{}].volume_m3")
PACKAGES = Paths("goods[{}].packages[0].count")
NUMBER = Paths("goods[{}].number")
CONTAINER = Paths("goods[{}].containers[0]")
SPLIT = Paths("goods[{}].containers[0].packages")
MARKS = Paths("goods[{}].packages[0].marks")
HS = Paths("goods[{}].hs")
_KILOGRAMS, _CUBIC_METRES = codes.KILOGRAMS, codes.CUBIC_METRES
_MEASURING = codes.MEASURING
_GROSS, _NET, _VOLUME = codes.GROSS, codes.NET, codes.VOLUME
_TARIFF = frozenset(US.join(code_list) for code_list in codes.USUAL_LISTS["CST"])
_PLAIN_UNITS = frozenset({"KGM" + US, "MTQ" + US})


def read_item(s: State, e: list[str], n: int) -> bool:
    """GID: a goods item with its counts of packages, outermost first."""
    goods = s.open_goods(e[1] if len(e) > 1 else "")
    index, at = len(s.draft.goods), f"segment {n}"
    s.draft.places[NUMBER[index]] = at
    left = len(e) > 5
    for counted in e[2:5]:
        if counted != "":
            left = _add_packages(s, goods, counted, e, n) or left
    if len(goods.packages) > 0:
        s.draft.places[PACKAGES[index]] = at
    return left


def _add_packages(s: State, goods: GoodsDraft, counted: str, e: list[str], n: int) -> bool:
    """One count of packages (C213): number, kind by code or by name."""
    number, _, kind = counted.partition(US)
    count = parse_number(number)
    if count is None and number != "":
        s.fault(n, f"count of packages is not a number: {number}", e)
    left = False
    if US in kind:
        code, *kinds = kind.split(US)
        name = kinds[2] if len(kinds) > 2 else ""
        left = any(kinds[:2]) or (code != "" and name != "") or len(kinds) > 3
        kind = code or name
    goods.packages += (Packages(count, kind),)
    return left


def read_packages(s: State, e: list[str], n: int) -> bool:
    """PAC: packages of the item, count and kind in two elements."""
    if s.goods is None or len(e) < 2:
        return True
    kind = e[3] if len(e) > 3 else ""
    left = _add_packages(s, s.goods, e[1] + US + kind, e, n)
    s.draft.places.setdefault(PACKAGES[len(s.draft.goods)], f"segment {n}")
    return left or len(e) > 4 or (len(e) > 2 and e[2] != "")


def read_marks(s: State, e: list[str], n: int) -> bool:
    """PCI: shipping marks, up to ten lines."""
    goods = s.goods
    if goods is None or len(e) < 3 or e[2] == "":
        return True
    marks = "\n".join([line for line in e[2].split(US) if line]) if US in e[2] else e[2]
    goods.marks = marks if goods.marks == "" else f"{goods.marks}\n{marks}"
    s.draft.places[MARKS[len(s.draft.goods)]] = f"segment {n}"
    s.under = ""
    return len(e) > 3 or e[1] not in codes.MARKING or marks == ""


def read_goods_text(s: State, e: list[str], n: int) -> bool:
    """FTX under GID: AAA is the description, its lines joined; the rest are remarks."""
    goods = s.goods
    if goods is None or len(e) < 5 or e[1] != "AAA" or e[4] == "":
        return read_text(s, e, n)
    text = e[4]
    if US in text:
        text = " ".join([line for line in text.split(US) if line])
    if goods.description == "":
        s.draft.places[DESCRIPTION[len(s.draft.goods)]] = f"segment {n}"
        goods.description = text
    else:
        goods.description += " " + text
    return len(e) > 5 or e[2] != "" or e[3] != ""


def read_text(s: State, e: list[str], n: int) -> bool:
    """FTX elsewhere: remarks of the consignment, in the order they stand."""
    if len(e) < 5:
        return True
    text = " ".join([line for line in e[4].split(US) if line != ""])
    if text == "":
        return True
    s.draft.places.setdefault("remarks", f"segment {n}")
    s.draft.remarks.append(text)
    return len(e) > 5 or e[2] != "" or e[3] != "" or e[1] != "AAI"


def measure(s: Message, e: list[str], n: int, factors: dict[str, float]) -> float | None:
    """The value of a MEA segment times the factor of its unit; a bad one is a defect."""
    unit, _, value = e[3].partition(US)
    number = parse_number(value)
    factor = factors.get(unit)
    if factor == 1.0 and number is not None:
        return number
    if factor is None:
        s.fault(n, f"unit {unit or '(none)'} is not a unit of this measurement", e)
        return None
    if number is None:
        s.fault(n, f"measurement is not a number: {value.replace(US, ':')}", e)
        return None
    return number * factor


def read_goods_measure(s: State, e: list[str], n: int) -> bool:
    """MEA under GID: gross and net weight and volume of the item, in kilograms and m3.

    What stands under SGP or DGS measures a part of the item and is kept as an extra.
    """
    goods = s.goods
    if goods is None or len(e) < 4 or (s.single and s.under != ""):
        return True
    code = e[2]
    index = len(s.draft.goods)
    if code in _GROSS and goods.gross is None:
        goods.gross, path = measure(s, e, n, _KILOGRAMS), GROSS[index]
    elif code in _NET and goods.net is None:
        goods.net, path = measure(s, e, n, _KILOGRAMS), NET[index]
    elif code in _VOLUME and goods.volume is None:
        goods.volume, path = measure(s, e, n, _CUBIC_METRES), VOLUME[index]
    else:
        return True
    s.draft.places[path] = f"segment {n}"
    usual = e[1] in _MEASURING and e[3][:4] in _PLAIN_UNITS
    return not usual or len(e) > 4 or e[3].count(US) > 1


def read_measure(s: State, e: list[str], n: int) -> bool:
    """MEA before the goods: the gross weight of the consignment."""
    if len(e) < 4 or e[2] not in codes.GROSS or s.draft.gross is not None or s.in_header():
        return True
    s.draft.gross = measure(s, e, n, _KILOGRAMS)
    s.draft.places["gross_weight_kg"] = f"segment {n}"
    usual = e[1] in _MEASURING and e[3][:4] in _PLAIN_UNITS
    return not usual or len(e) > 4 or e[3].count(US) > 1


def read_tariff(s: State, e: list[str], n: int) -> bool:
    """CST: up to five customs codes of the item; those of the tariff are HS codes."""
    goods = s.goods
    if goods is None:
        return True
    left = len(e) > 1 and e[1] != "" and e[1] != goods.number
    for code in e[2:]:
        value, _, code_list = code.partition(US)
        if code_list in _TARIFF and is_hs(value):
            add_hs(s, goods, value, n)
        else:
            left = left or code != ""
    return left


def read_product(s: State, e: list[str], n: int) -> bool:
    """PIA: product numbers; those under HS are HS codes."""
    if s.goods is None:
        return True
    left = len(e) > 1 and e[1] not in codes.PRODUCT_ROLES
    for code in e[2:]:
        value, *kind = code.split(US)
        if is_hs(value) and kind[:1] == ["HS"]:
            add_hs(s, s.goods, value, n)
            left = left or any(kind[1:])
        else:
            left = True
    return left


def add_hs(s: State, goods: GoodsDraft, code: str, n: int) -> None:
    """Add an HS code as declared; the place of the first is `goods[i].hs`."""
    index = len(s.draft.goods)
    field = HS[index] if len(goods.hs) == 0 else f"goods[{index}].hs[{len(goods.hs)}]"
    s.draft.places[field] = f"segment {n}"
    goods.hs += (code,)


def read_danger(s: State, e: list[str], n: int) -> bool:
    """DGS: the UN number; class, flashpoint and the rest stay in the extra."""
    number = e[3].partition(US)[0] if len(e) > 3 else ""
    s.under = "DGS"
    if s.goods is not None and number != "":
        s.draft.places[f"goods[{len(s.draft.goods)}].dangerous_goods[{len(s.goods.dangerous)}]"] = (
            f"segment {n}"
        )
        s.goods.dangerous += (number,)
    return True


def read_split(s: State, e: list[str], n: int) -> bool:
    """SGP: the container that holds the item, and how many of its packages."""
    goods = s.goods
    if goods is None or len(e) < 2 or e[1] == "":
        return True
    draft, at = s.draft, f"segment {n}"
    name, _, code_list = e[1].partition(US)
    index, position = len(draft.goods), len(goods.containers)
    field = CONTAINER[index] if position == 0 else f"goods[{index}].containers[{position}]"
    draft.places[field] = at
    goods.containers += (name,)
    s.under = "SGP"
    if len(e) > 2 and e[2] != "":
        name = SPLIT[index] if position == 0 else field + ".packages"
        draft.extras.append(Extra(name, e[2].replace(US, ":"), at))
        draft.split_pieces += parse_number(e[2]) or 0.0
    return len(e) > 3 or code_list != ""


def read_amount(s: State, e: list[str], n: int) -> bool:
    """MOA: the value of the item, or of the consignment before its goods."""
    code, value, currency, *more = ((e[1] if len(e) > 1 else "") + US * 3).split(US)
    target = s.goods if s.goods is not None else s.draft
    if code not in codes.VALUES or target.value is not None or s.in_header() or value == "":
        return True
    amount = parse_number(value)
    if amount is None:
        s.fault(n, f"amount is not a number: {value}", e)
        return True
    target.value = Money(amount, currency)
    field = f"goods[{len(s.draft.goods)}].value" if s.goods is not None else "value"
    s.draft.places[field] = f"segment {n}"
    return len(e) > 2 or any(more)
