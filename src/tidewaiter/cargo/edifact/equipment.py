"""EQD and what stands under it: containers with seals, weights and places of their own."""

from tidewaiter.cargo.edifact import codes
from tidewaiter.cargo.edifact.draft import Paths
from tidewaiter.cargo.edifact.goods import measure, read_text
from tidewaiter.cargo.edifact.state import BLANKS, State
from tidewaiter.cargo.edifact.tokenizer import US
from tidewaiter.cargo.edifact.voyage import port_of, read_place

NUMBER = Paths("containers[{}].number")
SIZE_TYPE = Paths("containers[{}].size_type")
STATUS = Paths("containers[{}].status")
SEAL = Paths("containers[{}].seals[0]")
GROSS = Paths("containers[{}].gross_weight_kg")
TARE = Paths("containers[{}].tare_weight_kg")
_STATUS = {
    (status, fullness): f"{word} {filled}"
    for status, word in codes.EQUIPMENT_STATUS.items()
    for fullness, filled in codes.FULLNESS.items()
}
_USUAL = frozenset(US.join(code_list) for code_list in codes.USUAL_LISTS["EQD"])


def read_equipment(s: State, e: list[str], n: int) -> bool:
    """EQD: number, size and type, status and fullness."""
    left = len(e) > 7
    e += BLANKS[len(e) :]
    number, _, number_list = e[2].partition(US)
    size, _, size_list = e[3].partition(US)
    item = s.open_equipment(number)
    at = f"segment {n}"
    places = item.places
    places.append((NUMBER, at))
    if size != "":
        item.size_type = size
        places.append((SIZE_TYPE, at))
    item.status = _status(e[5], e[6])
    if item.status != "":
        places.append((STATUS, at))
    usual = size_list in _USUAL and number_list == "" and e[1] == "CN" and e[4] == ""
    return left or not usual


def _status(status: str, fullness: str) -> str:
    """Both codes in words; a code without a word stands as it is."""
    known = _STATUS.get((status, fullness))
    if known is not None:
        return known
    words = codes.EQUIPMENT_STATUS.get(status, status), codes.FULLNESS.get(fullness, fullness)
    return " ".join(words).strip()


def read_seal(s: State, e: list[str], n: int) -> bool:
    """SEL: a seal number; who fixed it stays in the extra."""
    item = s.item
    if item is None or len(e) < 2 or e[1] == "":
        return True
    number, _, more = e[1].partition(US)
    paths = SEAL if len(item.seals) == 0 else Paths(f"containers[{{}}].seals[{len(item.seals)}]")
    item.places.append((paths, f"segment {n}"))
    item.seals += (number,)
    return len(e) > 2 or more != ""


def read_equipment_measure(s: State, e: list[str], n: int) -> bool:
    """MEA under EQD: the gross (declared, estimated or verified) and the tare weight."""
    item = s.item
    if item is None or len(e) < 4 or s.under == "DGS":
        return True
    code = e[2]
    if code in codes.EQUIPMENT_GROSS and item.gross is None:
        item.gross = measure(s, e, n, codes.KILOGRAMS)
        item.places.append((GROSS, f"segment {n}"))
    elif code in codes.TARE and item.tare is None:
        item.tare = measure(s, e, n, codes.KILOGRAMS)
        item.places.append((TARE, f"segment {n}"))
    else:
        return True
    plain = e[3].startswith("KGM") and e[3].count(US) == 1 and len(e) == 4
    return not plain or code not in {"G", "T"} or e[1] not in codes.MEASURING


def read_equipment_text(s: State, e: list[str], n: int) -> bool:
    """FTX under EQD: a remark of the consignment; in the header an extra of the container."""
    return True if s.in_header() else read_text(s, e, n)


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
