"""The service segments around messages, and the segments that are broken.

An interchange (UNB-UNZ) holds groups (UNG-UNE) of messages (UNH-UNT). Any of these may be
missing or miscounted: that is a defect of the document and never a reason to stop.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from tidewaiter.cargo.edifact import codes
from tidewaiter.cargo.edifact.grammar import TABLES
from tidewaiter.cargo.edifact.state import Message, State, written
from tidewaiter.cargo.edifact.stowage import Stowage
from tidewaiter.cargo.edifact.stowing import STOW_TABLE
from tidewaiter.cargo.edifact.tags import TAGS
from tidewaiter.cargo.edifact.tokenizer import GS, US, read_batches
from tidewaiter.cargo.source import Content
from tidewaiter.model import Defect

READABLE = codes.CARGO_REPORTS | codes.TRANSPORT_CONTRACTS | codes.STOW_LISTS
SERVICE = frozenset({"UNA", "UNB", "UNG", "UNH", "UNT", "UNE", "UNZ"})
# ISO 9735 gives control counts 6 or 10 places; more are read while they are plainly numbers.
COUNT_PLACES = 18
_TYPE = re.compile("[A-Z]{6}")
_STRAY = re.compile(r"(.+?)([A-Z]{3})", re.DOTALL)
_GLUED = re.compile(
    rf"(?<=[^{GS}{US}])(?=(?:LOC{GS}\d{{1,3}}{GS}|DTM{GS}\d{{1,3}}{US}|RFF{GS}[A-Z]{{2,3}}{US}"
    rf"|NAD{GS}[A-Z]{{2}}{GS}|MEA{GS}(?:AAE|WT){GS}|EQD{GS}[A-Z]{{2}}{GS}|FTX{GS}[A-Z]{{3}}{GS}"
    rf"|TDT{GS}\d\d{GS}|CNI{GS}\d+(?:{GS}|$)|GID{GS}\d+(?:{GS}|$)|UN[TZ]{GS}\d+(?:{GS}|$)))"
)


class Interchange:
    """One file being read: the envelope, the message open in it, what is ready to be given."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.out: list[Content] = []
        self.number = 0
        self.state: Message | None = None
        self.skipped = ""
        self.readable = 0
        self.unread: set[str] = set()
        self._begin = 0
        self._message = ("", "")
        self._messages = 0
        self._groups = 0
        self._group_messages = 0
        self._control = ""
        self._last_type = "CUSCAR"
        self._closed = True
        self._service = {
            "UNA": self._pass,
            "UNB": self._open_interchange,
            "UNG": self._open_group,
            "UNH": self._open_message,
            "UNT": self._close_message,
            "UNE": self._close_group,
            "UNZ": self._close_interchange,
        }

    def read(self, stream: BinaryIO) -> Iterator[Content]:
        """What the messages hold and document defects, a batch of segments at a time."""
        for batch in read_batches(stream):
            self.out.extend(batch.defects)
            self._read_segments(batch.segments)
            yield from self.out
            self.out.clear()
        self._end()
        yield from self.out
        self.out.clear()

    def _read_segments(self, segments: list[str]) -> None:
        """Hand each segment to the handler its place in the message gives it: the hot loop."""
        state, number, mark = self.state, self.number, GS
        for text in segments:
            number += 1
            e = text.split(mark)
            handler = state.table.get(e[0]) if state is not None else None
            if handler is None or state is None:
                self.number = number
                self._other(e)
                state, number = self.state, self.number
            elif handler(state, e, number):
                self.number = number
                self._leave(e)
                state, number = self.state, self.number
        self.number = number

    def _leave(self, e: list[str]) -> None:
        """Keep a segment that no field holds whole; cut it first where two run together."""
        state = self.state
        if state is None:
            return
        text = GS.join(e)
        match = _GLUED.search(text)
        if match is None:
            state.leave(e, self.number)
            return
        state.leave(text[: match.start()].split(GS), self.number)
        state.fault(self.number, "two segments run together: read apart", e)
        self._again(text[match.start() :].split(GS))

    def _again(self, e: list[str]) -> None:
        """Read elements under the number of the segment they were found in."""
        state = self.state
        handler = None if state is None else state.table.get(e[0])
        if state is None or handler is None:
            self._other(e)
        elif handler(state, e, self.number):
            self._leave(e)

    def _other(self, e: list[str]) -> None:
        """A segment of the envelope, of a message not read, unknown, or broken."""
        tag = e[0]
        service = self._service.get(tag)
        if service is not None:
            service(e)
        elif tag.strip() == "" and len(e) == 1:
            self.number -= 1
        elif tag in TAGS:
            self._known(e)
        else:
            self._broken(e)

    def _known(self, e: list[str]) -> None:
        """A segment of the directory, out of any table or out of any message."""
        if self.state is not None:
            self._leave(e)
        elif self.skipped == "":
            self.out.append(self._defect("a segment outside any message: a message begins", e))
            self._start(self._last_type)
            self._again(e)

    def _broken(self, e: list[str]) -> None:
        """Repair a tag where one reading is plain, else set the segment aside."""
        tag = e[0]
        plain = tag.strip().upper()
        stray = _STRAY.fullmatch(plain)
        if plain in TAGS:
            self._again([plain, *e[1:]])
        elif stray is not None and stray[2] in TAGS and not stray[1].isalpha():
            self._again([stray[2], *e[1:]])
            self._report("stray bytes before the tag", e)
        elif plain[:3] in TAGS and len(plain) > 4 and not plain[3].isalnum():
            self._again([plain[:3], tag.strip()[4:], *e[1:]])
            self._report("the tag is not closed by the element separator", e)
        elif self._is_message_header(e):
            self._report(f"tag {tag} is not known, read as UNH", e)
            self._open_message(["UNH", *e[1:]])
        elif self.state is not None and self.state.expects_consignment(e):
            self._again(["CNI", *e[1:]])
            self._report(f"tag {tag} is not known, read as CNI", e)
        else:
            self._report("not a segment: set aside", e)

    def _is_message_header(self, e: list[str]) -> bool:
        return self.state is None and len(e) > 2 and e[2].split(US)[0] in READABLE

    def _defect(self, problem: str, e: list[str]) -> Defect:
        return Defect(f"segment {self.number}", problem, written(e))

    def _report(self, problem: str, e: list[str]) -> None:
        if self.state is not None:
            self.state.fault(self.number, problem, e)
        elif self.skipped == "":
            self.out.append(self._defect(problem, e))

    def _pass(self, _: list[str]) -> None:
        self.number -= 1

    def _open_interchange(self, e: list[str]) -> None:
        if not self._closed:
            self._finish_message("a new interchange begins before the message ends")
            self.out.append(self._defect("UNB before the UNZ of the interchange open", e))
        self._closed = False
        self._control = e[5] if len(e) > 5 else ""
        self._messages = self._groups = 0

    def _open_group(self, _: list[str]) -> None:
        self._groups += 1
        self._group_messages = 0

    def _close_group(self, e: list[str]) -> None:
        self._finish_message("the group ends before the message does")
        self._compare(e, self._group_messages, "UNE", "messages")

    def _open_message(self, e: list[str]) -> None:
        self._finish_message("a new message begins before UNT")
        kind, *version = (e[2] if len(e) > 2 else "").split(US)
        self._begin = self.number
        self._messages += 1
        self._group_messages += 1
        self._message = (e[1] if len(e) > 1 else "", ":".join([kind, *version]))
        readable = readable_type(kind)
        if readable is None and _TYPE.fullmatch(kind) is None:
            readable = self._last_type
        if readable is None:
            self.skipped = kind or "(none)"
            self.unread.add(self.skipped)
            problem = f"not read yet: message type {self.skipped}"
            self.out.append(self._defect(problem, e))
            return
        if readable != kind:
            self.out.append(self._defect(f"message type {kind} read as {readable}", e))
        self._start(readable)

    def _start(self, kind: str) -> None:
        self.skipped = ""
        self.readable += 1
        self._last_type = kind
        form = kind.lower()
        if kind in codes.STOW_LISTS:
            self.state = Stowage(self.document, form, STOW_TABLE)
        else:
            single = kind in codes.TRANSPORT_CONTRACTS
            self.state = State(self.document, form, TABLES, single=single)
        self.state.out = self.out

    def _close_message(self, e: list[str]) -> None:
        if self.state is None and self.skipped == "":
            self.out.append(self._defect("UNT without a message", e))
            return
        self._finish_message("")
        self._compare(e, self.number - self._begin + 1, "UNT", "segments")
        if len(e) > 2 and e[2] != self._message[0]:
            self.out.append(self._defect("UNT names another message than UNH", e))

    def _finish_message(self, problem: str) -> None:
        """End the message that is open, if one is."""
        if problem != "" and (self.state is not None or self.skipped != ""):
            self.out.append(Defect(f"segment {self.number}", problem))
        self.skipped = ""
        state, self.state = self.state, None
        if state is not None:
            state.finish()

    def _close_interchange(self, e: list[str]) -> None:
        self._finish_message("the interchange ends before the message does")
        found = self._groups or self._messages
        self._compare(e, found, "UNZ", "groups" if self._groups > 0 else "messages")
        if len(e) > 2 and self._control != "" and e[2] != self._control:
            self.out.append(self._defect("UNZ names another interchange than UNB", e))
        self._closed = True

    def _compare(self, e: list[str], found: int, tag: str, what: str) -> None:
        declared = e[1] if len(e) > 1 else ""
        if not _is_count(declared) or int(declared) != found:
            self.out.append(
                self._defect(f"{tag} counts {declared or 'no'} {what}, found {found}", e)
            )

    def _end(self) -> None:
        self._finish_message("the file ends before the message does")
        if not self._closed:
            self.out.append(Defect(f"segment {self.number}", "the file ends without UNZ"))


def _is_count(text: str) -> bool:
    """True for the digits 0 to 9 alone, in no more places than any count needs.

    `int` raises for digits such as a superscript one, and for more than 4300 places.
    """
    return text.isascii() and text.isdecimal() and len(text) <= COUNT_PLACES


def readable_type(kind: str) -> str | None:
    """The readable message type a UNH names; one letter may be wrong where no other type fits."""
    if kind in READABLE:
        return kind
    if kind in codes.OTHER_MESSAGES or len(kind) != 6:
        return None
    near = [
        known
        for known in sorted(READABLE)
        if sum(a != b for a, b in zip(kind, known, strict=True)) == 1
    ]
    return near[0] if len(near) == 1 else None
