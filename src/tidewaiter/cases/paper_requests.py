"""Ask a party of a consignment for papers, and close the request once they came or will not."""

import datetime
from collections.abc import Iterator, Sequence

import msgspec

from tidewaiter.cases.desk import Cases, case_id
from tidewaiter.cases.dossier import Dossier
from tidewaiter.cases.papers import ASKED, CLOSED
from tidewaiter.ledger import Draft, Ledger
from tidewaiter.ledger.chain import payload_text
from tidewaiter.model import (
    Actor,
    AskedPaper,
    Attached,
    BadInput,
    PapersAsked,
    PapersClosed,
)
from tidewaiter.people import require

LONGEST = 500
MOST = 30


def offered(told: Dossier) -> Iterator[AskedPaper]:
    """The papers that the findings of a verdict name, each with its paragraph."""
    named = ((paper, f.citation) for f in told.verdict.findings for paper in f.papers)
    for paper, ground in dict.fromkeys(named):
        yield AskedPaper(paper, ground)


def ask(  # noqa: PLR0913 - what is asked, of whom, by when
    ledger: Ledger,
    told: Dossier,
    papers: Sequence[AskedPaper],
    party: int,
    due: datetime.date,
    *,
    words: str = "",
    actor: Actor,
    at: datetime.datetime,
) -> int:
    """Record that a party, by its place among those of the consignment, is asked for papers.

    Raises:
        Refused: the person may not.
        BadInput: no paper or no party is named, or the day is past.
    """
    require(actor, "ask_papers")
    advice = "Nothing was recorded."
    parties = told.written.parties
    if not 0 < len(papers) <= MOST or any(not 0 < len(e.name) <= LONGEST for e in papers):
        what = f"name 1 to {MOST} papers, each in at most {LONGEST} letters"
        raise BadInput(what, where="papers", advice=advice)
    if not 0 <= party < len(parties) or parties[party].name == "":
        raise BadInput("name a party that the document names", where="party", advice=advice)
    if due < at.date():
        raise BadInput("the day is past", where="due", advice=advice)
    asked = PapersAsked(
        position=told.position,
        reference=told.written.reference,
        papers=tuple(papers),
        of=parties[party].name,
        address=parties[party].address,
        due=due,
        words=words.strip(),
    )
    draft = _draft(told, ASKED, asked)
    return ledger.append_all([draft], actor=actor.name, at=at)[0]


def close(
    ledger: Ledger,
    told: Dossier,
    closed: PapersClosed,
    paper: Attached | None,
    actor: Actor,
    at: datetime.datetime,
) -> int:
    """Record that the papers came, with the one handed in, or that they will not.

    A paper becomes an attachment of the case on the consignment, which is opened where there is
    none.

    Raises:
        Refused: the person may not.
        BadInput: there is no such request, it has ended, or no reason is given.
        Conflict: the case has gone on meanwhile.
    """
    require(actor, "ask_papers")
    asked = next((each for each in told.requests if each.number == closed.asked), None)
    if asked is None or asked.closed is not None:
        advice = "The consignment's page shows what is asked for."
        raise BadInput("nothing is awaited", where=f"request {closed.asked}", advice=advice)
    if paper is None and closed.why.strip() == "":
        advice = "Hand the paper in, or say what came, or why nothing did."
        raise BadInput("a paper or a reason is needed", where="why", advice=advice)
    if paper is not None:
        cases = Cases(ledger)
        case = told.case or cases.open(told.event.number, actor, at)
        cases.take(case, paper, actor, at)
        closed = msgspec.structs.replace(closed, sha256=paper.sha256, name=paper.name)
    return ledger.append_all([_draft(told, CLOSED, closed)], actor=actor.name, at=at)[0]


def _draft(told: Dossier, kind: str, said: PapersAsked | PapersClosed) -> Draft:
    name = case_id(told.document, told.position)
    return Draft(kind, name, payload_text(said), document=told.document)
