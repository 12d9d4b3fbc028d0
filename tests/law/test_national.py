"""National and EU law: turning dates, the 180 days, and never a ground of another law."""

import csv
import shutil
from pathlib import Path

import pytest

from tidewaiter.assess import Assessor, act_outcome, read_act
from tidewaiter.goods import Recognizer
from tidewaiter.law import known_sources, load_law
from tidewaiter.law.loader import FOLDER
from tidewaiter.model import BadInput, LawError
from tidewaiter.model.finding import Finding

HERE = Path(__file__).parent
LAW = load_law(known_sources())
ALL = Assessor(LAW)
UN = Assessor(load_law())
ALONE = {source: Assessor(LAW, sources=(source,)) for source in LAW.sources}
RECOGNIZE = Recognizer().recognize_text


def read_rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = read_rows("national.csv")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_act_under_one_national_law(row: dict[str, str]) -> None:
    facts = read_act(row, LAW, RECOGNIZE)
    outcome, measures = act_outcome(ALONE[row["law"]].assess(facts))
    assert outcome == row["outcome_wanted"], row["reason"]
    assert row["measure_wanted"] in {"", *measures}


def test_every_weighed_national_measure_is_judged_before_and_after_it_begins() -> None:
    weighed = {m.id for m in LAW.measures if m.source != "un" and m.rule != ""}
    assert weighed - {row["measure_wanted"] for row in ROWS} == set()
    days = {(row["law"], row["act_date"]) for row in ROWS}
    starts = {(m.source, str(m.since)) for m in LAW.measures if m.id in weighed}
    # two articles of the Union whose first day is not verified are judged around the sure one
    assert starts - days <= {("eu", "2017-09-16")}


def test_the_un_is_always_on_and_stands_first() -> None:
    assert load_law().sources == ("un",)
    assert load_law(("us",)).sources == ("un", "us")
    assert load_law(("us", "un", "us")).sources == ("un", "us")
    assert known_sources()[0] == "un"
    assert set(known_sources()) == {"un", "us", "kr", "eu", "jp", "cn"}


def test_a_law_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(BadInput, match=r"no law of 'fr'.*us"):
        load_law(("fr",))


def test_the_version_tells_which_laws_were_asked() -> None:
    versions = {load_law(named).version for named in ((), ("us",), ("kr",), ("us", "kr"))}
    assert len(versions) == 4


def findings(assessor: Assessor, row: dict[str, str]) -> list[Finding]:
    return list(assessor.assess(read_act(row, assessor.law, RECOGNIZE)).findings)


@pytest.mark.parametrize("table", ["scenarios.csv", "turning_dates.csv", "acts.csv"])
def test_further_law_changes_no_finding_of_the_un(table: str) -> None:
    for row in read_rows(table)[::3]:
        together = [f for f in findings(ALL, row) if f.measure.startswith("un/")]
        assert together == findings(UN, row), row["id"]


def test_a_finding_names_the_maker_of_its_law_and_no_other() -> None:
    names = {"un": "S/RES/", "us": "US ", "kr": "ROK ", "jp": "Japan", "eu": "EU ", "cn": "China "}
    for row in ROWS:
        for finding in findings(ALL, row):
            source = finding.measure.partition("/")[0]
            assert finding.instrument.startswith(names[source]), finding.measure
            cited = {name.partition("/")[0] for name in finding.cites}
            assert cited <= {source}


def test_rice_for_the_dprk_is_stopped_by_japan_alone_and_only_where_its_law_is_asked() -> None:
    row = {"id": "R", "act_date": "2018-03-01", "direction": "to_dprk", "hs": "1006"}
    row |= {"description": "rice", "facts": ""}
    assert UN.assess(read_act(row, UN.law, RECOGNIZE)).action == "inspect"
    japan = Assessor(load_law(("jp",)))
    assessment = japan.assess(read_act(row, japan.law, RECOGNIZE))
    assert assessment.action == "detain"
    assert assessment.reasons[0].startswith("Detain: ")
    assert "(Japan, measures of 16 June 2009)" in assessment.reasons[0]
    stopped = [reason for reason in assessment.reasons if reason.startswith(("Detain", "Then"))]
    assert len(stopped) == 1, "the UN orders no seizure of what only Japan bars"


def test_a_measure_nobody_verified_asks_and_never_stops() -> None:
    row = {"id": "R", "act_date": "2017-02-01", "direction": "from_dprk", "hs": ""}
    row |= {"description": "copper ingots", "facts": ""}
    assessment = ALONE["cn"].assess(read_act(row, LAW, RECOGNIZE))
    assert [f.measure for f in assessment.findings] == ["cn/2016-81/whole/metals"]
    assert assessment.action == "review"


def copied(tmp_path: Path) -> Path:
    for name in ("un", "us"):
        shutil.copytree(FOLDER / name, tmp_path / name)
    shutil.copy(FOLDER / "national.toml", tmp_path)
    return tmp_path


def test_a_measure_under_a_name_of_another_source_stops_the_load(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    act = folder / "us" / "caatsa.toml"
    act.write_text(act.read_text("utf-8").replace('"us/caatsa', '"un/caatsa'), encoding="utf-8")
    with pytest.raises(LawError, match=r"us/caatsa\.toml: un/caatsa/.* does not begin with us/"):
        load_law(("us",), folder=folder)


def test_further_words_and_products_extend_the_un_and_never_replace_theirs(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    product = 'name = "ginseng"\nmeans = "Ginseng."\nstands_for = []\nneighbour = "tea"\n'
    (folder / "us" / "products.toml").write_text(f"[[product]]\n{product}", encoding="utf-8")
    law = load_law(("us",), folder=folder)
    assert law.products[-1].name == "ginseng"
    assert "met_caller_on" in law.words
    assert "met_caller_on" not in load_law(folder=folder).words
    with (folder / "us" / "vocabulary.toml").open("a", encoding="utf-8") as file:
        file.write('\n[condition.within_cap]\ntest = "within_cap"\n')
    with pytest.raises(LawError, match="condition within_cap is defined twice"):
        load_law(("us",), folder=folder)


def test_a_further_vocabulary_may_not_name_doubts_for_all_bans(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    with (folder / "us" / "vocabulary.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[doubt]]\nwhen = []\nwhy = "so"\n')
    with pytest.raises(LawError, match=r"us/vocabulary\.toml: .*doubt"):
        load_law(("us",), folder=folder)
