from pathlib import Path

import pytest

from tidewaiter import cargo
from tidewaiter.cargo.table import CSV, PARQUET, XLSX
from tools.make_samples import SAMPLES

TABLES = sorted(
    path for path in SAMPLES.rglob("*.*") if path.suffix in {".csv", ".xlsx", ".parquet"}
)
DOCUMENTS = sorted(
    path for path in SAMPLES.rglob("*.*") if path.suffix in {".edi", ".xml", ".json"}
)


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
