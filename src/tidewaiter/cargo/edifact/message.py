"""BGM, RFF, CNI and CNT: what a message is, its numbers, its consignments, its totals."""

from tidewaiter.cargo.edifact import codes
from tidewaiter.cargo.edifact.draft import Draft, Paths
from tidewaiter.cargo.edifact.goods import add_hs
from tidewaiter.cargo.edifact.state import State, add_reference
from tidewaiter.cargo.edifact.tokenizer import US
from tidewaiter.cargo.edifact.values import is_hs, parse_number
from tidewaiter.model import Extra, Identifier

REFERENCE = Paths("references[{}].value")


def read_document(s: State, e: list[str], n: int) -> bool:
    """BGM: the kind of document and its number; a kind without a name keeps its code."""
    code = e[1] if len(e) > 1 else ""
    number = e[2].partition(US) if len(e) > 2 else ("", "", "")
    draft, at = s.draft, f"segment {n}"
    draft.kind = codes.DOCUMENT_KINDS.get(code, code.replace(US, ":"))
    draft.places["kind"] = at
    if number[0] != "":
        add_reference(draft, "document", number[0], at)
    if s.single and draft.reference == "" and number[0] != "":
        draft.reference = number[0]
        draft.places["reference"] = at
    return len(e) > 3 or number[2] != "" or code not in codes.DOCUMENT_KINDS


def read_reference(s: State, e: list[str], n: int) -> bool:
    """RFF: a number under its own name; a bill of lading names the consignment.

    After the goods of one consignment a bill of lading begins the next: the group under CNI
    repeats, one bill a time, and a CNI may be lost.
    """
    if len(e) < 2:
        return True
    kind, _, rest = e[1].partition(US)
    number, _, more = rest.partition(US)
    name = codes.REFERENCES.get(kind)
    if s.goods is not None and kind in codes.TARIFF_REFERENCES and is_hs(number):
        add_hs(s, s.goods, number, n)
        return len(e) > 2 or more != ""
    if name is None or number == "":
        return True
    if s.item is not None:
        if s.single or kind not in codes.BILLS:
            return True
        s.close_parts()
        s.enter("header" if s.draft is s.header else "consignment")
    at = f"segment {n}"
    if kind in codes.BILLS and (s.goods is not None or s.draft.reference != number):
        _name_consignment(s, kind, number, at)
    draft = s.draft
    draft.places[REFERENCE[len(draft.references)]] = at
    draft.references.append(Identifier(name, number))
    return len(e) > 2 or more != ""


def _name_consignment(s: State, kind: str, number: str, at: str) -> None:
    if not s.single and s.goods is not None and number != s.draft.reference:
        group = s.draft.group
        s.open_consignment()
        if group is not None:
            s.draft.group = group
            add_reference(s.draft, "consignment", *group)
    elif s.draft is s.header and not s.single:
        s.keep_base()
    draft = s.draft
    if draft.reference == "" or (s.single and kind == "BM" and not draft.billed):
        draft.reference = number
        draft.places["reference"] = at
        draft.billed = kind == "BM"


def read_consignment(s: State, e: list[str], n: int) -> bool:
    """CNI: the next consignment, with the number of its transport document."""
    number, _, more = (e[2] if len(e) > 2 else "").partition(US)
    if s.single:
        return True
    if s.scope == "consignment" and s.draft.reference == number != "" and _is_bare(s.draft):
        s.fault(n, "CNI repeated", e)
        return True
    at = f"segment {n}"
    s.open_consignment()
    draft = s.draft
    draft.reference = number
    draft.places["reference"] = at
    if number != "":
        draft.group = number, at
    if len(e) > 1 and e[1] != "":
        draft.extras.append(Extra("CNI", e[1].replace(US, ":"), at))
    return len(e) > 3 or more != ""


def _is_bare(draft: Draft) -> bool:
    return len(draft.goods) == 0 and len(draft.equipment) == 0


def read_control_total(s: State, e: list[str], n: int) -> bool:
    """CNT: a total of the consignment before its goods, of the message after them."""
    code, value, *unit = (e[1] if len(e) > 1 else "").split(US) + [""] * (2 - len(e[1:2]))
    total = parse_number(value)
    if total is None:
        s.fault(n, "control total is not a number", e)
        return True
    if s.scope != "consignment":
        s.totals.append((code, total, n))
        return True
    factor = codes.KILOGRAMS.get(unit[0] if len(unit) > 0 else "")
    at = f"segment {n}"
    if code == codes.TOTAL_WEIGHT and factor is not None:
        s.draft.totals.append(("weight", total * factor, at))
        if s.draft.gross is None:
            s.draft.gross = total * factor
            s.draft.places["gross_weight_kg"] = at
            return factor != 1.0 or len(e) > 2 or any(unit[1:])
    elif code in codes.TOTAL_PIECES:
        s.draft.totals.append(("pieces", total, at))
    return True
