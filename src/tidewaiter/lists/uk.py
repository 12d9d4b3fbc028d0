"""The UK Sanctions List: what its fields mean, whatever form they come in.

The XML's element names and the tables' headers are the same words written differently
(`CurrentOwnerOperator`, `Current owner/operator (s)`); `canonical` makes them one.
"""

import re
from collections.abc import Iterator

from tidewaiter.codes import Countries, parse_imo
from tidewaiter.lists.day_first import read_day
from tidewaiter.lists.metadata import Published
from tidewaiter.lists.record import Fields, StoppedRecord
from tidewaiter.model import Decision, Identifier, ListedName, Listing
from tidewaiter.model.listing import ListingKind, NameQuality

NAME_PARTS = ("Name1", "Name2", "Name3", "Name4", "Name5", "Name6")
ADDRESS_PARTS = (
    *(f"AddressLine{number}" for number in range(1, 7)),
    "AddressPostalCode",
    "AddressCountry",
)
# what stands together in one row or element
BLOCKS = {
    "name": ("Name", *NAME_PARTS, "NameType", "AliasStrength"),
    "script": ("NameNonLatinScript", "NonLatinScriptType", "NonLatinScriptLanguage"),
    "address": ADDRESS_PARTS,
    "passport": ("PassportNumber", "PassportAdditionalInformation"),
    "identifier": ("NationalIdentifierNumber", "NationalIdentifierAdditionalInformation"),
    "birth": ("TownOfBirth", "CountryOfBirth"),
}
SINGLE = (
    "LastUpdated",
    "UniqueID",
    "OFSIGroupID",
    "UNReferenceNumber",
    "Title",
    "RegimeName",
    "IndividualEntityShip",
    "DesignationSource",
    "SanctionsImposed",
    "SanctionsImposedIndicators",
    "OtherInformation",
    "UKStatementofReasons",
    "PhoneNumber",
    "Website",
    "EmailAddress",
    "DateDesignated",
    "DOB",
    "Nationality",
    "Position",
    "Gender",
    "TypeOfEntity",
    "Subsidiary",
    "ParentCompany",
    "BusinessRegistrationNumber",
    "IMONumber",
    "CurrentOwnerOperator",
    "PreviousOwnerOperator",
    "CurrentBelievedFlagOfShip",
    "PreviousFlag",
    "TypeOfShip",
    "TonnageOfShip",
    "LengthOfShip",
    "YearBuilt",
    "HullIdentificationNumber",
)
OTHER_HEADERS = {
    "subsidiaries": "Subsidiary",
    "previousflags": "PreviousFlag",
    "designationtype": "IndividualEntityShip",
    "type": "IndividualEntityShip",
}
KINDS: dict[str, ListingKind] = {
    "individual": "person",
    "entity": "organization",
    "ship": "vessel",
}
STRENGTHS: dict[str, NameQuality] = {
    "": "strong",
    "good quality a.k.a": "strong",
    "low quality a.k.a": "low",
}
MEASURES = {
    "asset freeze": "asset_freeze",
    "travel ban": "travel_ban",
    "prohibition of port entry": "port_ban",
    "de-flag": "deflag",
}
IGNORED = {
    "script/NonLatinScriptType": "the letters themselves tell the script",
    "script/NonLatinScriptLanguage": "the letters themselves tell the script",
    "passport/PassportAdditionalInformation": "a number is compared whoever gave it",
    "identifier/NationalIdentifierAdditionalInformation": "a number is compared whoever gave it",
    "Gender": "no cargo document gives it",
    "PhoneNumber": "nothing is compared by it",
    "Website": "nothing is compared by it",
    "EmailAddress": "nothing is compared by it",
    "TonnageOfShip": "no rule asks for it",
    "LengthOfShip": "no rule asks for it",
    "YearBuilt": "no rule asks for it",
}
_REMARKS = (
    ("Title", "title"),
    ("Position", "position"),
    ("TypeOfEntity", "type"),
    ("TypeOfShip", "type"),
    ("CurrentOwnerOperator", "owner or operator"),
    ("PreviousOwnerOperator", "earlier owner or operator"),
    ("ParentCompany", "parent company"),
    ("Subsidiary", "subsidiary"),
    ("OtherInformation", ""),
    ("UKStatementofReasons", "reasons"),
    ("DesignationSource", "designated by"),
    ("UNReferenceNumber", "UN reference"),
    ("OFSIGroupID", "OFSI group"),
    ("LastUpdated", "amended"),
)
_NO_LETTER = re.compile(r"\([^)]*\)|[^a-z0-9]")


def canonical(written: str) -> str:
    """The path of a field from an XML name or a table's header; as written where unknown."""
    return _PATHS.get(_key(written), written)


