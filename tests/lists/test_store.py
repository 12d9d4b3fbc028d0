"""Versions of lists on disk. The lists are invented."""

import datetime
import multiprocessing
from pathlib import Path

import pytest

from tests.lists.invented import un_list
from tidewaiter.lists import Arrival, Kept, Store, read
from tidewaiter.lists import parsed as parsed_module
from tidewaiter.lists.parsed import NAME
from tidewaiter.lists.store import VERSION
from tidewaiter.model import BadInput

AT = datetime.datetime(2024, 10, 1, 12, 0, tzinfo=datetime.UTC)
ARRIVAL = Arrival(at=AT, origin="un.xml", actor="officer")
OFAC = Arrival(at=AT, origin="sdn.csv", actor="officer", accept=True)
SDN = '90001,"INVENTED TRADING",-0- ,"DPRK4",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-\n'
ALT = '90001,1,"aka","INVENTED TRADE",-0-\n'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def keep(home: Path, folder: Path, day: str, **options: object) -> Kept:
    path = un_list(folder / "un.xml", day=day, **options)  # type: ignore[arg-type]
    at = datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00")
    return Store(home).keep(path, Arrival(at=at, origin="un.xml")).kept


def un_versions(home: Path) -> list[Kept]:
    return [kept for kept in Store(home).versions() if kept.list == "un-consolidated"]


def place(home: Path, kept: Kept) -> Path:
    return home / "lists" / kept.list / kept.sha256


def test_a_kept_list_comes_back_as_it_was_read(home: Path, tmp_path: Path) -> None:
    path = un_list(tmp_path / "un.xml")
    kept = Store(home).keep(path, ARRIVAL).kept
    assert (kept.list, kept.published, kept.dated_by) == ("un-consolidated", "2024-09-26", "list")
    assert (kept.entries, kept.by_kind, kept.got, kept.origin) == (
        720,
        {"person": 720},
        AT,
        "un.xml",
    )
    assert Store(home).load(kept) == read(path)
    assert (place(home, kept) / "un.xml").read_bytes() == path.read_bytes()


def test_the_same_content_again_changes_nothing(home: Path, tmp_path: Path) -> None:
    first = Store(home).keep(un_list(tmp_path / "un.xml"), ARRIVAL)
    later = Arrival(at=AT + datetime.timedelta(days=9), origin="elsewhere.xml")
    again = Store(home).keep(un_list(tmp_path / "other.xml"), later)
    assert (first.new, again.new) == (True, False)
    assert again.kept == first.kept
    assert len(un_versions(home)) == 1


def test_nothing_is_made_before_a_list_is_kept(home: Path) -> None:
    assert [kept.list for kept in Store(home).versions()] == ["un-1718"]
    assert not home.exists()


def test_the_tables_of_ofac_are_one_edition(home: Path, tmp_path: Path) -> None:
    (tmp_path / "sdn.csv").write_text(SDN)
    (tmp_path / "alt.csv").write_text(ALT)
    by_alt = Store(home).keep(tmp_path / "alt.csv", OFAC).kept
    assert by_alt.files == ("sdn.csv", "alt.csv")
    assert Store(home).keep(tmp_path / "sdn.csv", OFAC).new is False
    (tmp_path / "alt.csv").write_text(ALT.replace("TRADE", "TRADER"))
    assert Store(home).keep(tmp_path / "sdn.csv", OFAC).new is True


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"field": "<SHOE_SIZE>44</SHOE_SIZE>"}, "SHOE_SIZE"),
        ({"entries": range(30)}, "30 entries where 700"),
        ({"entries": range(100, 850)}, "50 DPRK where 120"),
    ],
)
def test_a_changed_form_stops_and_the_last_good_version_stays(
    home: Path, tmp_path: Path, options: dict[str, object], named: str
) -> None:
    good = keep(home, tmp_path, "2024-09-26")
    with pytest.raises(BadInput, match=named) as caught:
        keep(home, tmp_path, "2024-10-26", **options)
    assert "The version of 2024-09-26 stays in place" in caught.value.advice
    assert caught.value.where == str(tmp_path / "un.xml")
    assert un_versions(home) == [good]
    assert sorted(path.name for path in (home / "lists").iterdir()) == ["un-consolidated"]


def test_a_cut_off_list_is_stopped(home: Path, tmp_path: Path) -> None:
    path = un_list(tmp_path / "un.xml", entries=range(900))
    path.write_bytes(path.read_bytes()[:-9000])
    with pytest.raises(BadInput, match="breaks off"):
        Store(home).keep(path, ARRIVAL)


