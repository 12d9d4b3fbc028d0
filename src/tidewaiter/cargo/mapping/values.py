"""Declared values to the units and shapes of the consignment; what is in doubt stays text."""

import datetime
import math
import re

from tidewaiter.model.consignment import Mode

# UN/ECE Recommendation 20 codes, and the short forms documents use.
KILOGRAMS = {
    "KGM": 1.0,
    "KG": 1.0,
    "KGS": 1.0,
    "LBR": 0.45359237,
    "LB": 0.45359237,
    "LBS": 0.45359237,
    "TNE": 1000.0,
    "GRM": 0.001,
}
CUBIC_METRES = {"MTQ": 1.0, "M3": 1.0, "CBM": 1.0, "FTQ": 0.028316846592, "LTR": 0.001}
CUBIC_METRES |= {"CFT": CUBIC_METRES["FTQ"]}

# UN/ECE Recommendation 19; 0, 6 and 9 (unknown, multimodal, own propulsion) name no one mode.
MODES: dict[str, Mode] = {
    "0": "",
    "1": "sea",
    "2": "rail",
    "3": "road",
    "4": "air",
    "5": "post",
    "6": "",
    "7": "fixed",
    "8": "inland_water",
    "9": "",
}

# UN/EDIFACT 1001 codes of documents that bear on a consignment, as names of references.
DOCUMENT_CODES = {
    "271": "packing_list",
    "325": "pro_forma_invoice",
    "380": "invoice",
    "703": "house_waybill",
    "704": "master_bill_of_lading",
    "705": "bill_of_lading",
    "714": "house_bill_of_lading",
    "720": "rail_consignment_note",
    "722": "rail_consignment_note_smgs",
    "730": "road_consignment_note",
    "740": "air_waybill",
    "741": "master_air_waybill",
    "785": "manifest",
    "811": "export_licence",
    "821": "transit_declaration",
    "861": "certificate_of_origin",
    "862": "declaration_of_origin",
    "864": "preference_certificate_of_origin",
    "865": "certificate_of_origin_form_gsp",
    "911": "import_licence",
    "935": "invoice",
}

PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?")
GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+\.[0-9]+")
COMMA = re.compile(r"[0-9]+,([0-9]{1,2}|[0-9]{4,})")
LOCATION = re.compile(r"[A-Z]{2} ?[A-Z2-9]{3}")

_TIME = r"(?:[T ]?(?P<h>[0-9]{2}):?(?P<i>[0-9]{2})(?::?(?P<s>[0-9]{2})(?:\.[0-9]+)?)?)?"
_ZONE = r"(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
ISO = re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})" + _TIME + _ZONE)
COMPACT = re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})" + _TIME + _ZONE)
SHORT = re.compile(r"(?P<y>[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})")
PARTIAL = re.compile(r"(?P<y>[0-9]{4})(?:-(?P<m>[0-9]{2}))?")
SLASHED = re.compile(r"(?P<a>[0-9]{1,2})[/-](?P<b>[0-9]{1,2})[/-](?P<y>[0-9]{4}|[0-9]{2})")
# With points the day stands first, wherever dates are written so.
POINTED = re.compile(r"(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?P<y>[0-9]{4})")


def number(text: str) -> float | None:
    """A non-negative decimal, or None; `12,000` may be either and is None."""
    plain = text.replace(" ", "").replace("\u00a0", "")
    if GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    elif COMMA.fullmatch(plain):
        plain = plain.replace(",", ".")
    if PLAIN.fullmatch(plain) is None:
        return None
    value = float(plain)
    return value if math.isfinite(value) else None


def is_digits(text: str) -> bool:
    """True for one or more of the digits 0 to 9 alone: no superscripts, no other script's."""
    return text.isascii() and text.isdecimal()


def mode_of(code: str) -> Mode | None:
    """The mode of a one- or two-digit transport code (`11` is sea), None where unknown."""
    return MODES.get(code[:1]) if is_digits(code) and len(code) <= 2 else None


def split_location(text: str) -> dict[str, str]:
    """A place of one element as a port's field: a UN/LOCODE is its code, words are its name."""
    return {"code" if LOCATION.fullmatch(text) else "name": text}


def iso_date(text: str) -> str | None:
    """A date or time in ISO 8601 as precise as declared; None where unknown or ambiguous.

    Known shapes: ISO 8601, `20220901Z`, `200302111234`, `20250731143931+01`, `030211` (year,
    month, day), `2017-08`, and day and month with slashes where only one order is possible.
    """
    for shape in (ISO, COMPACT, SHORT, POINTED):
        match = shape.fullmatch(text)
        if match is not None:
            return _checked(match.groupdict())
    match = PARTIAL.fullmatch(text)
    if match is not None:
        return text if 1 <= int(match["m"] or 1) <= 12 else None
    return _slashed(text)


def _slashed(text: str) -> str | None:
    """A date written with slashes, where one of its two first numbers cannot be a month."""
    match = SLASHED.fullmatch(text)
    if match is None:
        return None
    first, second = int(match["a"]), int(match["b"])
    if first <= 12 and second <= 12 and first != second:
        return None
    day, month = (second, first) if second > 12 else (first, second)
    return _checked({"y": match["y"], "m": str(month), "d": str(day)})


def _checked(parts: dict[str, str | None]) -> str | None:
    """ISO text of a date (and hour and minute, where given), None where no such day exists."""
    numbers = {key: int(value) for key, value in parts.items() if value is not None}
    # The systems that write two digits of the year are younger than the century.
    year = numbers["y"] + (2000 if numbers["y"] < 100 else 0)
    try:
        when = datetime.datetime(  # noqa: DTZ001 - the zone is not kept, the text is
            year,
            numbers["m"],
            numbers["d"],
            numbers.get("h", 0),
            numbers.get("i", 0),
            numbers.get("s", 0),
        )
    except ValueError:
        return None
    if "h" not in numbers:
        return when.date().isoformat()
    return when.isoformat(timespec="seconds" if "s" in numbers else "minutes")