class Mapping:
    """How the fields of one designation make a listing.

    Args:
        about: What is known of the list.
    """

    def __init__(self, about: Published) -> None:
        self._about = about
        self._countries = Countries()

    def listing(self, fields: Fields) -> Listing:
        """The listing of a designation.

        Raises:
            StoppedRecord: where it has no reference, kind or name.
        """
        kind = KINDS.get(fields.one("IndividualEntityShip").casefold())
        if kind is None:
            raise StoppedRecord(f"kind {fields.peek('IndividualEntityShip')!r} is not known")
        decisions = tuple(_decisions(fields))
        regimes = dict.fromkeys(fields.all("RegimeName"))
        nationalities = dict.fromkeys(fields.all("Nationality"))
        flags = (*fields.all("CurrentBelievedFlagOfShip"), *fields.all("PreviousFlag"))
        return Listing(
            list=self._about.list,
            ref=fields.one("UniqueID"),
            kind=kind,
            names=_names(fields),
            identifiers=tuple(dict.fromkeys(_identifiers(fields, kind))),
            birth_dates=tuple(dict.fromkeys(_births(fields))),
            countries=tuple(self._countries.find(name) or name for name in nationalities),
            addresses=tuple(dict.fromkeys(_joined(fields, "address", ADDRESS_PARTS, ", "))),
            flags=tuple(dict.fromkeys(flags)),
            programmes=tuple(regimes),
            decisions=decisions,
            remarks="; ".join(dict.fromkeys(_remarks(fields))),
            source=self._about.name,
            listed_on=decisions[0].since,
        )


def _key(written: str) -> str:
    return _NO_LETTER.sub("", written.casefold())


_PATHS = {
    **{_key(name): f"{block}/{name}" for block, names in BLOCKS.items() for name in names},
    **{_key(name): name for name in SINGLE},
    **OTHER_HEADERS,
}


def _names(fields: Fields) -> tuple[ListedName, ...]:
    names = []
    for group in fields.groups("name", BLOCKS["name"]):
        text = " ".join(group[part] for part in ("Name", *NAME_PARTS) if part in group)
        if text != "":
            names.append(ListedName(text, _quality(group, fields)))
    names.sort(key=lambda name: name.quality != "primary")
    if len(names) == 0:
        raise StoppedRecord("the entry has no name")
    if names[0].quality != "primary":
        fields.doubts.append("no name is marked as the primary one")
    scripts = (ListedName(text, "strong") for text in fields.all("script/NameNonLatinScript"))
    return tuple(dict.fromkeys([*names, *scripts]))


def _quality(group: dict[str, str], fields: Fields) -> NameQuality:
    kind = group.get("NameType", "primary name").casefold()
    strength = group.get("AliasStrength", "").casefold().rstrip(".")
    if kind == "primary name":
        return "primary"
    if kind not in {"alias", "primary name variation"} or strength not in STRENGTHS:
        fields.doubts.append(f"a name is {kind!r}, {strength!r}: it is kept as weak")
        return "weak"
    return STRENGTHS[strength]


def _births(fields: Fields) -> Iterator[str]:
    for text in fields.all("DOB"):
        date = read_day(text)
        if date is None:
            fields.doubts.append("a date of birth cannot be read: it is left out")
        else:
            yield str(date)


def _identifiers(fields: Fields, kind: ListingKind) -> Iterator[Identifier]:
    schemes = (
        ("passport", "passport/PassportNumber"),
        ("national_id", "identifier/NationalIdentifierNumber"),
        ("registration", "BusinessRegistrationNumber"),
        ("other", "HullIdentificationNumber"),
    )
    for scheme, path in schemes:
        yield from (Identifier(scheme, text) for text in fields.all(path))
    for text in fields.all("IMONumber"):
        imo = parse_imo(text)
        if imo is None:
            fields.doubts.append(f"IMO number {text!r} cannot be read: it is left out")
        else:
            yield Identifier("imo" if kind == "vessel" else "company_imo", imo.value)


def _decisions(fields: Fields) -> Iterator[Decision]:
    days = [date for text in fields.all("DateDesignated") if (date := read_day(text)) is not None]
    since = min((date.first for date in days), default=None)
    if since is None:
        fields.doubts.append("no day of designation can be read")
    words = [word for text in fields.all("SanctionsImposed") for word in re.split(r"[|,]", text)]
    indicators = fields.all("SanctionsImposedIndicators")
    measures = dict.fromkeys(_measures(words) or _measures(indicators) or ["listed"])
    instrument = "; ".join(dict.fromkeys(fields.all("RegimeName")))
    for measure in measures:
        yield Decision(measure=measure, since=since, instrument=instrument)


def _measures(words: list[str]) -> list[str]:
    """The measures in closed words where there is one, else in the list's own."""
    plain = (word.partition(":")[0].strip(" -").casefold() for word in words)
    return [MEASURES.get(word, re.sub(r"\W+", "_", word)) for word in plain if word != ""]


def _joined(fields: Fields, block: str, parts: tuple[str, ...], sign: str) -> Iterator[str]:
    for group in fields.groups(block, parts):
        yield sign.join(group[part] for part in parts if part in group)


def _remarks(fields: Fields) -> Iterator[str]:
    for place in _joined(fields, "birth", BLOCKS["birth"], ", "):
        yield f"born at {place}"
    for path, label in _REMARKS:
        yield from (f"{label} {text}".strip() for text in fields.all(path))
