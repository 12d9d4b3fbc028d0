"""Which column of a table holds which field: names, saved profiles and synonyms.

A header is compared without case, spaces, underscores, points and byte order mark. A table is
claimed as one of consignments, or else of vessel calls, where enough of its headers are known; see
`Layout.claims`.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal

from tidewaiter.model import BadInput, Defect, Extra

FIELDS: tuple[str, ...] = (
    "document_date",
    "consignment",
    "vessel_name",
    "vessel_imo",
    "vessel_mmsi",
    "vessel_call_sign",
    "vessel_flag",
    "voyage",
    "port_of_loading",
    "port_of_discharge",
    "place_of_receipt",
    "place_of_delivery",
    "transhipment_ports",
    "country_of_origin",
    "country_of_destination",
    "consignor_name",
    "consignor_address",
    "consignor_country",
    "consignee_name",
    "consignee_address",
    "consignee_country",
    "notify_name",
    "carrier_name",
    "owner_name",
    "manager_name",
    "goods_description",
    "hs_code",
    "gross_weight_kg",
    "net_weight_kg",
    "quantity",
    "unit",
    "value",
    "currency",
    "containers",
    "certificate_of_origin",
    "remarks",
)

# The columns of a table of vessel calls.
SHIP = ("vessel_name", "vessel_imo", "vessel_mmsi")
TIMES = ("arrived", "departed")
CALL_FIELDS: tuple[str, ...] = (*SHIP, "vessel_flag", "port", *TIMES, "source")
# The columns of a list of permits to work, and other names they go by.
PERMIT_FIELDS: tuple[str, ...] = (
    "permit",
    "issued",
    "valid_from",
    "valid_until",
    "host",
    "nationality",
    "employer_name",
    "intermediary_name",
    "number",
    "kind",
    "status",
    "facts",
)
PERMIT_WORDS = {
    "permit_number": "permit",
    "permit_no": "permit",
    "date_of_issue": "issued",
    "issue_date": "issued",
    "expiry_date": "valid_until",
    "valid_to": "valid_until",
    "host_country": "host",
    "citizenship": "nationality",
    "employer": "employer_name",
    "intermediary": "intermediary_name",
    "permit_type": "kind",
}
# Besides its number a permit needs two of these to be told from a column of something else.
TELLING_OF_PERMITS = frozenset(
    {"issued", "valid_from", "valid_until", "nationality", "employer_name"}
)
# Columns of consignments that say nothing of goods: calls may have them too, as extras.
BESIDE_CALLS = frozenset({*CALL_FIELDS, "vessel_call_sign", "voyage", "remarks"})

# Columns that tables of other kinds have too (vessel calls, statistics): alone they tell nothing.
GENERIC = frozenset(
    {
        "vessel_name",
        "vessel_imo",
        "vessel_mmsi",
        "vessel_call_sign",
        "vessel_flag",
        "voyage",
        "quantity",
        "unit",
        "value",
        "currency",
        "remarks",
    }
)

How = Literal["name", "profile", "synonym", "unknown"]


def header_key(header: str) -> str:
    """A header stripped of what spreadsheets and people vary: case, spaces, `_`, `-`, `.`, BOM."""
    text = unicodedata.normalize("NFKC", header).casefold()
    return re.sub(r"[\s_\-./:*()\ufeff'\"]+", "", text)


NAMES: dict[str, str] = {header_key(name): name for name in FIELDS}
CALL_NAMES: dict[str, str] = {header_key(name): name for name in CALL_FIELDS}


@dataclass(frozen=True, slots=True)
class Profile:
    """Which header of one sender's tables means which field."""

    columns: Mapping[str, str]


PERMIT_NAMES: dict[str, str] = {
    header_key(word): name
    for word, name in (*((each, each) for each in PERMIT_FIELDS), *PERMIT_WORDS.items())
}


def load_profile(path: Path) -> Profile:
    """Load a saved mapping: TOML with one table `[columns]`, header = "field".

    Raises:
        BadInput: the file cannot be read, is not TOML, or names an unknown field.
    """
    advice = 'Write a TOML file with [columns] and lines such as "Shipper" = "consignor_name".'
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(
            f"the mapping profile does not load: {error}", where=str(path), advice=advice
        ) from error
    columns = content.get("columns")
    if not isinstance(columns, dict) or len(columns) == 0:
        raise BadInput("the mapping profile has no [columns]", where=str(path), advice=advice)
    unknown = sorted(
        f"{name} = {field!r}" for name, field in columns.items() if field not in FIELDS
    )
    if len(unknown) > 0:
        raise BadInput(
            f"unknown field: {'; '.join(unknown)}",
            where=str(path),
            advice=f"Fields are: {', '.join(FIELDS)}.",
        )
    return Profile({header_key(name): field for name, field in columns.items()})


