"""One case as one signed file, with everything in it; and whether such a file is what it says.

An archive (`ledger.archive`) whose manifest is signed by the desk. Of the screening it holds what
is of this consignment and of the document as a whole; other consignments are left out.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

import tidewaiter
from tidewaiter.cases.attachments import ENDINGS, Attachments
from tidewaiter.cases.corrections import KINDS as CORRECTIONS
from tidewaiter.cases.desk import CASE, Cases
from tidewaiter.cases.erased import ERASED, erasures
from tidewaiter.cases.page import page
from tidewaiter.cases.papers import ASKED, CLOSED
from tidewaiter.cases.signing import Key
from tidewaiter.ledger import SCHEMA_VERSION, Ledger
from tidewaiter.ledger.archive import About, Packer, is_plain, written_aside
from tidewaiter.ledger.backup import lines
from tidewaiter.model import (
    Attached,
    Case,
    Event,
    ListVersion,
    Record,
    Rescreened,
    Screened,
    Verdict,
)

FORM = "tidewaiter-case-1"
EVENTS, FOLDED, PAGE = "events.jsonl", "case.json", "case.html"
VERSIONS, KEY, SIGNATURE = "versions.json", "key.pem", "signature"
ATTACHMENTS, VERDICTS, LAW = "attachments", "verdicts", "law"
EXPORTED = "exported"


class Basis(Record, frozen=True, omit_defaults=False):
    """By which law (SHA-256) and which editions of lists the verdict of an event was reached."""

    event: int
    law: str
    lists: tuple[ListVersion, ...]


class Exported(Record, frozen=True):
    """Payload of an `exported` event: up to which event of a case, and the key that signed."""

    upto: int
    key: str


@dataclass(frozen=True, slots=True)
class Papers:
    """Where what does not stand in the ledger is: attachments, and kept editions of the law."""

    attachments: Attachments
    editions: Path


class Exporter:
    """Exports cases of one ledger, signed by one key."""

    def __init__(self, ledger: Ledger, papers: Papers, key: Key) -> None:
        self._ledger, self._papers, self._key = ledger, papers, key

    def export(self, identity: str, target: Path, by: str, at: datetime.datetime) -> About:
        """Write a case into a new file, and into the ledger that it was exported.

        Returns:
            What the file says of itself; its `notes` name what is lacking.

        Raises:
            BadInput: there is no such case, or the file cannot be written; there is none then.
        """
        case = Cases(self._ledger).get(identity)
        anchor = self._ledger.anchor()
        events = sorted(self._events(case), key=lambda event: event.number)
        files, notes = self._files(case, events)
        code = tidewaiter.__version__
        about = About(FORM, at, by, code, SCHEMA_VERSION, anchor, identity, tuple(notes))
        with written_aside(target) as draft:
            with draft.open("wb") as file:
                packer = Packer(file, about)
                self._pack(packer, about, case, events)
                for name, path in files:
                    packer.add_file(name, path)
                packer.add(KEY, self._key.public_pem)
                packer.add(SIGNATURE, self._key.sign(packer.add_manifest()))
                packer.end()
            said = Exported(case.version, self._key.public)
            self._ledger.append(EXPORTED, identity, said, actor=by, at=at)
        return about

    def _pack(self, packer: Packer, about: About, case: Case, events: list[Event]) -> None:
        packer.add(EVENTS, lines(events))
        packer.add(FOLDED, msgspec.json.encode(case))
        bases = []
        for event in events:
            verdict = verdict_of(event)
            if verdict is not None:
                packer.add(f"{VERDICTS}/{event.number}.json", msgspec.json.encode(verdict))
                bases.append(Basis(event.number, verdict.law_version, verdict.lists))
        packer.add(VERSIONS, msgspec.json.encode(bases))
        gone = {
            erased.sha256: event
            for event, erased in erasures(self._ledger, case.id)
            if self._papers.attachments.find(erased.sha256) is None
        }
        packer.add(PAGE, page(case, about, events, gone).encode())

    def _events(self, case: Case) -> Iterator[Event]:
        """The events of the case, and those of the screening that are about it."""
        for kind in (CASE, ERASED, *CORRECTIONS, ASKED, CLOSED):
            yield from self._ledger.events(kind=kind, subject=case.id)
        if case.document != "":
            for kind in ("document", "defect"):
                yield from self._ledger.events(kind=kind, document=case.document)
        yield from self._verdicts(case)

    def _verdicts(self, case: Case) -> Iterator[Event]:
        """The verdicts on the consignment, what closed their re-screenings, and their rulings."""
        position = int(case.id.rpartition("-")[2])
        subject = self._ledger.get(case.opened.screened)
        rulings: set[int] = set()
        closings: dict[int, Event] = {}
        for kind in ("screened", "rescreened"):
            about = None if subject is None else subject.subject
            for event in self._ledger.events(kind=kind, subject=about, document=case.document):
                payload = _payload(event)
                if payload is None or payload.position != position:
                    continue
                yield event
                rulings |= {hit.ruled_out.ruling for hit in payload.verdict.hits if hit.ruled_out}
                closing = self._closing(event)
                if closing is not None:
                    closings[closing.number] = closing
        yield from closings.values()
        yield from filter(None, map(self._ledger.get, rulings))

    def _closing(self, event: Event) -> Event | None:
        if event.kind != "rescreened":
            return None
        beside = self._ledger.get(event.number + 1)
        if beside is not None and beside.kind in CORRECTIONS:
            return None  # it stands in the bundle already
        return next(self._ledger.events(kind="rescreening", after=event.number), None)

    def _files(self, case: Case, events: list[Event]) -> tuple[list[tuple[str, Path]], list[str]]:
        """The files that go along, and in words what should and cannot."""
        files, notes = [], []
        for step in attached(case):
            if self._papers.attachments.is_whole(step.sha256):
                files.append((attachment_name(step), self._papers.attachments.path(step.sha256)))
            else:
                notes.append(f"the attachment {step.sha256} is not there or not as it was")
        laws = {verdict.law_version for each in events if (verdict := verdict_of(each))}
        for law in sorted(laws - {""}):
            folder = self._papers.editions / "law" / law
            texts = sorted(folder.rglob("*.toml")) if is_plain(law) and "/" not in law else []
            files += [
                (f"{LAW}/{law}/{path.relative_to(folder).as_posix()}", path) for path in texts
            ]
            if len(texts) == 0:
                notes.append(f"the texts of the law {law} are not kept here")
        return files, notes


def attached(case: Case) -> Iterable[Attached]:
    """The attachments of a case, each content once."""
    steps = [each.step for each in case.history if isinstance(each.step, Attached)]
    return {step.sha256: step for step in reversed(steps)}.values()


def attachment_name(step: Attached) -> str:
    """What an attachment is called in the file: its SHA-256, and the ending of its type."""
    return f"{ATTACHMENTS}/{step.sha256}{ENDINGS.get(step.media_type, '')}"


def verdict_of(event: Event) -> Verdict | None:
    """The verdict an event holds, if it is one on a consignment."""
    payload = _payload(event)
    return None if payload is None else payload.verdict


def _payload(event: Event) -> Screened | Rescreened | None:
    kinds: dict[str, type[Screened] | type[Rescreened]] = {
        "screened": Screened,
        "rescreened": Rescreened,
    }
    kind = kinds.get(event.kind)
    return None if kind is None else msgspec.json.decode(event.payload, type=kind)
