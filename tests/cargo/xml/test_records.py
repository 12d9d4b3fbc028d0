from pathlib import Path

import pytest

from tidewaiter.cargo.source import Source, open_source
from tidewaiter.cargo.xml import Limits, Record, Shape, read_records
from tidewaiter.model import BadInput, Defect

SHAPE = Shape(frozenset({"r"}), sections=(frozenset({"head", "r"}),), counted=frozenset({"r"}))
LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<all><r>&d;</r></all>"""


@pytest.fixture
def source(tmp_path: Path) -> "Maker":
    return Maker(tmp_path)


class Maker:
    def __init__(self, folder: Path) -> None:
        self._file = folder / "document.xml"

    def __call__(self, content: str | bytes) -> Source:
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        self._file.write_bytes(data)
        return open_source(self._file)


def read(source: Source, shape: Shape = SHAPE) -> tuple[list[Record], list[Defect]]:
    items = list(read_records(source, shape))
    records = [item for item in items if isinstance(item, Record)]
    return records, [item for item in items if isinstance(item, Defect)]


def texts(record: Record) -> list[str]:
    return [leaf.text for leaf in record.node.leaves()]


def test_records_come_with_the_header_before_them(source: Maker) -> None:
    records, defects = read(
        source("<all><head><x>1</x></head><r><y>2</y></r><r><y>3</y></r></all>")
    )
    assert [texts(record) for record in records] == [["2"], ["3"]]
    assert [
        [leaf.text for node in record.context for leaf in node.leaves()] for record in records
    ] == [
        ["1"],
        ["1"],
    ]
    assert defects == []


def test_a_place_names_line_and_number_of_the_record(source: Maker) -> None:
    records, _ = read(source("<all>\n<r/>\n<r>\n<y>2</y>\n<z>3</z><z>4</z></r></all>"))
    assert [leaf.at for leaf in records[1].node.leaves()] == [
        "line 4 r[2]/y",
        "line 5 r[2]/z[1]",
        "line 5 r[2]/z[2]",
    ]


def test_text_after_a_child_is_not_lost(source: Maker) -> None:
    records, _ = read(source("<all><r><y>one<br/>two</y>three</r></all>"))
    assert sorted(texts(records[0])) == ["one\ntwo", "three"]


def test_what_stands_after_the_records_is_a_defect(source: Maker) -> None:
    _, defects = read(source("<all><r><y>1</y></r>loose<tail>late</tail></all>"))
    assert {defect.text for defect in defects} == {"late", "loose"}


def test_lines_beyond_65535_are_counted(source: Maker) -> None:
    records, _ = read(source("<all>" + "\n" * 70_000 + "<r><y>1</y></r></all>"))
    assert next(records[0].node.leaves()).at == "line 70001 r[1]/y"


@pytest.mark.parametrize(
    "document",
    [
        LAUGHS,
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><all><r>&x;</r></all>',
        '<!DOCTYPE all SYSTEM "http://127.0.0.1:9/evil.dtd"><all><r/></all>',
        "<!-- " + "x" * 200_000 + " --><!DOCTYPE all [ ]><all><r/></all>",
        '<!DOCTYPE all [<!ENTITY x "y">]><all a="&x;"><r/></all',
        "<!doctype all><all><r/></all>",
    ],
    ids=["laughs", "file", "network", "late", "broken", "lower-case"],
)
def test_a_document_type_is_refused(source: Maker, document: str) -> None:
    with pytest.raises(BadInput, match="DOCTYPE"):
        read(source(document))


def test_a_document_type_in_a_comment_is_no_document_type(source: Maker) -> None:
    records, _ = read(source("<!-- <!DOCTYPE x> --><all><r><y>1</y></r></all>"))
    assert len(records) == 1


def test_an_undeclared_entity_is_text_and_a_defect(source: Maker) -> None:
    records, defects = read(source("<all><r><y>a &unknown; b</y></r></all>"))
    assert texts(records[0]) == ["a &unknown; b"]
    assert len(defects) > 0


def test_deep_nesting_is_refused(source: Maker) -> None:
    with pytest.raises(BadInput, match="deeper than 64"):
        read(source("<all><r>" + "<a>" * 100 + "</a>" * 100 + "</r></all>"))


def test_nesting_beyond_the_parser_is_refused_too(source: Maker) -> None:
    with pytest.raises(BadInput, match="deeper"):
        read(source("<all><r>" + "<a>" * 5_000))


@pytest.mark.parametrize(
    ("limits", "message"),
    [(Limits(elements=50), "more than 50 elements"), (Limits(text=50), "longer than 50")],
)
def test_sizes_are_bounded(source: Maker, limits: Limits, message: str) -> None:
    shape = Shape(frozenset({"r"}), limits=limits)
    with pytest.raises(BadInput, match=message):
        read(source("<all><r>" + "<a>xx</a>" * 60 + "x" * 60 + "</r></all>"), shape)


def test_many_records_do_not_add_up_to_the_limit(source: Maker) -> None:
    shape = Shape(frozenset({"r"}), limits=Limits(elements=50))
    records, _ = read(source("<all>" + "<r><y>1</y></r>" * 200 + "</all>"), shape)
    assert len(records) == 200


def test_a_cut_file_keeps_whole_records_and_the_broken_one(source: Maker) -> None:
    records, defects = read(source("<all><r><y>1</y></r>\n<r><y>2</y><z>3"))
    assert [texts(record) for record in records] == [["1"], ["2", "3"]]
    assert records[0].defects == ()
    assert any("</z>" in defect.problem for defect in (*records[1].defects, *defects))


def test_a_lost_end_tag_of_a_record_costs_no_other_record(source: Maker) -> None:
    records, defects = read(source("<all><r><y>1</y>\n<r><y>2</y></r>\n<r><y>3</y></r></all>"))
    assert [texts(record) for record in records] == [["1"], ["2"], ["3"]]
    assert defects[0].at.startswith("line ")
    assert any("</r> of line 1 was expected" in d.problem for d in records[0].defects)


def test_a_lost_end_tag_of_a_record_does_not_swallow_the_rest(source: Maker) -> None:
    shape = Shape(frozenset({"r"}), limits=Limits(elements=50))
    records, defects = read(source("<all><r><y>0</y>" + "<r><y>1</y></r>" * 200 + "</all>"), shape)
    assert len(records) == 201
    assert "an end tag is missing" in defects[0].problem


def test_documents_one_after_the_other_keep_their_own_header(source: Maker) -> None:
    one, two = (
        "<all><head>1</head><r><y>a</y></r></all>",
        "<all><head>2</head><r><y>b</y></r></all>",
    )
    records, _ = read(source(f"<?xml version='1.0'?>{one}\n<?xml version='1.0'?>{two}"))
    assert [(texts(record), [node.text for node in record.context]) for record in records] == [
        (["a"], ["1"]),
        (["b"], ["2"]),
    ]


def test_a_lost_end_tag_inside_is_closed_where_its_parent_ends(source: Maker) -> None:
    records, _ = read(source("<all><r><a><b>1</a><c>2</c></r></all>"))
    assert [leaf.path for leaf in records[0].node.leaves()] == ["a/b", "c"]


def test_a_stray_end_tag_is_dropped(source: Maker) -> None:
    records, _ = read(source("<all><r><a>1</a></x><c>2</c></r></all>"))
    assert texts(records[0]) == ["1", "2"]


def test_schema_locations_are_no_content(source: Maker) -> None:
    records, _ = read(
        source(
            '<all xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b"'
            ' version="3"><r><y>1</y></r></all>'
        )
    )
    assert [leaf.text for node in records[0].context for leaf in node.leaves()] == ["3"]
