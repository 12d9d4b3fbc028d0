"""The official addresses that lists are downloaded from."""

import tomllib
from importlib.resources import files

import msgspec

from tidewaiter.model import BadInput, Record


class SourceFile(Record, frozen=True):
    """One file of a list: the name it is kept under, and its address.

    Where `link` is given the address is a page, and the file is the last, by name, of the links
    on it that the expression matches.
    """

    name: str
    url: str
    link: str = ""


class Source(Record, frozen=True):
    """Where one list is published.

    `hosts` are all the hosts that a download may touch. `check` says how far the addresses are
    verified. `list` is the name that the list read must have; where it is empty any will do.
    """

    files: tuple[SourceFile, ...]
    hosts: tuple[str, ...]
    check: str
    list: str = ""
    note: str = ""


def load_sources() -> dict[str, Source]:
    """Every source, by the name it is pulled by."""
    text = (files("tidewaiter.lists") / "sources.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Source], strict=True)


def chosen(names: tuple[str, ...], sources: dict[str, Source]) -> dict[str, Source]:
    """The sources of those names, or all where none is named.

    Raises:
        BadInput: where there is no such source.
    """
    for name in names:
        if name not in sources:
            advice = f"Give one of: {', '.join(sources)}."
            raise BadInput("no official address is known for this list", where=name, advice=advice)
    return {name: sources[name] for name in names or tuple(sources)}
