"""Mutated manifests: nothing but BadInput, and what was not touched comes out the same."""

import random
from pathlib import Path

import msgspec
import pytest

from tests.cargo.edifact.written import (
    HEADER,
    consignment,
    cuscar,
    interchange,
    message,
    read_bytes,
)
from tidewaiter.model import BadInput, Consignment

TEXT = cuscar("BILLONE", "BILLTWO", "BILLTHREE")
START = TEXT.index("CNI+2")
END = TEXT.index("CNI+3")


def mutate(rng: random.Random, content: bytes, start: int, end: int) -> bytes:
    """One flip, deletion, insertion or doubling between two places."""
    at = rng.randrange(start, end)
    length = min(rng.choice((1, 1, 2, 5)), end - at)
    kind = rng.randrange(4)
    if kind == 0:
        return content[:at] + bytes([rng.randrange(256)]) + content[at + 1 :]
    if kind == 1:
        return content[:at] + content[at + length :]
    if kind == 2:
        return content[:at] + rng.randbytes(length) + content[at:]
    return content[: at + length] + content[at : at + length] + content[at + length :]


def values(record: Consignment) -> dict[str, object]:
    """What a consignment says, without the segment numbers a mutation before it may move.

    Defects aside: a segment too broken to say whose it is is told with what stands before it.
    """
    said = msgspec.to_builtins(record)
    assert isinstance(said, dict)
    said.pop("places")
    said.pop("defects", None)
    said["extras"] = [(extra.name, extra.value) for extra in record.extras]
    return said


@pytest.mark.parametrize("seed", range(20))
def test_mutation_of_one_consignment_leaves_the_others_as_they_were(
    tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    plain, _ = read_bytes(tmp_path, TEXT)
    first, third = values(plain[0]), values(plain[2])
    for _ in range(50):
        # The terminator before CNI+3 belongs to the second consignment too.
        content = mutate(rng, TEXT.encode(), START, END)
        found, _ = read_bytes(tmp_path, content)
        by_reference = {record.reference: values(record) for record in found}
        assert by_reference.get("BILLONE") == first, content
        assert by_reference.get("BILLTHREE") == third, content


@pytest.mark.parametrize("seed", range(10))
def test_any_mutation_raises_nothing_but_bad_input(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(50):
        content = TEXT.encode()
        for _ in range(rng.randrange(1, 6)):
            content = mutate(rng, content, 0, len(content))
        try:
            read_bytes(tmp_path, content)
        except BadInput:
            continue


@pytest.mark.parametrize("part", ["UNB", "UNH", "BGM", "TDT", "EQD"])
def test_mutation_of_the_header_keeps_every_consignment(tmp_path: Path, part: str) -> None:
    rng = random.Random(part)
    start = TEXT.index(part + "+")
    end = TEXT.index("'", start)
    for _ in range(60):
        content = mutate(rng, TEXT.encode(), start, end)
        found, _ = read_bytes(tmp_path, content)
        references = [record.reference for record in found]
        assert {"BILLONE", "BILLTWO", "BILLTHREE"} <= set(references), content


def test_truncation_anywhere_keeps_the_consignments_before_it(tmp_path: Path) -> None:
    plain, _ = read_bytes(tmp_path, TEXT)
    for at in range(END, len(TEXT), 7):
        found, defects = read_bytes(tmp_path, TEXT[:at])
        assert [values(record) for record in found[:2]] == [values(record) for record in plain[:2]]
        assert len(defects) > 0


@pytest.mark.parametrize("row", range(25))
def test_any_segment_doubled_or_lost_in_one_consignment_leaves_the_others(
    tmp_path: Path, row: int
) -> None:
    plain, _ = read_bytes(tmp_path, TEXT)
    lines = consignment(2, "BILLTWO").split("'")[:-1]
    row %= len(lines)
    for changed in (lines[:row] + lines[row + 1 :], lines[: row + 1] + lines[row:]):
        middle = "".join(line + "'" for line in changed)
        body = HEADER + consignment(1, "BILLONE") + middle + consignment(3, "BILLTHREE")
        found, _ = read_bytes(tmp_path, interchange(message(body)))
        assert len(found) == 3
        assert values(found[0]) == values(plain[0])
        assert values(found[2]) == values(plain[2])
