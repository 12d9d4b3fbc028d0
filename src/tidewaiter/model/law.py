"""What a law file may say: acts, measures, exemptions and the conditions they hang on.

The TOML under `law/` converts into these records; a field that is not here stops the load.
Conditions have four answers, ordered from worst to best for an exemption: `failed`, `unknown`,
`pending`, `met`.
"""

import datetime
from typing import Literal

from tidewaiter.model.duty import Checked, Contents, Report, TriggerWord
from tidewaiter.model.record import LawRecord

Answer = Literal["failed", "unknown", "pending", "met"]
Rule = Literal[
    "ban", "conduct", "listing", "inspect", "exempt", "follows", "report", "lists", "cited", ""
]
MeasureDirection = Literal[
    "from_target", "to_target", "both", "service", "person", "finance", "transport", "duty"
]
ParagraphCheck = Literal["verified", "inferred", "unverified", "contradicted"]
HsCheck = Literal["verified", "verified_national", "verified_national_by_analogy", "unverified"]
ConductSubject = Literal[
    "vessel",
    "vessel service",
    "flight",
    "finance",
    "venture",
    "cooperation",
    "person",
    "property",
    "inspection",
]
Decider = Literal["", "State", "Committee", "standing"]
HsMatch = Literal["", "yes", "part", "reading", "no"]


class FactTest(LawRecord, frozen=True, tag_field="test", tag="fact"):
    """A stated fact and the answer each value gives.

    `silent` answers where nothing is stated, `other` for values not named. `why` says what does
    not hold, `unsure` what is not known or not yet given; `asks` names another fact that would
    settle it, `cites` the measures that make it so.
    """

    fact: str
    met: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    silent: Answer = "unknown"
    other: Answer = "failed"
    why: str = ""
    unsure: str = ""
    asks: str = ""
    cites: tuple[str, ...] = ()


class ChainTest(LawRecord, frozen=True, tag_field="test", tag="no_listed_party"):
    """Met where no party of the act is designated, by the papers or by a list."""

    why: str = "a designated party takes part"


class CapTest(LawRecord, frozen=True, tag_field="test", tag="within_cap"):
    """Met while this act stays within the measure's cap of the period."""

    why: str = "the cap of the period is reached"


class AnyTest(LawRecord, frozen=True, tag_field="test", tag="any"):
    """The best answer of several conditions."""

    of: tuple["Condition", ...]


class NumberTest(LawRecord, frozen=True, tag_field="test", tag="number"):
    """Met where a stated number is over the limit, failed where it is not."""

    fact: str
    over: float
    silent: Answer = "unknown"
    why: str = ""
    unsure: str = ""


class AllTest(LawRecord, frozen=True, tag_field="test", tag="all"):
    """The worst answer of several conditions."""

    of: tuple["Condition", ...]


class ConductTest(LawRecord, frozen=True, tag_field="test", tag="conduct"):
    """Met where the conduct judged is one of these kinds, failed for goods that only move."""

    of: tuple[str, ...]
    why: str = ""


class DateTest(LawRecord, frozen=True, tag_field="test", tag="date"):
    """Met where a stated day lies before the limit, failed where it does not."""

    fact: str
    before: datetime.date
    silent: Answer = "unknown"
    why: str = ""
    unsure: str = ""


class PeriodTest(LawRecord, frozen=True, tag_field="test", tag="period"):
    """A period that runs from a stated day: `met` from its last day on, or up to and with it."""

    fact: str
    met: Literal["from_its_end", "until_its_end"]
    days: int = 0
    months: int = 0
    silent: Answer = "unknown"
    why: str = ""
    unsure: str = ""


# A condition written out, or the name of one that `vocabulary.toml` defines.
Condition = (
    str
    | FactTest
    | NumberTest
    | ChainTest
    | CapTest
    | AnyTest
    | AllTest
    | ConductTest
    | DateTest
    | PeriodTest
)


