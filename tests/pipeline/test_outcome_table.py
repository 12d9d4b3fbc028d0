"""A table of past openings: what is read, what is named and left out, what counts once."""

import datetime
from pathlib import Path

import pytest

from tidewaiter.model import BadInput
from tidewaiter.pipeline.openings import Openings
from tidewaiter.pipeline.outcome_table import read_outcomes

HEADS = "document_date,consignment,consignee_name,hs_code,net_weight_kg,outcome,opened_on,chosen_by"
TODAY = datetime.date(2018, 1, 1)


def read(folder: Path, *rows: str, heads: str = HEADS, name: str = "openings.csv") -> Openings:
    path = folder / name
    path.write_text("\n".join([heads, *rows]) + "\n", encoding="utf-8")
    openings = Openings()
    read_outcomes(path, TODAY, openings)
    return openings


def test_a_row_becomes_an_opening(tmp_path: Path) -> None:
    openings = read(tmp_path, "2017-03-01,A1,Heron,090111,50,Prohibited item,2017-03-04,random")
    (opening,) = openings.lines
    assert (opening.false, opening.known_on) == (True, datetime.date(2017, 3, 4))
    assert (opening.way, opening.declaration.date) == ("random", datetime.date(2017, 3, 1))
    assert (opening.declaration.importer, opening.declaration.hs) == ("HERON", "090111")
    assert openings.defects == []


def test_rows_of_one_consignment_keep_their_own_outcomes_and_count_once(tmp_path: Path) -> None:
    openings = read(
        tmp_path,
        "2017-03-01,A1,Heron,090111,50,nothing_found,2017-03-04,random",
        "2017-03-01,A1,Heron,392690,60,discrepancy,2017-03-04,random",
        "2017-03-01,A1,Heron,392690,60,nothing_found,2017-03-04,random",
    )
    assert [one.false for one in openings.lines] == [False, True, False]
    assert [one.declaration.hs for one in openings.lines] == ["090111", "392690", "392690"]
    assert [one.false for one in openings.consignments] == [True]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("2017-03-01,B2,Kite,090111,5,perhaps,2017-03-04,duty", "outcome 'perhaps' is none of"),
        ("2017-03-01,B2,Kite,090111,5,,2017-03-04,duty", "outcome '' is none of"),
        ("2017-03-01,B2,Kite,090111,5,nothing_found,2017-03,duty", "'2017-03' is not a day"),
        ("2017-03-01,B2,Kite,090111,5,nothing_found,2018-03-04,duty", "has not come yet"),
        ("2017-03-05,B2,Kite,090111,5,nothing_found,2017-03-04,duty", "before it was declared"),
        ("2017-03-01,B2,Kite,090111,5,nothing_found,2017-03-04,dice", "chosen_by 'dice' is none"),
        ("2017-03-01,B2,Kite,090111,5,nothing_found", "the row has 6 values"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_left_out(
    tmp_path: Path, row: str, problem: str
) -> None:
    good = "2017-03-01,A1,Heron,090111,50,discrepancy,2017-03-04,"
    openings = read(tmp_path, good, row)
    assert [one.declaration.importer for one in openings.lines] == ["HERON"]
    ((source, defect),) = openings.defects
    assert source.endswith("openings.csv")
    assert defect.at == "line 3"
    assert problem in defect.problem


def test_what_could_not_be_checked_teaches_nothing_and_is_counted(tmp_path: Path) -> None:
    openings = read(
        tmp_path,
        "2017-03-01,A1,Heron,090111,50,refused,2017-03-04,random",
        "2017-03-01,A2,Heron,090111,50,could_not_be_checked,2017-03-04,ranked",
        "2017-03-01,A3,Heron,090111,50,nothing_found,2017-03-04,random",
    )
    assert len(openings.lines) == 1
    assert openings.drawn_unchecked == 1


def test_a_line_told_twice_counts_once_with_its_later_result(tmp_path: Path) -> None:
    openings = read(
        tmp_path,
        "2017-03-01,A1,Heron,090111,50,discrepancy,2017-03-09,other",
        "2017-03-01,A2,Heron,090111,50,nothing_found,2017-03-04,other",
    )
    again = tmp_path / "later.csv"
    row = "2017-03-01,A1,Heron,090111,50,nothing_found,2017-03-04,other"
    again.write_text(f"{HEADS}\n{row}\n", encoding="utf-8")
    read_outcomes(again, TODAY, openings)
    assert [one.false for one in openings.lines] == [True, False]
    ((_, defect),) = openings.defects
    assert (defect.problem, defect.text) == (
        "the line stands twice; its later result counts once",
        "false on 2017-03-09, as declared on 2017-03-04",
    )


def test_rows_without_a_number_are_known_by_their_place(tmp_path: Path) -> None:
    row = "2017-03-01,Heron,090111,discrepancy,2017-03-04"
    heads = "document_date,consignee_name,hs_code,Outcome,Opened on"
    openings = read(tmp_path, row, row, heads=heads)
    assert len(openings.lines) == 2
    read_outcomes(tmp_path / "openings.csv", TODAY, openings)
    assert len(openings.lines) == 2


def test_a_table_without_outcomes_and_another_paper_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no row has an outcome"):
        read(tmp_path, "A1,Heron", heads="consignment,consignee_name")
    with pytest.raises(BadInput, match="not a table of openings"):
        read(tmp_path, "BGM+85'UNT+2+1'", heads="UNB+UNOA:1+A+B+1:1+1'UNH+1+CUSCAR:D:95B:UN'")
