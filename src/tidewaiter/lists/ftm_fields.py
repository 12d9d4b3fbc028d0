"""What the properties of FollowTheMoney mean here: kinds, names, numbers, and what is set aside.

From the published schemata of FollowTheMoney 4 (LegalEntity, Person, Organization, Company,
Vessel, Airplane, Sanction, Identification, Passport, Address).
"""

from tidewaiter.model.listing import ListingKind, NameQuality

KINDS: dict[str, ListingKind] = {
    "Person": "person",
    "Organization": "organization",
    "Company": "organization",
    "LegalEntity": "organization",
    "PublicBody": "organization",
    "Vessel": "vessel",
    "Airplane": "aircraft",
    "Vehicle": "other",
    "Asset": "other",
}
NAMES: dict[str, NameQuality] = {
    "name": "strong",
    "alias": "strong",
    "weakAlias": "weak",
    "abbreviation": "weak",
    "previousName": "former",
}
# imoNumber is not here: it is a ship's or a company's, as its holder is
NUMBERS = {
    "mmsi": "mmsi",
    "callSign": "call_sign",
    "passportNumber": "passport",
    "idNumber": "national_id",
    "socialSecurityNumber": "national_id",
    "registrationNumber": "registration",
    "ogrnCode": "registration",
    "uscCode": "registration",
    "okpoCode": "registration",
    "jibCode": "registration",
    "mbsCode": "registration",
    "cikCode": "registration",
    "taxNumber": "tax",
    "innCode": "tax",
    "vatCode": "tax",
    "irsCode": "tax",
    "voenCode": "tax",
    "leiCode": "lei",
    "swiftBic": "swift",
    # kept for a person to see, not compared: not unique, or of no register a document names
    "bikCode": "other",
    "kppCode": "other",
    "dunsCode": "other",
    "uniqueEntityId": "other",
    "npiCode": "other",
    "cageCode": "other",
    "permId": "other",
    "giiNumber": "other",
    "licenseNumber": "other",
    "crsNumber": "other",
    "serialNumber": "other",
    "isinCode": "other",
}
COUNTRIES = ("nationality", "citizenship", "country", "jurisdiction", "mainCountry")
FLAGS = ("flag", "pastFlags")
# property and what stands before its text among the remarks
REMARKS = {
    "title": "",
    "position": "",
    "birthPlace": "born at ",
    "type": "",
    "registrationPort": "port of registry ",
    "deathDate": "died ",
    "dissolutionDate": "dissolved ",
    "topics": "topic ",
    "summary": "",
    "description": "",
    "notes": "",
}
SANCTION_NAMES = (
    "authority",
    "authorityId",
    "unscId",
    "program",
    "programId",
    "provisions",
    "status",
    "reason",
    "country",
    "listingDate",
    "startDate",
    "endDate",
    "date",
    "duration",
    "summary",
    "description",
    "datasets",
)
# what an entity is called that says something of another one, and the property that names it
JOINED = {"Sanction": "entity", "Identification": "holder", "Passport": "holder"}

_LINK = "a link to a page"
_OTHER = "names another entity"
_PART = "a part of a name that `name` gives whole"
_NO_RULE = "no rule asks for it"
_REGISTER = "the state of a register's entry"
_CLASS = "a class, not a number"
_KEPT = "kept by the publisher of the file"

IGNORED = {
    "referents": "former ids of the entity",
    "origin": _KEPT,
    "target": "tells which entities are listed; read before",
    "first_seen": _KEPT,
    "last_seen": "the newest is the day of the edition; read before",
    "last_change": _KEPT,
    **{
        f"properties/{name}": reason
        for reason, names in {
            _LINK: "sourceUrl publisherUrl alephUrl wikipediaUrl opencorporatesUrl website",
            _OTHER: "proof parent owner operator",
            _PART: "firstName secondName middleName fatherName motherName lastName nameSuffix",
            "no cargo document gives it": "gender ethnicity height weight eyeColor hairColor"
            " appearance religion political profession education spokenLanguage birthCountry",
            _NO_RULE: "email phone keywords publisher sector legalForm classification capital"
            " tonnage grossRegisteredTonnage deadweightTonnage navigationArea nameChangeDate"
            " pastTypes model manufacturer icaoCode buildDate currency amount amountUsd",
            _REGISTER: "status taxStatus incorporationDate registrationDate deregistrationDate",
            _CLASS: "okvedCode okopfCode oksmCode caemCode coatoCode ipoCode fnsCode fssCode"
            " pfrNumber ticker ricCode",
            _KEPT: "wikidataId bvdId icijId createdAt modifiedAt retrievedAt indexText",
        }.items()
        for name in names.split()
    },
    **{
        f"Sanction/{name}": reason
        for reason, names in {
            _LINK: "sourceUrl programUrl publisherUrl alephUrl",
            _OTHER: "entity proof",
            _KEPT: "recordId publisher modifiedAt retrievedAt indexText namesMentioned",
        }.items()
        for name in names.split()
    },
    **{
        f"{schema}/{name}": "a number is compared whoever gave it, lapsed or not"
        for schema in ("Identification", "Passport")
        for name in [
            "holder",
            "country",
            "authority",
            "startDate",
            "endDate",
            "date",
            "description",
            "summary",
            "sourceUrl",
            "recordId",
            "publisher",
            "publisherUrl",
            "proof",
            "modifiedAt",
            "retrievedAt",
            "surname",
            "givenName",
            "birthDate",
            "birthPlace",
            "gender",
            "personalNumber",
            "datasets",
        ]
    },
}
# entities that are no listing and say nothing that a listing here can hold
SET_ASIDE = frozenset(
    [
        "Ownership",
        "Directorship",
        "Membership",
        "Employment",
        "Family",
        "Associate",
        "Representation",
        "UnknownLink",
        "Succession",
        "Occupancy",
        "Position",
        "Debt",
        "Documentation",
        "Event",
        "Trip",
        "Risk",
        "Contract",
        "ContractAward",
        "CallForTenders",
        "EconomicActivity",
        "Payment",
        "ProjectParticipant",
        "Project",
        "CourtCase",
        "CourtCaseParty",
        "License",
        "BankAccount",
        "Security",
        "CryptoWallet",
        "RealEstate",
        "Interest",
        "Interval",
        "Similar",
        "Mention",
        "Note",
        "Document",
        "Folder",
        "Page",
        "Pages",
        "Article",
        "PlainText",
        "HyperText",
        "Image",
        "Audio",
        "Video",
        "Table",
        "Workbook",
        "Package",
        "Email",
        "Message",
        "UserAccount",
        "TaxRoll",
        "Territory",
    ]
)
# topics that say who someone is and not that a measure was laid on them
NO_MEASURE = frozenset(
    {"role", "poi", "gov", "pol", "fin", "rel", "mil", "corp.public", "corp.offshore", "corp.shell"}
)
