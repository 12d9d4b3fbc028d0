"""An inspection case: what was done about one consignment, one step after another.

Each step is the payload of one `case` event. Steps are never changed: a later one corrects.
Nothing has a default answer: what was not asked is absent, what could not be checked says why.
"""

import datetime
from typing import Literal

from tidewaiter.model.finding import Verdict
from tidewaiter.model.record import Record

Answer = Literal["yes", "no", "unchecked"]
NotBoardedReason = Literal["refused", "unsafe", "left_port", "no_authority", "other"]
SealAnswer = Literal["same", "other", "none", "unchecked"]
Measure = Literal["gross_weight", "net_weight", "quantity", "volume", "value"]
CaseOutcome = Literal[
    "nothing_found",
    "discrepancy",
    "prohibited_item",
    "refused",
    "released_on_exemption",
    "could_not_be_checked",
]
Disposal = Literal["destroyed", "rendered_inoperable", "stored", "transferred", "returned"]
CaseState = Literal["open", "assigned", "under_control", "concluded", "release_asked", "released"]


class Amount(Record, frozen=True):
    """A quantity with its unit as read off the scale or the paper."""

    value: float
    unit: str


class Answered(Record, frozen=True, kw_only=True):
    """A step as it may come from a device that had no network when it was taken.

    `client` is the name the device gave it: a step that is sent again under it is not taken again.
    `answered` is when it was given by the device's own clock; both are empty for a step taken here.
    """

    client: str = ""
    answered: datetime.datetime | None = None


class Opened(Record, frozen=True, tag_field="step", tag="opened"):
    """The case begins: for which consignment, and what was known of it then.

    `screened` is the number of the event that holds the verdict, `due` when an outcome is owed.
    """

    reference: str
    screened: int
    verdict: Verdict
    vessel: str = ""
    place: str = ""
    due: datetime.datetime | None = None


class Assigned(Record, frozen=True, tag_field="step", tag="assigned"):
    """Who is to do it, and by when; an empty name gives the case back to the queue.

    Without a day the one that stands is kept, with `no_day` it is taken away.
    """

    to: str
    due: datetime.datetime | None = None
    no_day: bool = False


class Boarded(Answered, frozen=True, tag_field="step", tag="boarded"):
    """The control begins. `verdict` freezes the grounds as they stood, from event `screened`."""

    screened: int
    verdict: Verdict
    place: str = ""


class NotBoarded(Answered, frozen=True, tag_field="step", tag="not_boarded"):
    """There was no control, and why; the grounds are frozen all the same."""

    reason: NotBoardedReason
    screened: int
    verdict: Verdict
    words: str = ""


class SealChecked(Answered, frozen=True, tag_field="step", tag="seal_checked"):
    """A container's seal beside the declared one, before opening or after closing it."""

    container: str
    moment: Literal["before", "after"]
    answer: SealAnswer
    found: str = ""
    why: str = ""


class ContainerOpened(Answered, frozen=True, tag_field="step", tag="container_opened"):
    """Whether a container holds what was declared; `unchecked` needs its reason."""

    container: str
    as_declared: Answer
    why: str = ""


class Measured(Answered, frozen=True, tag_field="step", tag="measured"):
    """One declared quantity of a goods item (`goods[0]`) beside the measured one.

    `measured` is None where it could not be checked; `why` then says the reason.
    """

    item: str
    what: Measure
    declared: Amount | None = None
    measured: Amount | None = None
    why: str = ""


class Found(Answered, frozen=True, tag_field="step", tag="found"):
    """Something that was there: in words, its HS code where known, how much, and where."""

    description: str
    hs: str = ""
    amount: Amount | None = None
    container: str = ""
    declared: bool | None = None


class Attached(Answered, frozen=True, tag_field="step", tag="attached"):
    """A photo or paper, kept by its SHA-256; `taken` and position are the device's own claims."""

    sha256: str
    media_type: str
    size: int
    name: str = ""
    about: str = ""
    taken: datetime.datetime | None = None
    device: str = ""
    latitude: float | None = None
    longitude: float | None = None


class Unchecked(Answered, frozen=True, tag_field="step", tag="unchecked"):
    """Something that could not be checked, and why: an answer of its own."""

    what: str
    why: str


class Checked(Answered, frozen=True, tag_field="step", tag="checked"):
    """Whether something is as it was said to be: the ship, the place, an item of goods.

    `what` names it (`vessel`, `place`, `goods[0]`), `words` what was there; `unchecked` needs its
    `why`.
    """

    what: str
    as_said: Answer
    words: str = ""
    why: str = ""


class Sampled(Answered, frozen=True, tag_field="step", tag="sampled"):
    """A sample: its number or seal, of what, and where it was sent."""

    number: str
    of: str
    sent_to: str = ""


class Joined(Answered, frozen=True, tag_field="step", tag="joined"):
    """A second officer took part."""

    officer: str


class Concluded(Answered, frozen=True, tag_field="step", tag="concluded"):
    """What the control came to."""

    outcome: CaseOutcome
    words: str = ""


class Seized(Answered, frozen=True, tag_field="step", tag="seized"):
    """Items were seized: which, on what day, by whom, under which measure."""

    what: str
    day: datetime.date
    authority: str
    measure: str = ""
    amount: Amount | None = None


class Stored(Answered, frozen=True, tag_field="step", tag="stored"):
    """Where seized items are kept, and who answers for them."""

    where: str
    responsible: str


class Disposed(Record, frozen=True, tag_field="step", tag="disposed"):
    """How seized items ended (S/RES/2087 para 8 names the ways), when, where, before whom."""

    how: Disposal
    day: datetime.date
    where: str = ""
    witness: str = ""


class ReleaseAsked(Record, frozen=True, tag_field="step", tag="release_asked"):
    """One person asks that the consignment be released although there was a hit or finding."""

    why: str
    papers: tuple[str, ...] = ()


class ReleaseApproved(Record, frozen=True, tag_field="step", tag="release_approved"):
    """Another person agrees with the request of event `asked`."""

    asked: int
    why: str = ""


class ReleaseRefused(Record, frozen=True, tag_field="step", tag="release_refused"):
    """Another person sends the request of event `asked` back."""

    asked: int
    why: str


class Reopened(Record, frozen=True, tag_field="step", tag="reopened"):
    """A concluded case goes on, and why."""

    why: str


Step = (
    Opened
    | Assigned
    | Boarded
    | NotBoarded
    | SealChecked
    | ContainerOpened
    | Measured
    | Found
    | Attached
    | Unchecked
    | Checked
    | Sampled
    | Joined
    | Concluded
    | Seized
    | Stored
    | Disposed
    | ReleaseAsked
    | ReleaseApproved
    | ReleaseRefused
    | Reopened
)


class Taken(Record, frozen=True):
    """A step as it stands in the ledger: the number of its event, who took it, and when (UTC)."""

    number: int
    by: str
    at: datetime.datetime
    step: Step


class Case(Record, frozen=True):
    """A case as its steps have made it.

    `id` is the first twelve digits of the document's SHA-256 and the consignment's position in
    it (`9f3c0d1e2a4b-17`). `version` is the number of its last event: who acts names the version
    seen, so that nobody's step is overwritten. `note` is the verdict frozen when the control
    began, or that of the opening where it has not.
    """

    id: str
    version: int
    state: CaseState
    opened: Opened
    note: Verdict
    history: tuple[Taken, ...]
    document: str = ""
    assignee: str = ""
    due: datetime.datetime | None = None
    outcome: CaseOutcome | None = None
