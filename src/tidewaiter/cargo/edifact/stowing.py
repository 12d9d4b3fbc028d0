"""Which segment of a BAPLIE or COARRI is read how: the header, then one container after another.

The tables of D.95B (SMDG 1.x, 2.x), D.00B and D.13B (SMDG 3.1) put the segments of a container in
another order; each is read wherever it stands under its container. What no field holds is an
extra of the container.
"""

from tidewaiter.cargo.edifact import codes
from tidewaiter.cargo.edifact.goods import measure
from tidewaiter.cargo.edifact.state import BLANKS, Handler
from tidewaiter.cargo.edifact.stowage import Slot, Stowage
from tidewaiter.cargo.edifact.tokenizer import US
from tidewaiter.cargo.edifact.values import find_imo, has_imo_check_digit, parse_number, read_dtm
from tidewaiter.cargo.edifact.voyage import identify_ship, port_of
from tidewaiter.model import Dated

CELL = "147"
LOADING, DISCHARGE = frozenset({"9", "6"}), frozenset({"11", "12"})
# 132 is the arrival at the next port in a BAPLIE, at the port of the report in a COARRI.
NEXT_ARRIVAL = "132"
WEIGHED = frozenset({"G", "WT", "VGM", "EGW", "AET"})
VERIFIED = "VGM"
_SIZES, _CELLS = (
    frozenset(US.join(one) for one in codes.USUAL_LISTS[key]) for key in ("EQD", "CELL")
)


def read_document(s: Stowage, e: list[str], n: int) -> bool:
    """BGM: which list it is, its number, what it does to lists before it."""
    if s.slot is not None or s.begun != "":
        return True
    s.begun = f"segment {n}"
    name, number, function = (e + BLANKS[len(e) :])[1:4]
    s.code, _, lists = name.partition(US)
    s.text = lists.rpartition(US)[2]
    s.reference, _, version = number.partition(US)
    s.function = codes.FUNCTIONS.get(function, "")
    s.partial = (
        s.code in {codes.PARTIAL_PLAN, codes.RESTOW}
        or s.text in codes.PARTIAL_PLANS
        or s.function in codes.PIECES_OF_LISTS
    )
    known = s.code in {"", codes.FULL_PLAN, codes.PARTIAL_PLAN, *codes.REPORTS}
    left = lists != "" or version != "" or any(e[4:]) or not known
    return left or (function != "" and s.function == "")


def read_date(s: Stowage, e: list[str], n: int) -> bool:
    """DTM of the header: a date of the voyage or the list; one that cannot be read is a defect."""
    found = None if s.slot is not None else read_dtm(e)
    if found is None:
        return True
    if found.date is None:
        return s.fault(n, found.fault, e)
    if s.by_location and found.qualifier == NEXT_ARRIVAL and s.next_on == "":
        s.next_on = found.date
    else:
        s.dates.append(Dated(found.kind, found.date))
    return found.more


def read_reference(s: Stowage, e: list[str], _n: int) -> bool:
    """RFF+VON of the header: the voyage, where TDT names none."""
    kind, _, number = (e[1] if len(e) > 1 else "").partition(US)
    if s.slot is not None or kind != "VON" or number == "" or US in number:
        return True
    if s.voyage == "":
        s.voyage = number
    return s.voyage != number or len(e) > 2


def read_transport(s: Stowage, e: list[str], _n: int) -> bool:
    """TDT of the header, main stage: the voyage and the ship."""
    _, stage, voyage, mode, kind, carrier, direction, excess, ship = (e + BLANKS[len(e) :])[:9]
    if s.slot is not None or len(s.ship) > 0 or stage not in {"", codes.MAIN_STAGE}:
        return True
    identity, left = identify_ship(ship, sea=True)
    s.ship = identity
    imo, sign = identity.get("imo", ""), identity.get("registration", "")
    if imo != "" and find_imo(imo) is None:
        # A call sign under the code list of IMO numbers.
        s.ship = identity | {"imo": "", "call_sign": imo}
        left = True
    elif sign != "":
        found = find_imo(sign)
        if found is not None and has_imo_check_digit(found):
            s.ship = identity | {"imo": found}
        left = True
    elsewhere = s.voyage not in {"", voyage}
    s.voyage = s.voyage or voyage
    unheld = any((carrier, kind, direction, excess, identity.get("flag"), identity.get("mmsi")))
    return left or elsewhere or unheld or mode not in {"", "1"} or any(e[9:])


