"""Profiles: what the columns of a table mean, so that any table of names can be a list.

A profile is TOML. It stands beside the table under the table's name (`watch.csv`, `watch.toml`),
or comes with the package and is told by its `headers`.
"""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import msgspec

from tidewaiter.model import BadInput, Record
from tidewaiter.model.listing import ListingKind, NameQuality

SCHEMES = frozenset(
    [
        "imo",
        "company_imo",
        "mmsi",
        "call_sign",
        "passport",
        "national_id",
        "registration",
        "tax",
        "eori",
        "lei",
        "swift",
        "other",
    ]
)
MEASURES = frozenset(
    {
        "asset_freeze",
        "travel_ban",
        "omm_asset",
        "port_ban",
        "deflag",
        "vessel_freeze",
        "port_direction",
        "listed",
    }
)
# the lists whose hits are grounds of law here have readers of their own
RESERVED = frozenset({"un"})
_PLACE = re.compile(r"\{([^{}]+)\}")


class _Part(Record, frozen=True, forbid_unknown_fields=True):
    """Columns with values of one kind; `separator` parts several values in a cell."""

    column: str
    separator: str = ""


class NameColumns(Record, frozen=True, forbid_unknown_fields=True):
    """Names of one quality; several columns are the parts of one name, in order."""

    columns: tuple[str, ...]
    quality: NameQuality = "primary"
    separator: str = ""


class NumberColumn(Record, frozen=True, forbid_unknown_fields=True):
    """Numbers of one scheme: those that the whole `pattern` fits, its first group the number.

    `kinds` are the kinds of entry that the rule is for, all where it is empty. Of several rules
    for one column the first that takes a value has it.
    """

    column: str
    scheme: str
    separator: str = ""
    pattern: str = "(.+)"
    kinds: tuple[ListingKind, ...] = ()


class DecisionColumns(Record, frozen=True, forbid_unknown_fields=True):
    """One measure: its word, the columns of its days, and its act as text with `{column}`."""

    measure: str = "listed"
    since: str = ""
    until: str = ""
    instrument: str = ""


class KindColumn(Record, frozen=True, forbid_unknown_fields=True):
    """The column that tells the kind of an entry, and what its words mean."""

    column: str
    values: dict[str, ListingKind]


class Profile(Record, frozen=True, forbid_unknown_fields=True):
    """What a table holds. Every column is used here or ignored with a reason.

    Without `headers` a table must have every column that is used; with them, only those.
    `ref` are the columns that name an entry; without them its name does. `quoted` says that the
    cells of a table are lines of CSV themselves, `empty` what else stands for no value.
    `check` goes into every entry: how far the table is verified.
    """

    list: str
    source: str
    publisher: str
    names: tuple[NameColumns, ...]
    kind: ListingKind | KindColumn
    headers: tuple[str, ...] = ()
    ref: tuple[str, ...] = ()
    where: str = ""
    licence: str = ""
    check: str = ""
    encoding: str = "utf-8"
    quoted: bool = False
    empty: tuple[str, ...] = ()
    date_formats: tuple[str, ...] = ()
    births: tuple[_Part, ...] = ()
    numbers: tuple[NumberColumn, ...] = ()
    countries: tuple[_Part, ...] = ()
    flags: tuple[_Part, ...] = ()
    addresses: tuple[_Part, ...] = ()
    programmes: tuple[_Part, ...] = ()
    programme: str = ""
    decisions: tuple[DecisionColumns, ...] = (DecisionColumns(),)
    listed_on: str = ""
    remarks: tuple[str, ...] = ()
    origin: str = ""
    ignored: dict[str, str] = {}  # noqa: RUF012 - msgspec copies it
    expected: dict[str, tuple[int, int]] = {}  # noqa: RUF012 - msgspec copies it

    def columns(self) -> set[str]:
        """Every column that the profile uses."""
        parts = (*self.births, *self.countries, *self.flags, *self.addresses, *self.programmes)
        days = {day for each in self.decisions for day in (each.since, each.until)}
        texts = (*self.remarks, self.origin, *(each.instrument for each in self.decisions))
        used = {column for each in self.names for column in each.columns} | set(self.ref) | days
        used |= {part.column for part in parts} | {number.column for number in self.numbers}
        used |= {column for text in texts for column in places(text)} | {self.listed_on}
        used |= {self.kind.column} if isinstance(self.kind, KindColumn) else set()
        return used - {""}


def places(text: str) -> list[str]:
    """The columns that a text names in braces."""
    return _PLACE.findall(text)


def beside(table: Path) -> Path | None:
    """The profile of the table's own, where one stands beside it."""
    plain = table.with_suffix("") if table.suffix == ".gz" else table
    path = plain.with_suffix(".toml")
    return path if path.is_file() and path != table else None


def bundled() -> Iterator[tuple[str, Profile]]:
    """The profiles that come with the package, by name."""
    folder = files("tidewaiter.lists") / "profiles"
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".toml"):
            yield file.name, parse_profile(file.read_text(encoding="utf-8"), where=file.name)


def read_profile(path: Path) -> Profile:
    """The profile in a file.

    Raises:
        BadInput: where it cannot be read or does not hold together.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            "the profile cannot be read",
            where=str(path),
            advice="Write it as TOML in UTF-8 beside the table.",
        ) from error
    return parse_profile(text, where=str(path))


def parse_profile(text: str, *, where: str) -> Profile:
    """The profile of a text.

    Raises:
        BadInput: where it is no TOML, a key or word is unknown, or a rule does not hold together.
    """
    try:
        profile = msgspec.convert(tomllib.loads(text), Profile)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadInput(
            f"the profile does not load: {error}",
            where=where,
            advice="docs/how-to/own-list.md shows every key.",
        ) from error
    problem = next(_faults(profile), "")
    if problem != "":
        raise BadInput(problem, where=where, advice="Correct the profile and read the table again.")
    return profile


def _faults(profile: Profile) -> Iterator[str]:
    if profile.source in RESERVED:
        yield f"source {profile.source!r} is kept for the lists of the Security Council"
    if len(profile.names) == 0:
        yield "no column of names is given"
    for number in profile.numbers:
        if number.scheme not in SCHEMES:
            yield (
                f"scheme {number.scheme!r} of column {number.column!r} is not one of: "
                + ", ".join(sorted(SCHEMES))
            )
        try:
            groups = re.compile(number.pattern).groups
        except re.error as error:
            yield f"pattern of column {number.column!r} is no expression: {error}"
        else:
            if groups < 1:
                yield f"pattern of column {number.column!r} has no group for the number"
    for decision in profile.decisions:
        if decision.measure not in MEASURES:
            yield f"measure {decision.measure!r} is not one of: {', '.join(sorted(MEASURES))}"
    both = sorted(profile.columns() & profile.ignored.keys())
    if len(both) > 0:
        yield f"column {both[0]!r} is used and ignored"
