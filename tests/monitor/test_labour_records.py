"""A desk's records: read strictly, no names of workers; assessed by fact and by law."""

import datetime
import shutil
from pathlib import Path

import pytest

from tidewaiter.law import load_law, load_target
from tidewaiter.model import BadInput
from tidewaiter.model.permit import Permit
from tidewaiter.monitor.labour.assessing import GroupAssessment, GroupAssessor
from tidewaiter.monitor.labour.forced import forced_labour
from tidewaiter.monitor.labour.permits import PermitJudge
from tidewaiter.monitor.labour.reading import read_registers
from tidewaiter.monitor.labour.registers import INDICATORS, IndicatorRow

SAMPLE = Path(__file__).parents[2] / "docs" / "how-to" / "labour"
TODAY = datetime.date(2020, 1, 31)
JUDGE = PermitJudge(load_law(), load_target())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLE, tmp_path / "records")
    return tmp_path / "records"


def assessed(folder: Path) -> dict[str, GroupAssessment]:
    found = read_registers(folder)
    assert found.defects == ()
    groups = GroupAssessor(load_law(), load_target(), TODAY).assess(found.registers)
    return {each.group.id: each for each in groups}


def indicator(
    name: str, side: str, strength: str = "medium", *, answer: str = "yes", second: str = "yes"
) -> IndicatorRow:
    return IndicatorRow(
        id=name,
        group="G",
        indicator=name,  # type: ignore[arg-type]
        answer=answer,  # type: ignore[arg-type]
        strength=strength,  # type: ignore[arg-type]
        points_to=side,  # type: ignore[arg-type]
        assessor="Park",
        second_reader="Cho",
        second_answer=second,  # type: ignore[arg-type]
    )


OVERTIME = indicator("excessive_overtime", "involuntariness")
PASSPORTS = indicator("retention_of_identity_documents", "coercion", "strong")


def test_one_of_each_side_and_one_strong_indicate_forced_labour() -> None:
    assert forced_labour([OVERTIME, PASSPORTS]).outcome == "indicated"
    weak = indicator("retention_of_identity_documents", "coercion")
    assert forced_labour([OVERTIME, weak]).outcome == "cannot tell"
    assert forced_labour([PASSPORTS]).outcome == "cannot tell"
    assert forced_labour([]).outcome == "not assessed"


def test_nothing_is_settled_without_a_second_reader_who_agrees() -> None:
    for second in ("", "no", "unknown"):
        doubted = indicator("excessive_overtime", "involuntariness", second=second)
        found = forced_labour([doubted, PASSPORTS])
        assert (found.outcome, found.unsettled) == (
            "indicated, not settled",
            ("excessive_overtime",),
        )


def test_one_reader_is_not_two() -> None:
    row = IndicatorRow(
        id="A",
        group="G",
        indicator="debt_bondage",
        answer="yes",
        strength="strong",
        points_to="coercion",
        assessor="Park",
        second_reader="park",
        second_answer="yes",
    )
    assert forced_labour([OVERTIME, row]).outcome == "indicated, not settled"


def test_only_eleven_answers_can_say_no() -> None:
    rows = [indicator(name, "", "", answer="no") for name in INDICATORS]
    assert forced_labour(rows).outcome == "not indicated"
    assert forced_labour(rows[:-1]).outcome == "cannot tell"


def test_a_group_has_its_wages_permits_stay_and_return(folder: Path) -> None:
    first, second = assessed(folder).values()
    assert first.forced.outcome == "indicated, not settled"
    (wage,) = first.wages
    assert (wage.left, wage.taken, wage.unexplained) == (200, 0.8, 100)
    assert [each.outcome for each in first.permits] == ["cannot_tell", "prohibited"]
    assert {each.permit.employer_name for each in first.permits} == {"Sample Build"}
    assert (first.returned.left_low, first.returned.left_high) == (20, 60)
    assert first.host_report is not None
    assert first.host_report.status == "filed"
    assert second.stay.outcome == "not_covered"


