from pathlib import Path

import pytest

from tests.cargo.accounting import FIXTURES
from tidewaiter.cargo import FORMATS, detect, open_source
from tidewaiter.cargo.xml import Name, first_elements

FOREIGN = {
    "svg": '<svg xmlns="http://www.w3.org/2000/svg"><text>ASYCUDA</text></svg>',
    "other declaration": '<Declaration xmlns="urn:example:tax"><GoodsShipment/></Declaration>',
    "commented": "<x><!-- <Awmds><Bol_segment/></Awmds> --></x>",
    "list": "<CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>",
    "foreign CC315A": '<CC315A xmlns="urn:example"><HEAHEA/></CC315A>',
    "json": '{"consignments": [{"documentParties": 1}]}',
    "json text": '["transportDocumentReference", "consignmentItems"]',
    "csv": "transportDocumentReference;consignmentItems\n1;2\n",
    "html": "<!DOCTYPE html><html><body>Awmds</body></html>",
    "edifact": "UNB+UNOA:1+A+B'",
    "binary": "\x00\x01<Awmds>",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_foreign_documents_are_claimed_by_no_format_here(name: str, tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text(FOREIGN[name], encoding="utf-8")
    source = open_source(file)
    mine = {"awmds", "asycuda-sad", "ics-ens", "wco-declaration", "dcsa-bill-of-lading"}
    formats = [form for form in FORMATS if form.name in mine]
    assert len(formats) == len(mine)
    assert [form.name for form in formats if form.matches(source)] == []


@pytest.mark.parametrize(
    ("folder", "form"),
    [
        ("awmds", "awmds"),
        ("asycuda", "asycuda-sad"),
        ("ics", "ics-ens"),
        ("wco", "wco-declaration"),
        ("dcsa", "dcsa-bill-of-lading"),
    ],
)
def test_the_format_is_told_from_the_content_alone(folder: str, form: str, tmp_path: Path) -> None:
    for path in (FIXTURES / folder).iterdir():
        file = tmp_path / "no-telling-name.bin"
        file.write_bytes(path.read_bytes())
        source = open_source(file)
        assert detect(source).name == form
        assert [other.name for other in FORMATS if other.matches(source)] == [form]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_hides_nothing(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes("<Awmds><Bol_segment/></Awmds>".encode(encoding))
    assert first_elements(open_source(file)) == (Name("", "Awmds"), Name("", "Bol_segment"))


def test_a_fault_in_the_head_leaves_the_elements_before_it(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text("<Awmds><General_segment></Bol_segment>", encoding="utf-8")
    assert Name("", "Awmds") in first_elements(open_source(file))
