"""All that is on record of one consignment: its words, the verdict that stands, what was done."""

import datetime
from collections.abc import Iterator

import msgspec
from sqlalchemy import select

from tidewaiter.cases.corrections import CORRECTION, KINDS, corrections_of
from tidewaiter.cases.desk import CASE, Cases, case_id
from tidewaiter.cases.gap_consignments import decision_due
from tidewaiter.cases.limits import Limits
from tidewaiter.cases.page import step_cells
from tidewaiter.cases.papers import ASKED, CLOSED, requests_of
from tidewaiter.cases.standing import Standing
from tidewaiter.cases.standing_rows import moment
from tidewaiter.cases.standing_tables import CASES, CONSIGNMENTS
from tidewaiter.ledger import Ledger
from tidewaiter.ledger.schema import EVENTS
from tidewaiter.model import (
    BadInput,
    Case,
    Consignment,
    Corrected,
    Event,
    PaperRequest,
    PapersAsked,
    PapersClosed,
    Record,
    Rescreened,
    Screened,
    Screening,
    Taken,
    Verdict,
)
from tidewaiter.model.finding import Action

C, E = CONSIGNMENTS.c, EVENTS.c


class Entry(Record, frozen=True):
    """One line of a consignment's history; `superseded` where a later verdict stands instead.

    `what` is the kind of event, `words` what it says; a verdict has its `action` and the day its
    answer holds for; `law` and `lists` are the versions it rests on.
    """

    event: int
    at: datetime.datetime
    by: str
    what: str
    words: tuple[str, ...] = ()
    action: Action | None = None
    law: str = ""
    lists: tuple[str, ...] = ()
    superseded: bool = False


class Dossier(Record, frozen=True):
    """A consignment with what stands of it.

    `number` is its `screened` event, `event` the one that holds the verdict shown, `stands` False
    where the document was screened again: `newer` is then the consignment in its place, if any.
    `closing` is the screening of its document; `due` when a decision is owed, None where none is.
    `written` has the document's own words, `consignment` what was judged: with `corrections`.
    """

    number: int
    event: Event
    document: str
    position: int
    consignment: Consignment
    written: Consignment
    verdict: Verdict
    closing: Screening | None
    history: tuple[Entry, ...]
    corrections: tuple[Corrected, ...] = ()
    requests: tuple[PaperRequest, ...] = ()
    case: Case | None = None
    due: datetime.datetime | None = None
    stands: bool = True
    newer: int = 0

    @property
    def reference(self) -> str:
        """The number of the bill or declaration, else its place in the document."""
        return self.consignment.reference or f"#{self.position}"


def dossier(ledger: Ledger, standing: Standing, limits: Limits, number: int) -> Dossier:
    """The consignment of a `screened` event.

    Raises:
        BadInput: there is no such event, or it screened no consignment.
    """
    event = ledger.get(number)
    if event is None or event.kind != "screened":
        advice = "Find it by its number in the search, or in the table of consignments."
        raise BadInput("no consignment has this number", where=str(number), advice=advice)
    first = msgspec.json.decode(event.payload, type=Screened)
    verdicts = [event, *_rescreened(ledger, event, first)]
    with standing.reading() as connection:
        here = (C.document == event.document, C.position == first.position)
        owed = decision_due(limits).label("until")
        wanted = select(C.number, C.event, C.waiting, owed).where(*here)
        row = connection.execute(wanted).one_or_none()
        named = case_id(event.document, first.position)
        known = connection.execute(select(CASES.c.reference).where(CASES.c.case_id == named))
        is_case = known.scalar_one_or_none() == first.consignment.reference
    stands = row is not None and row.number == number
    case = _case(ledger, named) if is_case else None
    last = verdicts[-1]
    shown = first if last is event else msgspec.json.decode(last.payload, type=Rescreened)
    return Dossier(
        number=number,
        event=last,
        document=event.document,
        position=first.position,
        consignment=shown.consignment,
        written=first.consignment,
        verdict=shown.verdict,
        closing=_closing(ledger, event),
        history=tuple(_history(ledger, verdicts, case, named)),
        corrections=corrections_of(ledger, named, first.consignment.reference),
        requests=requests_of(ledger, named, first.consignment.reference),
        case=case,
        due=moment(row.until) if row is not None and stands and row.waiting == 1 else None,
        stands=stands,
        newer=0 if stands or row is None else row.number,
    )


def absent(consignment: Consignment) -> tuple[str, ...]:
    """What the document does not say, and could therefore be compared with nothing.

    Closed words: `consignor`, `consignee`, `consignee_country`, `vessel`, `imo`, `loading`,
    `discharge`, `description`, `hs`, `origin`, `date`.
    """
    parties = {each.role: each for each in consignment.parties if each.name != ""}
    sender = {"consignor", "exporter", "seller", "supplier"} & parties.keys()
    receiver = [parties[role] for role in ("consignee", "importer", "buyer") if role in parties]
    ports = {each.function for each in consignment.ports if each.code + each.name != ""}
    goods, legs = consignment.goods, consignment.transports
    told = {
        "consignor": len(sender) > 0,
        "consignee": len(receiver) > 0,
        "consignee_country": any(each.country != "" for each in receiver),
        "vessel": any(leg.name != "" for leg in legs),
        "imo": any(leg.imo != "" for leg in legs),
        "loading": "port_of_loading" in ports,
        "discharge": "port_of_discharge" in ports,
        "description": any(item.description != "" for item in goods),
        "hs": any(len(item.hs) > 0 for item in goods),
        "origin": any(item.origin != "" for item in goods),
        "date": len(consignment.dates) > 0,
    }
    return tuple(name for name, known in told.items() if not known)


