"""An index saved in a folder answers as one just built, and is never trusted blindly."""

import multiprocessing
from pathlib import Path

import pytest

from tidewaiter.lists import embedded
from tidewaiter.model import ListedName, Listing
from tidewaiter.names import Matcher, saved
from tidewaiter.names.index import NameIndex

LISTINGS = embedded().listings
NAME = LISTINGS[0].names[0].text


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.names"))


def refuse(*_: object) -> NameIndex:
    raise AssertionError("built although it was saved")


def test_a_saved_index_is_opened_and_answers_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = Matcher(LISTINGS, saved=tmp_path)
    monkeypatch.setattr(saved, "build", refuse)
    opened = Matcher(LISTINGS, saved=tmp_path)
    for listing in LISTINGS[::5]:
        text = listing.names[-1].text
        assert opened.search(text) == built.search(text)
    assert opened.search(NAME)[0].listing is LISTINGS[0]


def test_an_index_of_other_names_is_not_taken(tmp_path: Path) -> None:
    Matcher(LISTINGS, saved=tmp_path)
    other = Listing("t", "1", "person", (ListedName("Samplim Exemplari"),))
    matcher = Matcher((*LISTINGS, other), saved=tmp_path)
    assert matcher.search("Samplim Exemplari")[0].listing is other
    assert len(files(tmp_path)) == 2


def test_what_changed_beside_the_names_is_answered_as_given(tmp_path: Path) -> None:
    Matcher((Listing("t", "1", "person", (ListedName("Samplim Exemplari"),)),), saved=tmp_path)
    changed = Listing("t", "2", "person", (ListedName("Samplim Exemplari", "weak"),))
    (found,) = Matcher((changed,), saved=tmp_path).search("Samplim Exemplari")
    assert found.listing is changed
    assert found.name.quality == "weak"


@pytest.mark.parametrize("place", [0, 5000, -1])
def test_a_damaged_index_is_built_anew(tmp_path: Path, place: int) -> None:
    Matcher(LISTINGS, saved=tmp_path)
    (path,) = files(tmp_path)
    whole = path.read_bytes()
    damaged = bytearray(whole)
    damaged[place] ^= 1
    path.write_bytes(damaged)
    assert Matcher(LISTINGS, saved=tmp_path).search(NAME)[0].score.value == 1
    assert path.read_bytes() == whole


def test_where_nothing_can_be_written_it_is_built(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert Matcher(LISTINGS, saved=blocked).search(NAME)[0].score.value == 1


def test_the_indexes_longest_unused_go(tmp_path: Path) -> None:
    for number in range(saved.KEPT + 2):
        listing = Listing("t", "1", "person", (ListedName(f"Samplim Exemplari {number}"),))
        Matcher((listing,), saved=tmp_path)
        Matcher(LISTINGS[:1], saved=tmp_path)
    kept = files(tmp_path)
    assert len(kept) == saved.KEPT
    Matcher(LISTINGS[:1], saved=tmp_path)
    assert files(tmp_path) == kept


def _score(folder: Path) -> float:
    return Matcher(LISTINGS, saved=folder).search(NAME)[0].score.value


def test_two_processes_may_save_at_once(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(_score, [tmp_path] * 4, chunksize=1) == [1.0] * 4
    assert len(files(tmp_path)) == 1
    assert len(list(tmp_path.iterdir())) == 1
