"""Tables built for the tests, all of their parties invented."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from tidewaiter import cargo
from tidewaiter.cargo.table import Profile, read_table
from tidewaiter.model import Consignment, Defect

Read = tuple[list[Consignment], list[Defect]]

HEADER = (
    "consignment,document_date,consignor_name,port_of_loading,goods_description,hs_code,remarks"
)
GOOD_ROW = "BL1,2017-08-06,Invented Trading,KPNAM,Coal in bulk,270111,none"


def text_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """A table as a text file."""
    path = folder / "table.csv"
    path.write_bytes(text.encode(encoding))
    return path


def sheet_file(folder: Path, rows: Sequence[Sequence[object]]) -> Path:
    """A table as a workbook of one sheet."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    path = folder / "table.xlsx"
    book.save(path)
    return path


def archive_file(folder: Path, parts: dict[str, bytes]) -> Path:
    """An archive with a workbook part and whatever else."""
    path = folder / "table.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"xl/workbook.xml": b"<workbook/>", **parts}.items():
            archive.writestr(name, content)
    return path


def read(path: Path, profile: Profile | None = None) -> Read:
    """Consignments and document defects, read by a profile or by what the content tells."""
    source = cargo.open_source(path)
    items = list(cargo.read(path) if profile is None else read_table(source, profile))
    return (
        [item for item in items if isinstance(item, Consignment)],
        [item for item in items if isinstance(item, Defect)],
    )
