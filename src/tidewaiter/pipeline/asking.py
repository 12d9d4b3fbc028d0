"""Names asked for by people and programs: a subject from words, and tables of pairs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from tidewaiter.model import BadInput, Identifier, Subject
from tidewaiter.model.listing import ListingKind
from tidewaiter.names import compare
from tidewaiter.pipeline.lookup import KINDS
from tidewaiter.screening.addresses import country_of
from tidewaiter.screening.births import parse_birth

Kind = Literal["person", "organization", "vessel", "any"]

SCHEMAS: dict[str, ListingKind] = {
    "person": "person",
    "company": "organization",
    "organization": "organization",
    "legalentity": "organization",
    "vessel": "vessel",
    "airplane": "aircraft",
}

SCHEMES = (
    "passport",
    "national_id",
    "imo",
    "company_imo",
    "mmsi",
    "call_sign",
    "registration",
    "tax",
    "swift",
    "lei",
)


def asked_subject(
    name: str,
    kind: Kind,
    numbers: Iterable[Identifier] = (),
    *,
    born: str = "",
    country: str = "",
    address: str = "",
) -> Subject:
    """Whoever is asked for, by what is known of them.

    Raises:
        BadInput: neither a name nor a number is given, or a date or country is none.
    """
    subject = Subject(
        names=_given(name.strip()),
        kinds=KINDS[kind],
        born=_born(born),
        countries=_country(country),
        identifiers=tuple(numbers),
        addresses=_given(address),
    )
    if len(subject.names) + len(subject.identifiers) == 0:
        advice = "Give a name, as Ri Hong Sop, or a number alone, as passport=563110024."
        raise BadInput("no name and no number is given", where="name", advice=advice)
    return subject


def parse_number(text: str) -> Identifier:
    """A number with its scheme, as `passport=563110024`.

    Raises:
        BadInput: it has no scheme, or one that is not known.
    """
    scheme, sign, value = text.partition("=")
    if sign == "" or scheme not in SCHEMES:
        advice = f"Write scheme=value; the schemes are {', '.join(SCHEMES)}."
        raise BadInput(f"{text!r} is no number", where="number", advice=advice)
    return Identifier(scheme, value)


def compare_rows(
    columns: Sequence[str], rows: Iterable[Mapping[str, str]], where: str
) -> Iterator[dict[str, str]]:
    """Each row of a table of pairs of names with its `score`.

    Raises:
        BadInput: the columns `name1` and `name2` are not there.
    """
    if not {"name1", "name2"} <= set(columns):
        advice = "Give a CSV whose first line names the columns name1 and name2."
        raise BadInput("columns name1 and name2 are missing", where=where, advice=advice)
    return ({**row, "score": compare_pair(row)} for row in rows)


def compare_pair(row: Mapping[str, str]) -> str:
    """How alike `name1` and `name2` are, from 0 to 1; as firms where no `schema` is given."""
    kind = SCHEMAS.get(row.get("schema", "").casefold(), "organization")
    return f"{compare(row['name1'], row['name2'], kind).value:.4f}"


def _given(text: str) -> tuple[str, ...]:
    return () if text == "" else (text,)


def _born(text: str) -> tuple[str, ...]:
    if text != "" and parse_birth(text) is None:
        advice = "Write it as 1964-12-23, 1964-12, 1964, 1960/1964 or `circa 1964`."
        raise BadInput(f"{text!r} is not a date", where="born", advice=advice)
    return _given(text)


def _country(text: str) -> tuple[str, ...]:
    if text != "" and country_of(text) == "":
        advice = "Give the code or name of ISO 3166, for instance KP."
        raise BadInput(f"{text!r} is no country", where="country", advice=advice)
    return _given(text)
