"""TDT, LOC, DTM and GIS: means of transport, places, dates and the nature of the movement."""

from tidewaiter.cargo.edifact import codes
from tidewaiter.cargo.edifact.draft import Draft, Paths
from tidewaiter.cargo.edifact.state import BLANKS, State, written
from tidewaiter.cargo.edifact.tokenizer import US
from tidewaiter.cargo.edifact.values import find_imo, has_imo_check_digit, read_dtm
from tidewaiter.model import Dated, Port, Transport
from tidewaiter.model.consignment import PortFunction

PORT_CODE = Paths("ports[{}].code")
PORT_NAME = Paths("ports[{}].name")
_USUAL = codes.USUAL_LISTS["LOC"]
# A manifest names the same few ports over and over.
PORTS_KEPT = 4096
_PLACES = codes.PLACES


def read_place(s: State, e: list[str], n: int) -> bool:
    """LOC: a port or place in its function, or a country of origin, export or destination."""
    if len(e) < 3:
        return True
    function = _PLACES.get(e[1])
    if function is None:
        return _read_country(s, e, n)
    draft = s.draft
    if len(e) == 3:
        known = s.ports.get((e[1], e[2]))
        if known is None:
            known = port_of(e, function)
            if len(s.ports) < PORTS_KEPT:
                s.ports[e[1], e[2]] = known
        port, usual = known
    else:
        port, usual = port_of(e, function)
    ports = draft.ports
    if port.code != "":
        draft.places[PORT_CODE[len(ports)]] = f"segment {n}"
    if port.name != "":
        draft.places[PORT_NAME[len(ports)]] = f"segment {n}"
    ports.append(port)
    return not usual


def port_of(e: list[str], function: PortFunction) -> tuple[Port, bool]:
    """The port of a LOC segment, and whether the port says all that the segment does."""
    code, *lists = e[2].split(US)
    name = ""
    if len(lists) > 2:
        name = lists[2]
        usual = tuple(lists[:2]) in _USUAL and len(lists) == 3
        del lists[2:]
    else:
        usual = tuple(lists) in _USUAL
    if len(e) > 3:
        usual = False
        related = [place.split(US)[3] for place in e[3:5] if place.count(US) > 2]
        name = ", ".join([part for part in (name, *related) if part])
    if len(lists) > 0 and lists[0] in codes.COUNTRY_LISTS:
        return Port(function, "", name, code), usual
    return Port(function, code, name), usual


def _read_country(s: State, e: list[str], n: int) -> bool:
    function, draft, at = e[1], s.draft, f"segment {n}"
    code, *rest = e[2].split(US)
    country = code or (rest[2] if len(rest) > 2 else "")
    left = len(e) > 3 or tuple(rest[:2]) not in _USUAL or (code != "" and len(rest) > 2)
    if country == "":
        return True
    if function == codes.COUNTRY_OF_ORIGIN:
        return _read_origin(s, country, at) or left
    if function in codes.COUNTRIES_OF_EXPORT and draft.export == "":
        draft.export, draft.places["country_of_export"] = country, at
        return left
    if function in codes.COUNTRIES_OF_DESTINATION and draft.destination == "":
        draft.destination, draft.places["country_of_destination"] = country, at
        return left
    if len(rest) > 0 and rest[0] in {"139", "162"}:
        # A place, in a function of no interest of its own: it is still a place on the way.
        draft.places[PORT_CODE[len(draft.ports)]] = at
        draft.ports.append(port_of(e, "other")[0])
    return True


def _read_origin(s: State, country: str, at: str) -> bool:
    """LOC+27: of the open goods item; before the goods, of all of them."""
    if s.goods is None:
        if s.draft.origin is not None:
            return True
        s.draft.origin = country, at
        return False
    if s.goods.origin != "":
        return True
    s.goods.origin = country
    s.draft.places[f"goods[{len(s.draft.goods)}].origin"] = at
    return False


def read_date(s: State, e: list[str], n: int) -> bool:
    """DTM: a date of the document or the voyage; one that cannot be read is a defect."""
    found = read_dtm(e)
    if found is None:
        return True
    if found.date is None:
        s.fault(n, found.fault, e)
        return True
    s.draft.places[f"dates[{len(s.draft.dates)}].value"] = f"segment {n}"
    s.draft.dates.append(Dated(found.kind, found.date))
    return found.more


