"""The 1718 list that comes with the package: designations as law, with their days in force.

The files under `lists/un/` hold 80 persons, 75 entities and 68 vessels: the 59 of the vessel
list and the nine ships of Annex III to S/RES/2270 (2016) that the Committee removed in 2016.
"""

import csv
import datetime
import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from tidewaiter.lists.loaded import LoadedList
from tidewaiter.model import Decision, Identifier, LawError, ListedName, Listing, ListVersion
from tidewaiter.model.listing import ListingKind, NameQuality

FOLDER = "un"
TABLES = ("persons.csv", "entities.csv", "vessels.csv", "vessel_decisions.csv")

Row = Mapping[str, str]


HERE = files("tidewaiter.lists") / FOLDER
FILES = ("edition.toml", *TABLES)


def embedded(folder: Traversable = HERE) -> LoadedList:
    """The embedded 1718 list, or an edition of it that was kept in a folder.

    Raises:
        LawError: where a file of the list does not hold what its edition says it holds.
    """
    texts = {name: _text(folder, name) for name in FILES}
    edition = tomllib.loads(texts["edition.toml"])
    tables = {name: list(csv.DictReader(texts[name].splitlines())) for name in TABLES}
    _check_counts(edition["entries"], tables)
    listings = (
        *(_person(row, edition) for row in tables["persons.csv"]),
        *(_organization(row, edition) for row in tables["entities.csv"]),
        *_vessels(tables, edition),
    )
    version = ListVersion(
        name=edition["name"],
        source=edition["source"],
        published=edition["published"],
        sha256=hashlib.sha256("".join(texts.values()).encode()).hexdigest(),
        entries=len(listings),
    )
    return LoadedList(version=version, listings=listings)


def _text(folder: Traversable, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


def _check_counts(entries: Mapping[str, int], tables: Mapping[str, list[dict[str, str]]]) -> None:
    for name, expected in entries.items():
        found = len(tables[f"{name}.csv"])
        if found != expected:
            raise LawError(f"lists/un/{name}.csv: {found} entries, the edition says {expected}")


def _person(row: Row, edition: Mapping[str, Any]) -> Listing:
    return Listing(
        list="un",
        ref=row["ref"],
        kind="person",
        names=_names(row),
        identifiers=_identifiers("passport", row["passports"]),
        birth_dates=_split(row["birth_dates"]),
        countries=_split(row["countries"]),
        addresses=_split(row["addresses"]),
        programmes=("DPRK",),
        decisions=_listed_decisions(row, "person", edition),
        remarks=row["remarks"],
        source=edition["sources"]["consolidated"],
        check=row["check"],
    )


def _organization(row: Row, edition: Mapping[str, Any]) -> Listing:
    return Listing(
        list="un",
        ref=row["ref"],
        kind="organization",
        names=_names(row),
        identifiers=_identifiers("company_imo", row["company_imo"]),
        addresses=_split(row["addresses"]),
        programmes=("DPRK",),
        decisions=_listed_decisions(row, "organization", edition),
        remarks=row["remarks"],
        source=edition["sources"]["consolidated"],
        check=row["check"],
    )


def _vessels(
    tables: Mapping[str, list[dict[str, str]]], edition: Mapping[str, Any]
) -> list[Listing]:
    decisions: dict[str, list[Decision]] = defaultdict(list)
    for row in tables["vessel_decisions.csv"]:
        decisions[row["ref"]].append(_decision(row))
    rows = tables["vessels.csv"]
    strangers = decisions.keys() ^ {row["ref"] for row in rows}
    if len(strangers) > 0:
        raise LawError(f"lists/un: no vessel or no decision for {sorted(strangers)}")
    return [_vessel(row, tuple(decisions[row["ref"]]), edition) for row in rows]


def _vessel(row: Row, decisions: tuple[Decision, ...], edition: Mapping[str, Any]) -> Listing:
    identifiers = (
        *_identifiers("imo", row["imo"]),
        *_identifiers("mmsi", row["mmsi"]),
        *_identifiers("call_sign", row["call_signs"]),
    )
    return Listing(
        list="un",
        ref=row["ref"],
        kind="vessel",
        names=_names(row),
        identifiers=identifiers,
        flags=_split(row["flags"]),
        programmes=("DPRK",),
        decisions=decisions,
        remarks=row["remarks"],
        source=edition["sources"][row["source"]],
        check=row["check"],
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split(" | ")) if text != "" else ()


def _names(row: Row) -> tuple[ListedName, ...]:
    qualities: tuple[tuple[str, NameQuality], ...] = (
        ("aliases", "strong"),
        ("weak_aliases", "weak"),
    )
    aliases = [
        ListedName(text=text, quality=quality)
        for column, quality in qualities
        for text in _split(row.get(column, ""))
    ]
    return (ListedName(text=row["name"]), *aliases)


def _identifiers(scheme: str, values: str) -> tuple[Identifier, ...]:
    return tuple(Identifier(scheme=scheme, value=value) for value in _split(values))


def _listed_decisions(
    row: Row, kind: ListingKind, edition: Mapping[str, Any]
) -> tuple[Decision, ...]:
    since = datetime.date.fromisoformat(row["since"])
    return tuple(
        Decision(measure=measure, since=since, instrument=row["instrument"])
        for measure in edition["measures"][kind]
    )


def _decision(row: Row) -> Decision:
    until = row["until"]
    return Decision(
        measure=row["measure"],
        since=datetime.date.fromisoformat(row["since"]),
        until=datetime.date.fromisoformat(until) if until != "" else None,
        instrument=row["instrument"],
    )
