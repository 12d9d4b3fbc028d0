"""Invented editions of the UN list, as large as the real one so that its counts hold."""

from collections.abc import Mapping
from pathlib import Path

ENTRIES = 720
OF_THE_DPRK = 150


def un_list(
    path: Path,
    *,
    day: str = "2024-09-26",
    entries: range = range(ENTRIES),
    names: Mapping[int, str] | None = None,
    field: str = "",
) -> Path:
    """Write an edition: which entries it has, names that differ, XML to put into the first."""
    persons = "".join(
        _person(number, (names or {}).get(number, ""), field if number == entries[0] else "")
        for number in entries
    )
    path.write_text(
        f"<CONSOLIDATED_LIST dateGenerated='{day}T00:00:00Z'>"
        f"<INDIVIDUALS>{persons}</INDIVIDUALS></CONSOLIDATED_LIST>",
        encoding="utf-8",
    )
    return path


def _person(number: int, name: str, field: str) -> str:
    programme = "DPRK" if number < OF_THE_DPRK else "Invented"
    return (
        f"<INDIVIDUAL><FIRST_NAME>{name or f'INVENTED PERSON {number}'}</FIRST_NAME>"
        f"<UN_LIST_TYPE>{programme}</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>{programme[:2].upper()}i.{number:03}</REFERENCE_NUMBER>"
        f"<LISTED_ON>2016-03-02</LISTED_ON>{field}</INDIVIDUAL>"
    )
