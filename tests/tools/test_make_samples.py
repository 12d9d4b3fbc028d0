import io
import zipfile

import pyarrow.parquet as pq
import pytest

from tools.make_samples import SAMPLES, samples


def content(name: str, data: bytes) -> object:
    """What a file holds, whatever the version of the library that packed it."""
    if name.endswith(".parquet"):
        return pq.read_table(io.BytesIO(data)).to_pylist()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {part: archive.read(part) for part in archive.namelist()}


@pytest.mark.parametrize("name", sorted(samples()))
def test_the_committed_sample_is_what_the_script_writes(name: str) -> None:
    assert content(name, (SAMPLES / name).read_bytes()) == content(name, samples()[name])


def test_two_runs_write_the_same_bytes() -> None:
    assert samples() == samples()
