"""GID and what stands under it: goods items with words, codes, weights, packages and marks."""

from tidewaiter.cargo.edifact import codes
from tidewaiter.cargo.edifact.draft import Paths
from tidewaiter.cargo.edifact.state import State
from tidewaiter.cargo.edifact.tokenizer import US
from tidewaiter.cargo.edifact.values import is_hs, parse_number
from tidewaiter.model import Extra, Money

DESCRIPTION = Paths("goods[{}].description")
GROSS = Paths("goods[{}].gross_weight_kg")
NET = Paths("goods[{}].net_weight_kg")
VOLUME = Paths("goods[{}].volume_m3")
PACKAGES = Paths("goods[{}].packages[0].count")
NUMBER = Paths("goods[{}].number")
CONTAINER = Paths("goods[{}].containers[0]")
MARKS = Paths("goods[{}].packages[0].marks")
_KILOGRAMS, _CUBIC_METRES = codes.KILOGRAMS, codes.CUBIC_METRES


def read_item(s: State, e: list[str], n: int) -> bool:
    """GID: a goods item with its counts of packages, outermost first."""
    goods = s.open_goods(e[1] if len(e) > 1 else "")
    index, at = len(s.draft.goods), f"segment {n}"
    s.draft.places[NUMBER[index]] = at
    left = len(e) > 5
    for position in range(2, min(len(e), 5)):
        if e[position] != "":
            left = _add_packages(s, e, n, e[position]) or left
    if len(goods.packages) > 0:
        s.draft.places[PACKAGES[index]] = at
    return left


def _add_packages(s: State, e: list[str], n: int, counted: str) -> bool:
    """One count of packages (C213): number, kind by code or by name."""
    number, *kinds = counted.split(US)
    count = parse_number(number) if number != "" else None
    if count is None and number != "":
        s.fault(n, f"count of packages is not a number: {number}", e)
    code = kinds[0] if len(kinds) > 0 else ""
    name = kinds[3] if len(kinds) > 3 else ""
    if s.goods is not None:
        s.goods.packages.append((count, code or name))
    return len(kinds) > 1 and (any(kinds[1:3]) or (code != "" and name != "") or len(kinds) > 4)


def read_packages(s: State, e: list[str], n: int) -> bool:
    """PAC: packages of the item, count and kind in two elements."""
    if s.goods is None or len(e) < 2:
        return True
    kind = e[3] if len(e) > 3 else ""
    left = _add_packages(s, e, n, e[1] + (US + kind if kind != "" else ""))
    s.draft.places.setdefault(PACKAGES[len(s.draft.goods)], f"segment {n}")
    return left or len(e) > 4 or (len(e) > 2 and e[2] != "")


def read_marks(s: State, e: list[str], n: int) -> bool:
    """PCI: shipping marks, up to ten lines."""
    if s.goods is None or len(e) < 3 or e[2] == "":
        return True
    s.goods.marks.extend([line for line in e[2].split(US) if line != ""])
    s.draft.places[MARKS[len(s.draft.goods)]] = f"segment {n}"
    s.under = ""
    return len(e) > 3


def read_goods_text(s: State, e: list[str], n: int) -> bool:
    """FTX under GID: AAA is the description, its lines joined; the rest are remarks of others."""
    goods = s.goods
    if goods is None or len(e) < 5 or e[1] != "AAA":
        return True
    text = e[4]
    if US in text:
        text = " ".join([line for line in text.split(US) if line != ""])
    if text == "":
        return True
    if len(goods.description) == 0:
        s.draft.places[DESCRIPTION[len(s.draft.goods)]] = f"segment {n}"
    goods.description.append(text)
    return len(e) > 5 or e[2] != "" or e[3] != ""


def read_text(s: State, e: list[str], n: int) -> bool:
    """FTX before the goods: remarks of the consignment, in the order they stand."""
    if len(e) < 5:
        return True
    text = " ".join([line for line in e[4].split(US) if line != ""])
    if text == "":
        return True
    s.draft.places.setdefault("remarks", f"segment {n}")
    s.draft.remarks.append(text)
    return len(e) > 5 or e[2] != "" or e[3] != "" or e[1] not in {"AAA", "AAI"}


