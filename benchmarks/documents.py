"""Synthetic documents of the other formats, written as they are made, of about a given size."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.synthetic import ROLES, Cargo, Firm, Item, consignments

ROW_GROUP = 5_000
PARTIES = ("Exporter", "Consignee", "Notify")


def write_awmds(path: Path, size: int) -> int:
    """Write one ASYCUDA World manifest; gives the number of bills of lading."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?><Awmds><General_segment><General_segment_id>'
        "<Customs_office_code>XX100</Customs_office_code><Voyage_number>014W</Voyage_number>"
        "<Date_of_departure>2026-11-01</Date_of_departure></General_segment_id>"
        "<Transport_information><Mode_of_transport_code>1</Mode_of_transport_code>"
        "<Identity_of_transporter>SAMPLE STAR</Identity_of_transporter>"
        "</Transport_information></General_segment>"
    )
    return _write_texts(path, size, (head, "\n", "</Awmds>"), _bill)


def write_wco(path: Path, size: int) -> int:
    """Write a batch of declarations of the WCO Data Model; gives the number of shipments."""
    return _write_texts(path, size, ("<batch>", "\n", "</batch>"), _declaration)


def write_dcsa(path: Path, size: int) -> int:
    """Write a JSON list of DCSA bills of lading; gives the number of bills."""
    return _write_texts(path, size, ("[", ",\n", "]"), _transport_document)


def write_csv(path: Path, size: int) -> int:
    """Write one CSV table of one row a consignment; gives the number of rows."""
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for cargo in consignments():
            writer.writerow(_row(cargo))
            rows += 1
            if file.tell() >= size:
                return rows
    raise AssertionError("consignments end")  # pragma: no cover


def write_parquet(path: Path, size: int) -> int:
    """Write one Parquet table of one row a consignment; gives the number of rows."""
    source, rows = consignments(), 0
    schema = pa.schema([(name, pa.string()) for name in COLUMNS])
    with pq.ParquetWriter(path, schema) as writer:
        while rows == 0 or path.stat().st_size < size:
            group = [_row(cargo) for cargo in islice(source, ROW_GROUP)]
            writer.write_table(pa.Table.from_pylist(group, schema))
            rows += len(group)
    return rows


def _write_texts(
    path: Path, size: int, around: tuple[str, str, str], render: Callable[[Cargo], str]
) -> int:
    """Rendered consignments between a head and a tail, up to a size; gives their number."""
    head, separator, tail = around
    written, count = 0, 0
    with path.open("w", encoding="utf-8", newline="") as file:
        written += file.write(head)
        for cargo in consignments():
            written += file.write((separator if count > 0 else "") + render(cargo))
            count += 1
            if written >= size:
                break
        file.write(tail)
    return count


def _tags(pairs: Sequence[tuple[str, object]]) -> str:
    return "".join(f"<{tag}>{escape(str(value))}</{tag}>" for tag, value in pairs)


def _bill(cargo: Cargo) -> str:
    traders = "".join(
        f"<{tag}>{_tags(((f'{tag}_name', firm.name), (f'{tag}_address', _address(firm))))}</{tag}>"
        for tag, firm in zip(PARTIES, cargo.firms, strict=True)
    )
    places = (
        ("Place_of_loading_code", cargo.loading),
        ("Place_of_unloading_code", cargo.discharge),
    )
    return (
        "<Bol_segment><Bol_id>"
        + _tags((("Bol_reference", cargo.reference), ("Bol_nature", 23), ("Bol_type_code", "HSB")))
        + f"</Bol_id><Load_unload_place>{_tags(places)}</Load_unload_place>"
        + f"<Traders_segment>{traders}</Traders_segment><ctn_segment>"
        + _tags((("Ctn_reference", cargo.box), ("Type_of_container", "45G1")))
        + "</ctn_segment>"
        + "".join(f"<Goods_segment>{_awmds_item(item)}</Goods_segment>" for item in cargo.items)
        + "</Bol_segment>"
    )


def _awmds_item(item: Item) -> str:
    return _tags(
        (
            ("Number_of_packages", item.packages),
            ("Package_type_code", "CT"),
            ("Gross_mass", item.kilograms),
            ("Goods_description", f"{item.words} HS CODE {item.hs}"),
        )
    )