def read_movement(s: State, e: list[str], n: int) -> bool:
    """GIS (GEI in later directories): import, export, transit or transhipment."""
    position = 1 if e[0] == "GIS" else 2
    code = e[position] if len(e) == position + 1 else ""
    movement = codes.MOVEMENTS.get(code)
    if movement is None or s.item is not None or s.draft.movement not in {"", movement}:
        return True
    s.draft.movement = movement
    s.draft.places["movement"] = f"segment {n}"
    # GEI's own qualifier says which of several indicators it is: the segment stays whole.
    return e[0] == "GEI"


def read_transport(s: State, e: list[str], n: int) -> bool:
    """TDT: one stage of the transport; the main one is put before the others."""
    left = len(e) > 9
    written_out = list(e)
    e = e + BLANKS[len(e) :]
    _, stage, voyage, mode, kind, carrier, direction, excess, ship = e[:9]
    identity, ship_left = identify_ship(ship, sea=mode in {"", "1", "10", "8", "80"})
    carrier_name, carrier_left = _carrier(carrier)
    known = codes.MODES.get(mode)
    left = left or ship_left or carrier_left or any((kind, direction, excess))
    left = left or (known is None and mode != "") or stage not in {"20", "10", "30"}
    transport = Transport(mode=known or "", voyage=voyage, carrier=carrier_name, **identity)
    if transport == Transport():
        return written(written_out[1:]) != ""
    _add_transport(s.draft, transport, stage, f"segment {n}")
    return left


def _add_transport(draft: Draft, transport: Transport, stage: str, at: str) -> None:
    index = len(draft.transports)
    if stage == codes.MAIN_STAGE and index > 0 and draft.stages[0] != codes.MAIN_STAGE:
        _make_room(draft)
        index = 0
    draft.transports.insert(index, transport)
    draft.stages.insert(index, stage)
    for field in Transport.__struct_fields__:
        if getattr(transport, field) != "":
            draft.places[f"transports[{index}].{field}"] = at


def _make_room(draft: Draft) -> None:
    """Move the places of the transports one up."""
    moved = {}
    for path, at in draft.places.items():
        head, _, field = path.partition("].")
        if head.startswith("transports["):
            path = f"transports[{int(head[11:]) + 1}].{field}"  # noqa: PLW2901 - the moved path
        moved[path] = at
    draft.places = moved


def _carrier(carrier: str) -> tuple[str, bool]:
    code, *rest = carrier.split(US)
    name = rest[2] if len(rest) > 2 else ""
    usual = tuple(rest[:2]) in codes.USUAL_LISTS["CARRIER"] and not any(rest[3:])
    return name or code, not usual or (name != "" and code != "")


def identify_ship(ship: str, *, sea: bool) -> tuple[dict[str, str], bool]:
    """C222: the ship's number in the slot it is declared for, its name and flag.

    A number under the call sign's qualifier is an IMO number too where its check digit holds;
    without a qualifier the agency says whose number it is, and else it is a registration.
    """
    if ship == "":
        return {}, False
    number, code_list, agency, name, flag, *more = (ship + US * 5).split(US)
    found = {"name": name, "flag": flag}
    left = any(more)
    if code_list in codes.IMO_LISTS and sea:
        digits = find_imo(number)
        found["imo"] = digits or number
        left = left or digits != number
    elif code_list in codes.CALL_SIGN_LISTS:
        found["call_sign"] = number
        digits = find_imo(number)
        if digits is not None and has_imo_check_digit(digits):
            found["imo"] = digits
    elif code_list in codes.MMSI_LISTS:
        found["mmsi"] = number
    elif agency == codes.LLOYDS and sea and find_imo(number) is not None:
        found["imo"] = find_imo(number) or number
        left = left or code_list != "" or found["imo"] != number
    elif agency == codes.TELECOMMUNICATION_UNION and code_list == "":
        found["mmsi" if number.isdigit() else "call_sign"] = number
        return found, left
    else:
        found["registration"] = number
        left = left or code_list != ""
    return found, left or agency not in {"", "11", "6", "ZZZ"}
