"""Where DCSA bills of lading keep what a consignment says."""

import re

from tidewaiter.cargo.mapping import Paths, Row

NAME = "dcsa-bill-of-lading"
EXPECTED = "a DCSA transport document, shipping instructions or issuance request in JSON"
# A file is told by two of these keys; a document inside it by one.
KEYS = (
    "transportDocumentTypeCode",
    "transportDocumentReference",
    "shippingInstructionsReference",
    "consignmentItems",
    "utilizedTransportEquipments",
    "documentParties",
)
TELLING = re.compile(rf'"({"|".join(KEYS)})"\s*:')
HOUSES = "houseBillOfLadings"

ROLES = {
    "shipper": "consignor",
    "consignee": "consignee",
    "notifyParty": "notify",
    "notifyParties": "notify",
    "issuingParty": "agent",
    "carriersAgentAtDestination": "agent",
    "carriersAgentAtOrigin": "agent",
    "carrier": "carrier",
    "seller": "seller",
    "buyer": "buyer",
    "endorsee": "other",
    "issueTo": "other",
    "other": "other",
}
# Party functions of DCSA, in `other` and in the lists of earlier versions.
FUNCTIONS = {
    "OS": "consignor",
    "CN": "consignee",
    "N1": "notify",
    "N2": "notify",
    "NI": "notify",
    "CA": "carrier",
    "CG": "agent",
    "DDR": "forwarder",
    "DDS": "forwarder",
    "FW": "forwarder",
    "SE": "seller",
    "BY": "buyer",
    "MF": "manufacturer",
    "SCO": "other",
    "COW": "other",
    "COX": "other",
    "EBL": "other",
    "CTK": "other",
}
PARTY = Row(
    "",
    {},
    {
        "name": "partyName",
        "address": (
            "address/name",
            "address/street",
            "address/streetNumber",
            "address/floor",
            "address/POBox",
            "address/postCode",
            "address/city",
            "address/stateRegion",
            "address/country",
            "displayedAddress",
        ),
        "country": "address/countryCode",
        "contact": (
            "partyContactDetails/name",
            "partyContactDetails/phone",
            "partyContactDetails/email",
            "partyContactDetails/url",
        ),
    },
)
SCHEMES = {"LEI": "lei", "GLEIF": "lei", "EORI": "eori", "SWIFT": "swift", "BIC": "swift"}

PORT: dict[str, Paths] = {
    "code": "UNLocationCode",
    "name": ("locationName", "facility/facilityName", "address/city", "facility/facilityCode"),
    "country": ("countryCode", "address/countryCode"),
}
PLACES = (
    ("place_of_receipt", "transports/placeOfReceipt"),
    ("port_of_loading", "transports/portOfLoading"),
    ("port_of_discharge", "transports/portOfDischarge"),
    ("place_of_delivery", "transports/placeOfDelivery"),
    ("routing", "transports/onwardInlandRouting"),
    ("place_of_receipt", "placeOfReceipt"),
    ("port_of_loading", "portOfLoading"),
    ("port_of_discharge", "portOfDischarge"),
    ("place_of_delivery", "placeOfDelivery"),
    ("routing", "onwardInlandRouting"),
    ("place_of_receipt", "placeOfAcceptance"),
    ("place_of_delivery", "placeOfFinalDelivery"),
    ("other", "placeOfIssue"),
    ("other", "invoicePayableAt"),
)
# Names as they are to be printed; they may differ from the place itself.
PRINTED = (
    ("place_of_receipt", "displayedNameForPlaceOfReceipt"),
    ("port_of_loading", "displayedNameForPortOfLoad"),
    ("port_of_discharge", "displayedNameForPortOfDischarge"),
    ("place_of_delivery", "displayedNameForPlaceOfDelivery"),
)
PORTS = (
    *(Row(path, {"function": function}, PORT) for function, path in PLACES),
    *(Row("", {"function": function}, {"name": path}) for function, path in PRINTED),
)

