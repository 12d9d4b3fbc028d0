"""A bulk screening killed at random moments: `make kill` does the same 200 times."""

from pathlib import Path

import pytest

from benchmarks.killing import Plan, kill_often
from benchmarks.synthetic import write_cuscar_files

FILES = 3


@pytest.fixture(scope="module")
def manifests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bulk") / "manifests"
    write_cuscar_files(folder, FILES)
    return folder


def test_killed_and_resumed_screening_loses_and_doubles_nothing(
    manifests: Path, url: str, tmp_path: Path
) -> None:
    tally = kill_often(manifests, tmp_path, Plan(FILES, kills=2, seed=1), url)
    assert tally.kills == 2
