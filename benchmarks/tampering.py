"""A ledger tampered with by direct SQL: `python -m benchmarks.tampering` (`make tamper`).

A small ledger, whose daily anchors were exported before, is tampered with in each of the ways of
`benchmarks.tampering_ways` in turn, at random places, with its guards gone; after each, `verify`
must name just the right events. It is mended before the next.
"""

import argparse
import datetime
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, insert

from benchmarks.results import FOLDER, load, markdown, write_page
from benchmarks.tampering_ways import A_DAY, DAYS, END, WAYS, Culprit, Named
from benchmarks.timing import say
from tidewaiter.ledger import Draft, Fault, Ledger
from tidewaiter.ledger.schema import EVENTS

START = datetime.datetime(2017, 8, 6, 9, tzinfo=datetime.UTC)


def numbers_of(faults: Iterable[Fault]) -> frozenset[int]:
    """Every event number that the faults name, runs spelled out."""
    runs = (range(each.number, (each.last or each.number) + 1) for each in faults)
    return frozenset(number for run in runs for number in run)


@dataclass(frozen=True, slots=True)
class Case:
    """One tampering and what was made of it."""

    way: str
    seed: int
    expected: Named
    told: frozenset[int]

    @property
    def found(self) -> bool:
        """Something was said."""
        return len(self.told) > 0

    @property
    def right(self) -> bool:
        """Just the right events were named."""
        return self.expected.must <= self.told <= self.expected.must | self.expected.may


def run(url: str, cases: int, seed: int) -> list[Case]:
    """Tamper so often with a new ledger at the URL, mended after each; the ways take turns."""
    done = []
    engine = create_engine(url)
    with Ledger.open(url) as ledger:
        _fill(ledger)
        anchors = list(ledger.anchors())
        with engine.begin() as connection:
            found = connection.exec_driver_sql("SELECT * FROM ledger_events ORDER BY number")
            rows = [dict(row._mapping) for row in found]
        for number in range(cases):
            way, chance = WAYS[number % len(WAYS)], random.Random(f"{seed}/{number}")
            with engine.begin() as connection:
                # The guards go with the table; who owns the database can do that.
                EVENTS.drop(connection)
                EVENTS.create(connection)
                connection.execute(insert(EVENTS), rows)
                expected = way(Culprit(connection, chance, rows, anchors))
            told = numbers_of(ledger.verify(*anchors))
            done.append(Case(way.__name__, number, expected, told))
    engine.dispose()
    return done


def _fill(ledger: Ledger) -> None:
    kinds = ("screened", "defect", "document", "ruling")
    for day in range(DAYS):
        drafts = [
            Draft(
                kind=kinds[number % len(kinds)],
                subject=f"BL{day}{number}",
                payload=f'{{"day":{day},"number":{number}}}',
                document=f"{day:064}",
            )
            for number in range(A_DAY)
        ]
        at = START + datetime.timedelta(days=day)
        ledger.append_all(drafts, actor=f"desk-{day}", at=at)


def rows_of(cases: Sequence[Case]) -> list[list[str]]:
    """A row of the table for each way, and one for all."""
    counts = Counter(case.way for case in cases)
    table = []
    for way in WAYS:
        mine = [case for case in cases if case.way == way.__name__]
        what = (way.__doc__ or "").rstrip(".")
        table.append([what, f"{counts[way.__name__]}", *_hits(mine)])
    return [*table, ["all", f"{len(cases)}", *_hits(cases)]]


def _hits(cases: Sequence[Case]) -> list[str]:
    return [f"{sum(case.found for case in cases)}", f"{sum(case.right for case in cases)}"]


def main(arguments: list[str] | None = None) -> int:
    """Tamper as asked; exit 1 where a tampering was not found, or wrong events were named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tampering", description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2270)
    parser.add_argument("--url", help="an empty PostgreSQL database to do the same in")
    parser.add_argument("--results", type=Path, default=FOLDER, help="where to write the page")
    asked = parser.parse_args(arguments)
    before, pages, missed = load(), [], 0
    with tempfile.TemporaryDirectory(prefix="tidewaiter-tamper-") as folder:
        urls = {"SQLite": f"sqlite:///{folder}/ledger.db", "PostgreSQL": asked.url}
        for name, url in urls.items():
            if not url:
                say(f"{name}: no database given")
                continue
            cases = run(url, asked.cases, asked.seed)
            missed += sum(not case.right for case in cases)
            heads = (f"way, in {name}", "cases", "found", "the right events named")
            pages.append(markdown(heads, rows_of(cases)))
            for case in cases:
                if not case.right:
                    say(f"{case.way} {case.seed}: {case.expected} but {sorted(case.told)}")
    text = f"A ledger of {END} events and {DAYS} daily anchors; seed {asked.seed}.\n\n"
    text += "\n".join(pages)
    sys.stdout.write(text)
    write_page("tamper", "Tampering by direct SQL", text, before=before, folder=asked.results)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
