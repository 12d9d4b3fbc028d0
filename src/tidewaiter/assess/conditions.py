"""Weigh the conditions of law files against facts: one small function for each kind."""

from collections.abc import Callable
from typing import Any

from tidewaiter.assess.caps import weigh_cap
from tidewaiter.assess.reply import MET, Reply, best, worst
from tidewaiter.assess.setting import Setting
from tidewaiter.law.vocabulary import UNKNOWN
from tidewaiter.model.law import (
    AllTest,
    Answer,
    AnyTest,
    CapTest,
    ChainTest,
    Condition,
    FactTest,
    Measure,
    NumberTest,
)


def weigh(conditions: tuple[Condition, ...], setting: Setting, measure: Measure) -> Reply:
    """The answer of conditions that must all hold; `met` where there are none."""
    return worst(_weigh_one(condition, setting, measure) for condition in conditions)


def _weigh_one(condition: Condition, setting: Setting, measure: Measure) -> Reply:
    return WEIGH[type(condition)](condition, setting, measure)


def _weigh_fact(test: FactTest, setting: Setting, measure: Measure) -> Reply:
    statement = setting.facts.statements.get(test.fact)
    value = None if statement is None else statement.value
    answer = _answer(test, value)
    if answer == "met":
        return Reply("met", evidence=() if statement is None else (statement.evidence,))
    missing = (test.fact,) if answer == "unknown" else ()
    evidence = () if statement is None else (statement.evidence,)
    return Reply(answer, _says(test.why), missing, evidence, test.cites)


def _answer(test: FactTest, value: str | None) -> Answer:
    if value is None:
        return test.silent
    if value == UNKNOWN:
        return "unknown"
    folded = value.casefold()
    answers: tuple[tuple[Answer, tuple[str, ...]], ...] = (
        ("met", test.met),
        ("pending", test.pending),
        ("unknown", test.unknown),
        ("failed", test.failed),
    )
    for answer, values in answers:
        if any(folded == one.casefold() for one in values):
            return answer
    return test.other


def _weigh_number(test: NumberTest, setting: Setting, measure: Measure) -> Reply:
    statement = setting.facts.statements.get(test.fact)
    if statement is None:
        return Reply(test.silent, _says(test.why), (test.fact,))
    if statement.value == UNKNOWN:
        return Reply("unknown", _says(test.why), (test.fact,), (statement.evidence,))
    answer: Answer = "met" if float(statement.value) > test.over else "failed"
    why = () if answer == "met" else _says(test.why)
    return Reply(answer, why, evidence=(statement.evidence,))


def _weigh_chain(test: ChainTest, setting: Setting, measure: Measure) -> Reply:
    if len(setting.chain.sure) > 0:
        return Reply("failed", (test.why,), evidence=setting.chain.sure)
    if len(setting.chain.possible) > 0:
        why = ("a party may be a designated one",)
        return Reply("unknown", why, ("listed_party",), setting.chain.possible)
    return MET


def _weigh_cap(test: CapTest, setting: Setting, measure: Measure) -> Reply:
    return weigh_cap(measure, setting.facts, test.why)


def _weigh_any(test: AnyTest, setting: Setting, measure: Measure) -> Reply:
    return best(_weigh_one(one, setting, measure) for one in test.of)


def _weigh_all(test: AllTest, setting: Setting, measure: Measure) -> Reply:
    return weigh(test.of, setting, measure)


def _says(why: str) -> tuple[str, ...]:
    return () if why == "" else (why,)


WEIGH: dict[type, Callable[[Any, Setting, Measure], Reply]] = {
    FactTest: _weigh_fact,
    NumberTest: _weigh_number,
    ChainTest: _weigh_chain,
    CapTest: _weigh_cap,
    AnyTest: _weigh_any,
    AllTest: _weigh_all,
}
