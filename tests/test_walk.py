"""The walk through the code gives what its page says."""

import doctest
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_the_walk_runs_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    results = doctest.testfile(
        os.fspath(ROOT / "docs" / "walk.md"), module_relative=False, globs={"home": tmp_path}
    )
    assert results.attempted > 20
    assert results.failed == 0