class HsRow(LawRecord, frozen=True):
    """A code a measure is read by, how far that reading was verified, and by whom.

    `match` says whether the heading is the named product: `yes`, only `part` of it, a wider
    `reading`, `no`; empty where the source itself lists the code.
    """

    code: str
    what: str
    check: HsCheck
    match: HsMatch = ""
    source: str = ""
    note: str = ""

    @property
    def carries(self) -> bool:
        """True where this row alone can carry a ban."""
        return self.match == "yes" or (self.match == "" and self.check != "unverified")


class Exemption(LawRecord, frozen=True, rename={"since": "from", "until": "to"}):
    """A way out of a measure: in words, as conditions that must all hold, and its papers.

    `about` limits it to these products, `of` to these kinds of conduct, `claimed_by` to acts
    that state one of these facts; without any it is always weighed. `by` says who decides:
    the State, the Committee, or nobody, as it stands by itself. One that only a person can
    weigh says why in `not_evaluable`. `cites` names another instrument it rests on.
    """

    paragraph: str
    what: str
    when: tuple[Condition, ...] = ()
    papers: tuple[str, ...] = ()
    by: Decider = ""
    about: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    not_evaluable: str = ""


class WindDown(LawRecord, frozen=True):
    """Old contracts: written and made before a day, delivered until a day, notified by a day.

    `national` holds States (ISO 3166-1) that counted to another last day.
    """

    contract_before: datetime.date
    until: datetime.date
    paragraph: str
    notify_by: datetime.date | None = None
    national: dict[str, datetime.date] = {}
    check: str = ""


class Cap(LawRecord, frozen=True, rename={"since": "from", "until": "to"}):
    """The limits of one period; whichever limb is reached first ends the trade.

    `each` says how the period repeats. `stop_at` is the percentage at which trade stops on
    notice, `warn_at` those that only warn. `approx_tonnes` is a national equation, used where
    barrels are not stated.
    """

    since: datetime.date
    until: datetime.date | None = None
    each: str = ""
    tonnes: float | None = None
    usd: float | None = None
    barrels: float | None = None
    approx_tonnes: float | None = None
    warn_at: tuple[int, ...] = ()
    stop_at: int | None = None
    check: str = ""


class Reach(LawRecord, frozen=True):
    """Products a ban reaches only where conditions hold (snowmobiles over USD 2,000)."""

    products: tuple[str, ...]
    when: tuple[Condition, ...]


class Doubt(LawRecord, frozen=True, rename={"since": "from", "until": "to"}):
    """Facts that leave a measure unsettled: all conditions met makes it `cannot_tell`."""

    when: tuple[Condition, ...]
    why: str
    since: datetime.date | None = None
    until: datetime.date | None = None