def _declaration(cargo: Cargo) -> str:
    parties = "".join(
        f"<{tag}><Name>{escape(firm.name)}</Name><Address>"
        + _tags((("CityName", firm.city), ("CountryCode", firm.country), ("Line", firm.street)))
        + f"</Address></{tag}>"
        for tag, firm in zip(("Consignor", "Consignee"), cargo.firms, strict=False)
    )
    return (
        '<Declaration xmlns="urn:wco:datamodel:WCO:DEC:3">'
        + _tags((("ID", cargo.reference), ("TypeCode", "IMA")))
        + f"<GoodsShipment>{parties}<Consignment><LoadingLocation>"
        + _tags((("ID", cargo.loading),))
        + "</LoadingLocation></Consignment>"
        + "".join(_wco_item(number, item) for number, item in enumerate(cargo.items, 1))
        + "</GoodsShipment></Declaration>"
    )


def _wco_item(number: int, item: Item) -> str:
    return (
        f"<GovernmentAgencyGoodsItem><SequenceNumeric>{number}</SequenceNumeric><Commodity>"
        f"<Description>{escape(item.words)}</Description><Classification><ID>{item.hs}</ID>"
        "<IdentificationTypeCode>HS</IdentificationTypeCode></Classification><GoodsMeasure>"
        f'<GrossMassMeasure unitCode="KGM">{item.kilograms}</GrossMassMeasure></GoodsMeasure>'
        "</Commodity></GovernmentAgencyGoodsItem>"
    )


def _transport_document(cargo: Cargo) -> str:
    ship = {"vesselName": "SAMPLE STAR", "carrierExportVoyageNumber": "014W"}
    bill: dict[str, object] = {
        "transportDocumentReference": cargo.reference,
        "transportDocumentTypeCode": "BOL",
        "issueDate": "2026-11-01",
        "transports": {
            "portOfLoading": {"UNLocationCode": cargo.loading},
            "portOfDischarge": {"UNLocationCode": cargo.discharge},
            "vesselVoyages": [ship],
        },
        "documentParties": {
            "shipper": _dcsa_party(cargo.firms[0]),
            "consignee": _dcsa_party(cargo.firms[1]),
            "notifyParties": [_dcsa_party(cargo.firms[2])],
        },
        "consignmentItems": [_dcsa_item(cargo, item) for item in cargo.items],
        "utilizedTransportEquipments": [
            {"equipment": {"equipmentReference": cargo.box, "ISOEquipmentCode": "45G1"}}
        ],
    }
    return json.dumps(bill)


def _dcsa_party(firm: Firm) -> dict[str, object]:
    address = {"street": firm.street, "city": firm.city, "countryCode": firm.country}
    return {"partyName": firm.name, "address": address}


def _dcsa_item(cargo: Cargo, item: Item) -> dict[str, object]:
    line = {
        "equipmentReference": cargo.box,
        "cargoGrossWeight": {"value": item.kilograms, "unit": "KGM"},
        "outerPackaging": {"packageCode": "CT", "numberOfPackages": item.packages},
    }
    return {"descriptionOfGoods": [item.words], "HSCodes": [item.hs], "cargoItems": [line]}


def _address(firm: Firm) -> str:
    return f"{firm.street}, {firm.city}, {firm.country}"


def _cells(cargo: Cargo) -> Iterator[tuple[str, str]]:
    yield "document_date", "2026-11-01"
    yield "consignment", cargo.reference
    yield "vessel_name", "SAMPLE STAR"
    yield "port_of_loading", cargo.loading
    yield "port_of_discharge", cargo.discharge
    for role, firm in zip(ROLES[:2], cargo.firms, strict=False):
        yield f"{role}_name", firm.name
        yield f"{role}_address", _address(firm)
        yield f"{role}_country", firm.country
    yield "notify_name", cargo.firms[2].name
    yield "goods_description", cargo.items[0].words
    yield "hs_code", cargo.items[0].hs
    yield "gross_weight_kg", str(cargo.items[0].kilograms)
    yield "containers", cargo.box


def _row(cargo: Cargo) -> dict[str, str]:
    return dict(_cells(cargo))


COLUMNS = tuple(_row(next(consignments())))