def _rescreened(ledger: Ledger, event: Event, first: Screened) -> Iterator[Event]:
    """The later verdicts on a consignment, up to the next screening of its document."""
    closings = [each.number for each in ledger.events(kind="document", document=event.document)]
    own = next((number for number in closings if number > event.number), 0)
    end = next((number for number in closings if number > own), None)
    numbers = select(E.number).where(
        E.kind == "rescreened", E.document == event.document, E.number > own
    )
    if first.consignment.reference != "":
        # Said so that the few events of the subject are looked at, not all of the document.
        numbers = numbers.where(E.subject == event.subject)
    with ledger.tables() as connection:
        found = [row.number for row in connection.execute(numbers.order_by(E.number))]
    for number in found:
        later = ledger.get(number)
        if later is None or (end is not None and number > end):
            return
        if msgspec.json.decode(later.payload, type=_Placed).position == first.position:
            yield later


def _closing(ledger: Ledger, event: Event) -> Screening | None:
    for closing in ledger.events(kind="document", document=event.document, after=event.number):
        return msgspec.json.decode(closing.payload, type=Screening)
    return None


def _case(ledger: Ledger, name: str) -> Case:
    return Cases(ledger).get(name)


def _history(
    ledger: Ledger, verdicts: list[Event], case: Case | None, name: str
) -> Iterator[Entry]:
    """Everything that happened to it, in its order."""
    first = verdicts[0]
    entries = [_verdict_entry(each, superseded=each is not verdicts[-1]) for each in verdicts]
    for closing in ledger.events(kind="document", document=first.document, after=first.number):
        screening = msgspec.json.decode(closing.payload, type=Screening)
        again = "" if screening.first <= first.number else "again"
        words = (screening.document.name, again)
        entries.append(_entry(closing, words=tuple(filter(None, words))))
    for kind in (ASKED, CLOSED):
        entries += [_paper_entry(e) for e in ledger.events(kind=kind, subject=name)]
    entries += [
        _correction_entry(e) for kind in KINDS for e in ledger.events(kind=kind, subject=name)
    ]
    if case is not None:
        entries += [_step_entry(each) for each in case.history]
        for kind in ("exported", "erased"):
            entries += [_entry(each) for each in ledger.events(kind=kind, subject=case.id)]
    yield from sorted(entries, key=lambda each: each.event)


def _verdict_entry(event: Event, *, superseded: bool) -> Entry:
    told = msgspec.json.decode(event.payload, type=_Told)
    words = told.changes or told.verdict.reasons
    lists = tuple(f"{each.name} {each.published}".strip() for each in told.verdict.lists)
    return Entry(
        event=event.number,
        at=event.at,
        by=event.actor,
        what=event.kind,
        words=words,
        action=told.verdict.action,
        law=told.verdict.law_version,
        lists=lists,
        superseded=superseded,
    )


def _correction_entry(event: Event) -> Entry:
    said = msgspec.json.decode(event.payload)
    words: tuple[str, ...] = ()
    if event.kind == CORRECTION:
        words = (f"{said['field']}: “{said['written']}” is “{said['value']}”",)
    return _entry(event, words=(*words, *filter(None, (said.get("why"),))))


def _paper_entry(event: Event) -> Entry:
    if event.kind == ASKED:
        asked = msgspec.json.decode(event.payload, type=PapersAsked)
        papers = "; ".join(each.name for each in asked.papers)
        return _entry(event, words=(f"{asked.of}, due {asked.due}: {papers}",))
    closed = msgspec.json.decode(event.payload, type=PapersClosed)
    came = "received" if closed.received else "not received"
    return _entry(event, words=tuple(filter(None, (came, closed.name, closed.why))))


def _step_entry(taken: Taken) -> Entry:
    words = step_cells(taken)[-1]
    return Entry(event=taken.number, at=taken.at, by=taken.by, what=CASE, words=(words,))


def _entry(event: Event, words: tuple[str, ...] = ()) -> Entry:
    return Entry(event=event.number, at=event.at, by=event.actor, what=event.kind, words=words)


class _Placed(msgspec.Struct):
    position: int


class _List(msgspec.Struct):
    name: str
    published: str = ""


class _Short(msgspec.Struct):
    action: Action
    reasons: tuple[str, ...] = ()
    law_version: str = ""
    lists: tuple[_List, ...] = ()


class _Told(msgspec.Struct):
    verdict: _Short
    changes: tuple[str, ...] = ()
