"""The labelled pairs, the queries and the merged watchlist, where they are at hand.

They stand in `../shared` beside the repository and are not part of it.
"""

import csv
import gzip
import json
import random
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tidewaiter.codes import Countries
from tidewaiter.model import Identifier, ListedName, Listing
from tidewaiter.model.listing import ListingKind, NameQuality

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "benchmarks"
CONTESTED = Path(__file__).parent / "contested.toml"
KINDS: dict[str, ListingKind] = {
    "Person": "person",
    "Company": "organization",
    "Organization": "organization",
    "LegalEntity": "organization",
    "Vessel": "vessel",
    "Airplane": "aircraft",
    "Asset": "other",
}
QUALITIES: dict[str, NameQuality] = {"name": "primary", "alias": "strong", "weakAlias": "weak"}
COUNTRIES = Countries()
NUMBERS = {"imoNumber": "imo", "passportNumber": "passport", "idNumber": "national_id"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, what they are names of, and whether they are of one bearer."""

    first: str
    second: str
    kind: ListingKind
    same: bool
    row: int = 0


@dataclass(frozen=True, slots=True)
class Query:
    """A person to look for; `ref` is the listing to be found, empty for a stranger."""

    name: str
    born: str
    country: str
    ref: str = ""
    changed: bool = False


def rows(name: str, folder: Path = SHARED) -> list[dict[str, str]]:
    """The rows of one of the tables."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def labelled(name: str, folder: Path = SHARED) -> list[Pair]:
    """Pairs with a label each; of persons where the file names no schema."""
    return [
        Pair(
            row["name1"],
            row["name2"],
            KINDS[row.get("schema", "Person")],
            row["is_match"].casefold() == "true",
            number,
        )
        for number, row in enumerate(rows(name, folder), start=2)
    ]


def entities(folder: Path = SHARED) -> list[Pair]:
    """The pairs of entities, each by its name, or its given, middle and family name."""
    text = (folder / "entity_pairs.json").read_text(encoding="utf-8")
    return [
        Pair(_named(p["query"]), _named(p["candidate"]), KINDS[p["schema"]], p["match"], number)
        for number, p in enumerate(json.loads(text))
    ]


def _named(entity: dict[str, str]) -> str:
    parts = (entity.get(part, "") for part in ("firstName", "middleName", "lastName"))
    return entity.get("name") or " ".join(part for part in parts if part != "")


def hangul(folder: Path = SHARED, others: int = 1) -> list[Pair]:
    """Each Korean name with its romanisation, and with others' of the same family syllable."""
    read = [
        (row["hangul"].strip(), row["mccune_reischauer"])
        for row in rows("hangul_mr_names.csv", folder)
    ]
    pick = random.Random(1)
    pairs = [Pair(korean, latin, "person", True) for korean, latin in read]
    for korean, _ in read:
        family = [latin for other, latin in read if other != korean and other[0] == korean[0]]
        chosen = pick.sample(family, min(others, len(family)))
        pairs += [Pair(korean, latin, "person", False) for latin in chosen]
    return pairs


def contested() -> dict[int, str]:
    """The rows of `name_pairs.csv` whose label is contradicted, each with the reason."""
    return _reasons("name_pairs")


def other_names() -> dict[int, str]:
    """The rows of `dprk_alias_pairs.csv` with another name of the same man, with the reason."""
    return _reasons("dprk_alias_pairs")


def _reasons(table: str) -> dict[int, str]:
    held = tomllib.loads(CONTESTED.read_text(encoding="utf-8"))[table]
    return {row: each["reason"] for each in held for row in each["rows"]}


def watchlist(folder: Path = SHARED) -> list[Listing]:
    """The merged list of 39,236 entities as listings."""
    return [_listing(entity) for entity in raw_watchlist(folder)]


def raw_watchlist(folder: Path = SHARED) -> Iterator[dict[str, Any]]:
    """The entities of the merged list as they stand in the file."""
    with gzip.open(folder / "watchlist_39k.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _listing(entity: dict[str, Any]) -> Listing:
    properties: dict[str, list[str]] = entity["properties"]
    return Listing(
        list=entity["src"],
        ref=entity["id"],
        kind="other" if entity["schema"] == "LegalEntity" else KINDS[entity["schema"]],
        names=tuple(
            ListedName(text=text, quality=quality)
            for prop, quality in QUALITIES.items()
            for text in properties.get(prop, ())
        ),
        identifiers=tuple(
            Identifier(scheme=scheme, value=value)
            for prop, scheme in NUMBERS.items()
            for value in properties.get(prop, ())
        ),
        birth_dates=tuple(properties.get("birthDate", ())),
        countries=tuple(_codes(properties.get("nationality", ()))),
    )


def _codes(countries: Iterable[str]) -> Iterator[str]:
    """The codes of countries the table knows; what it does not is no evidence."""
    for country in countries:
        found = COUNTRIES.of_national(country)
        if found is not None:
            yield found


def strangers(folder: Path = SHARED, each: int | None = None) -> list[Query]:
    """Synthetic people of no list, those of the world first."""
    return [
        _query(row)
        for place in ("global", "us")
        for row in rows(f"queries_negatives_{place}.csv", folder)[:each]
    ]


def mixed(people: Sequence[Query], each: int = 2000) -> list[Query]:
    """The mix of the published baseline: strangers, and the UN's names changed and not, twice."""
    return [*strangers(each=each), *people, *people]


def listed(watched: list[Listing], folder: Path = SHARED) -> Iterator[Query]:
    """Persons of the UN list under changed and unchanged names, each with its listing.

    A person whose unchanged name, and birth date where names are shared, is not that of one
    entry alone is left out, as nothing can tell which entry is to be found.
    """
    holders: dict[str, list[Listing]] = {}
    for listing in watched:
        if listing.list == "UN" and listing.kind == "person":
            holders.setdefault(_plain(listing.names[0].text), []).append(listing)
    changed = rows("queries_positives_un_treated.csv", folder)
    unchanged = rows("queries_positives_un_untreated.csv", folder)
    for row, before in zip(changed, unchanged, strict=True):
        found = holders.get(_plain(before["full_name"]), [])
        if len(found) > 1:
            found = [each for each in found if before["date_of_birth"] in each.birth_dates]
        if len(found) == 1:
            is_changed = row["full_name"] != before["full_name"]
            yield _query(row if is_changed else before, found[0].ref, changed=is_changed)


def _query(row: dict[str, str], ref: str = "", *, changed: bool = False) -> Query:
    country = "".join(_codes([row["nationality"]]))
    return Query(row["full_name"], row["date_of_birth"], country, ref, changed)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
