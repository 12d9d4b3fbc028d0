"""Documents to mutate, cut into the stretches that belong to one consignment each.

A stretch with a consignment's number may be damaged without harm to the others; a stretch without
one (headers, archives) belongs to all. Sample documents of one consignment are joined to
documents of many where their format allows it, so that there is something to lose.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = (".edi", ".xml", ".json", ".csv", ".xlsx", ".parquet")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bytes of a document and the number (from 0) of the consignment they belong to, if one."""

    content: bytes
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class Seed:
    """A sound document in stretches; consignments are counted in document order."""

    name: str
    stretches: tuple[Stretch, ...]

    @property
    def content(self) -> bytes:
        """The whole document."""
        return b"".join(stretch.content for stretch in self.stretches)


def load_seeds(folder: Path) -> list[Seed]:
    """Every sample document below a folder, cut or joined by its format."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES)
    content = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    seeds = [_cut(name, data) for name, data in content.items()]
    interchanges = [
        data for name, data in content.items() if name.endswith(".edi") and not _is_stow_list(data)
    ]
    manifests = [data for data in content.values() if b"<Awmds>" in data]
    if len(interchanges) > 0:
        seeds.append(_join_messages(interchanges))
    if len(manifests) > 0:
        seeds.append(_join_bills(manifests))
    return seeds


def _is_stow_list(data: bytes) -> bool:
    return b"+BAPLIE:" in data or b"+COARRI:" in data


def _cut(name: str, data: bytes) -> Seed:
    if _is_stow_list(data):
        # A BAPLIE begins each container with its location, a COARRI with the equipment.
        begin = rb"^(?=LOC\+147|UNT)" if b"+BAPLIE:" in data else rb"^(?=EQD|CNT)"
        start, *boxes, end = re.split(begin, data, flags=re.M)
        return Seed(name, (Stretch(start), *_owned(boxes), Stretch(end)))
    if not name.endswith(".csv"):
        return Seed(name, (Stretch(data),))
    header, *rows = data.splitlines(keepends=True)
    return Seed(name, (Stretch(header), *_owned(rows)))


def _owned(parts: Sequence[bytes]) -> tuple[Stretch, ...]:
    return tuple(Stretch(part, owner) for owner, part in enumerate(parts))


def _join_messages(interchanges: list[bytes]) -> Seed:
    """One interchange with the messages of all."""
    messages = [
        match
        for data in interchanges
        for match in re.findall(rb"UNH\+.*?\nUNT[^']*'\n", data, re.S)
    ]
    start = b"UNB+UNOC:3+SAMPLESENDER+SAMPLECUSTOMS+180101:0900+JOINED'\n"
    end = b"UNZ+%d+JOINED'\n" % len(messages)
    return Seed("joined.edi", (Stretch(start), *_owned(messages), Stretch(end)))


def _join_bills(manifests: list[bytes]) -> Seed:
    """One manifest with the bills of lading of all, twice."""
    bills = [
        match
        for data in manifests * 2
        for match in re.findall(rb" *<Bol_segment>.*?</Bol_segment>\n", data, re.S)
    ]
    start = manifests[0].split(b"  <Bol_segment>")[0]
    return Seed("joined.xml", (Stretch(start), *_owned(bills), Stretch(b"</Awmds>\n")))
