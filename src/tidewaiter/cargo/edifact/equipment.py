"""EQD and what stands under it: containers with seals, weights and places of their own."""

from tidewaiter.cargo.edifact import codes
from tidewaiter.cargo.edifact.goods import measure
from tidewaiter.cargo.edifact.state import State
from tidewaiter.cargo.edifact.tokenizer import US
from tidewaiter.cargo.edifact.voyage import port_of, read_place


def read_equipment(s: State, e: list[str], n: int) -> bool:
    """EQD: number, size and type, status and fullness."""
    number, *number_lists = (e[2] if len(e) > 2 else "").split(US)
    size, *size_lists = (e[3] if len(e) > 3 else "").split(US)
    status, fullness = (e[position] if len(e) > position else "" for position in (5, 6))
    item = s.open_equipment(number)
    at = f"segment {n}"
    item.places.append(("number", at))
    left = len(e) > 7 or len(number_lists) > 0 or (len(e) > 1 and e[1] != "CN")
    left = left or (len(e) > 4 and e[4] != "") or tuple(size_lists) not in codes.USUAL_LISTS["EQD"]
    words = [codes.EQUIPMENT_STATUS.get(status, status), codes.FULLNESS.get(fullness, fullness)]
    item.size_type = size
    item.status = " ".join([word for word in words if word])
    item.places += [
        (field, at) for field in ("size_type", "status") if getattr(item, field) != ""
    ]
    return left


def read_seal(s: State, e: list[str], n: int) -> bool:
    """SEL: a seal number; who fixed it stays in the extra."""
    if s.item is None or len(e) < 2 or e[1] == "":
        return True
    number, *more = e[1].split(US)
    s.item.places.append((f"seals[{len(s.item.seals)}]", f"segment {n}"))
    s.item.seals.append(number)
    return len(e) > 2 or len(more) > 0


def read_equipment_measure(s: State, e: list[str], n: int) -> bool:
    """MEA under EQD: the gross (declared, estimated or verified) and the tare weight."""
    item = s.item
    if item is None or len(e) < 4 or s.under == "DGS":
        return True
    if e[2] in codes.EQUIPMENT_GROSS and item.gross is None:
        item.gross = measure(s, e, n, codes.KILOGRAMS)
        item.places.append(("gross_weight_kg", f"segment {n}"))
        return e[2] != "G" or not e[3].startswith("KGM") or len(e) > 4
    if e[2] in codes.TARE and item.tare is None:
        item.tare = measure(s, e, n, codes.KILOGRAMS)
        item.places.append(("tare_weight_kg", f"segment {n}"))
        return not e[3].startswith("KGM") or len(e) > 4
    return True


def read_equipment_place(s: State, e: list[str], n: int) -> bool:
    """LOC under EQD: a port of the consignments that use the container, no others."""
    function = codes.PLACES.get(e[1]) if len(e) > 2 else None
    if s.item is None or function is None:
        return True
    if s.draft is not s.header:
        return read_place(s, e, n)
    port, usual = port_of(e, function)
    s.item.ports.append((port, f"segment {n}"))
    return not usual
