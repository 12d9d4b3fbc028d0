import contextlib
import random
from pathlib import Path

import pytest

from tests.cargo.accounting import FIXTURES, consignments, read_all
from tidewaiter.model import BadInput, Consignment, Defect

DOCUMENTS = sorted([*FIXTURES.rglob("*.xml"), *FIXTURES.rglob("*.json")])
ROUNDS = 120


def mutate(data: bytes, chance: random.Random) -> tuple[bytes, int]:
    """One fault, and the offset it is at: a byte changed, bytes lost, doubled or cut off."""
    at = chance.randrange(len(data))
    length = chance.randrange(1, 40)
    kind = chance.choice(("flip", "delete", "double", "cut", "insert"))
    if kind == "flip":
        return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :], at
    if kind == "delete":
        return data[:at] + data[at + length :], at
    if kind == "double":
        return data[: at + length] + data[at:], at
    if kind == "cut":
        return data[:at], at
    noise = chance.choice(
        (b"<", b"&", b"]]>", b"</a>", b'"', b"{", b"}", b"\x00", b"\xff", b"<!--")
    )
    return data[:at] + noise + data[at:], at


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_mutated_documents_raise_bad_input_or_nothing(path: Path, tmp_path: Path) -> None:
    chance = random.Random(2270)
    data = path.read_bytes()
    file = tmp_path / "mutated"
    readable = 0
    for _ in range(ROUNDS):
        file.write_bytes(mutate(data, chance)[0] or b" ")
        with contextlib.suppress(BadInput):
            readable += any(isinstance(item, Consignment) for item in read_all(file))
    assert readable > ROUNDS * 0.6


def test_bills_that_end_before_the_fault_are_read_as_if_there_were_none(tmp_path: Path) -> None:
    chance = random.Random(1718)
    path = FIXTURES / "awmds" / "two_bills.xml"
    data = path.read_bytes()
    whole = consignments(path)
    first_end = data.index(b"</Bol_segment>") + len(b"</Bol_segment>")
    file = tmp_path / path.name
    for _ in range(ROUNDS):
        mutated, at = mutate(data, chance)
        if at <= first_end:
            continue
        file.write_bytes(mutated)
        assert consignments(file)[0] == whole[0]


def test_lines_of_json_before_and_after_a_broken_one_are_read(tmp_path: Path) -> None:
    chance = random.Random(2397)
    bill = b'{"transportDocumentReference": "T%d", "transportDocumentTypeCode": "BOL"}'
    lines = [bill % index for index in range(5)]
    file = tmp_path / "bills.json"
    for _ in range(ROUNDS):
        broken = lines[2][: chance.randrange(1, len(lines[2]) - 1)]
        file.write_bytes(b"\n".join([*lines[:2], broken, *lines[3:]]))
        read = read_all(file)
        found = {item.reference for item in read if isinstance(item, Consignment)}
        assert {"T0", "T1", "T3", "T4"} <= found
        places = [item.at for item in read if isinstance(item, Defect)]
        # Whether a line goes on in the next one shows in the next one only.
        assert not {"line 3", "line 4"}.isdisjoint(places)
