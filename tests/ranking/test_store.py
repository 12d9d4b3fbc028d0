"""A saved ranking comes back whole; anything else is refused."""

import datetime
import json
from pathlib import Path

import pytest

from tidewaiter.model import BadInput
from tidewaiter.ranking import Declaration, Opening, keep, latest, load, save, train


@pytest.fixture
def path(year: list[Opening], tmp_path: Path) -> Path:
    path = tmp_path / "ranking.json"
    save(train(year), path)
    return path


def test_a_saved_ranking_ranks_as_before(path: Path, year: list[Opening]) -> None:
    ranking = train(year)
    line = Declaration(id="new", date=datetime.date(2018, 1, 1), importer="BLUE HERON")
    assert load(path) == ranking
    assert load(path).score(line) == ranking.score(line)


def test_the_file_tells_its_period_and_is_its_owners_alone(path: Path) -> None:
    ranking = json.loads(path.read_text(encoding="utf-8"))["ranking"]
    assert (ranking["first"], ranking["last"]) == ("2017-01-02", "2017-10-28")
    assert path.stat().st_mode & 0o077 == 0


def test_saving_that_fails_leaves_the_old_file_and_no_other(
    path: Path, year: list[Opening], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def full(self: Path, target: Path) -> None:
        raise OSError("no space")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no space"):
        save(train(year[:600]), path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"form":2', '"form":1', "has form 1"),
        ('"intercept"', '"incept"', "is no ranking"),
        ('["importer"]', '["colour"]', "no field 'colour'"),
        ('"usual":[1200,', '"usual":[12,', "counts cannot be"),
        ("{", "", "is no ranking"),
    ],
)
def test_a_file_that_does_not_hold_together_is_refused(
    path: Path, old: str, new: str, what: str
) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput, match=what):
        load(path)


def test_a_missing_file_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        load(tmp_path / "none.json")


def test_the_ranking_trained_last_serves_and_the_older_stays(
    year: list[Opening], tmp_path: Path
) -> None:
    at = datetime.datetime(2018, 1, 1, tzinfo=datetime.UTC)
    assert latest(tmp_path) is None
    old = keep(train(year[:600]), tmp_path, at)
    new = keep(train(year), tmp_path, at + datetime.timedelta(microseconds=1))
    assert latest(tmp_path) == new
    assert load(old.path) == old.ranking
    assert new.sha256[:12] in new.path.name


def test_a_kept_ranking_that_was_changed_is_refused(year: list[Opening], tmp_path: Path) -> None:
    kept = keep(train(year), tmp_path, datetime.datetime(2018, 1, 1, tzinfo=datetime.UTC))
    text = kept.path.read_text(encoding="utf-8")
    changed = text.replace('"first":"2017-01-02"', '"first":"2017-01-03"')
    assert changed != text
    kept.path.write_text(changed, encoding="utf-8")
    with pytest.raises(BadInput, match="not as it was kept"):
        latest(tmp_path)
