"""Nothing is lost: every text of every segment of a message stands somewhere in what is read."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cargo.edifact.written import (
    HEADER,
    consignment,
    interchange,
    message,
    read_bytes,
    write_segment,
)
from tidewaiter.cargo import read

# Codes that become a role, function, kind, movement, mode, status or unit, and so leave as words.
MAPPED = frozenset(
    [
        "AAA",
        "AAE",
        "G",
        "KGM",
        "CZ",
        "CN",
        "N1",
        "9",
        "11",
        "27",
        "137",
        "102",
        "203",
        "22",
        "23",
        "24",
        "HS",
        "122",
        "139",
        "6",
        "162",
        "5",
        "85",
        "20",
        "1",
        "146",
        "103",
        "BM",
        "BN",
        "40",
        "38",
        "172",
        "24",
        "5",
        "1",
        "3",
        "4",
        "2",
        "10",
        "30",
        "AAI",
        "T",
        "AAL",
    ]
)
TAGS = [
    "BGM",
    "DTM",
    "RFF",
    "NAD",
    "CTA",
    "COM",
    "FTX",
    "TDT",
    "LOC",
    "GIS",
    "GEI",
    "EQD",
    "SEL",
    "MEA",
    "CNI",
    "GID",
    "PAC",
    "PCI",
    "PIA",
    "CST",
    "DGS",
    "SGP",
    "MOA",
    "CNT",
    "TMD",
    "HAN",
    "DIM",
    "EQN",
    "TSR",
    "CPI",
    "QTY",
    "DOC",
    "TMP",
]
KINDS = ["CUSCAR:D:95B:UN", "IFTMCS:D:96A:UN", "BAPLIE:D:95B:UN:SMDG22", "COARRI:D:00B:UN:SMDG21"]
# Values unlike any code, so that each can only be found where the reader put it.
VALUE = st.integers(100000, 999999).map("V{}".format)
CODE = st.sampled_from(sorted(MAPPED))
COMPONENT = st.one_of(st.just(""), VALUE, CODE)
ELEMENTS = st.lists(st.lists(COMPONENT, min_size=1, max_size=7), max_size=11)
BODY = st.lists(st.tuples(st.sampled_from(TAGS), ELEMENTS), min_size=1, max_size=12)


def texts(value: object) -> Iterator[str]:
    """Every string in a record turned into plain objects, numbers written out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name != "places":
                yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)
    elif isinstance(value, float):
        yield f"{value:.15g}"


def everything(folder: Path, text: str) -> str:
    path = folder / "document.edi"
    path.write_text(text, encoding="utf-8")
    return "\n".join(texts(msgspec.to_builtins(list(read(path)))))


@given(body=BODY, kind=st.sampled_from(KINDS))
@settings(
    max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_every_text_of_every_segment_is_found_again(
    tmp_path: Path, body: list[tuple[str, list[list[str]]]], kind: str
) -> None:
    written = "".join(write_segment(tag, elements) for tag, elements in body)
    found = everything(tmp_path, interchange(message(written, kind)))
    for tag, elements in body:
        for element in elements:
            for text in element:
                if text not in MAPPED:
                    assert text in found, (tag, text)


@given(at=st.integers(0, 60), body=BODY)
@settings(
    max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_odd_segments_anywhere_in_a_plain_manifest_lose_nothing(
    tmp_path: Path, at: int, body: list[tuple[str, list[list[str]]]]
) -> None:
    plain = (HEADER + consignment(1, "B1") + consignment(2, "B2")).split("'")[:-1]
    odd = "".join(write_segment(tag, elements) for tag, elements in body)
    whole = "".join(line + "'" for line in plain[:at]) + odd
    whole += "".join(line + "'" for line in plain[at:])
    found = everything(tmp_path, interchange(message(whole)))
    values = [text for _, elements in body for element in elements for text in element]
    for text in [*values, "NORTHERN MILLS 1", "COTTON SHIRTS LOT 2", "TWTU1234567", "SAMPLE STAR"]:
        if text not in MAPPED:
            assert text in found, text


RICH = (
    "MEA+AAE+T+KGM:2200'RFF+BN:BK1'CNI+1+B1'RFF+BM:B1'CNT+7:100:KGM'CNT+8:5'MOA+40:10:USD'"
    "FTX+AAI+++REMARK'LOC+9+CNDLC:139:6:DALIAN+X:TER:ZZZ:PIER'LOC+35+KP:162:5'LOC+28+CN'GIS+23'"
    "GEI+4+23'TDT+10++3'NAD+CZ+77:160:16++A+B+C++D+CN'CTA+IC+1:LIN'COM+86:TE'NAD+CN++A:B:C'"
    "MEA+AAE+G+KGM:7'GID+1+5:CT'PAC+5++CT'FTX+AAA+++COAL:LUMP'MEA+AAE+G+TNE:5'MEA+AAE+AAL+KGM:5'"
    "MEA+AAE+AAW+MTQ:3'MOA+38:5:USD'SGP+TWTU1234567+5'DGS+IMD+8+2735++CN'PCI+24+MARK:TWO'"
    "CST+1+270111:122'PIA+5+270111:HS'RFF+ABD:270111'LOC+27+KP:162:5'DTM+133:20170801:102'"
    "EQD+CN+TWTU7654321+22G1:102:5++3+5'SEL+S1+SH'MEA+AAE+VGM+KGM:5'LOC+11+KRINC:139:6'"
)


def with_text(line: str, at: int, component: int, text: str) -> str:
    """The segment with one component replaced, the segment made longer where it must be."""
    elements = [element.split(":") for element in line.split("+")]
    elements += [[""] for _ in range(at + 1 - len(elements))]
    elements[at] += [""] * (component + 1 - len(elements[at]))
    elements[at][component] = text
    return "+".join(":".join(element) for element in elements)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("at", range(1, 12))
def test_unknown_text_in_any_component_of_any_segment_is_found_again(
    tmp_path: Path, kind: str, at: int
) -> None:
    lines = (HEADER + RICH).split("'")[:-1]
    lost = []
    for index, line in enumerate(lines):
        for component in range(7):
            changed = [*lines[:index], with_text(line, at, component, "V9"), *lines[index + 1 :]]
            text = interchange(message("".join(part + "'" for part in changed), kind))
            if "V9" not in everything(tmp_path, text):
                lost.append((line, component))
    assert lost == []


@pytest.mark.parametrize("tag", ["TMD", "HAN", "QTY", "XYZ", "CSI", "UNS"])
def test_segment_without_a_field_is_an_extra_or_a_defect(tmp_path: Path, tag: str) -> None:
    text = interchange(message(HEADER + f"CNI+1+B1'{tag}+V1:V2+V3'"))
    (record,), _ = read_bytes(tmp_path, text)
    kept = [extra.value for extra in record.extras] + [defect.text for defect in record.defects]
    assert any("V1:V2+V3" in value for value in kept)
