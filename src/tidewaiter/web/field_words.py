"""The fields of a consignment as a person reads them; translated where they are shown."""

from fastapi import Request

from tidewaiter.model import Consignment
from tidewaiter.web.render import translate
from tidewaiter.web.words import N_

# What stands in a consignment: things, then the values of one.
FIELDS = {
    "parties": N_("Party"),
    "ports": N_("Port"),
    "transports": N_("Transport"),
    "goods": N_("Goods item"),
    "containers": N_("Container"),
    "dates": N_("Date"),
    "references": N_("Other number"),
    "extras": N_("Other value"),
    "identifiers": N_("Number"),
    "reference": N_("Number of the bill or declaration"),
    "movement": N_("Movement"),
    "country_of_export": N_("Country of export"),
    "country_of_destination": N_("Country of destination"),
    "routing": N_("Routing"),
    "gross_weight_kg": N_("Gross weight, kg"),
    "net_weight_kg": N_("Net weight, kg"),
    "tare_weight_kg": N_("Tare, kg"),
    "volume_m3": N_("Volume, m³"),
    "remarks": N_("Remarks"),
    "kind": N_("Kind"),
    "value": N_("Value"),
    "amount": N_("Amount"),
    "currency": N_("Currency"),
    "name": N_("Name"),
    "address": N_("Address"),
    "country": N_("Country"),
    "contact": N_("Contact"),
    "scheme": N_("Scheme"),
    "role": N_("Role"),
    "function": N_("Function"),
    "code": N_("Code"),
    "mode": N_("Mode"),
    "imo": N_("IMO number"),
    "mmsi": N_("MMSI"),
    "call_sign": N_("Call sign"),
    "registration": N_("Registration"),
    "flag": N_("Flag"),
    "voyage": N_("Voyage"),
    "carrier": N_("Carrier"),
    "number": N_("Number"),
    "size_type": N_("Size and type"),
    "status": N_("Status"),
    "seals": N_("Seal"),
    "description": N_("Description"),
    "hs": N_("HS"),
    "origin": N_("Country of origin"),
    "quantity": N_("Quantity"),
    "unit": N_("Unit"),
    "count": N_("Packages"),
    "marks": N_("Marks"),
    "dangerous_goods": N_("Dangerous goods"),
    "at": N_("Place"),
}
KINDS = {
    "consignor": N_("Consignor"),
    "consignee": N_("Consignee"),
    "notify": N_("Notify party"),
    "carrier": N_("Carrier"),
    "exporter": N_("Exporter"),
    "importer": N_("Importer"),
    "declarant": N_("Declarant"),
    "agent": N_("Agent"),
    "owner": N_("Owner"),
    "manager": N_("Manager"),
    "port_of_loading": N_("Port of loading"),
    "port_of_discharge": N_("Port of discharge"),
    "place_of_receipt": N_("Place of receipt"),
    "place_of_delivery": N_("Place of delivery"),
    "transhipment": N_("Transhipment"),
    "last_port_of_call": N_("Last port"),
    "document": N_("Date of the document"),
    "loading": N_("Date of loading"),
    "departure": N_("Departure"),
    "arrival": N_("Arrival"),
    "issue": N_("Issue"),
}
ABSENT = {
    "consignor": N_("consignor"),
    "consignee": N_("consignee"),
    "consignee_country": N_("consignee country"),
    "vessel": N_("vessel's name"),
    "imo": N_("IMO number"),
    "loading": N_("port of loading"),
    "discharge": N_("port of discharge"),
    "description": N_("description of the goods"),
    "hs": N_("HS heading"),
    "origin": N_("country of origin"),
    "date": N_("date"),
}


def words_of(request: Request, written: Consignment, field: str) -> str:
    """A field as a person says it: *Goods item 1: HS*."""
    thing, _, rest = field.partition("[")
    if rest == "":
        return translate(request, FIELDS[field])
    index, _, name = rest.partition("].")
    held = getattr(written, thing)[int(index)]
    kind = str(getattr(held, "role", "") or getattr(held, "function", "") or "")
    kind = kind or str(getattr(held, "kind", ""))
    said = translate(request, KINDS[kind]) if kind in KINDS else kind.replace("_", " ")
    what = f"{translate(request, FIELDS[thing])} {int(index) + 1}"
    label = N_("Day") if name == "value" else FIELDS[name]
    return f"{what}{f' ({said})' if said else ''}: {translate(request, label)}"
