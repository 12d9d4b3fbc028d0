"""The code lists the EDIFACT readers know, as far as they bear on a consignment.

A code that no table holds is reported as an extra or a defect, never guessed.
"""

from tidewaiter.model.calls import StowFunction, StowKind
from tidewaiter.model.consignment import DateKind, Mode, Movement, PortFunction, Role

# Message types, the group that makes a consignment in each, and how its rows are read.
CARGO_REPORTS = frozenset({"CUSCAR"})
TRANSPORT_CONTRACTS = frozenset({"IFTMCS", "IFTMIN", "IFTMBF", "IFTMBC", "IFTMBP", "IFTMAN"})
STOW_LISTS = frozenset({"BAPLIE", "COARRI"})
# Types one letter away from a readable one, or met beside it, that are other messages.
OTHER_MESSAGES = frozenset(
    [
        "APERAK",
        "BAPLTE",
        "BERMAN",
        "CALINF",
        "CODECO",
        "CODENO",
        "COHAOR",
        "COPARN",
        "COPINO",
        "COPRAR",
        "COREOR",
        "COSTCO",
        "COSTOR",
        "CONTRL",
        "CUSDEC",
        "CUSEXP",
        "CUSPED",
        "CUSREP",
        "CUSRES",
        "DESADV",
        "GOVCBR",
        "GOVREG",
        "IFCSUM",
        "IFTCCA",
        "IFTDGN",
        "IFTFCC",
        "IFTIAG",
        "IFTMBS",
        "IFTMCA",
        "IFTMFR",
        "IFTRIN",
        "IFTSAI",
        "IFTSTA",
        "IFTSTQ",
        "IMDGEX",
        "INVOIC",
        "MOVINS",
        "ORDERS",
        "PAXLST",
        "PNRGOV",
        "SANCRT",
        "TANSTA",
        "VERMAS",
        "WASDIS",
    ]
)

DOCUMENT_KINDS = {
    "85": "customs_manifest",
    "335": "booking",
    "340": "shipping_instruction",
    "610": "forwarding_instruction",
    "703": "house_waybill",
    "704": "master_bill_of_lading",
    "705": "bill_of_lading",
    "710": "sea_waybill",
    "714": "house_bill_of_lading",
    "720": "rail_consignment_note",
    "722": "rail_consignment_note_smgs",
    "730": "road_consignment_note",
    "740": "air_waybill",
    "741": "master_air_waybill",
    "760": "multimodal_transport_document",
    "781": "arrival_notice",
    "785": "cargo_manifest",
    "833": "cargo_declaration_departure",
    "933": "cargo_declaration_arrival",
}

# UN/EDIFACT 3035, party function.
ROLES: dict[str, Role] = {
    "AE": "declarant",
    "AG": "agent",
    "BY": "buyer",
    "CA": "carrier",
    "CG": "agent",
    "CN": "consignee",
    "CZ": "consignor",
    "DT": "declarant",
    "EX": "exporter",
    "FW": "forwarder",
    "IM": "importer",
    "MF": "manufacturer",
    "FR": "message_sender",
    "MS": "message_sender",
    "N1": "notify",
    "N2": "notify",
    "NI": "notify",
    "OS": "original_shipper",
    "OV": "owner",
    "SE": "seller",
    "SU": "supplier",
    "UC": "ultimate_consignee",
}

# UN/EDIFACT 3227, place function.
PLACES: dict[str, PortFunction] = {
    "5": "departure",
    "7": "place_of_delivery",
    "8": "ultimate_destination",
    "9": "port_of_loading",
    "10": "place_of_receipt",
    "11": "port_of_discharge",
    "12": "port_of_discharge",
    "13": "transhipment",
    "20": "ultimate_destination",
    "22": "customs_office",
    "41": "customs_office",
    "42": "customs_office",
    "60": "arrival",
    "61": "next_port_of_call",
    "76": "original_port_of_loading",
    "83": "place_of_delivery",
    "88": "place_of_receipt",
    "92": "routing",
    "94": "last_port_of_call",
    "125": "last_port_of_call",
    "153": "port_of_call",
}
COUNTRY_OF_ORIGIN = "27"
COUNTRIES_OF_EXPORT = frozenset({"35"})
COUNTRIES_OF_DESTINATION = frozenset({"28", "36"})

