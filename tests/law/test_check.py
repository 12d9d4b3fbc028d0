import datetime

import msgspec
import pytest

from tidewaiter.law import Law, load_law
from tidewaiter.law.check import find_faults
from tidewaiter.model.duty import Report
from tidewaiter.model.law import Act, ConductTest, Exemption, FactTest, Measure, PeriodTest, Reach


def with_measure(name: str, **changes: object) -> list[str]:
    """The faults of the law once one measure is changed."""
    law = load_law()
    acts = [
        msgspec.structs.replace(
            act, measures=tuple(_changed(m, changes) if m.id == name else m for m in act.measures)
        )
        for act in law.acts
    ]
    return find_faults(Law(tuple(acts), law.vocabulary, law.products))


def _changed(measure: Measure, changes: dict[str, object]) -> Measure:
    return msgspec.structs.replace(measure, **changes)


COAL = "un/2270/29/coal"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"until": datetime.date(2016, 3, 1)}, "to 2016-03-01 is before from 2016-03-02"),
        ({"since": datetime.date(2016, 3, 1)}, "is before the adoption"),
        ({"until": datetime.date(2016, 11, 28)}, "its follower starts on 2016-11-30"),
        ({"until": datetime.date(2016, 11, 30)}, "its follower starts on 2016-11-30"),
        ({"superseded_by": ("un/2094/16/inspect",)}, "which is not later"),
        ({"amends": ("un/2094/16/nothing",)}, "which no file holds"),
        ({"rule": ""}, "either a rule or a reason"),
        ({"not_evaluable": "too hard"}, "either a rule or a reason"),
        ({"products": ("jet",)}, "product jet is not in products.toml"),
        ({"scope": (FactTest("mood", met=("bad",)),)}, "fact mood is not in the vocabulary"),
        ({"scope": (FactTest("livelihood", met=("often",)),)}, "cannot be 'often'"),
        ({"scope": (FactTest("livelihood", cites=("un/x",)),)}, "cites un/x"),
        ({"scope": ("good_weather",)}, "condition good_weather is not in the vocabulary"),
        ({"listed_by": ("mood",)}, "fact mood is not in the vocabulary"),
        ({"reaches": (Reach(("jet",), ()),)}, "product jet"),
        ({"rule": "conduct"}, "must name conduct where its rule is conduct"),
        ({"conduct": ("smuggle",)}, "conduct smuggle is not in the vocabulary"),
        ({"scope": (ConductTest(("smuggle",)),)}, "conduct smuggle is not in the vocabulary"),
        ({"scope": (PeriodTest("mood", "until_its_end", days=1),)}, "fact mood is not in"),
        ({"stated_by": "mood"}, "fact mood is not in the vocabulary"),
        ({"exemptions": (Exemption("29", "a way out", ("no_listed_party",)),)}, "who decides"),
        ({"id": "un/2271/29/coal"}, "does not read source/2270"),
    ],
)
def test_each_rule_finds_its_fault(changes: dict[str, object], fault: str) -> None:
    faults = with_measure(COAL, **changes)
    assert any(fault in line for line in faults), faults


REPORT = Report("the coal", "Committee", "within", "verified", "verified", days=30)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"days": 0}, "needs a number of days"),
        ({"due": "promptly", "after": ("seizure",)}, "takes no number"),
        ({"due": "untimed", "days": 0}, "must say after what"),
        ({"due": "by", "days": 0}, "a day stands with due by"),
        ({"day": datetime.date(2018, 1, 1)}, "a day stands with due by"),
        ({"due": "by", "days": 0, "after": ("seizure",)}, "a fixed day follows no event"),
        ({"after": ("smuggle",)}, "smuggle is no conduct or trigger"),
        ({"contents": "gossip"}, "contents gossip are not in the vocabulary"),
    ],
)
def test_each_rule_of_a_report_finds_its_fault(changes: dict[str, object], fault: str) -> None:
    faults = with_measure(COAL, reports=(msgspec.structs.replace(REPORT, **changes),))
    assert any(fault in line for line in faults), faults


def test_a_report_and_the_rule_of_its_measure_go_together() -> None:
    assert any("without a report" in line for line in with_measure(COAL, rule="report", reports=()))
    unweighed = with_measure(COAL, rule="", not_evaluable="a reason", reports=(REPORT,))
    assert any("so it must have a rule" in line for line in unweighed)


def test_an_id_used_twice_is_a_fault() -> None:
    law = load_law()
    first = law.acts[0]
    doubled: Act = msgspec.structs.replace(first, measures=first.measures * 2)
    faults = find_faults(Law((doubled, *law.acts[1:]), law.vocabulary, law.products))
    assert "id un/1695/3/missile is used twice" in faults
