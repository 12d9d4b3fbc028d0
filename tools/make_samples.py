"""Write the sample documents that are not text: workbooks and Parquet files, byte for byte alike.

Run `python tools/make_samples.py` after changing a row here; text documents are edited by hand.
"""

import io
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

SAMPLES = Path(__file__).parents[1] / "src" / "tidewaiter" / "pipeline" / "samples"
EPOCH = (1980, 1, 1, 0, 0, 0)

RECONSTRUCTED = "Reconstruction from published facts; "
LISTED = (
    ("PETREL 8", 9562233, "KM"),
    ("HAO FAN 6", 8628597, ""),
    ("TONG SAN 2", 8937675, "KP"),
    ("JIE SHUN", 8518780, "KH"),
)

PORT_BAN: tuple[Sequence[object], ...] = (
    (
        "document_date",
        "consignment",
        "vessel_name",
        "vessel_imo",
        "vessel_flag",
        "port_of_loading",
        "port_of_discharge",
        "consignor_name",
        "consignee_name",
        "goods_description",
        "hs_code",
        "gross_weight_kg",
        "remarks",
    ),
    *(
        (
            f"2017-10-{day:02d}",
            f"{name.replace(' ', '')}-10{day:02d}",
            name,
            imo,
            flag,
            "RUVVO",
            "CNDLC",
            "Sample Grain Export",
            "Sample Grain Import",
            "WHEAT IN BULK",
            100199,
            3000000,
            RECONSTRUCTED + "goods, ports and parties invented: the facts say any cargo",
        )
        for day in (2, 3)
        for name, imo, flag in LISTED
    ),
)

FALSE_FRIENDS: tuple[Sequence[object], ...] = (
    (
        "B/L No",
        "Date",
        "Vessel",
        "POL",
        "POD",
        "Shipper",
        "Shipper address",
        "Consignee",
        "Description of goods",
        "HS",
        "Gross weight (kg)",
        "Remarks",
    ),
    (
        "GMP-1",
        "2018-06-11",
        "SAMPLE CAPITAL AIR",
        "Kimpo",
        "Tokyo",
        "Gasang Optics Co Ltd",
        "Kimpo-si, Gyeonggi-do, Republic of Korea",
        "Rei Kogaku KK",
        "CAMERA LENSES",
        900211,
        210,
        "Invented example",
    ),
    (
        "POB-1",
        "2018-06-12",
        "SAMPLE GOLD COAST",
        "GHTEM",
        "NLRTM",
        "Sample Cocoa Ltd",
        "P.O. Box KP 27, Accra, Ghana",
        "Voorbeeld Cacao BV",
        "COCOA BEANS IN BAGS",
        180100,
        25000,
        "Invented example",
    ),
)

COAL_AUTUMN: dict[str, list[object]] = {
    "document_date": ["2017-09-30", "2017-12-18"],
    "consignment": ["FANKE-0930", "XGH-1218"],
    "vessel_name": ["FAN KE", "XIN GUANG HAI"],
    "vessel_imo": [8914934, 9004700],
    "port_of_loading": ["Nampo", "Taean"],
    "port_of_discharge": [None, "MYPKG"],
    "country_of_origin": ["KP", "KP"],
    "consignor_name": ["Sample Coal Export", "Sample Coal Export"],
    "consignee_name": ["Sample Coal Import", "Sample Coal Import"],
    "goods_description": ["COAL IN BULK", "COAL IN BULK"],
    "hs_code": ["270111", "270111"],
    "gross_weight_kg": [5000000.0, 5000000.0],
    "remarks": [
        RECONSTRUCTED + "names the port of loading that was reported; weight and parties invented"
    ]
    * 2,
}


def workbook_bytes(rows: Sequence[Sequence[object]]) -> bytes:
    """A workbook of one sheet, without the hour it was written."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    written = io.BytesIO()
    book.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != "docProps/core.xml":
                entry = zipfile.ZipInfo(name, EPOCH)
                content = _without_core(name, old.read(name))
                new.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def _without_core(name: str, content: bytes) -> bytes:
    """The part without its mention of the core properties, which hold dates only."""
    if name not in {"[Content_Types].xml", "_rels/.rels"}:
        return content
    start = content.find(b'<Override PartName="/docProps/core.xml"')
    if name == "_rels/.rels":
        start = content.find(b'<Relationship Type="http://schemas.openxmlformats.org/package')
    if start < 0:
        return content
    end = content.index(b"/>", start) + 2
    return content[:start] + content[end:]


def parquet_bytes(columns: dict[str, list[object]]) -> bytes:
    """A Parquet file of one row group."""
    written = io.BytesIO()
    pq.write_table(pa.table(columns), written, compression="snappy")
    return written.getvalue()


def samples() -> dict[str, bytes]:
    """Every sample this script writes, by its path below the samples folder."""
    return {
        "cases/port-ban-2017-10.xlsx": workbook_bytes(PORT_BAN),
        "cases/coal-2017-autumn.parquet": parquet_bytes(COAL_AUTUMN),
        "innocent/kimpo-and-postal-box.xlsx": workbook_bytes(FALSE_FRIENDS),
    }


def main() -> None:
    """Write the files."""
    for name, content in samples().items():
        path = SAMPLES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        sys.stdout.write(f"{path} {len(content)} bytes\n")


if __name__ == "__main__":
    main()
