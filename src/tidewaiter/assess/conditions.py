"""Weigh the conditions of law files against facts: one small function for each kind."""

from collections.abc import Callable
from typing import Any, NamedTuple

from tidewaiter.assess.caps import weigh_cap
from tidewaiter.assess.reply import MET, Reply, best, worst
from tidewaiter.assess.setting import Setting
from tidewaiter.law.span import Span, end_of, read_span
from tidewaiter.law.vocabulary import UNKNOWN
from tidewaiter.model.law import (
    AllTest,
    Answer,
    AnyTest,
    CapTest,
    ChainTest,
    Condition,
    ConductTest,
    DateTest,
    FactTest,
    Measure,
    NumberTest,
    PeriodTest,
)


class Case(NamedTuple):
    """One act under one measure."""

    setting: Setting
    measure: Measure


def weigh(conditions: tuple[Condition, ...], setting: Setting, measure: Measure) -> Reply:
    """The answer of conditions that must all hold; `met` where there are none."""
    return _weigh_all_of(conditions, Case(setting, measure)) if conditions else MET


def _weigh_all_of(conditions: tuple[Condition, ...], case: Case) -> Reply:
    return worst(WEIGH[type(condition)](condition, case) for condition in conditions)


def _weigh_fact(test: FactTest, case: Case) -> Reply:
    statement = case.setting.facts.statements.get(test.fact)
    value = None if statement is None else statement.value
    answer = _answer(test, value)
    if answer == "met":
        return Reply("met", evidence=() if statement is None else (statement.evidence,))
    missing = (test.asks or test.fact,) if answer == "unknown" else ()
    why = test.why if answer == "failed" else test.unsure or test.why
    evidence = () if statement is None else (statement.evidence,)
    return Reply(answer, _says(why), missing, evidence, test.cites)


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


def _weigh_number(test: NumberTest, case: Case) -> Reply:
    statement = case.setting.facts.statements.get(test.fact)
    if statement is None:
        return Reply(test.silent, _says(test.unsure), (test.fact,))
    if statement.value == UNKNOWN:
        return Reply("unknown", _says(test.unsure), (test.fact,), (statement.evidence,))
    answer: Answer = "met" if float(statement.value) > test.over else "failed"
    why = () if answer == "met" else _says(test.why)
    return Reply(answer, why, evidence=(statement.evidence,))


def _weigh_conduct(test: ConductTest, case: Case) -> Reply:
    conduct = case.setting.facts.conduct
    if conduct is not None and conduct.value in test.of:
        return MET
    return Reply("failed", _says(test.why))


def _weigh_date(test: DateTest, case: Case) -> Reply:
    return _weigh_days(test, case, lambda span: (span.last < test.before, span.first < test.before))


def _weigh_period(test: PeriodTest, case: Case) -> Reply:
    on = case.setting.facts.act_date

    def ask(span: Span) -> tuple[bool, bool]:
        ends = [end_of(day, test.days, test.months) for day in span]
        held = [on >= end if test.met == "from_its_end" else on <= end for end in ends]
        return all(held), any(held)

    return _weigh_days(test, case, ask)


def _weigh_days(
    test: DateTest | PeriodTest, case: Case, ask: Callable[[Span], tuple[bool, bool]]
) -> Reply:
    """A stated day against a limit: surely, perhaps (a month holds the limit), or not."""
    statement = case.setting.facts.statements.get(test.fact)
    if statement is None:
        why = test.why if test.silent == "failed" else test.unsure
        return Reply(test.silent, _says(why), (test.fact,) if test.silent == "unknown" else ())
    span = read_span(statement.value)
    surely, perhaps = (False, True) if span is None else ask(span)
    if surely:
        return Reply("met", evidence=(statement.evidence,))
    if perhaps:
        return Reply("unknown", _says(test.unsure), (test.fact,), (statement.evidence,))
    return Reply("failed", _says(test.why), evidence=(statement.evidence,))


def _weigh_chain(test: ChainTest, case: Case) -> Reply:
    chain = case.setting.chain_of(case.measure)
    if len(chain.sure) > 0:
        return Reply("failed", (test.why,), evidence=chain.sure)
    if len(chain.possible) > 0:
        why = ("a party may be a designated one",)
        return Reply("unknown", why, ("listed_party",), chain.possible)
    return MET


def _weigh_cap(test: CapTest, case: Case) -> Reply:
    return weigh_cap(case.measure, case.setting.facts, test.why)


def _weigh_any(test: AnyTest, case: Case) -> Reply:
    return best(WEIGH[type(one)](one, case) for one in test.of)


def _weigh_all(test: AllTest, case: Case) -> Reply:
    return _weigh_all_of(test.of, case)


def _says(why: str) -> tuple[str, ...]:
    return () if why == "" else (why,)


def _weigh_named(name: str, case: Case) -> Reply:
    return _weigh_all_of((case.setting.law.vocabulary.conditions[name],), case)


WEIGH: dict[type, Callable[[Any, Case], Reply]] = {
    str: _weigh_named,
    FactTest: _weigh_fact,
    NumberTest: _weigh_number,
    ChainTest: _weigh_chain,
    CapTest: _weigh_cap,
    AnyTest: _weigh_any,
    AllTest: _weigh_all,
    ConductTest: _weigh_conduct,
    DateTest: _weigh_date,
    PeriodTest: _weigh_period,
}