def read_place(s: Stowage, e: list[str], n: int) -> bool:
    """LOC: the cell and ports of a container, or the ports of the voyage in the header."""
    if len(e) < 3:
        return True
    if e[1] == CELL:
        return _read_cell(s, e, n)
    port, usual = port_of(e, "other")
    text = port.code or port.name or port.country
    whole = usual and (port.code == "" or port.name == "")
    slot = s.slot
    if slot is None:
        if e[1] in s.places or text == "":
            return True
        s.places[e[1]] = text, (e, n)
        return not whole
    if e[1] in LOADING and slot.loading == "":
        slot.loading = text
    elif e[1] in DISCHARGE and slot.discharge == "":
        slot.discharge = text
    else:
        if e[1] in LOADING | DISCHARGE:
            _stray(slot)
        return True
    return _told(slot, e, n, left=not whole)


def _read_cell(s: Stowage, e: list[str], n: int) -> bool:
    cell, _, lists = e[2].partition(US)
    slot = s.slot
    if s.by_location:
        slot = s.open_slot(n)
    elif slot is None or slot.cell != "":
        _stray(slot)
        return True
    slot.cell = cell
    return _told(slot, e, n, left=lists not in _CELLS or len(e) > 3)


def _stray(slot: Slot | None) -> None:
    if slot is not None:
        slot.strays = True


def _told(slot: Slot, e: list[str], n: int, *, left: bool) -> bool:
    """Note a segment that a field of the slot holds; one held in part is an extra anyway."""
    if not left:
        slot.told.append((e, n))
    return left


def read_equipment(s: Stowage, e: list[str], n: int) -> bool:
    """EQD: number, size and type, status, full or empty.

    A second one shares the location, unless more has come between than one location can say.
    """
    slot = s.slot
    if slot is None or slot.equipped or not s.by_location:
        shared = slot is not None and s.by_location and not slot.strays
        slot = s.open_slot(n, slot.cell if slot is not None and shared else "")
    kind, number, size, supplier, status, fullness = (e + BLANKS[len(e) :])[1:7]
    slot.equipped = True
    slot.at = f"segment {n}"
    slot.kind = kind
    slot.number, _, number_list = number.partition(US)
    slot.size_type, _, size_list = size.partition(US)
    slot.status = codes.EQUIPMENT_STATUS.get(status, "")
    slot.full = None if fullness not in codes.FULLNESS else codes.FULLNESS[fullness] != "empty"
    if kind not in codes.NUMBERED_EQUIPMENT:
        return True
    usual = kind == "CN" and number_list in _SIZES and size_list in _SIZES and supplier == ""
    plain = fullness in {"", "4", "5"} and (status == "" or slot.status != "")
    return not usual or not plain or any(e[7:])


def read_measure(s: Stowage, e: list[str], n: int) -> bool:
    """MEA: the gross weight of the container; a verified one beside it goes before the others."""
    slot = s.slot
    if slot is None or len(e) < 4:
        return True
    code = e[2] or e[1]
    if code not in WEIGHED:
        return True
    if slot.weighed is not None and (code != VERIFIED or not slot.may_be_verified):
        _stray(slot)
        return True
    weight = measure(s, e, n, codes.KILOGRAMS)
    if weight is None:
        return False
    if slot.weighed is not None:
        s.leave(*slot.weighed)
    slot.gross, slot.weighed = weight, (e, n)
    slot.verified, slot.weighed_equipped = code == VERIFIED, slot.equipped
    usual = e[3].startswith("KGM" + US) and e[3].count(US) == 1 and len(e) == 4
    return _told(slot, e, n, left=not usual or (e[2] != "" and e[1] not in codes.MEASURING))


def read_total(s: Stowage, e: list[str], n: int) -> bool:
    """CNT: how many pieces of equipment the list says it has; what follows is of the list."""
    s.close_slot()
    code, _, value = (e[1] if len(e) > 1 else "").partition(US)
    total = parse_number(value.partition(US)[0])
    if total is None:
        return s.fault(n, "control total is not a number", e)
    if code == codes.TOTAL_EQUIPMENT:
        s.expected = total, n
    return True


STOW_TABLE: dict[str, Handler] = {
    "BGM": read_document,
    "CNT": read_total,
    "DTM": read_date,
    "EQD": read_equipment,
    "LOC": read_place,
    "MEA": read_measure,
    "RFF": read_reference,
    "TDT": read_transport,
}