def test_a_list_of_half_its_size_is_stopped(home: Path, tmp_path: Path) -> None:
    keep(home, tmp_path, "2024-09-26", entries=range(1500))
    with pytest.raises(BadInput, match="700 entries where the version before has 1500"):
        keep(home, tmp_path, "2024-10-26", entries=range(700))


def test_many_small_defects_are_a_changed_form(home: Path, tmp_path: Path) -> None:
    path = un_list(tmp_path / "un.xml")
    path.write_text(path.read_text().replace("2016-03-02", "soon", 100))
    with pytest.raises(BadInput, match="100 defects in 620 entries"):
        Store(home).keep(path, ARRIVAL)


def test_an_officer_may_keep_it_all_the_same_and_it_shows(home: Path, tmp_path: Path) -> None:
    path = un_list(tmp_path / "un.xml", entries=range(200))
    kept = Store(home).keep(path, Arrival(at=AT, origin="un.xml", accept=True)).kept
    assert kept.accepted[0].startswith("200 entries where 700")
    (_, loaded) = Store(home).in_force(AT.date())
    assert "kept with faults accepted: 200 entries" in loaded.version.note


def test_another_file_is_bad_input_under_its_own_name(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear sir,")
    with pytest.raises(BadInput, match="no list") as caught:
        Store(home).keep(path, ARRIVAL)
    assert caught.value.where == str(path)
    with pytest.raises(BadInput, match="cannot be opened"):
        Store(home).keep(tmp_path / "none.xml", ARRIVAL)


def test_a_home_that_cannot_be_written_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    with pytest.raises(BadInput, match="cannot be kept there"):
        Store(tmp_path / "home").keep(un_list(tmp_path / "un.xml"), ARRIVAL)


def test_a_damaged_or_stale_parsed_copy_is_made_anew(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = keep(home, tmp_path, "2024-09-26")
    wanted = Store(home).load(kept)
    copy = place(home, kept) / NAME
    sound = copy.read_bytes()
    for spoiled in (b"", sound[:-1], sound[:200] + b"?" + sound[201:]):
        copy.write_bytes(spoiled)
        assert Store(home).load(kept) == wanted
        assert copy.read_bytes() == sound
    monkeypatch.setattr(parsed_module, "code_version", lambda: "another version of the code")
    assert Store(home).load(kept) == wanted
    assert b"another version of the code" in copy.read_bytes()


def test_a_sound_parsed_copy_spares_the_reading(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = keep(home, tmp_path, "2024-09-26")
    monkeypatch.setattr("tidewaiter.lists.store.read", None)
    store = Store(home)
    assert store.load(kept) is store.load(kept)


def test_changed_files_are_told_and_mended_by_the_same_import(home: Path, tmp_path: Path) -> None:
    kept = keep(home, tmp_path, "2024-09-26")
    (place(home, kept) / NAME).unlink()
    (place(home, kept) / "un.xml").write_text("<CONSOLIDATED_LIST/>")
    with pytest.raises(BadInput, match="damaged"):
        Store(home).in_force(AT.date())
    keep(home, tmp_path, "2024-09-26")
    assert len(Store(home).in_force(AT.date())) == 2


@pytest.mark.parametrize("content", [None, b"", b"{}"])
def test_a_version_without_its_record_is_never_left_out_in_silence(
    home: Path, tmp_path: Path, content: bytes | None
) -> None:
    record = place(home, keep(home, tmp_path, "2024-09-26")) / VERSION
    record.unlink() if content is None else record.write_bytes(content)
    with pytest.raises(BadInput, match="damaged"):
        Store(home).in_force(AT.date())
    keep(home, tmp_path, "2024-09-26")
    assert len(un_versions(home)) == 1


@pytest.mark.parametrize(
    ("on", "published", "note"),
    [
        ("2024-09-26", "2024-09-26", ""),
        ("2024-10-25", "2024-09-26", ""),
        ("2024-10-26", "2024-10-26", ""),
        (
            "2024-09-25",
            "2024-09-26",
            "no version published by 2024-09-25 is held: that of 2024-09-26 stands in",
        ),
    ],
)
def test_the_version_in_force_on_a_day(
    home: Path, tmp_path: Path, on: str, published: str, note: str
) -> None:
    keep(home, tmp_path, "2024-10-26", names={3: "ANOTHER NAME"})
    keep(home, tmp_path, "2024-09-26")
    embedded, un = Store(home).in_force(datetime.date.fromisoformat(on))
    assert (embedded.version.name, embedded.version.note) == ("un-1718", "")
    assert (un.version.published, un.version.note) == (published, note)


@pytest.mark.parametrize(("on", "is_stale"), [("2024-10-26", False), ("2024-10-27", True)])
def test_a_list_is_stale_after_thirty_days(
    home: Path, tmp_path: Path, on: str, is_stale: bool
) -> None:
    keep(home, tmp_path, "2024-09-26")
    _, un = Store(home).in_force(datetime.date.fromisoformat(on))
    assert un.version.stale == ("published 2024-09-26: older than 30 days" if is_stale else "")


def test_a_confirmed_list_is_not_stale_until_later(home: Path, tmp_path: Path) -> None:
    kept = keep(home, tmp_path, "2024-09-26")
    Store(home).confirm(kept, datetime.date(2024, 12, 1))
    (now,) = un_versions(home)
    assert now.stale(datetime.date(2024, 12, 31)) == ""
    assert "last seen as the newest 2024-12-01" in now.stale(datetime.date(2025, 1, 1))


def test_a_list_without_a_date_takes_the_officers_word_and_says_so(
    home: Path, tmp_path: Path
) -> None:
    (tmp_path / "sdn.csv").write_text(SDN)
    undated = Store(home).keep(tmp_path / "sdn.csv", OFAC).kept
    assert (undated.published, undated.day) == ("", AT.date())
    assert "not known" in undated.notes(AT.date())[0]
    (tmp_path / "sdn.csv").write_text(SDN.replace("90001", "90002"))
    said = Arrival(AT, "sdn.csv", actor="officer", published="2022-01-13", accept=True)
    dated = Store(home).keep(tmp_path / "sdn.csv", said).kept
    assert (dated.day, dated.dated_by) == (datetime.date(2022, 1, 13), "officer")
    assert "published 2022-01-13 by the word of officer" in dated.notes(AT.date())


def test_the_officers_word_does_not_stand_against_the_list(home: Path, tmp_path: Path) -> None:
    said = Arrival(AT, "un.xml", published="2020-01-01")
    with pytest.raises(BadInput, match="says that it was published 2024-09-26"):
        Store(home).keep(un_list(tmp_path / "un.xml"), said)


def test_another_list_than_expected_is_refused(home: Path, tmp_path: Path) -> None:
    wanted = Arrival(AT, "un.xml", expected="us-ofac-sdn")
    with pytest.raises(BadInput, match="un-consolidated where us-ofac-sdn is expected"):
        Store(home).keep(un_list(tmp_path / "un.xml"), wanted)


def test_a_version_is_found_by_hash_by_day_and_by_list(home: Path, tmp_path: Path) -> None:
    old, new = (keep(home, tmp_path, day) for day in ("2024-09-26", "2024-10-26"))
    store = Store(home)
    assert store.find(old.sha256[:8]) == old
    assert store.find("2024-09-26") == store.find("un-consolidated@2024-09-26") == old
    assert store.find("un-consolidated") == new
    for wrong in ("2024-09-27", "un-1718@2024-09-26", "ffffffff", "", "@"):
        with pytest.raises(BadInput, match="no version kept") as caught:
            store.find(wrong)
        assert "un-consolidated@2024-10-26" in caught.value.advice


def test_a_name_of_several_versions_asks_which(home: Path, tmp_path: Path) -> None:
    keep(home, tmp_path, "2024-09-26")
    keep(home, tmp_path, "2024-09-26", names={3: "ANOTHER NAME"})
    with pytest.raises(BadInput, match="2 versions"):
        Store(home).find("2024-09-26")


def _keep_all(home: Path, paths: list[Path]) -> None:
    for path in paths:
        Store(home).keep(path, ARRIVAL)


def test_two_processes_at_once_lose_nothing(home: Path, tmp_path: Path) -> None:
    paths = [
        un_list(tmp_path / f"{number}.xml", names={0: f"NAME {number}"}) for number in range(4)
    ]
    spawn = multiprocessing.get_context("spawn")
    orders = (paths, [*paths[::-1], paths[0]])
    workers = [spawn.Process(target=_keep_all, args=(home, order)) for order in orders]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert len(un_versions(home)) == 4
    assert len({Store(home).load(kept).listings[0].names for kept in un_versions(home)}) == 4
    assert [path.name for path in (home / "lists").iterdir()] == ["un-consolidated"]