def load_synonyms() -> dict[str, str]:
    """Header words in use (English, Korean, Chinese, Russian and more) and their fields."""
    text = files("tidewaiter.cargo.table").joinpath("synonyms.toml").read_text(encoding="utf-8")
    return {
        header_key(word): field for field, words in tomllib.loads(text).items() for word in words
    }


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header as written, the field it holds (or none), and how that is known."""

    index: int
    header: str
    field: str
    how: How


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one table of consignments, of vessel calls or of permits, in their order."""

    columns: tuple[Column, ...]
    calls: bool = False
    permits: bool = False

    @property
    def known(self) -> int:
        """How many columns hold a field of the table."""
        return sum(column.how != "unknown" for column in self.columns)

    def claims(self) -> bool:
        """True where these are the headers of a table that is read.

        For consignments needed are one telling column (a party, a port, goods ...) and one more
        by its own name or a profile, or three known columns where synonyms only speak; or known
        names alone.
        For permits needed are the number of the permit and two columns that tell of one.
        For vessel calls needed are a ship and where or when; both, where other columns stand by.
        """
        if self.calls:
            return self._claims_calls()
        if self.permits:
            fields = {column.field for column in self.columns}
            return "permit" in fields and len(fields & TELLING_OF_PERMITS) > 1
        named = [column for column in self.columns if column.how in ("name", "profile")]
        fields = {column.field for column in self.columns if column.how != "unknown"}
        telling = len(fields - GENERIC) > 0
        whole = len(named) == len([column for column in self.columns if column.header])
        if whole and len(named) > 0:
            return telling or len(named) > 1
        return telling and (len(fields) > 2 or len({column.field for column in named}) > 1)

    def _claims_calls(self) -> bool:
        fields = {column.field for column in self.columns if column.how != "unknown"}
        where, when = "port" in fields, not fields.isdisjoint(TIMES)
        alone = all(column.field or not column.header for column in self.columns)
        told = (where or when) if alone else (where and when)
        return told and not fields.isdisjoint(SHIP)

    def synonyms_used(self, at: str) -> tuple[Extra, ...]:
        """One line per column that was told by a synonym."""
        return tuple(
            Extra(name=column.header, value=f"column read as {column.field}", at=at)
            for column in self.columns
            if column.how == "synonym"
        )

    def defects(self, at: str) -> tuple[Defect, ...]:
        """Headers that repeat a field already held by another column."""
        held = {column.field for column in self.columns if column.field}
        names = CALL_NAMES if self.calls else NAMES
        return tuple(
            Defect(
                at=at,
                problem="a second column of this name; its values are kept apart",
                text=column.header,
            )
            for column in self.columns
            if column.how == "unknown" and names.get(header_key(column.header)) in held
        )


class Headers:
    """Tells layouts from header rows: profile first, then names, then synonyms."""

    def __init__(self, profile: Profile | None = None) -> None:
        self._profile = {} if profile is None else profile.columns
        self._synonyms = load_synonyms()

    def layout(self, row: Sequence[str]) -> Layout:
        """The layout a row would give as the header of a table; a field is given once only."""
        told = [self._tell(header) for header in row]
        layout = _lay_out(row, told)
        permits = _lay_out(row, [_tell_permit(header) for header in row], permits=True)
        named = any(how in ("name", "profile") and field not in BESIDE_CALLS for field, how in told)
        if permits.claims() and not named:
            return permits
        if layout.claims() or any(field and field not in BESIDE_CALLS for field, _ in told):
            return layout
        of_call = [_tell_call(header, *each) for header, each in zip(row, told, strict=True)]
        calls = _lay_out(row, of_call, calls=True)
        return calls if calls.claims() else layout

    def _tell(self, header: str) -> tuple[str, How]:
        key = header_key(header)
        if key in self._profile:
            return self._profile[key], "profile"
        if key in NAMES:
            return NAMES[key], "name"
        if key in self._synonyms:
            return self._synonyms[key], "synonym"
        return "", "unknown"


def _tell_call(header: str, field: str, how: How) -> tuple[str, How]:
    """The field of a vessel call a header holds, by its name or as told for consignments."""
    if header_key(header) in CALL_NAMES:
        return CALL_NAMES[header_key(header)], "name"
    return (field, how) if field in CALL_FIELDS else ("", "unknown")


def _tell_permit(header: str) -> tuple[str, How]:
    """The field of a permit a header holds, by its name or another word for it."""
    name = PERMIT_NAMES.get(header_key(header), "")
    return (name, "name") if name else ("", "unknown")


def _lay_out(
    row: Sequence[str],
    told: Sequence[tuple[str, How]],
    *,
    calls: bool = False,
    permits: bool = False,
) -> Layout:
    """The columns of a header row; where a field is told twice, the surer or earlier one has it."""
    holders: dict[str, int] = {}
    for how in ("profile", "name", "synonym"):
        for index, (field, by) in enumerate(told):
            if by == how:
                holders.setdefault(field, index)
    return Layout(
        tuple(
            Column(index, header.strip().lstrip("\ufeff"), field, how)
            if holders.get(field) == index
            else Column(index, header.strip().lstrip("\ufeff"), "", "unknown")
            for index, (header, (field, how)) in enumerate(zip(row, told, strict=True))
        ),
        calls,
        permits,
    )
