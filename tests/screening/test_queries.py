"""People found, and strangers left alone, on public queries where they are at hand; floors."""

import csv
from pathlib import Path

import pytest

from benchmarks.names.data import watchlist
from tidewaiter.lists import LoadedList
from tidewaiter.model import ListVersion, Subject
from tidewaiter.screening import Register

pytestmark = pytest.mark.shared
THRESHOLD = 0.7
SOME = 500
Row = dict[str, str]


def rows(shared: Path, name: str) -> list[Row]:
    with (shared / "data" / "benchmarks" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def asked(row: Row) -> Subject:
    return Subject(
        names=(row["full_name"],),
        kinds=("person",),
        born=tuple(filter(None, (row["date_of_birth"],))),
        countries=tuple(filter(None, (row["nationality"],))),
    )


@pytest.fixture(scope="module")
def register() -> Register:
    if not (Path(__file__).parents[3] / "shared").is_dir():
        pytest.skip("no ../shared beside the repository")
    people = [x for x in watchlist() if x.list == "UN" and x.kind == "person"]
    return Register([LoadedList(ListVersion("un", "un"), tuple(people))])


def test_un_names_are_found_with_altered_names_and_dates(shared: Path, register: Register) -> None:
    held = {x.names[0].text: x.ref for x in register.listings}
    pairs = zip(
        rows(shared, "queries_positives_un_untreated.csv"),
        rows(shared, "queries_positives_un_treated.csv"),
        strict=True,
    )
    found: dict[bool, list[bool]] = {True: [], False: []}
    for original, row in pairs:
        ref = held.get(original["full_name"])
        if ref is not None:
            likely = register.find(asked(row), limit=50)
            met = {x.listing.ref for x in likely if x.weighed.score >= THRESHOLD}
            same_people = held[original["full_name"]] in met
            found[original["full_name"] != row["full_name"]].append(same_people)
    assert sum(found[True]) >= 160
    assert found[False].count(False) <= 2  # two entries of the list bear one name
    assert len(found[False]) > 500


@pytest.mark.parametrize("name", ["queries_negatives_global.csv", "queries_negatives_us.csv"])
def test_birth_date_and_nationality_clear_strangers(
    shared: Path, register: Register, name: str
) -> None:
    alerts = [
        row
        for row in rows(shared, name)[:SOME]
        if any(x.weighed.score >= THRESHOLD for x in register.find(asked(row), limit=3))
    ]
    assert len(alerts) / SOME <= 0.002
