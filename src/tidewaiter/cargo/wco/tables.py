"""Where the WCO Data Model keeps what a consignment says."""

from tidewaiter.cargo.mapping import Paths, Row
from tidewaiter.cargo.xml import Shape

NAME = "wco-declaration"
EXPECTED = "a WCO Data Model declaration: Declaration with GoodsShipment"
NAMESPACE = "urn:wco:datamodel"
SHAPE = Shape(
    records=frozenset({"Declaration"}),
    sections=(frozenset({"GovernmentAgencyGoodsItem"}),),
    counted=frozenset({"GovernmentAgencyGoodsItem"}),
)

ROLES = (
    ("Exporter", "exporter"),
    ("Importer", "importer"),
    ("Consignor", "consignor"),
    ("Consignee", "consignee"),
    ("NotifyParty", "notify"),
    ("Carrier", "carrier"),
    ("Declarant", "declarant"),
    ("Agent", "agent"),
    ("Submitter", "message_sender"),
    ("FreightForwarder", "forwarder"),
    ("Buyer", "buyer"),
    ("Seller", "seller"),
    ("Manufacturer", "manufacturer"),
    ("Supplier", "supplier"),
    ("UltimateConsignee", "ultimate_consignee"),
    ("Owner", "owner"),
    ("GoodsOwner", "owner"),
    ("Payer", "other"),
    ("Surety", "other"),
    ("DomesticDutyTaxParty", "other"),
    ("AEOMutualRecognitionParty", "other"),
    ("AuthorisationHolder", "other"),
    ("AdditionalParty", "other"),
)


def _parties(base: str) -> tuple[Row, ...]:
    """Every kind of party that may stand directly below an element."""
    return tuple(
        Row(
            f"{base}{element}",
            {"role": role},
            {
                "name": "Name",
                "address": (
                    "Address/Line",
                    "Address/CityName",
                    "Address/CountrySubDivisionName",
                    "Address/CountrySubDivisionCode",
                    "Address/PostcodeID",
                    "Address/CountryName",
                ),
                "country": "Address/CountryCode",
                "contact": ("Contact/Name", "Communication/ID", "Contact/Communication/ID"),
            },
            # In the customs unions that use this model the number of a trader is its EORI.
            {"ID": "eori"},
        )
        for element, role in ROLES
    )


# Elements that carry parties, ports, equipment and means of transport.
DECLARATION_PARTS = ("", "Consignment/", "Consignment/ConsignmentItem/")
SHIPMENT_PARTS = ("", "Consignment/", "GovernmentAgencyGoodsItem/")
DECLARATION_PARTIES = tuple(row for part in DECLARATION_PARTS for row in _parties(part))
SHIPMENT_PARTIES = tuple(row for part in SHIPMENT_PARTS for row in _parties(part))

LOCATIONS = (
    ("LoadingLocation", "port_of_loading"),
    ("UnloadingLocation", "port_of_discharge"),
    ("TranshipmentLocation", "transhipment"),
    ("ConsignorLoadingLocation", "place_of_receipt"),
    ("GoodsReceiptPlace", "place_of_receipt"),
    ("GoodsConsignedPlace", "place_of_receipt"),
    ("DeliveryDestination", "place_of_delivery"),
    ("TransitDestination", "ultimate_destination"),
    ("FirstArrivalLocation", "arrival"),
    ("GoodsLocation", "other"),
    ("TransitDeparture", "departure"),
)
OFFICES = (
    "ExitOffice",
    "EntryOffice",
    "PresentationOffice",
    "SupervisingOffice",
    "EntryCustomsOffice",
)
PORT_FIELDS: dict[str, Paths] = {
    "code": "ID",
    "name": ("Name", "Line"),
    "country": ("Address/CountryCode", "CountryCode"),
}
PORTS = tuple(
    Row(f"{part}{element}", {"function": function}, PORT_FIELDS)
    for part in ("", "Consignment/")
    for element, function in LOCATIONS
) + tuple(
    Row(element, {"function": "customs_office"}, {"code": "ID", "name": "Name"})
    for element in OFFICES
)
DECLARATION_PORTS = (
    *PORTS,
    Row("", {"function": "customs_office"}, {"code": "DeclarationOfficeID"}),
)

# The main leg first.
DECLARATION_MEANS = ("BorderTransportMeans", "Consignment/BorderTransportMeans")
SHIPMENT_MEANS = (
    "Consignment/BorderTransportMeans",
    "Consignment/ArrivalTransportMeans",
    "Consignment/DepartureTransportMeans",
)
# IdentificationTypeCode (UK and EU data element 7/7, 7/9, 7/14; UN/EDIFACT 1153) to the field
# its value goes to. An IMO number must have seven digits to be one.
IDENTITIES = {
    "10": "imo",
    "146": "imo",
    "11": "name",
    "103": "call_sign",
    "20": "registration",
    "21": "registration",
    "30": "registration",
    "31": "registration",
    "40": "voyage",
    "41": "registration",
    "80": "registration",
    "81": "name",
}

