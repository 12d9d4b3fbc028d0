"""The page on differences agrees with the law files it speaks of."""

import re
from pathlib import Path

from tidewaiter.law import load_law

LAW = load_law()
PAGE = (Path(__file__).parents[2] / "docs" / "law-differences.md").read_text(encoding="utf-8")


def test_every_measure_the_page_names_exists() -> None:
    named = set(re.findall(r"`(un/[^`]+)`", PAGE)) - {"un/"}
    assert {name for name in named if LAW.find(name) is None and not name.endswith("/")} == set()


def test_every_row_the_page_calls_part_of_a_heading_is_so_in_the_files() -> None:
    for line in PAGE.splitlines():
        if "part of the" not in line:
            continue
        code = line.split("|")[2].strip()
        for name in re.findall(r"`(un/[^`]+)`", line):
            measure = LAW.find(name)
            assert measure is not None
            assert [row.match for row in measure.hs if row.code == code] == ["part"], name


def test_the_page_counts_what_is_not_weighed() -> None:
    count = sum(measure.rule == "" for measure in LAW.measures)
    assert f"{count} measures are listed and not weighed" in PAGE