# UN/EDIFACT 2005, date function.
DATES: dict[str, DateKind] = {
    "95": "issue",
    "132": "arrival",
    "133": "departure",
    "136": "departure",
    "137": "document",
    "148": "acceptance",
    "178": "arrival",
    "182": "issue",
    "186": "departure",
    "189": "departure",
    "232": "arrival",
    "17": "delivery",
    "35": "delivery",
    "69": "delivery",
    "11": "departure",
}

# UN/EDIFACT 2379, date format, as the pieces of a date in the order they are written.
DATE_FORMATS = {
    "2": "DMY",
    "3": "MDY",
    "101": "YMD",
    "102": "CMD",
    "201": "YMDHN",
    "202": "YMDHNS",
    "203": "CMDHN",
    "204": "CMDHNS",
    "303": "CMDHNZ",
    "602": "C",
    "609": "YM",
    "610": "CM",
    "718": "CMD-CMD",
    "719": "CMDHN-CMDHN",
}

# UN/EDIFACT 1153, reference kind, under the names `references` uses.
REFERENCES = {
    "AAA": "order_acknowledgement",
    "AAE": "goods_declaration",
    "AAM": "waybill",
    "AAO": "consignment_reference_of_consignee",
    "AAS": "transport_document",
    "ABE": "declarant_reference",
    "ABO": "originator_reference",
    "ABT": "customs_declaration",
    "ACD": "additional_reference",
    "ACW": "previous_message",
    "AES": "primary_reference",
    "AFB": "cargo_manifest",
    "AFM": "secondary_reference",
    "AGO": "sender_reference",
    "AKG": "vehicle_identification",
    "AWB": "air_waybill",
    "BH": "house_bill_of_lading",
    "BM": "bill_of_lading",
    "BN": "booking",
    "CN": "carrier_reference",
    "CO": "buyer_order",
    "CR": "customer_reference",
    "CT": "contract",
    "CU": "consignor_reference",
    "EX": "export_licence",
    "FF": "forwarder_reference",
    "HWB": "house_waybill",
    "IP": "import_licence",
    "IV": "invoice",
    "LC": "letter_of_credit",
    "MB": "master_bill_of_lading",
    "MWB": "master_waybill",
    "MRN": "movement_reference_number",
    "ON": "order",
    "RF": "export_reference",
    "SI": "shipper_identifying_number",
    "SRN": "shipment_reference",
    "SS": "sellers_reference",
    "TN": "transaction_reference",
    "UCN": "unique_consignment_reference",
    "VA": "vat_registration",
    "VON": "voyage",
    "XC": "cargo_control_number",
}
TARIFF_REFERENCES = frozenset({"ABD"})
# References that begin a consignment of their own where they follow the goods of another.
BILLS = frozenset({"BM", "BH", "HWB", "AWB", "AAM"})

# UN/CEFACT Recommendation 19, mode of transport.
MODES: dict[str, Mode] = {
    "1": "sea",
    "10": "sea",
    "2": "rail",
    "20": "rail",
    "3": "road",
    "30": "road",
    "4": "air",
    "40": "air",
    "5": "post",
    "50": "post",
    "7": "fixed",
    "70": "fixed",
    "8": "inland_water",
    "80": "inland_water",
}
MAIN_STAGE = "20"

# UN/EDIFACT 7365 of the GIS segment, nature of the movement.
MOVEMENTS: dict[str, Movement] = {
    "22": "export",
    "23": "import",
    "24": "transit",
    "28": "transhipment",
}

# UN/CEFACT Recommendation 20, factors to kilograms and cubic metres.
KILOGRAMS = {
    "KGM": 1.0,
    "TNE": 1000.0,
    "GRM": 0.001,
    "DTN": 100.0,
    "LBR": 0.45359237,
    "LTN": 1016.0469088,
    "STN": 907.18474,
    "CWI": 50.80234544,
    "CWA": 45.359237,
}
CUBIC_METRES = {"MTQ": 1.0, "LTR": 0.001, "DMQ": 0.001, "FTQ": 0.028316846592}

