"""Interchanges written for the tests: our own shapes, invented parties."""

from collections.abc import Iterable
from pathlib import Path

from tidewaiter.cargo import read
from tidewaiter.model import Consignment, Defect

Elements = Iterable[Iterable[str]]


def escape(text: str) -> str:
    """Text with the release character before every separator."""
    for mark in "?+:'":
        text = text.replace(mark, "?" + mark)
    return text


def write_segment(tag: str, elements: Elements) -> str:
    """A segment as ISO 9735 writes it, terminator included."""
    parts = [tag, *(":".join(escape(part) for part in element) for element in elements)]
    return "+".join(parts) + "'"


def interchange(*messages: str, level: str = "UNOA") -> str:
    """Messages in an envelope whose counts are right."""
    return f"UNB+{level}:2+A+B+261101:0900+R1'{''.join(messages)}UNZ+{len(messages)}+R1'"


def message(body: str, kind: str = "CUSCAR:D:95B:UN", reference: str = "M1") -> str:
    """A message in its envelope; `body` segments end with a terminator each."""
    count = body.replace("?'", "").count("'") + 2
    return f"UNH+{reference}+{kind}'{body}UNT+{count}+{reference}'"


HEADER = (
    "BGM+85+MAN1+9'DTM+137:20170801:102'NAD+MS+AGENT7'"
    "TDT+20+014E+1++LINE:172:20+++9074729:146::SAMPLE STAR:PA'LOC+60+CNDLC:139:6'"
    "DTM+132:201708031200:203'EQD+CN+TWTU1234567+22G1:102:5++3+5'SEL+S001'"
)


def consignment(row: int, bill: str) -> str:
    """One plain consignment of a CUSCAR."""
    return (
        f"CNI+{row}+{bill}'RFF+BM:{bill}'LOC+9+CNDLC:139:6'LOC+11+VNHPH:139:6'GIS+23'"
        f"NAD+CZ+++NORTHERN MILLS {row}+1 QUAY ROAD+DALIAN++116001+CN'"
        f"NAD+CN+++LOTUS TRADING {row}+2 HARBOUR ST+HAIPHONG+++VN'"
        f"GID+1+{row * 10}:CT'FTX+AAA+++COTTON SHIRTS LOT {row}'MEA+AAE+G+KGM:{row}00.5'"
        f"SGP+TWTU1234567+{row * 10}'PCI+24+MARK {row}'CST++610910:122'"
    )


def cuscar(*bills: str) -> str:
    """A CUSCAR interchange with one plain consignment a bill."""
    body = "".join(consignment(row, bill) for row, bill in enumerate(bills, 1))
    return interchange(message(HEADER + body))


def read_bytes(folder: Path, content: bytes | str) -> tuple[list[Consignment], list[Defect]]:
    """What the reader gives for a file of this content."""
    path = folder / "document.edi"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    records = list(read(path))
    found = [record for record in records if isinstance(record, Consignment)]
    return found, [record for record in records if isinstance(record, Defect)]


def one(folder: Path, text: str) -> Consignment:
    """The only consignment of a file."""
    found, _ = read_bytes(folder, text)
    assert len(found) == 1
    return found[0]


def named(record: Consignment, name: str) -> list[str]:
    """The values of the extras of one name."""
    return [extra.value for extra in record.extras if extra.name == name]
