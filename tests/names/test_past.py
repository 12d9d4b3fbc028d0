"""Past names in segments on disk: found by listed names, laid out again when they are lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tidewaiter.model.listing import ListingKind
from tidewaiter.names import PastName, PastNames, past

PARTY: tuple[ListingKind, ...] = ("person", "organization")
NAMES = (
    PastName(1, "Grey Heron Shipping Ltd", PARTY),
    PastName(2, "Blue Egret Fisheries", PARTY),
    PastName(4, "Pak Sam Il", PARTY),
    PastName(5, "GREY HERON", ("vessel",)),
    PastName(7, "Whimbrel & Sons", PARTY),
)


class Source:
    """Gives names, and remembers which it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def __call__(self, start: int, stop: int) -> Iterator[PastName]:
        self.asked.append((start, stop))
        return (name for name in NAMES if start <= name.number < stop)


def search(names: PastNames, text: str, kind: ListingKind) -> set[int]:
    return names.search([(text, kind)], at_least=0.7)[text, kind]


def covered(folder: Path, end: int) -> tuple[PastNames, Source]:
    source = Source()
    names = PastNames(folder, source)
    names.cover(end)
    return names, source


def test_past_names_are_found_by_kind_and_added_to(tmp_path: Path) -> None:
    first, _ = covered(tmp_path, 3)
    assert search(first, "GREY HERON SHIPPING", "organization") == {1}
    assert search(first, "박삼일", "person") == set()
    for names, _ in (covered(tmp_path, 8), covered(tmp_path, 8)):
        assert search(names, "박삼일", "person") == {4}
        assert search(names, "M/V Grey Heron", "vessel") == {5}
        assert search(names, "GREY HERON SHIPPING", "organization") == {1}


def test_what_is_laid_out_is_not_laid_out_again(tmp_path: Path) -> None:
    covered(tmp_path, 8)
    names, source = covered(tmp_path, 8)
    assert search(names, "Blue Egret Fisheries", "organization") == {2}
    assert source.asked == []


def test_a_lost_or_damaged_segment_is_laid_out_again(tmp_path: Path) -> None:
    covered(tmp_path, 8)
    for path in tmp_path.glob("*.names"):
        path.write_bytes(path.read_bytes()[:-1])
    names, _ = covered(tmp_path, 8)
    assert search(names, "Blue Egret Fisheries", "organization") == {2}
    for path in tmp_path.glob("*.names"):
        path.unlink()
    names, _ = covered(tmp_path, 8)
    assert search(names, "Blue Egret Fisheries", "organization") == {2}


def test_segments_stay_few_and_none_grows_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "SEGMENT", 16)
    for end in range(1, 101):
        covered(tmp_path, end)
    runs = sorted(tuple(map(int, path.stem.split("-"))) for path in tmp_path.glob("*.names"))
    assert [start for start, _ in runs] == [0, *(stop for _, stop in runs)][:-1]
    assert runs[-1][1] == 100
    assert max(stop - start for start, stop in runs) <= 16
    assert len(runs) <= 100 // 16 * 2 + 5


def test_a_merged_segment_counts_where_its_parts_were_left(tmp_path: Path) -> None:
    covered(tmp_path, 3)
    part = next(tmp_path.glob("*.names"))
    content = part.read_bytes()
    covered(tmp_path, 8)
    part.write_bytes(content)
    names, source = covered(tmp_path, 8)
    assert source.asked == []
    assert search(names, "Whimbrel and Sons", "organization") == {7}
    assert len(list(tmp_path.glob("*.names"))) == 1
