"""Searches of the merged list of 39,236 entities: who is found, who is stopped, how fast."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.index import found_of_all
from benchmarks.names import data, opened
from benchmarks.names.data import Query
from benchmarks.names.ours import PERSONS
from benchmarks.names.quality import Row
from benchmarks.names.side import Answers, Side
from benchmarks.timing import peak_megabytes, say

# strangers, and listings, for what comparing every name would find
STRANGERS, LISTED = 122, 1000
QUANTILES = (0.5, 0.95, 0.99)


def measure(sides: Sequence[Side], folder: Path) -> Iterator[Row]:
    """The lines on searches; loads both sides first."""
    loads, memory = [], []
    for side in sides:
        say(f"load {side.name}")
        loads.append(side.load(folder))
        memory.append(_told(peak_megabytes()))
    yield Row("load of the list", "1 s", tuple(loads))
    say("the index opened in a new process")
    alone = opened.figures(folder)
    title = "peak memory once loaded (the first: the index opened in a process of its own)"
    yield Row(title, "500 MB", (_told(alone["megabytes"]), *memory[1:]))
    title = f"queries/s in that process, {alone['asked']:,} queries, each word new to it"
    yield Row(title, "", (f"{alone['rate']:,.0f}",))
    people = list(data.listed(data.watchlist()))
    yield from _found(sides, people)
    yield from _false_alerts(sides)
    yield from _speed(sides, people)
    yield _recall(people)


def _found(sides: Sequence[Side], people: Sequence[Query]) -> Iterator[Row]:
    changed = [query for query in people if query.changed]
    same = [query for query in people if not query.changed]
    for queries, what, target in ((changed, "changed", "165/168"), (same, "unchanged", "")):
        for by_name_alone, how in ((True, "by name alone"), (False, "with birth date, country")):
            say(f"{what} UN names, {how}")
            found = [
                _hits(side.search(queries, by_name_alone=by_name_alone), queries) for side in sides
            ]
            yield Row(f"{what} UN names found, {how}", target, tuple(found))


def _hits(answers: Answers, queries: Sequence[Query]) -> str:
    hits = sum(query.ref in found for query, found in zip(queries, answers.found, strict=True))
    return f"{hits}/{len(queries)}"


def _false_alerts(sides: Sequence[Side]) -> Iterator[Row]:
    people = data.strangers()
    for by_name_alone, how, target in (
        (True, "by name alone", ""),
        (False, "with birth date, country", ".20%"),
    ):
        say(f"false alerts, {how}")
        rates = []
        for side in sides:
            answers = side.search(people, by_name_alone=by_name_alone)
            alerts = sum(len(found) > 0 for found in answers.found)
            rates.append(f"{alerts / len(people):.2%} ({alerts})")
        yield Row(f"false alerts, {len(people):,} synthetic people, {how}", target, tuple(rates))


def _speed(sides: Sequence[Side], people: Sequence[Query]) -> Iterator[Row]:
    mixed = data.mixed(people)
    say(f"speed, {len(mixed):,} queries")
    answers = [side.search(mixed, by_name_alone=False) for side in sides]
    yield Row(
        f"queries/s of processor time, {len(mixed):,} queries, one core",
        "100 times logic-v2",
        tuple(_compared(each, answers) for each in answers),
    )
    yield Row(
        "one query, milliseconds at the median / 95% / 99%",
        "99%: 10 ms",
        tuple(_quantiles(each) for each in answers),
    )


def _recall(people: Sequence[Query]) -> Row:
    """Ours alone: of what comparing every name of some listings gives, what the index finds."""
    say("recall of comparing every name")
    pick, watched = random.Random(1), data.watchlist()
    texts = [query.name for query in [*people, *pick.sample(data.strangers(), STRANGERS)]]
    wanted = {query.ref for query in people}
    others = [each for each in watched if each.kind in PERSONS and each.ref not in wanted]
    listings = [each for each in watched if each.ref in wanted]
    listings += pick.sample(others, LISTED - len(listings))
    found, there = found_of_all(texts, listings, PERSONS)
    amount = f"{len(texts)} queries, {LISTED:,} listings"
    title = f"index: found of what comparing every name gives, by name alone, {amount}"
    return Row(title, "99.9%", (f"{found / there:.2%} ({found}/{there})",))


def _told(megabytes: float | None) -> str:
    return "not told" if megabytes is None else f"{megabytes:,.0f} MB"


def _compared(answers: Answers, all_answers: Sequence[Answers]) -> str:
    times = answers.rate / all_answers[-1].rate
    return f"{answers.rate:,.0f}" + (f" ({times:,.0f} times)" if times > 1 else "")


def _quantiles(answers: Answers) -> str:
    ordered = sorted(answers.seconds)
    picked = (ordered[int(share * (len(ordered) - 1))] * 1000 for share in QUANTILES)
    return " / ".join(f"{each:.2f}" for each in picked)
