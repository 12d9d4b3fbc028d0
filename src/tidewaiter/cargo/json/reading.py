"""The values of a JSON file one by one, in bounded memory."""

import json
import re
from collections.abc import Iterator

from tidewaiter.cargo.json.element import JsonNode, Pairs, to_node
from tidewaiter.cargo.json.mending import mend
from tidewaiter.cargo.source import Source
from tidewaiter.cargo.xml import Decoder
from tidewaiter.model import BadInput, Defect

# One document; a whole file of them may be larger.
LARGEST = 16 * 1024 * 1024
NEXT_LINE = re.compile(r"\s*\n\{\s*\"")
SPACE = re.compile(r"[\s\ufeff\x1e]*")


def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(
        object_pairs_hook=Pairs, parse_float=str, parse_int=str, parse_constant=str
    )


def read_values(source: Source) -> Iterator[JsonNode | Defect]:
    """Every value of the file as a tree, with the file's defects.

    Raises:
        BadInput: a value is nested too deep or is too large.
    """
    decoder = Decoder(source)
    yield from _Values(source, decoder).run()
    yield from decoder.defects


class _Values:
    """A window on the text that moves from value to value."""

    def __init__(self, source: Source, decoder: Decoder) -> None:
        self._where = str(source.path)
        self._chunks = decoder.chunks()
        self._json = _decoder()
        self._text = ""
        self._at = 0
        self._line = 1
        self._ended = False
        self._in_array = False
        self._index = 0

    def run(self) -> Iterator[JsonNode | Defect]:
        self._in_array = self._next_character() == "["
        if self._in_array:
            self._at += 1
        while (character := self._next_character()) != "":
            if character == "," or (character == "]" and self._in_array):
                self._at += 1
            else:
                yield from self._value()

    def _next_character(self) -> str:
        """The next character that is not space, with the window moved to it."""
        while True:
            match = SPACE.match(self._text, self._at)
            end = self._at if match is None else match.end()
            self._line += self._text.count("\n", self._at, end)
            self._at = end
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def _more(self) -> bool:
        """Take at least as much text again as is waiting; False at the end of the file."""
        self._text = self._text[self._at :]
        self._at = 0
        parts = [self._text]
        wanted = max(len(self._text), 1)
        while wanted > 0 and not self._ended:
            chunk = next(self._chunks, None)
            self._ended = chunk is None
            parts.append(chunk or "")
            wanted -= len(chunk or "")
        grown = "".join(parts)
        longer = len(grown) > len(self._text)
        self._text = grown
        return longer

    def _value(self) -> Iterator[JsonNode | Defect]:
        """One value, read strictly where that is possible and mended where it is not."""
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                offset = error.pos - self._at
                if len(self._text) - self._at < LARGEST and self._more():
                    continue
                yield from self._mended(error.msg, offset)
                return
            except RecursionError as error:
                raise self._beyond("values nested deeper than any real document") from error
            # A number at the very end of the window may go on.
            if end == len(self._text) and self._more():
                continue
            yield self._node(value)
            self._move(end)
            return

    def _mended(self, reason: str, offset: int) -> Iterator[JsonNode | Defect]:
        line = self._line + self._text.count("\n", self._at, self._at + offset)
        yield Defect(at=f"line {line}", problem=f"not well-formed JSON: {reason}")
        alone = not self._in_array and self._index == 0 and self._last() == len(self._text)
        found = mend(self._text[: self._last()], self._at, alone=alone)
        for at, problem, text in found.faults:
            place = f"line {self._line + self._text.count(chr(10), self._at, at)}"
            yield Defect(at=place, problem=problem, text=text)
        if found.value is not None:
            yield self._node(found.value)
        self._move(max(found.end, self._at + 1))

    def _last(self) -> int:
        """How far a broken value may reach: in a file of JSON lines to the end of its line."""
        end = self._text.find("\n", self._at)
        lines = end > self._at + 1 and NEXT_LINE.match(self._text, end) is not None
        return end if lines and not self._in_array else len(self._text)

    def _node(self, value: object) -> JsonNode:
        pointer = f"/{self._index}" if self._in_array else ""
        if not self._in_array and self._index > 0:
            pointer = f"line {self._line} "
        try:
            return to_node(value, "", pointer)
        except ValueError as error:
            raise self._beyond(str(error)) from error

    def _move(self, end: int) -> None:
        self._line += self._text.count("\n", self._at, end)
        self._at = end
        self._index += 1

    def _beyond(self, problem: str) -> BadInput:
        return BadInput(
            problem,
            where=f"{self._where}, line {self._line}",
            advice="No real document is like this: ask the sender for the original.",
        )