def measure(s: State, e: list[str], n: int, factors: dict[str, float]) -> float | None:
    """The value of a MEA segment times the factor of its unit; a bad one is a defect."""
    unit, _, value = e[3].partition(US)
    factor = factors.get(unit)
    if factor is None:
        s.fault(n, f"unit {unit or '(none)'} is not a unit of this measurement", e)
        return None
    number = parse_number(value)
    if number is None:
        s.fault(n, f"measurement is not a number: {value.replace(US, ':')}", e)
        return None
    return number * factor if factor != 1.0 else number


def read_goods_measure(s: State, e: list[str], n: int) -> bool:
    """MEA under GID: gross and net weight and volume of the item, in kilograms and m3.

    What stands under SGP or DGS measures a part of the item and is kept as an extra.
    """
    goods = s.goods
    if goods is None or len(e) < 4 or (s.under != "" and s.single):
        return True
    code = e[2]
    index = len(s.draft.goods)
    at = f"segment {n}"
    if code in codes.GROSS and goods.gross is None:
        goods.gross = measure(s, e, n, _KILOGRAMS)
        s.draft.places[GROSS[index]] = at
    elif code in codes.NET and goods.net is None:
        goods.net = measure(s, e, n, _KILOGRAMS)
        s.draft.places[NET[index]] = at
    elif code in codes.VOLUME and goods.volume is None:
        goods.volume = measure(s, e, n, _CUBIC_METRES)
        s.draft.places[VOLUME[index]] = at
    else:
        return True
    return len(e) > 4 or not e[3].startswith(("KGM", "MTQ")) or e[3].count(US) > 1


def read_measure(s: State, e: list[str], n: int) -> bool:
    """MEA before the goods: the gross weight of the consignment."""
    if len(e) < 4 or e[2] not in codes.GROSS or s.draft.gross is not None or s.in_header():
        return True
    s.draft.gross = measure(s, e, n, _KILOGRAMS)
    s.draft.places["gross_weight_kg"] = f"segment {n}"
    return len(e) > 4 or not e[3].startswith("KGM") or e[3].count(US) > 1


def read_tariff(s: State, e: list[str], n: int) -> bool:
    """CST: up to five customs codes of the item; those of the tariff are HS codes."""
    if s.goods is None:
        return True
    left = len(e) > 1 and e[1] not in {"", s.goods.number}
    for code in e[2:]:
        value, *code_list = code.split(US)
        usual = tuple(code_list) in codes.USUAL_LISTS["CST"]
        if is_hs(value) and usual:
            add_hs(s, value, n)
        else:
            left = left or value != ""
    return left


def read_product(s: State, e: list[str], n: int) -> bool:
    """PIA: product numbers; those under HS are HS codes."""
    if s.goods is None:
        return True
    left = False
    for code in e[2:]:
        value, *kind = code.split(US)
        if is_hs(value) and kind[:1] == ["HS"]:
            add_hs(s, value, n)
            left = left or any(kind[1:])
        else:
            left = True
    return left


def add_hs(s: State, code: str, n: int) -> None:
    """Add an HS code as declared; its place is `goods[i].hs` for the first."""
    goods, index = s.goods, len(s.draft.goods)
    if goods is not None:
        field = f"goods[{index}].hs"
        s.draft.places[f"{field}[{len(goods.hs)}]"] = f"segment {n}"
        s.draft.places.setdefault(field, f"segment {n}")
        goods.hs.append(code)


def read_danger(s: State, e: list[str], n: int) -> bool:
    """DGS: the UN number; class, flashpoint and the rest stay in the extra."""
    number = e[3].partition(US)[0] if len(e) > 3 else ""
    s.under = "DGS"
    if s.goods is not None and number != "":
        s.draft.places[
            f"goods[{len(s.draft.goods)}].dangerous_goods[{len(s.goods.dangerous)}]"
        ] = f"segment {n}"
        s.goods.dangerous.append(number)
    return True


def read_split(s: State, e: list[str], n: int) -> bool:
    """SGP: the container that holds the item, and how many of its packages."""
    goods = s.goods
    if goods is None or len(e) < 2 or e[1] == "":
        return True
    draft, at = s.draft, f"segment {n}"
    name, *lists = e[1].split(US)
    index, position = len(draft.goods), len(goods.containers)
    field = CONTAINER[index] if position == 0 else f"goods[{index}].containers[{position}]"
    draft.places[field] = at
    goods.containers.append(name)
    s.under = "SGP"
    if len(e) > 2 and e[2] != "":
        draft.extras.append(Extra(field + ".packages", e[2].replace(US, ":"), at))
        count = parse_number(e[2])
        draft.split_pieces += count or 0.0
    return len(e) > 3 or len(lists) > 0


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
