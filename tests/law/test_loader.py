import shutil
from pathlib import Path

import pytest

from tidewaiter.law import load_law
from tidewaiter.law.loader import FOLDER
from tidewaiter.model import LawError


def copy_law(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER / "un", tmp_path / "un")
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / "un" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_law_loads_and_finds_a_measure_by_id_and_by_ref() -> None:
    law = load_law()
    by_id = law.find("un/2371/8/coal")
    assert by_id is not None
    assert by_id == law.find("R2371-08-COAL")
    assert law.act_of("un/2371/8/coal").symbol == "S/RES/2371 (2017)"
    assert law.find("un/2371/8/tea") is None


def test_the_version_is_the_same_for_the_same_content_and_not_for_a_comment(tmp_path: Path) -> None:
    folder = copy_law(tmp_path)
    assert load_law(folder=folder).version == load_law().version
    path = folder / "un" / "2356.toml"
    path.write_text("# A note\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert load_law(folder=folder).version == load_law().version


def test_the_version_changes_with_a_date(tmp_path: Path) -> None:
    folder = copy_law(tmp_path)
    change(folder, "2664.toml", "from = 2022-12-09", "from = 2022-12-10")
    assert load_law(folder=folder).version != load_law().version


def test_an_unknown_key_stops_the_load_with_file_key_and_reason(tmp_path: Path) -> None:
    folder = copy_law(tmp_path)
    change(folder, "2664.toml", 'kind = "humanitarian', 'sort = "humanitarian')
    with pytest.raises(LawError, match=r"2664\.toml: .*measure\[0\].*(kind|sort)"):
        load_law(folder=folder)


def test_a_date_written_as_text_stops_the_load(tmp_path: Path) -> None:
    folder = copy_law(tmp_path)
    change(folder, "2664.toml", "from = 2022-12-09", 'from = "soon"')
    with pytest.raises(LawError, match=r"2664\.toml: \$\.measure\[0\]\.from: "):
        load_law(folder=folder)


def test_text_that_is_no_toml_names_the_file(tmp_path: Path) -> None:
    folder = copy_law(tmp_path)
    (folder / "un" / "2356.toml").write_text("number = ", encoding="utf-8")
    with pytest.raises(LawError, match=r"2356\.toml: is no TOML"):
        load_law(folder=folder)


def test_a_missing_vocabulary_is_reported(tmp_path: Path) -> None:
    folder = copy_law(tmp_path)
    (folder / "un" / "vocabulary.toml").unlink()
    with pytest.raises(LawError, match=r"vocabulary\.toml: cannot be read"):
        load_law(folder=folder)
