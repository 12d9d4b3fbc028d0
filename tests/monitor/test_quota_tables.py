"""A desk's own reports: what could mislead is refused, row by row, with the reason."""

import datetime
from pathlib import Path

import pytest

from tidewaiter.model import BadInput
from tidewaiter.monitor.quotas.own import all_reports, keep_reports, own_reports
from tidewaiter.monitor.quotas.reports import kept_reports
from tidewaiter.monitor.quotas.take import Taken, read_reports

TODAY = datetime.date(2026, 11, 24)
HEADER = "goods,ledger,states,month,state,quantity,unit,value,currency,known,source"
SOUND = "refined,reported,CN,2022-03,reported,5000,bbl,,,2022-05-01,Committee page"


def taken(folder: Path, *rows: str, header: str = HEADER) -> Taken:
    path = folder / "reports.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return read_reports(path, kept_reports(), TODAY, ("KP",))


def test_a_sound_row_is_kept_and_read_again(tmp_path: Path) -> None:
    found = taken(tmp_path, SOUND)
    assert found.refused == ()
    assert (found.reports[0].barrels, found.reports[0].check) == (5000, "unverified")
    assert found.reports[0].until == datetime.date(2022, 3, 31)
    home = tmp_path / "home"
    keep_reports(home, found.reports)
    assert own_reports(home) == found.reports
    assert all_reports(home) == (*kept_reports(), *found.reports)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("refined,,CN,2022-03,reported,-5,bbl,,,,page", "below zero"),
        ("refined,,CN,2022-03,reported,5,kt,,,,page", "unit is 'kt'"),
        ("refined,,CN,2022-03,reported,5,,,,,page", "unit is ''"),
        ('refined,,CN,2022-03,reported,"1,234",t,,,,page', "two ways"),
        ("coal,,CN,2017-06,reported,1000,t,90000,CNY,,page", "currency is 'CNY'"),
        ("coal,,CN,2017-06,reported,1000,t,90000,,,page", "currency is ''"),
        ("coal,,CN,2017-06,reported,1000000,t,90000,USD,,page", "US dollars a tonne"),
        ("coal,,CN,2017-06,reported,1000,bbl,,,,page", "coal in barrels"),
        ("refined,,Ruritania,2022-03,reported,5,bbl,,,,page", "no State that is known"),
        ("refined,,KP,2022-03,reported,5,bbl,,,,page", "under the cap"),
        ("diesel,,CN,2022-03,reported,5,bbl,,,,page", "goods is 'diesel'"),
        ("refined,,CN,2022-13,reported,5,bbl,,,,page", "no month"),
        ("refined,,CN,2030-01,reported,5,bbl,,,,page", "still to come"),
        ("refined,,CN,2022-03,nil,5,bbl,,,,page", "one or the other"),
        ("refined,,CN,2022-03,reported,,,,,,page", "without an amount"),
        ("refined,,CN,2022-03,reported,0,bbl,,,,page", "`nil`"),
        ("refined,,CN,2022-03,reported,5,bbl,,,,", "no source"),
        ("refined,alleged,*,2022-03,reported,5,bbl,,,,page", "who alleges it"),
        ("refined,,CN,2022-01,reported,10822,bbl,,,,page", "there already"),
        ("refined,,CN,2022-01,reported,10000,bbl,,,,page", "for a revision"),
    ],
)
def test_a_row_that_could_mislead_is_refused_alone(tmp_path: Path, row: str, reason: str) -> None:
    found = taken(tmp_path, SOUND, row)
    assert len(found.reports) == 1
    assert [defect.at for defect in found.refused] == ["line 3"]
    assert reason in found.refused[0].problem


def test_the_same_row_twice_is_taken_once(tmp_path: Path) -> None:
    found = taken(tmp_path, SOUND, SOUND)
    assert len(found.reports) == 1
    assert "there already" in found.refused[0].problem


def test_a_revision_seen_later_is_taken(tmp_path: Path) -> None:
    revised = "refined,,CN,2022-01,withdrawn,10822,bbl,,,2022-06-01,Committee page"
    found = taken(tmp_path, revised)
    assert [each.state for each in found.reports] == ["withdrawn"]


def test_an_address_is_one_of_the_web(tmp_path: Path) -> None:
    header, row = f"{HEADER},address", f"{SOUND},javascript:alert(1)"
    found = taken(tmp_path, row, header=header)
    assert "address is" in found.refused[0].problem


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (HEADER.replace("states", "country"), "no column states"),
        (HEADER.replace("quantity", "qty"), "unknown column qty"),
    ],
)
def test_a_column_of_another_name_is_refused(tmp_path: Path, header: str, reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        taken(tmp_path, SOUND, header=header)
