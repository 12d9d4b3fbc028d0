"""The page of the law and `tidewaiter law test` judge a bare act alike."""

import csv
import datetime
import itertools
from pathlib import Path

import pytest

from tidewaiter.law import known_sources, load_law
from tidewaiter.model import BadInput
from tidewaiter.pipeline.acts import compare_acts, judge_acts
from tidewaiter.pipeline.bare_acts import BareAct, BareActs

HEADINGS = ("2701", "2601", "0306", "2710", "270900", "8703", "6203", "7108", "1006", "9503")
DAYS: tuple[str, ...] = ("2010-01-01", "2016-03-02", "2016-11-29", "2016-11-30", "2017-08-04")
DAYS = (*DAYS, "2017-08-05", "2017-09-11", "2017-12-22", "2026-11-24")
WAYS = {"from_dprk": "from_target", "to_dprk": "to_target"}
LAW = load_law(known_sources())


@pytest.fixture(scope="module")
def asked() -> BareActs:
    return BareActs(LAW)


def answer(asked: BareActs, on: str, heading: str = "2701", source: str = "un") -> tuple[str, ...]:
    act = BareAct(datetime.date.fromisoformat(on), heading, "from_target")
    found = asked.ask(act, source)
    return (found.outcome, *found.measures)


def test_every_answer_is_that_of_the_commands(asked: BareActs, tmp_path: Path) -> None:
    rows = list(itertools.product(HEADINGS, DAYS, WAYS))
    table = tmp_path / "acts.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "act_date", "direction", "hs", "description", "facts"))
        writer.writerows(
            (n, day, way, heading, "", "") for n, (heading, day, way) in enumerate(rows)
        )
    compared = compare_acts(table, LAW, LAW.sources)
    _, tested = judge_acts(table, load_law())
    assert len(rows) == len(compared) == len(tested) == 180
    for (heading, day, way), commands, alone in zip(rows, compared, tested, strict=True):
        act = BareAct(datetime.date.fromisoformat(day), heading, WAYS[way])  # type: ignore[arg-type]
        answers = {source: asked.ask(act, source) for source in LAW.sources}
        for source, found in answers.items():
            said = commands.answers[source]
            if found.is_encoded(act.on):
                assert (found.outcome, found.measures) == (said.outcome, said.measures)
            else:
                assert found.outcome == "cannot_tell"
        un = (answers["un"].outcome, ";".join(answers["un"].measures))
        assert un == (alone["outcome"], alone["measures"])


def test_the_ground_turns_on_the_day_the_law_turns(asked: BareActs) -> None:
    assert answer(asked, "2016-03-01")[0] == "not_in_force"
    assert answer(asked, "2016-11-29") == ("prohibited", "un/2270/29/coal")
    assert answer(asked, "2016-11-30") == ("prohibited", "un/2321/26/coal")
    assert answer(asked, "2017-08-04") == ("prohibited", "un/2321/26/coal")
    assert answer(asked, "2017-08-05") == ("prohibited", "un/2371/8/coal")


def test_what_ended_before_is_named_and_what_is_not_weighed_too(asked: BareActs) -> None:
    found = asked.ask(BareAct(datetime.date(2017, 8, 6), "2701", "from_target"), "un")
    assert [measure.id for measure in found.past] == ["un/2270/29/coal", "un/2321/26/coal"]
    assert "un/1874/23/items" in [measure.id for measure in found.unweighed]


def test_before_a_source_begins_nothing_can_be_told(asked: BareActs) -> None:
    assert answer(asked, "2006-07-14") == ("cannot_tell",)
    assert answer(asked, "1999-01-01", source="eu") == ("cannot_tell",)


def test_a_day_ahead_and_a_word_for_a_heading_are_refused(asked: BareActs) -> None:
    today = datetime.date(2026, 11, 24)
    ahead = BareAct(datetime.date(2026, 11, 25), "2701", "from_target")
    with pytest.raises(BadInput, match="in the future"):
        asked.ask(ahead, "un", today)
    with pytest.raises(BadInput, match="no HS code"):
        asked.ask(BareAct(today, "coal", "from_target"), "un", today)
