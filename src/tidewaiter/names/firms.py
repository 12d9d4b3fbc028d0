"""Names of firms and bodies: words that tell, words of trade, forms, numbers and acronyms."""

from functools import partial

from tidewaiter.names.acronyms import compare_acronym
from tidewaiter.names.align import Alignment, align
from tidewaiter.names.forms import alike_form
from tidewaiter.names.parsed import Parsed, said_of, sort_of
from tidewaiter.names.saying import say, take_apart
from tidewaiter.names.score import NONE, Score
from tidewaiter.names.table import Table
from tidewaiter.names.words import COUNTRIES

# trade words that are put in and left out by habit
HABIT = frozenset(
    {"general", "group", "groups", "holding", "holdings", "kholding", "concern", "korporatsiya"}
)
SEVERAL = 1.3  # weight of words that met, from which on one word more tells less


def compare_organizations(first: Parsed, second: Parsed, table: Table) -> Score:
    """How alike two names of firms or bodies are."""
    found = align(first, second, table.version)
    if all(meeting.rule == "initial" for meeting in found.meetings):
        # letters alone: an acronym, which has a rule of its own, or nothing
        found = Alignment([], list(range(len(first.words))), list(range(len(second.words))))
    value = _value(first, second, found, table) - _formal(first, second, table)
    if _other_number(first, second):
        value = min(value, table.name("other number"))
    short = compare_acronym(first, second, found, table) if value < table.name("acronym") else NONE
    if short.value > value:
        return short
    both = (first, second, found, table)
    return Score(
        value=round(max(0.0, value), 3), why=partial(say, *both), parts=partial(take_apart, *both)
    )


def _other_number(first: Parsed, second: Parsed) -> bool:
    """True for other numbers; the first of a row often goes without its number."""
    return not (first.numbers ^ second.numbers) <= {"1"}


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
    if _two_countries(first, second, found):
        return min(value, table.name("each tells another"))
    borne = 1 + table.name("added to much") * max(0.0, met - SEVERAL)
    here = _added(first, found.alone, table)
    there = _added(second, found.alone_there, table)
    if here >= 0.2 and there >= 0.2:
        return min(value, table.name("each tells another"))
    return max(0.0, found.quality - (here + there) / borne)


def _two_countries(first: Parsed, second: Parsed, found: Alignment) -> bool:
    """True where each name has a country the other lacks."""
    here = {COUNTRIES.get(first.words[i]) for i in found.alone} - {None}
    there = {COUNTRIES.get(second.words[j]) for j in found.alone_there} - {None}
    return len(here) > 0 and len(there) > 0 and here.isdisjoint(there)


def _added(name: Parsed, alone: list[int], table: Table) -> float:
    """What the words cost that only this name has."""
    cost = 0.0
    noted = said_of(name.text) if len(alone) > 0 else frozenset()
    for i in alone:
        word = name.words[i]
        sort = sort_of(word, "organization")
        if alike_form(word):
            cost += table.name("other form")
        elif sort == "place":
            last = i == len(name.words) - 1 and i > 0 and word in COUNTRIES and word not in noted
            cost += table.name("added to a firm" if last else "added place")
        elif word in HABIT or sort == "number":
            cost += table.name("added by habit")
        else:
            cost += table.name("added to a firm")
    return cost