# UN/EDIFACT 6313, property measured.
GROSS = frozenset({"G", "AAD"})
NET = frozenset({"N", "AAL", "AAC"})
VOLUME = frozenset({"AAW", "ABJ"})
TARE = frozenset({"T"})
EQUIPMENT_GROSS = frozenset({"G", "VGM", "EGW"})

# UN/EDIFACT 8249 and 8169 of the EQD segment.
EQUIPMENT_STATUS = {
    "1": "continental",
    "2": "export",
    "3": "import",
    "4": "remain_on_board",
    "5": "shifter",
    "6": "transhipment",
}
FULLNESS = {
    "1": "more_than_a_quarter_volume_available",
    "2": "more_than_half_volume_available",
    "3": "more_than_three_quarters_volume_available",
    "4": "empty",
    "5": "full",
    "6": "no_volume_available",
    "7": "full_mixed_consignment",
    "8": "full_single_consignment",
}

# UN/EDIFACT 5025, amounts that are the value of the goods.
VALUES = frozenset({"38", "39", "40", "43", "44", "63", "66", "77"})

# UN/EDIFACT 6069, control totals.
TOTAL_WEIGHT = "7"
TOTAL_PIECES = frozenset({"8", "11"})
TOTAL_CONSIGNMENTS = "10"
TOTAL_EQUIPMENT = "16"

# Code list identifiers that say nothing but that the code is the usual one.
USUAL_LISTS: dict[str, frozenset[tuple[str, ...]]] = {
    "LOC": frozenset(
        {
            (),
            ("", ""),
            ("139", "6"),
            ("139",),
            ("139", ""),
            ("", "139"),
            ("162", "5"),
            ("162",),
            ("", "5"),
            ("", "6"),
        }
    ),
    "EQD": frozenset({(), ("102", "5"), ("102",), ("", "5"), ("6346", "5")}),
    "CELL": frozenset({(), ("", "5"), ("139", "5"), ("9711", "5"), ("", "6")}),
    "CARRIER": frozenset({(), ("", ""), ("172", "20"), ("172", "166"), ("172",), ("172", "182")}),
    "CST": frozenset({(), ("122",), ("HS",), ("ZZZ",), ("122", "6"), ("122", "ZZZ"), ("122", "5")}),
}
COUNTRY_LISTS = frozenset({"162"})

# UN/EDIFACT 1001 of COARRI: 119 and 122 by the code list, the others as terminals use them.
REPORTS: dict[str, StowKind] = {
    "44": "discharge_report",
    "98": "discharge_report",
    "119": "discharge_report",
    "46": "loading_report",
    "122": "loading_report",
    "270": "loading_report",
}
# A restow says where containers stand aboard now: a piece of a stow plan.
RESTOW = "24"
FULL_PLAN, PARTIAL_PLAN = "658", "659"
PARTIAL_PLANS = frozenset({"LOADONLY", "SINGLEOP"})

# UN/EDIFACT 1225, message function.
FUNCTIONS: dict[str, StowFunction] = {
    "1": "cancelled",
    "2": "addition",
    "3": "deletion",
    "4": "change",
    "5": "replacement",
    "9": "original",
}
PIECES_OF_LISTS = frozenset({"addition", "change", "deletion"})

# UN/EDIFACT 8053: equipment that carries cargo under a number of its own.
NUMBERED_EQUIPMENT = frozenset({"", "CN", "SW", "TE"})

# First elements that say no more than the segment's tag does.
MEASURING = frozenset({"", "AAE", "WT", "VOL"})
MARKING = frozenset({"", "24", "28"})
PRODUCT_ROLES = frozenset({"", "1", "5"})
CONTACT_ROLES = frozenset({"", "IC"})

# 1131 code lists of the ship's identity in TDT.
IMO_LISTS = frozenset({"146", "IMO"})
CALL_SIGN_LISTS = frozenset({"103"})
MMSI_LISTS = frozenset({"MMSI"})
# 3055 agencies that say whose number it is where no list does.
LLOYDS, TELECOMMUNICATION_UNION = "11", "296"
