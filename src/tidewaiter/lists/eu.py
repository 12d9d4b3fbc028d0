"""The EU's financial sanctions list: what its fields mean, in XML 1.1 and in CSV 1.1 alike.

The list says who is frozen, not which measure: its decisions are `listed`. It has no kind for
ships; an entry whose IMO number only a ship can have is one.
"""

from collections.abc import Iterator

from tidewaiter.codes import Countries, parse_date, parse_imo
from tidewaiter.lists.metadata import Published
from tidewaiter.lists.record import Fields, StoppedRecord
from tidewaiter.model import Decision, Identifier, ListedName, Listing
from tidewaiter.model.listing import ListingKind, NameQuality

KINDS: dict[str, ListingKind] = {
    "person": "person",
    "p": "person",
    "enterprise": "organization",
    "e": "organization",
}
SCHEMES = {
    "passport": "passport",
    "id": "national_id",
    "nrn": "national_id",
    "ssn": "national_id",
    "fiscalcode": "tax",
    "regnumber": "registration",
    "tradelic": "registration",
    "swiftbic": "swift",
    "other": "other",
    "birthcert": "other",
    "nationcert": "other",
    "travelcardid": "other",
    "electionid": "other",
    "residentperm": "other",
    "drivinglicence": "other",
}
NAME = ("wholeName", "firstName", "middleName", "lastName", "strong", "nameLanguage", "remark")
BIRTH = (
    "birthdate",
    "dayOfMonth",
    "monthOfYear",
    "year",
    "yearRangeFrom",
    "yearRangeTo",
    "calendarType",
)
PLACE = ("place", "city", "region", "countryDescription")
PAPER = ("number", "latinNumber", "identificationTypeCode", "knownFalse")
ADDRESS = ("street", "poBox", "zipCode", "city", "place", "region", "countryDescription")
NO_COUNTRY = frozenset({"00", "UNKNOWN"})
_BLOCKS = ("nameAlias", "birthdate", "address", "identification", "citizenship", "regulation")
_PAPER_IGNORED = (
    "diplomatic knownExpired reportedLost revokedByIssuer issuedBy issuedDate issueDate validFrom "
    "validTo nameOnDocument region countryIso2Code countryDescription identificationTypeDescription"
)
IGNORED = {
    "logicalId": "the publisher's row number; the EU reference names the entry",
    "regulationSummary": "which act brought one part of an entry",
    **{f"{block}/logicalId": "the publisher's row number" for block in _BLOCKS},
    **{f"{block}/regulationLanguage": "always of the act" for block in _BLOCKS},
    **{
        f"identification/{name}": "a number is compared whoever gave it and while it lapses"
        for name in _PAPER_IGNORED.split()
    },
    "nameAlias/gender": "no cargo document gives it",
    "birthdate/circa": "a year is a year",
    "birthdate/zipCode": "a place of birth is a remark",
    "birthdate/countryIso2Code": "as countryDescription",
    "birthdate/remark": "a remark on one date",
    "citizenship/region": "a country is compared",
    "citizenship/remark": "a remark on one citizenship",
    "address/asAtListingTime": "an old address is an address",
    "address/contactInfo": "nothing is compared by it",
    "address/countryIso2Code": "as countryDescription",
    "regulation/regulationType": "the act's title tells it",
    "regulation/organisationType": "the act's title tells it",
    "regulation/publicationUrl": "the act's title tells it",
    "regulation/publicationDate": "often that of an amendment",
    "regulation/entryIntoForceDate": "often that of an amendment",
}
_REMARKS = (
    ("nameAlias/title", "title"),
    ("nameAlias/function", "function"),
    ("designationDetails", ""),
    ("remark", ""),
    ("identification/remark", "paper"),
    ("address/remark", "address"),
    ("regulation/remark", "act"),
    ("unitedNationId", "UN reference"),
)


class Mapping:
    """How the fields of one entry make a listing.

    Args:
        about: What is known of the list.
    """

    def __init__(self, about: Published) -> None:
        self._about = about
        self._countries = Countries()

    def listing(self, fields: Fields) -> Listing:
        """The listing of an entry.

        Raises:
            StoppedRecord: where it has no reference, kind or name.
        """
        identifiers = list(dict.fromkeys(_identifiers(fields)))
        kind = _kind(fields)
        if kind == "organization" and any(number.scheme == "imo" for number in identifiers):
            kind = "vessel"
        places = fields.groups("birthdate", PLACE)
        remarks = [f"born at {place}" for group in places if (place := _join(group, PLACE)) != ""]
        for path, label in _REMARKS:
            remarks += [f"{label} {text}".strip() for text in fields.all(path)]
        addresses = (_join(group, ADDRESS) for group in fields.groups("address", ADDRESS))
        programmes = tuple(dict.fromkeys(fields.all("regulation/programme")))
        decision = _decision(fields)
        return Listing(
            list=self._about.list,
            ref=_ref(fields),
            kind=kind,
            names=_names(fields),
            identifiers=tuple(identifiers),
            birth_dates=tuple(dict.fromkeys(_births(fields))),
            countries=tuple(dict.fromkeys(self._citizenships(fields))),
            addresses=tuple(dict.fromkeys(text for text in addresses if text != "")),
            programmes=programmes,
            decisions=(decision,),
            remarks="; ".join(dict.fromkeys(remarks)),
            source=self._about.name,
            listed_on=decision.since,
        )

    def _citizenships(self, fields: Fields) -> Iterator[str]:
        for group in fields.groups("citizenship", ("countryIso2Code", "countryDescription")):
            known = [text for text in group.values() if text not in NO_COUNTRY]
            found = next((code for text in known if (code := self._countries.find(text))), None)
            yield from ([found] if found is not None else known[-1:])