class Measure(
    LawRecord,
    frozen=True,
    rename={
        "since": "from",
        "until": "to",
        "exemptions": "exemption",
        "caps": "cap",
        "reaches": "reach",
        "doubts": "doubt",
        "reports": "report",
    },
):
    """One measure of one paragraph, from its first to its last day (inclusive; absent is open).

    `content_check` and `paragraph_check` say how far the content and the paragraph number were
    verified, each on its own. `short` is the summary in the words of a port officer, where the
    full one is too long for a finding.

    `rule` says how it is weighed: `ban` (goods), `conduct` (the kinds of conduct it names: a
    charter, an account, a work permit), `listing` (decisions on listed subjects; `stated_by` is
    the fact whose value names the decision, `listed_by` the facts that name a listed party),
    `inspect` (all cargo tied to the territory, within `scope`), `exempt` (opens bans on
    approval), `follows` (a duty once a ban bites), `report` (by its day, or by the conduct that
    starts it), `lists` (designations: named where a listing of its day is met), `cited` (only
    named by others). Empty means not evaluable, and `not_evaluable` says why. A measure of
    another rule may name `conduct` and `reports` too.

    A ban reaches goods by `products` (words that carry it), `reaches` (words that carry it under
    conditions), `possible_products` (words that raise a question) and `hs`; `goods = "any"`
    reaches all. `defined_by = "hs"` makes a declared code decide over words. On an open list the
    code of another product still raises a question. `tied_by_scope` marks a ban tied to the
    territory by its scope, not by a sign on the goods: a ship that was there.
    """

    id: str
    ref: str
    paragraph: str
    kind: str
    direction: MeasureDirection
    summary: str
    binding: str
    since: datetime.date
    sources: tuple[str, ...]
    content_check: Checked
    paragraph_check: ParagraphCheck
    paragraph_source: str = ""
    until: datetime.date | None = None
    amends: tuple[str, ...] = ()
    superseded_by: tuple[str, ...] = ()
    rule: Rule = ""
    not_evaluable: str = ""
    note: str = ""
    short: str = ""
    goods: Literal["", "any"] = ""
    defined_by: Literal["words", "hs"] = "words"
    open_list: bool = False
    tied_by_scope: bool = False
    products: tuple[str, ...] = ()
    possible_products: tuple[str, ...] = ()
    excluded_products: tuple[str, ...] = ()
    excluded_hs: tuple[str, ...] = ()
    scope: tuple[Condition, ...] = ()
    hs: tuple[HsRow, ...] = ()
    hs_note: str = ""
    reaches: tuple[Reach, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    wind_down: WindDown | None = None
    caps: tuple[Cap, ...] = ()
    conduct: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    listed_by: tuple[str, ...] = ()
    stated_by: str = ""
    doubts: tuple[Doubt, ...] = ()
    reports: tuple[Report, ...] = ()

    def in_force(self, on: datetime.date) -> bool:
        """True from the first to the last day, both included."""
        return self.since <= on and (self.until is None or on <= self.until)

    def is_past(self, on: datetime.date) -> bool:
        """True after the last day."""
        return self.until is not None and self.until < on

    @property
    def source(self) -> str:
        """The maker of the law (`un`), which is the first part of the id."""
        return self.id.partition("/")[0]


class Act(LawRecord, frozen=True, rename={"measures": "measure"}):
    """One resolution or other act, with its measures and the sources its rows name by key."""

    number: str
    symbol: str
    adopted: datetime.date
    basis: str
    measures: tuple[Measure, ...]
    occasion: str = ""
    note: str = ""
    sources: dict[str, str] = {}


class FactWord(LawRecord, frozen=True):
    """A fact of the closed vocabulary: its values or type, what it means, what silence means.

    `unknown` (the papers do not show it) is a value of every fact. `absent` lists values that
    say no more than silence does. `nexus` and `way` say which sign of the territory the value
    gives where it names the territory. `on_paper` is what a cargo document says of it by being
    silent: `unknown` for a fact that no such paper shows. `doubted_by` names the fact whose
    place, where it lies elsewhere, makes the sign a possible one: a slip of one letter.
    """

    name: str
    type: Literal["choice", "country", "place", "text", "number", "date"]
    means: str
    silence: str = ""
    values: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    nexus: str = ""
    way: str = ""
    on_paper: Literal["", "unknown"] = ""
    doubted_by: str = ""


class ConductWord(LawRecord, frozen=True):
    """A kind of conduct other than moving goods: what it means, and what it is a matter of.

    `subject` says who or what is judged; `asks` names the facts that bear on it.
    """

    name: str
    subject: ConductSubject
    means: str
    asks: tuple[str, ...] = ()


class Territory(LawRecord, frozen=True):
    """How the acts table names the territory: its codes, places and words.

    `ambiguous` words only may mean it; `elsewhere` are places whose address contradicts its code.
    """

    name: str
    directions: dict[str, str]
    countries: tuple[str, ...]
    places: tuple[str, ...]
    words: tuple[str, ...]
    ambiguous: tuple[str, ...]
    elsewhere: tuple[str, ...]


class Vocabulary(
    LawRecord,
    frozen=True,
    rename={"facts": "fact", "conditions": "condition", "doubts": "doubt", "triggers": "trigger"},
):
    """The facts an assessment may weigh, the kinds of conduct, conditions by name, and doubts.

    The doubts hold for all bans. `triggers` start a report; `contents` is what a report holds.
    """

    territory: Territory
    facts: tuple[FactWord, ...]
    conduct: tuple[ConductWord, ...] = ()
    conditions: dict[str, Condition] = {}
    doubts: tuple[Doubt, ...] = ()
    triggers: tuple[TriggerWord, ...] = ()
    contents: dict[str, Contents] = {}
