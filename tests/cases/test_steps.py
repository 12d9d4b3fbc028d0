"""Steps from words, and files by their content."""

import io
from pathlib import Path

import pytest

from tidewaiter.cases import fields_of, step_of
from tidewaiter.cases.attachments import LARGEST, Attachments
from tidewaiter.model import Amount, BadInput, Measured, ReleaseAsked

JPEG = b"\xff\xd8\xff\xe0" + b"fictional" * 10


def test_a_step_is_read_from_words() -> None:
    given = {"item": "goods[0]", "what": "gross_weight", "measured": "31,500.5 kg"}
    measured = Amount(31500.5, "kg")
    assert step_of("measured", given) == Measured("goods[0]", "gross_weight", measured=measured)
    asked = step_of("release_asked", {"why": "another ship", "papers": "B/L; letter"})
    assert asked == ReleaseAsked(why="another ship", papers=("B/L", "letter"))
    assert fields_of("stored") == ("where", "responsible")


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("weighed", {}, "no such step"),
        ("stored", {"shelf": "1"}, "no field shelf"),
        ("stored", {"where": "yard"}, "lacks the field responsible"),
        ("measured", {"item": "goods[0]", "what": "gross_weight", "measured": "much"}, "amount"),
        ("measured", {"item": "goods[0]", "what": "colour"}, "Invalid enum value"),
        ("seized", {"what": "x", "day": "soon", "authority": "y"}, "day"),
    ],
)
def test_a_bad_step_says_what_is_wrong(name: str, given: dict[str, str], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        step_of(name, given)


def kept_files(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


def test_a_photo_is_kept_once_by_its_content(tmp_path: Path) -> None:
    store = Attachments(tmp_path)
    first = store.keep(io.BytesIO(JPEG), "seal.jpg")
    again = store.keep(io.BytesIO(JPEG), "copy.JPEG")
    assert (first.media_type, first.size) == ("image/jpeg", len(JPEG))
    assert kept_files(tmp_path) == [first.sha256] == [again.sha256]
    assert store.is_whole(first.sha256)
    store.path(first.sha256).write_bytes(JPEG + b"x")
    assert not store.is_whole(first.sha256)
    assert not store.is_whole("0" * 64)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "seal.jpg", "it is empty"),
        (b"#!/bin/sh\nrm", "seal.jpg", "no photo or paper"),
        (b"%PDF-1.7 ...", "seal.jpg", "its name says image/jpeg and it is application/pdf"),
        (JPEG + bytes(LARGEST), "seal.jpg", "more than 25 MB"),
    ],
    ids=["empty", "script", "lies", "large"],
)
def test_what_is_no_photo_is_refused_and_leaves_nothing(
    tmp_path: Path, content: bytes, name: str, said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        Attachments(tmp_path).keep(io.BytesIO(content), name)
    assert kept_files(tmp_path) == []


def test_a_full_disk_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BadInput, match="No space left on device"):
        Attachments(tmp_path).keep(io.BytesIO(JPEG), "../../seal.jpg")
    assert kept_files(tmp_path) == []
