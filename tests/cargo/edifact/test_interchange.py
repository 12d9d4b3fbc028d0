"""The envelope and its faults, broken segments, and what is read all the same."""

from pathlib import Path

import pytest

from tests.cargo.edifact.written import (
    HEADER,
    consignment,
    cuscar,
    interchange,
    message,
    read_bytes,
)
from tidewaiter.model import BadInput, Defect


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("UNT+23", "UNT+99", "UNT counts 99 segments, found 23"),
        ("UNT+23", "UNT+", "UNT counts no segments, found 23"),
        ("UNZ+1", "UNZ+7", "UNZ counts 7 messages, found 1"),
        ("UNZ+1+R1'", "", "the file ends without UNZ"),
        ("UNT+23+M1'", "", "the interchange ends before the message does"),
        ("UNT+23+M1", "UNT+23+M9", "UNT names another message than UNH"),
        ("UNZ+1+R1", "UNZ+1+R9", "UNZ names another interchange than UNB"),
        ("UNT+23", "CNT+10:7'UNT+24", "control total of consignments 7, found 1"),
    ],
)
def test_broken_envelope_is_a_defect_and_never_a_rejection(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    text = cuscar("B1")
    assert old in text
    found, defects = read_bytes(tmp_path, text.replace(old, new))
    assert [record.reference for record in found] == ["B1"]
    assert [defect.problem for defect in defects] == [problem]


@pytest.mark.parametrize(
    "count",
    [
        pytest.param("\u00b9", id="superscript one"),
        pytest.param("\u0661", id="arabic-indic one"),
        pytest.param("1" * 5000, id="more places than int takes"),
    ],
)
def test_count_that_int_cannot_take_is_a_defect(tmp_path: Path, count: str) -> None:
    text = cuscar("B1").replace("UNZ+1+", f"UNZ+{count}+").replace("UNOA:2", "UNOW:4")
    found, defects = read_bytes(tmp_path, text)
    assert [record.reference for record in found] == ["B1"]
    assert [defect.problem for defect in defects] == [f"UNZ counts {count} messages, found 1"]


def test_groups_are_counted_in_place_of_messages(tmp_path: Path) -> None:
    two = message(HEADER + consignment(1, "B1")) + message(HEADER + consignment(1, "B2"))
    group = f"UNG+CUSCAR+A+B+261101:0900+G1+UN+D:03B:'{two}UNE+2+G1'"
    text = f"UNB+UNOA:2+A+B+261101:0900+R1'{group}UNZ+1+R1'"
    found, defects = read_bytes(tmp_path, text)
    assert (len(found), defects) == (2, [])


def test_several_interchanges_and_trailing_garbage(tmp_path: Path) -> None:
    text = cuscar("B1") + "\r\nUNA:+.? '" + cuscar("B2") + "\x00\x00\x1a"
    found, _ = read_bytes(tmp_path, text)
    assert [record.reference for record in found] == ["B1", "B2"]


def test_new_interchange_before_the_end_of_the_last(tmp_path: Path) -> None:
    text = cuscar("B1").replace("UNZ+1+R1'", "").replace("UNT+23+M1'", "") + cuscar("B2")
    found, defects = read_bytes(tmp_path, text)
    assert [record.reference for record in found] == ["B1", "B2"]
    assert len(defects) == 2


def test_message_of_another_type_is_a_defect_and_the_rest_is_read(tmp_path: Path) -> None:
    text = interchange(
        message("BGM+1+X'LOC+147+0::5'", "MOVINS:D:95B:UN"), message(HEADER + consignment(1, "B1"))
    )
    found, defects = read_bytes(tmp_path, text)
    assert [record.reference for record in found] == ["B1"]
    assert [defect.problem for defect in defects] == ["not read yet: message type MOVINS"]


def test_file_of_other_types_alone_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="not read yet: MOVINS"):
        read_bytes(tmp_path, interchange(message("BGM+1+X'", "MOVINS:D:95B:UN")))


def test_broken_segment_is_set_aside_with_its_place_and_text(tmp_path: Path) -> None:
    text = cuscar("B1", "B2").replace("FTX+AAA+++COTTON SHIRTS LOT 1'", "F#X+AAA+++COTTON'")
    found, _ = read_bytes(tmp_path, text)
    assert found[0].defects == (
        Defect("segment 19", "not a segment: set aside", "F#X+AAA+++COTTON"),
    )
    assert found[1].goods[0].description == "COTTON SHIRTS LOT 2"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("CNI+2", "\x00\x02CNI+2", id="stray bytes before the tag"),
        pytest.param("CNI+2", "cni+2", id="lower case"),
        pytest.param("CNI+2", " CNI+2", id="blank before the tag"),
        pytest.param("CNI+2+B2'", "CNX+2+B2'", id="a wrong letter in CNI"),
        pytest.param("CNI+2+B2'", "", id="CNI lost"),
        pytest.param("'CNI+2", "CNI+2", id="terminator before CNI lost"),
        pytest.param("UNH+M1", "UNI+M1", id="a wrong letter in UNH"),
        pytest.param("CUSCAR", "CUSCAB", id="a wrong letter in the message type"),
        pytest.param("UNB+", "UNC+", id="a wrong letter in UNB"),
        pytest.param("UNH+M1+CUSCAR:D:95B:UN'", "", id="UNH lost"),
    ],
)
def test_broken_structure_does_not_lose_consignments(tmp_path: Path, old: str, new: str) -> None:
    text = cuscar("B1", "B2", "B3")
    assert old in text
    found, _ = read_bytes(tmp_path, text.replace(old, new, 1))
    assert [record.reference for record in found] == ["B1", "B2", "B3"]
    assert [record.goods[0].description for record in found] == [
        f"COTTON SHIRTS LOT {row}" for row in (1, 2, 3)
    ]
