import tracemalloc
from pathlib import Path

import pytest

from tests.cargo.accounting import FIXTURES
from tidewaiter.cargo import read
from tidewaiter.model import Consignment


def write_manifest(file: Path, repeats: int, *, lost: bytes = b"") -> None:
    """The two bills of the fixture, repeated; `lost` bytes are missing once near the start."""
    data = (FIXTURES / "awmds" / "two_bills.xml").read_bytes()
    begin, end = data.index(b"  <Bol_segment>"), data.index(b"</Awmds>")
    bills = data[begin:end]
    broken = bills.replace(lost, b"", 1) if lost != b"" else bills
    file.write_bytes(data[:begin] + broken + bills * (repeats - 1) + data[end:])


def peak_bytes(file: Path) -> tuple[int, int]:
    """Peak memory while reading, and the number of consignments."""
    tracemalloc.start()
    count = sum(isinstance(item, Consignment) for item in read(file))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak, count


@pytest.mark.parametrize("lost", [b"", b"</Goods_segment>", b"</Bol_segment>"])
def test_a_manifest_six_times_as_long_takes_no_more_memory(tmp_path: Path, lost: bytes) -> None:
    file = tmp_path / "manifest.xml"
    write_manifest(file, 30, lost=lost)
    small, few = peak_bytes(file)
    write_manifest(file, 180, lost=lost)
    large, many = peak_bytes(file)
    assert (few, many) == (60, 360)
    # All of them kept would take several megabytes more.
    assert large < small + 1_500_000


def test_the_first_bill_comes_before_the_file_is_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "manifest.xml"
    write_manifest(file, 100)
    items = read(file)
    first = next(items)
    assert isinstance(first, Consignment)
    # What is not read yet can still change.
    file.write_bytes(file.read_bytes()[:200_000])
    assert sum(1 for _ in items) < 199