def test_a_return_without_a_number_leaves_the_rest_unknown(folder: Path) -> None:
    path = folder / "repatriations.csv"
    path.write_text("id,group,on,status\nR1,G1,2019-12-23,reported\n", encoding="utf-8")
    back = assessed(folder)["G1"].returned
    assert (back.gone, back.left_low, back.late) == (None, None, ("R1",))


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        ("groups", "G3,T1,,,2018-02,9,5,KP,,,,,", "no range of persons"),
        ("groups", "G3,T9,,,2018-02,5,9,KP,,,,,", "sites.csv has no row 'T9'"),
        ("groups", "G1,T1,,,2018-02,5,9,KP,,,,,", "stands twice"),
        ("groups", "G3,T1,,,Tuesday,5,9,KP,,,,,", "no day, month or year"),
        ("wages", "W2,G1,2018,USD,1000,2000,,,,", "more is left than was paid"),
        ("wages", "W2,G1,2018,dollars,1000,200,,,,", "no code of three capital letters"),
        ("wages", "W2,G1,2018,USD,1000,200,bribe=3,,,", "not one of"),
        ("permits", "P9,G1,KW,2018-01-05,2017-01-05,,,,", "before it was issued"),
        ("indicators", "A9,G1,tiredness,yes,,,,,,,", "tiredness"),
        ("sites", "T3,Sample,Atlantis,,,,,", "no country"),
    ],
)
def test_a_row_that_does_not_fit_is_told_with_its_line(
    folder: Path, table: str, row: str, said: str
) -> None:
    path = folder / f"{table}.csv"
    lines = len(path.read_text(encoding="utf-8").splitlines())
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    (defect,) = read_registers(folder).defects
    assert f"{table}.csv, line {lines + 1}" in defect.at
    assert said in defect.problem + defect.text


@pytest.mark.parametrize("header", ["worker_name", "Passport No", "name", "성명", "date of birth"])
def test_a_column_that_tells_who_a_worker_is_is_refused_with_the_reason(
    folder: Path, header: str
) -> None:
    (folder / "groups.csv").write_text(f"id,{header}\nG1,x\n", encoding="utf-8")
    with pytest.raises(BadInput, match="counted here, not named"):
        read_registers(folder)


def test_an_unknown_column_or_table_is_refused(folder: Path) -> None:
    (folder / "bases.csv").write_text("id,gruop\nB1,G1\n", encoding="utf-8")
    with pytest.raises(BadInput, match="gruop"):
        read_registers(folder)
    (folder / "bases.csv").rename(folder / "basis.csv")
    with pytest.raises(BadInput, match=r"basis\.csv"):
        read_registers(folder)


def test_a_paragraph_that_is_not_in_the_law_is_refused(folder: Path) -> None:
    path = folder / "bases.csv"
    path.write_text("id,group,measure\nB1,G1,un/2397/99/workers\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"bases\.csv, line 2.*no measure"):
        assessed(folder)


DAY = datetime.date


@pytest.mark.parametrize(
    ("issued", "until", "outcome", "measure"),
    [
        (DAY(2017, 8, 4), DAY(2017, 12, 21), "not_in_force", "un/2371/11/workers"),
        (DAY(2017, 8, 5), DAY(2017, 12, 21), "cannot_tell", "un/2371/11/workers"),
        (DAY(2017, 9, 11), DAY(2017, 12, 21), "prohibited", "un/2375/17/workers"),
        (DAY(2016, 1, 1), DAY(2019, 12, 22), "cannot_tell", "un/2397/8/workers"),
        (DAY(2016, 1, 1), DAY(2019, 12, 23), "prohibited", "un/2397/8/workers"),
    ],
)
def test_a_permit_is_judged_by_the_day_it_was_given_and_the_last_day_of_work(
    issued: datetime.date, until: datetime.date, outcome: str, measure: str
) -> None:
    found = JUDGE.judge(Permit("P", "KP", issued=issued, valid_until=until), TODAY)
    assert found.outcome == outcome
    assert measure in {each.measure for each in found.findings}


def test_the_measures_reach_nationals_of_the_territory_alone() -> None:
    day = DAY(2018, 1, 5)
    told = {
        nationality: JUDGE.judge(Permit("P", nationality, issued=day), TODAY).outcome
        for nationality in ("North Korean", "PHL", "Korea, Republic of", "Korean", "")
    }
    assert told == {
        "North Korean": "prohibited",
        "PHL": "not_covered",
        "Korea, Republic of": "not_covered",
        "Korean": "cannot_tell",
        "": "cannot_tell",
    }


def test_a_permit_without_a_day_cannot_be_judged_and_a_refused_one_was_none() -> None:
    assert JUDGE.judge(Permit("P", "KP"), TODAY).outcome == "cannot_tell"
    refused = Permit("P", "KP", issued=DAY(2018, 1, 5), status="refused")
    assert JUDGE.judge(refused, TODAY).outcome == "not_covered"


def test_a_fact_that_the_law_does_not_know_is_refused_with_its_row() -> None:
    permit = Permit("P", "KP", issued=DAY(2018, 1, 5), stated={"contract": "maybe"}, at="line 7")
    with pytest.raises(BadInput, match="permit P, line 7"):
        JUDGE.judge(permit, TODAY)
