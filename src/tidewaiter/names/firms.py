"""Names of firms and bodies: words that tell, words of trade, forms, numbers and acronyms."""

from functools import partial

from tidewaiter.names.align import Alignment, align
from tidewaiter.names.forms import alike_form
from tidewaiter.names.parsed import Parsed, sort_of
from tidewaiter.names.saying import say
from tidewaiter.names.score import Score
from tidewaiter.names.table import Table

# trade words that are put in and left out by habit
HABIT = frozenset({"general", "group", "groups", "holding", "holdings"})


def compare_organizations(first: Parsed, second: Parsed, table: Table) -> Score:
    """How alike two names of firms or bodies are."""
    found = align(first, second, table.version)
    value = _value(first, second, found, table) - _formal(first, second, table)
    if first.numbers != second.numbers:
        value = min(value, table.name("other number"))
    return Score(value=round(max(0.0, value), 3), why=partial(say, first, second, found, table))


def _formal(first: Parsed, second: Parsed, table: Table) -> float:
    """What another legal form costs, where both names have one."""
    if len(first.forms) == 0 or len(second.forms) == 0 or not first.forms.isdisjoint(second.forms):
        return 0.0
    if ("charity" in first.forms) is not ("charity" in second.forms):
        return table.name("other nature")
    return table.name("other form")


def _value(first: Parsed, second: Parsed, found: Alignment, table: Table) -> float:
    met = found.weight
    if met == 0:
        return 0.0
    value = found.quality * 2 * met / (first.total + second.total)
    told = sum(m.weight for m in found.meetings if m.weight >= 0.5)
    if told < 1 and (told == 0 or len(found.meetings) < 3) and found.alone + found.alone_there:
        return min(value, table.name("nothing telling"))
    borne = 1 + table.name("added to much") * max(0, len(found.meetings) - 2)
    here = _added(first, found.alone, table)
    there = _added(second, found.alone_there, table)
    if here >= 0.2 and there >= 0.2:
        return min(value, table.name("each tells another"))
    return max(0.0, found.quality - (here + there) / borne)


def _added(name: Parsed, alone: list[int], table: Table) -> float:
    """What the words cost that only this name has."""
    cost = 0.0
    for i in alone:
        word = name.words[i]
        sort = sort_of(word, "organization")
        if alike_form(word):
            cost += table.name("other form")
        elif sort == "place":
            cost += table.name("added place")
        elif word in HABIT:
            cost += table.name("added common")
        elif sort != "number":
            cost += table.name("added to a firm")
    return cost
