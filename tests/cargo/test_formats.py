from pathlib import Path

import pytest

from tidewaiter import cargo
from tidewaiter.cargo.table import CSV, PARQUET, XLSX
from tidewaiter.model import Defect, Permit, VesselCall
from tools.make_samples import SAMPLES

TABLES = sorted(
    path for path in SAMPLES.rglob("*.*") if path.suffix in {".csv", ".xlsx", ".parquet"}
)
DOCUMENTS = sorted(
    path for path in SAMPLES.rglob("*.*") if path.suffix in {".edi", ".xml", ".json"}
)


NAMES = {
    "edifact",
    "awmds",
    "asycuda-sad",
    "ics-ens",
    "wco-declaration",
    "dcsa-bill-of-lading",
    "table-csv",
    "table-xlsx",
    "table-parquet",
}
# An interchange holds messages of several types; a consignment is of the type of its message.
MESSAGES = {"edifact": {"cuscar", "iftmcs", "baplie", "coarri"}}


def test_formats_have_one_name_each_and_the_documented_one() -> None:
    assert sorted(form.name for form in cargo.FORMATS) == sorted(NAMES)


@pytest.mark.parametrize("path", TABLES + DOCUMENTS, ids=lambda path: path.name)
def test_a_consignment_is_of_the_format_its_document_is_told_to_be(path: Path) -> None:
    told = cargo.detect(cargo.open_source(path)).name
    read = [item for item in cargo.read(path) if not isinstance(item, Defect)]
    assert len(read) > 0
    given = {item.format for item in read if not isinstance(item, VesselCall | Permit)}
    assert given <= MESSAGES.get(told, {told})


def test_a_table_told_by_its_headers_alone_is_asked_last() -> None:
    assert cargo.FORMATS[-1] is CSV
    assert {PARQUET, XLSX} <= set(cargo.FORMATS)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_every_table_is_of_one_format(path: Path) -> None:
    source = cargo.open_source(path)
    assert [form.name for form in cargo.FORMATS if form.matches(source)] == [
        f"table-{path.suffix.removeprefix('.')}"
    ]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_no_document_is_taken_for_a_table(path: Path) -> None:
    source = cargo.open_source(path)
    assert not any(form.matches(source) for form in (CSV, PARQUET, XLSX))
