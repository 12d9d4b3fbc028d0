"""A JSON value that is not well formed, read as far as its brackets and keys allow."""

import json
import re
from dataclasses import dataclass, field

from tidewaiter.cargo.json.element import DEEPEST, Pairs

# A string without its closing quote ends at the line's end.
TOKEN = re.compile(r"\s+|\"(?:[^\"\\\n]|\\[^\n])*\"|\"[^\n]*|[\[\]{},:]|[^\s\"\[\]{},:]+")
FOLLOWED = re.compile(r"\s*,")
LITERALS = {"true": True, "false": False, "null": None}


@dataclass(slots=True)
class Mended:
    """What could be read: the value, where it ended, and what was wrong on the way."""

    value: object = None
    end: int = 0
    faults: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A bracket that is open, with what it holds so far."""

    held: list[object]
    at: int
    key: str | None = None

    @property
    def is_object(self) -> bool:
        return isinstance(self.held, Pairs)


def mend(text: str, start: int, *, alone: bool = False) -> Mended:
    """Read the value that starts at an offset, whatever is wrong inside.

    A closing bracket closes what is open inside its own; a new object where a key is due
    belongs to the nearest array, or ends the value. Where the value is `alone` in its text, a
    bracket that closes it before a comma closes nothing. Faults are (offset, problem, text).
    """
    return _Mending(text, alone=alone).run(start)


class _Mending:
    def __init__(self, text: str, *, alone: bool) -> None:
        self._text = text
        self._alone = alone
        self._result = Mended()
        self._open: list[_Open] = []

    def run(self, start: int) -> Mended:
        position = start
        while position < len(self._text):
            match = TOKEN.match(self._text, position)
            mark = self._text[position] if match is None else match[0]
            if self._ends_before(mark):
                self._fault(position, "a new value starts where the open one was to go on", "")
                break
            self._take(mark, position)
            position += len(mark)
            if len(self._open) == 0 and not mark.isspace():
                break
        self._result.end = position
        if len(self._open) > 0:
            expected = "}" if self._open[-1].is_object else "]"
            self._fault(position, f"the value ends; {expected} was expected", "")
        while len(self._open) > 0:
            self._close()
        return self._result

    def _ends_before(self, mark: str) -> bool:
        """Whether an object begins where only a key could, and no array is open to take it."""
        if mark != "{" or len(self._open) == 0:
            return False
        top = self._open[-1]
        if not top.is_object or top.key is not None:
            return False
        return all(held.is_object for held in self._open)

    def _take(self, mark: str, at: int) -> None:
        if mark.isspace():
            return
        if mark in "{[":
            self._push(mark, at)
        elif mark in "}]":
            self._pop(mark, at)
        elif mark == ",":
            if len(self._open) > 0:
                self._drop_key(at)
        elif mark == ":":
            self._colon(at)
        else:
            self._scalar(mark, at)

    def _colon(self, at: int) -> None:
        """A colon after a value shows that the value was a key, whose bracket is missing."""
        if len(self._open) > 0 and self._open[-1].key is not None:
            return
        self._fault(at, "a colon without a key", "")
        top = self._open[-1] if len(self._open) > 0 else None
        last = top.held[-1] if top is not None and len(top.held) > 0 else None
        if top is not None and isinstance(last, tuple) and isinstance(last[1], str):
            top.held[-1] = (last[0], None)
            top.key = last[1]

    def _push(self, mark: str, at: int) -> None:
        if mark == "{" and len(self._open) > 0 and self._open[-1].is_object:
            while self._open[-1].is_object and self._open[-1].key is None:
                self._fault(at, "} was expected before a new object", "")
                self._close()
        if len(self._open) >= DEEPEST:
            self._fault(at, "brackets nested deeper than any real document", mark)
            return
        held: list[object] = Pairs() if mark == "{" else []
        self._open.append(_Open(held, at))

    def _pop(self, mark: str, at: int) -> None:
        wanted = mark == "}"
        early = self._alone and len(self._open) == 1 and FOLLOWED.match(self._text, at + 1)
        if early or all(held.is_object != wanted for held in self._open):
            self._fault(at, f"{mark} closes nothing", "")
            return
        while self._open[-1].is_object != wanted:
            self._fault(at, f"{mark} met where {'}' if not wanted else ']'} was expected", "")
            self._close()
        self._drop_key(at)
        self._close()

    def _drop_key(self, at: int) -> None:
        top = self._open[-1]
        if top.key is not None:
            self._fault(at, "a key without a value", top.key)
            top.key = None

    def _scalar(self, mark: str, at: int) -> None:
        value = self._value(mark, at)
        if len(self._open) > 0 and self._open[-1].is_object and self._open[-1].key is None:
            self._open[-1].key = str(value)
        else:
            self._attach(value)

    def _value(self, mark: str, at: int) -> object:
        if mark.startswith('"'):
            try:
                return json.loads(mark, strict=False)
            except ValueError:
                self._fault(at, "a string that cannot be read", mark[:200])
                return mark.strip('"').rstrip().removesuffix(",").removesuffix('"')
        return LITERALS.get(mark, mark)

    def _attach(self, value: object) -> None:
        if len(self._open) == 0:
            self._result.value = value
            return
        top = self._open[-1]
        top.held.append((top.key or "", value) if top.is_object else value)
        top.key = None

    def _close(self) -> None:
        closed = self._open.pop()
        if closed.key is not None:
            closed.held.append((closed.key, ""))
        self._attach(closed.held)

    def _fault(self, at: int, problem: str, text: str) -> None:
        self._result.faults.append((at, problem, text))
