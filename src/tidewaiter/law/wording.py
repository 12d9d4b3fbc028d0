"""Conditions of the law files in words, for a reader who checks them against the paragraph."""

from collections.abc import Callable, Iterable
from typing import Any

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
    NumberTest,
    PeriodTest,
)

_ANSWERS: dict[Answer, str] = {
    "met": "yes",
    "failed": "no",
    "unknown": "cannot be told",
    "pending": "waits",
}


def in_words(conditions: Iterable[Condition], named: dict[str, Condition]) -> str:
    """Conditions that must all hold, in words; `named` holds those the vocabulary defines."""
    return "; and ".join(_one(condition, named) for condition in conditions)


def _one(condition: Condition, named: dict[str, Condition]) -> str:
    if isinstance(condition, str):
        return _one(named[condition], named)
    if isinstance(condition, AnyTest):
        return f"({'; or '.join(_one(one, named) for one in condition.of)})"
    if isinstance(condition, AllTest):
        return f"({in_words(condition.of, named)})"
    return _WORDS[type(condition)](condition)


def _fact(test: FactTest) -> str:
    groups: tuple[tuple[Answer, tuple[str, ...]], ...] = (
        ("met", test.met),
        ("pending", test.pending),
        ("unknown", test.unknown),
        ("failed", test.failed),
    )
    said = [f"{_ANSWERS[answer]} if {' or '.join(values)}" for answer, values in groups if values]
    said += [f"{_ANSWERS[test.other]} if anything else"]
    said += [f"{_ANSWERS[test.silent]} if silent"]
    return f"`{test.fact}`: {', '.join(said)}"


def _number(test: NumberTest) -> str:
    return f"`{test.fact}` over {test.over:,.0f} ({_ANSWERS[test.silent]} if silent)"


def _date(test: DateTest) -> str:
    return f"`{test.fact}` before {test.before} ({_ANSWERS[test.silent]} if silent)"


def _period(test: PeriodTest) -> str:
    length = f"{test.months} months" if test.months else f"{test.days} days"
    when = "have passed" if test.met == "from_its_end" else "have not passed"
    return f"{length} from `{test.fact}` {when} ({_ANSWERS[test.silent]} if silent)"


def _conduct(test: ConductTest) -> str:
    return f"the conduct is {' or '.join(f'`{name}`' for name in test.of)}"


def _chain(_: ChainTest) -> str:
    return "no party is designated"


def _cap(_: CapTest) -> str:
    return "the act stays within the cap"


_WORDS: dict[type, Callable[[Any], str]] = {
    FactTest: _fact,
    NumberTest: _number,
    DateTest: _date,
    PeriodTest: _period,
    ConductTest: _conduct,
    ChainTest: _chain,
    CapTest: _cap,
}
