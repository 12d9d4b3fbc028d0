"""The records a desk keeps of workers abroad: one table a kind of thing, and never a worker's name.

A record speaks of sites, firms, groups of workers and papers. Who works there is counted, not
named: a list of names is what those who would harm them look for first.
"""

import datetime
from typing import Literal

from tidewaiter.model import Record
from tidewaiter.monitor.figures import Check

Answer = Literal["yes", "no", "unknown"]
Strength = Literal["", "strong", "medium"]
PointsTo = Literal["", "involuntariness", "coercion"]
# The eleven of the International Labour Organization.
INDICATORS = (
    "abuse_of_vulnerability",
    "deception",
    "restriction_of_movement",
    "isolation",
    "physical_and_sexual_violence",
    "intimidation_and_threats",
    "retention_of_identity_documents",
    "withholding_of_wages",
    "debt_bondage",
    "abusive_working_and_living_conditions",
    "excessive_overtime",
)
Indicator = Literal[
    "abuse_of_vulnerability",
    "deception",
    "restriction_of_movement",
    "isolation",
    "physical_and_sexual_violence",
    "intimidation_and_threats",
    "retention_of_identity_documents",
    "withholding_of_wages",
    "debt_bondage",
    "abusive_working_and_living_conditions",
    "excessive_overtime",
]
DEDUCTIONS = ("state", "loyalty", "agent", "minder", "food", "housing", "travel", "debt", "other")


class Kept(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every row has: its own `id`, where it was read (`at`), and free words."""

    id: str
    note: str = ""
    at: str = ""


class SourceRow(Kept, frozen=True, kw_only=True):
    """Where something is known from; `protected` sources are named by their id and no more."""

    kind: Literal["document", "register", "press", "interview", "image", "official", "other"]
    title: str = ""
    address: str = ""
    dated: datetime.date | None = None
    protected: Answer = "unknown"


class Site(Kept, frozen=True, kw_only=True):
    """A place of work: `contractors` is the chain from owner to employer, joined by `>`."""

    place: str
    host: str
    sector: str = ""
    owner: str = ""
    contractors: str = ""
    source: str = ""
    check: Check = "unverified"


class Firm(Kept, frozen=True, kw_only=True):
    """An employer, or an intermediary who sends workers: screened as a party is."""

    name: str
    country: str = ""
    registration: str = ""
    source: str = ""
    check: Check = "unverified"


class Group(Kept, frozen=True, kw_only=True):
    """Workers at one site at one time: how many at least and at most, and how that is known.

    `as_of` is a day, a month or a year, no finer than it is known.
    """

    site: str
    as_of: str
    count_low: int
    count_high: int
    employer: str = ""
    intermediary: str = ""
    nationality: str = ""
    nationality_evidence: str = ""
    entry_route: str = ""
    visa: Literal["", "work", "student", "trainee", "business", "tourist", "none", "other"] = ""
    arrived: datetime.date | None = None
    left: datetime.date | None = None
    source: str = ""
    check: Check = "unverified"


class Wage(Kept, frozen=True, kw_only=True):
    """A month's wage of one worker of a group: paid by the employer, less deductions, what is left.

    `as_of` is a day, a month or a year. `deductions` are written `loyalty=300; food=40`,
    in the same currency.
    """

    group: str
    as_of: str
    currency: str
    gross: float | None = None
    net: float | None = None
    deductions: dict[str, float] = {}  # noqa: RUF012 - msgspec copies it
    paid_to: Literal["", "worker", "manager", "intermediary", "state"] = ""
    known_by: Literal["", "contract", "payslip", "interview", "employer", "estimate", "other"] = ""
    source: str = ""
    check: Check = "unverified"


class PermitRow(Kept, frozen=True, kw_only=True):
    """A permit as in a list of permits, for one group; `facts` are written `name=value; ...`."""

    group: str = ""
    host: str = ""
    nationality: str = ""
    issued: datetime.date | None = None
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None
    kind: str = ""
    number: int | None = None
    employer: str = ""
    intermediary: str = ""
    status: Literal["", "applied", "refused", "valid", "expired", "revoked"] = ""
    facts: dict[str, str] = {}  # noqa: RUF012 - msgspec copies it
    source: str = ""


class IndicatorRow(Kept, frozen=True, kw_only=True):
    """One indicator of one group as an assessor answers it, and who read it after them."""

    group: str
    indicator: Indicator
    answer: Answer
    strength: Strength = ""
    points_to: PointsTo = ""
    evidence: str = ""
    assessor: str = ""
    second_reader: str = ""
    second_answer: Literal["", "yes", "no", "unknown"] = ""
    on: datetime.date | None = None


class Repatriation(Kept, frozen=True, kw_only=True):
    """Workers of a group sent back, as somebody reports it."""

    group: str
    on: datetime.date
    number: int | None = None
    reporter: str = ""
    status: Literal["announced", "reported", "confirmed", "denied"]
    source: str = ""


class Basis(Kept, frozen=True, kw_only=True):
    """The paragraph somebody rests on for a group, and the exemption they claim from it.

    `measure` is the id of a measure of the law files; `claimed` is written as facts of the law's
    vocabulary (`return_barred=refugee_law`).
    """

    group: str
    measure: str
    claimed: dict[str, str] = {}  # noqa: RUF012 - msgspec copies it
    on: datetime.date | None = None
    source: str = ""


class Registers(Record, frozen=True):
    """All the tables of one folder, each in the order of its rows."""

    sources: tuple[SourceRow, ...] = ()
    sites: tuple[Site, ...] = ()
    employers: tuple[Firm, ...] = ()
    intermediaries: tuple[Firm, ...] = ()
    groups: tuple[Group, ...] = ()
    wages: tuple[Wage, ...] = ()
    permits: tuple[PermitRow, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    repatriations: tuple[Repatriation, ...] = ()
    bases: tuple[Basis, ...] = ()


# Each table with the record of its rows, in the order a folder is read.
TABLES: dict[str, type[Kept]] = {
    "sources": SourceRow,
    "sites": Site,
    "employers": Firm,
    "intermediaries": Firm,
    "groups": Group,
    "wages": Wage,
    "permits": PermitRow,
    "indicators": IndicatorRow,
    "repatriations": Repatriation,
    "bases": Basis,
}
# A column of one table that names a row of another.
NAMES = {
    "site": "sites",
    "employer": "employers",
    "intermediary": "intermediaries",
    "group": "groups",
    "source": "sources",
}
