"""The screening of one document as drafts of events, in bounded memory.

Verdicts wait in an unnamed temporary file until the last one is there, so that the ledger is
locked only while they are copied, and an error midway leaves nothing behind.
"""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from tidewaiter.ledger.chain import Draft, payload_text
from tidewaiter.model import (
    Consignment,
    Defect,
    Document,
    LedgerError,
    PermitVerdict,
    Record,
    Screened,
    Screening,
    StowList,
    Verdict,
    Versions,
    VesselCall,
)

MEMORY_BYTES = 8 * 1024 * 1024

Result = tuple[Verdict, Consignment] | StowList | VesselCall | PermitVerdict | Defect


class Recorded(Record, frozen=True):
    """Where a screening stands: the numbers of its first event and of its `document` event.

    `new` is False where the same file was screened under the same versions before; the numbers
    are then those of that screening.
    """

    new: bool
    first: int
    last: int


def versions_key(versions: Versions) -> str:
    """SHA-256, in hexadecimal, of the versions; the order of the lists does not matter."""
    lists = tuple(sorted(versions.lists, key=lambda version: (version.source, version.name)))
    text = payload_text(msgspec.structs.replace(versions, lists=lists))
    return hashlib.sha256(text.encode()).hexdigest()


def stow_list_subject(stowed: StowList) -> str:
    """The ship of a list, by IMO number, else by name or call sign, and its voyage."""
    ship = stowed.vessel_imo or stowed.vessel_name or stowed.vessel_call_sign
    return f"{ship} {stowed.voyage}".strip() or stowed.reference


def call_subject(call: VesselCall) -> str:
    """The ship of a call, by IMO number, else by name or MMSI."""
    return call.vessel_imo or call.vessel_name or call.vessel_mmsi


class Spool:
    """The results of one document, waiting to be written; a context manager."""

    def __init__(self, document: Document, versions: Versions) -> None:
        self.document = document
        self.versions = versions
        self.key = versions_key(versions)
        self._file = tempfile.SpooledTemporaryFile(max_size=MEMORY_BYTES)  # noqa: SIM115
        self._consignments = 0
        self._defects = 0
        self._stow_lists = 0
        self._calls = 0
        self._permits = 0
        self._actions: Counter[str] = Counter()

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def fill(self, results: Iterable[Result]) -> None:
        """Take in every result.

        Raises:
            LedgerError: the temporary folder has no room, or a text is not Unicode.
        """
        for result in results:
            if isinstance(result, Defect):
                self._defects += 1
                self._put("defect", result.at, result)
            elif isinstance(result, StowList):
                self._stow_lists += 1
                subject = stow_list_subject(result) or f"#{self._stow_lists}"
                self._put("stow_list", subject, result)
            elif isinstance(result, VesselCall):
                self._calls += 1
                self._put("call", call_subject(result), result)
            elif isinstance(result, PermitVerdict):
                self._permits += 1
                self._put("permit", result.permit.permit or f"#{self._permits}", result)
            else:
                self._take(*result)

    def _take(self, verdict: Verdict, consignment: Consignment) -> None:
        self._consignments += 1
        self._actions[verdict.action] += 1
        position = self._consignments
        payload = Screened(position=position, consignment=consignment, verdict=verdict)
        self._put("screened", consignment.reference or f"#{position}", payload)

    def _put(self, kind: str, subject: str, payload: Record) -> None:
        """Two lines: kind and subject, then the payload. JSON holds no bare line feed.

        A NUL, which PostgreSQL has no place for, stays in the payload and is replaced in the
        subject.
        """
        name = subject.replace("\0", "\N{REPLACEMENT CHARACTER}")
        lines = b"%b\n%b\n" % (self._json((kind, name)), self._json(payload))
        try:
            self._file.write(lines)
        except OSError as error:
            raise LedgerError(
                "the temporary folder cannot hold the verdicts; nothing was saved",
                where=tempfile.gettempdir(),
                advice="Make room there, or name another folder in TMPDIR.",
            ) from error

    def _json(self, value: Record | tuple[str, str]) -> bytes:
        try:
            return msgspec.json.encode(value, order="sorted")
        except UnicodeEncodeError as error:
            name = ascii(self.document.name)
            raise LedgerError(
                "a name or value is not Unicode and cannot be saved; nothing was saved",
                where=f"{name}, consignment {self._consignments}",
                advice="Rename the file where its name is at fault; else report the document.",
            ) from error

    def drafts(self, first: int, supersedes: int) -> Iterator[Draft]:
        """Every result in its order, then the `document` event that closes the screening.

        Args:
            first: The number that the first of these events will have.
            supersedes: The number of the `document` event of the last screening of this file.
        """
        self._file.seek(0)
        for head in self._file:
            kind, subject = msgspec.json.decode(head, type=tuple[str, str])
            yield self._draft(kind, subject, next(self._file).rstrip(b"\n").decode())
        yield self._draft("document", self.document.sha256, self._closing(first, supersedes))

    def _draft(self, kind: str, subject: str, payload: str) -> Draft:
        document = self.document.sha256
        return Draft(
            kind=kind, subject=subject, payload=payload, document=document, versions=self.key
        )

    def _closing(self, first: int, supersedes: int) -> str:
        screening = Screening(
            document=self.document,
            versions=self.versions,
            first=first,
            consignments=self._consignments,
            defects=self._defects,
            stow_lists=self._stow_lists,
            calls=self._calls,
            permits=self._permits,
            actions=dict(self._actions),
            supersedes=supersedes,
        )
        return self._json(screening).decode()