VOYAGE: dict[str, Paths] = {
    "name": ("vesselName", "vessel/vesselName", "vessel/name"),
    "call_sign": ("vesselCallSign", "vessel/vesselCallSign"),
    "flag": ("vesselFlag", "vessel/vesselFlag"),
    "voyage": (
        "carrierExportVoyageNumber",
        "carrierVoyageNumber",
        "universalExportVoyageReference",
    ),
}
VOYAGES = ("transports/vesselVoyages", "vesselVoyages", "transports/vesselVoyage")
IMO = ("vesselIMONumber", "vessel/vesselIMONumber")

CONTAINERS = (
    Row(
        "utilizedTransportEquipments",
        {"number": ""},
        {
            "number": ("equipment/equipmentReference", "equipmentReference"),
            "size_type": ("equipment/ISOEquipmentCode", "ISOEquipmentCode"),
            "status": "emptyIndicatorCode",
            "seals": ("seals/number", "seals/sealNumber"),
            "tare_weight_kg": ("equipment/tareWeight/value", "tareWeight/value", "tareWeight"),
            "gross_weight_kg": ("cargoGrossWeight/value", "cargoGrossWeight"),
        },
    ),
)
GOODS = Row(
    "",
    {},
    {
        "description": "descriptionOfGoods",
        "origin": ("countryOfOrigin", "originCountryCode"),
        "dangerous_goods": (
            "cargoItems/outerPackaging/dangerousGoods/UNNumber",
            "cargoItems/outerPackaging/dangerousGoods/unNumber",
            "cargoItems/outerPackaging/dangerousGoods/NANumber",
            "cargoItems/dangerousGoods/UNNumber",
        ),
    },
    packages=(
        Row(
            "cargoItems",
            {},
            {
                "count": "outerPackaging/numberOfPackages",
                "kind": ("outerPackaging/packageCode", "outerPackaging/description"),
                "marks": "shippingMarks",
            },
        ),
        Row("", {}, {"marks": "shippingMarks"}),
    ),
)
# Sums over the cargo items of a goods item.
SUMS = {
    "gross_weight_kg": ("cargoItems/cargoGrossWeight/value", "cargoGrossWeight/value", "weight"),
    "net_weight_kg": ("cargoItems/cargoNetWeight/value", "cargoNetWeight/value"),
    "volume_m3": ("cargoItems/cargoGrossVolume/value", "cargoGrossVolume/value", "volume"),
}
# National codes whose first six digits are those of the Harmonized System.
TARIFFS = {"NCM", "HTS", "SCHEDULE_B", "TARIC", "CN", "HS"}

HEAD = Row(
    "",
    {},
    {
        "reference": (
            "transportDocumentReference",
            "houseBillOfLadingReference",
            "shippingInstructionsReference",
            "consignmentItems/carrierBookingReference",
        ),
        "value": ("declaredValue", "declaredValueCurrency"),
        "remarks": ("carrierClauses", "displayedShippedOnBoardReceivedForShipment"),
    },
)
KINDS = {"BOL": "bill of lading", "SWB": "sea waybill"}
REFERENCES = (
    ("bill_of_lading", "transportDocumentReference"),
    ("shipping_instructions", "shippingInstructionsReference"),
    ("booking", "carrierBookingReference"),
    ("booking", "consignmentItems/carrierBookingReference"),
    ("service_contract", "serviceContractReference"),
    ("contract_quotation", "contractQuotationReference"),
    ("routing", "routingReference"),
    ("export_licence", "exportLicense/licenseReference"),
    ("export_licence", "consignmentItems/exportLicense/licenseReference"),
    ("export_licence", "consignmentItems/exportLicense/reference"),
    ("import_licence", "importLicense/licenseReference"),
    ("import_licence", "consignmentItems/importLicense/licenseReference"),
    ("import_licence", "consignmentItems/importLicense/reference"),
)
# Lists of references of any type: prefix of the scheme, the list.
TYPED = tuple(
    (prefix, f"{part}{name}")
    for part in (
        "",
        "consignmentItems/",
        "consignmentItems/cargoItems/",
        "utilizedTransportEquipments/",
    )
    for prefix, name in (("", "references"), ("customs_", "customsReferences"))
)
DATES = (
    ("loading", "shippedOnBoardDate"),
    ("other", "receivedForShipmentDate"),
    ("issue", "issueDate"),
    ("departure", "transports/plannedDepartureDate"),
    ("arrival", "transports/plannedArrivalDate"),
)