def _ref(fields: Fields) -> str:
    refs = fields.all("euReferenceNumber") or fields.all("logicalId")
    if len(refs) == 0:
        raise StoppedRecord("the entry has no reference")
    return refs[0]


def _kind(fields: Fields) -> ListingKind:
    codes = [*fields.all("subjectType/code"), *fields.all("subjectType/classificationCode")]
    kinds = [kind for code in codes if (kind := KINDS.get(code.casefold())) is not None]
    if len(kinds) == 0:
        raise StoppedRecord(f"kind {' '.join(codes)!r} is not known")
    return kinds[0]


def _names(fields: Fields) -> tuple[ListedName, ...]:
    """The first English name or one of no language leads: the list marks none as primary."""
    names: list[tuple[bool, ListedName]] = []
    for group in fields.groups("nameAlias", NAME):
        parts = (group[part] for part in NAME[1:4] if part in group)
        text = group.get("wholeName") or " ".join(parts)
        if text != "":
            leads = group.get("nameLanguage", "EN") == "EN"
            names.append((leads, ListedName(text, _quality(group))))
    if len(names) == 0:
        raise StoppedRecord("the entry has no name")
    first = next((name for leads, name in names if leads and name.quality == "strong"), names[0][1])
    others = (name for _, name in names if name.text != first.text)
    return tuple(dict.fromkeys([ListedName(first.text), *others]))


def _quality(group: dict[str, str]) -> NameQuality:
    remark = group.get("remark", "").casefold()
    if "low quality" in remark:
        return "low"
    if "f.k.a" in remark or "formerly" in remark:
        return "former"
    return "weak" if group.get("strong", "true").casefold() in {"false", "0"} else "strong"


def _births(fields: Fields) -> Iterator[str]:
    for group in fields.groups("birthdate", BIRTH):
        calendar = group.get("calendarType", "GREGORIAN")
        parts = [group[part] for part in ("year", "monthOfYear", "dayOfMonth") if part in group]
        written = group.get("birthdate") or "-".join(parts)
        if "yearRangeFrom" in group:
            yield f"{group['yearRangeFrom']}/{group.get('yearRangeTo', '')}"
        elif written != "":
            date = parse_date(written) if calendar == "GREGORIAN" else None
            if date is None:
                fields.doubts.append(f"a date of birth ({calendar}) cannot be read: it is left out")
            else:
                yield str(date)


def _identifiers(fields: Fields) -> Iterator[Identifier]:
    for group in fields.groups("identification", PAPER):
        code = group.get("identificationTypeCode", "")
        scheme = SCHEMES.get(code.casefold())
        numbers = [group[name] for name in ("number", "latinNumber") if name in group]
        if code.casefold() == "imo":
            scheme = _imo_scheme(numbers, fields)
        elif scheme is None:
            fields.doubts.append(f"paper {code!r} is not known: it is not compared")
        if group.get("knownFalse", "").casefold() == "true":
            scheme = "other"
        yield from (Identifier(scheme or "other", number) for number in numbers)


def _imo_scheme(numbers: list[str], fields: Fields) -> str:
    """Ship or company, by the check digit, which differs; neither where that does not tell."""
    imo = parse_imo(" ".join(numbers))
    if imo is not None and imo.ship_check != imo.company_check:
        return "imo" if imo.ship_check else "company_imo"
    fields.doubts.append("an IMO number may be a ship's or a company's: it is not compared")
    return "other"


def _join(group: dict[str, str], parts: tuple[str, ...]) -> str:
    texts = (group[part] for part in parts if part in group)
    return ", ".join(text for text in texts if text not in NO_COUNTRY)


def _decision(fields: Fields) -> Decision:
    """The day is the designation's where the list gives one; an act's may be an amendment's."""
    days = [day for text in fields.all("designationDate") if (day := parse_date(text)) is not None]
    return Decision(
        measure="listed",
        since=min((day.first for day in days), default=None),
        instrument="; ".join(dict.fromkeys(fields.all("regulation/numberTitle"))),
    )