ITEM = Row(
    "",
    {},
    {
        "number": "SequenceNumeric",
        "description": ("Commodity/Description", "Commodity/CargoDescription"),
        "gross_weight_kg": (
            "Commodity/GoodsMeasure/GrossMassMeasure",
            "GoodsMeasure/GrossMassMeasure",
        ),
        "net_weight_kg": (
            "Commodity/GoodsMeasure/NetNetWeightMeasure",
            "Commodity/GoodsMeasure/NetWeightMeasure",
            "GoodsMeasure/NetNetWeightMeasure",
            "GoodsMeasure/NetWeightMeasure",
        ),
        "quantity": ("Commodity/GoodsMeasure/TariffQuantity", "GoodsMeasure/TariffQuantity"),
        "unit": (
            "Commodity/GoodsMeasure/TariffQuantity/@unitCode",
            "GoodsMeasure/TariffQuantity/@unitCode",
        ),
        "value": (
            "Commodity/InvoiceLine/ItemChargeAmount",
            "Commodity/InvoiceLine/ItemChargeAmount/@currencyID",
        ),
        "containers": ("Commodity/TransportEquipment/ID", "TransportEquipment/ID"),
        "dangerous_goods": "Commodity/DangerousGoods/UNDGID",
    },
    packages=(
        Row(
            "Packaging",
            {},
            {
                "count": "QuantityQuantity",
                "kind": ("TypeCode", "PackingMaterialDescription"),
                "marks": "MarksNumbersID",
            },
        ),
    ),
)
STATISTICAL = Row(
    "", {}, {"value": ("StatisticalValueAmount", "StatisticalValueAmount/@currencyID")}
)
# Kinds of classification that are commodity codes; national ones complete an 8-digit TSP.
TARIFF = {"TSP", "HS", ""}
COMPLETION = "TRC"

EQUIPMENT = (
    "Consignment/TransportEquipment",
    "TransportEquipment",
    "GovernmentAgencyGoodsItem/Commodity/TransportEquipment",
    "GovernmentAgencyGoodsItem/TransportEquipment",
)
CONTAINER = Row(
    "",
    {"number": ""},
    {
        "number": "ID",
        "size_type": "CharacteristicCode",
        "status": "FullnessCode",
        "seals": "Seal/ID",
    },
)

HEAD = Row(
    "",
    {},
    {
        "reference": ("ID", "FunctionalReferenceID"),
        "gross_weight_kg": "TotalGrossMassMeasure",
        "value": ("InvoiceAmount", "InvoiceAmount/@currencyID"),
    },
)
SHIPMENT_HEAD = Row(
    "",
    {},
    {
        "country_of_export": "ExportCountry/ID",
        "country_of_destination": ("Destination/CountryCode", "DestinationCountry/ID"),
        "gross_weight_kg": "Consignment/TotalGrossMassMeasure",
    },
)
ITEM_HEAD = Row(
    "GovernmentAgencyGoodsItem",
    {},
    {
        "country_of_export": "ExportCountry/ID",
        "country_of_destination": ("Destination/CountryCode", "DestinationCountry/ID"),
    },
)
# Countries an item names beside the consignment's own: each is a place for the screening.
ITEM_COUNTRIES = (
    Row(
        "GovernmentAgencyGoodsItem/Destination",
        {"function": "ultimate_destination"},
        {"country": "CountryCode"},
    ),
    Row("GovernmentAgencyGoodsItem/ExportCountry", {"function": "departure"}, {"country": "ID"}),
)
REFERENCES = (
    ("lrn", "FunctionalReferenceID"),
    ("ucr", "UCR/TraderAssignedReferenceID"),
    ("ucr", "UCR/ID"),
)
SHIPMENT_REFERENCES = (
    ("ucr", "UCR/TraderAssignedReferenceID"),
    ("ucr", "UCR/ID"),
    ("ucr", "GovernmentAgencyGoodsItem/UCR/TraderAssignedReferenceID"),
    ("ucr", "GovernmentAgencyGoodsItem/UCR/ID"),
    ("invoice", "Invoice/ID"),
    ("bill_of_lading", "Consignment/TransportContractDocument/ID"),
)
DATES = (
    ("acceptance", "AcceptanceDateTime"),
    ("issue", "IssueDateTime"),
)
SHIPMENT_DATES = (("departure", "ExitDateTime"), ("document", "Invoice/IssueDateTime"))
ROUTES = ("Consignment/Itinerary/RoutingCountryCode", "Consignment/Itinerary/ID")
# The first two letters of the declaration type: import, export, or trade with special parts.
MOVEMENTS = {"IM": "import", "EX": "export", "CO": ""}
