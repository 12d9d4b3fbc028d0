"""Bytes of an XML document to text, whatever the prolog claims.

Decoding happens here and not in the XML parser, because a wrong declaration would end the
parse: bytes that do not fit are read as Windows-1252 and reported once.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from tidewaiter.cargo.source import Source
from tidewaiter.model import Defect

CHUNK_BYTES = 65_536
DECLARATION = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
)
# XML 1.0 allows tab, line feed and carriage return of the control characters.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
ESCAPED = re.compile("[\udc80-\udcff]")
SURROGATE = re.compile("[\ud800-\udfff]")


def declared_encoding(head: bytes) -> str:
    """The encoding a document claims: byte order mark first, then prolog, then UTF-8."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    match = DECLARATION.match(head.lstrip()[:300])
    return "utf-8" if match is None else match[1].decode("ascii")


class Decoder:
    """One reading of a source as text, with the defects met on the way."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.defects: list[Defect] = []
        self.encoding = self._settle(declared_encoding(source.head))

    def _settle(self, claimed: str) -> str:
        """The encoding to read with: the claimed one, where it is known and can be right."""
        try:
            name = codecs.lookup(claimed).name
            # Codecs of bytes to bytes (`zip`) and of escapes are not encodings of text.
            ascii_like = "<".encode(name) == b"<"
            single = ascii_like and b"\xe9".decode(name, "ignore") != ""
        except (LookupError, TypeError, ValueError):
            self._report(f"declares the unknown encoding {claimed}; read as UTF-8")
            return "utf-8"
        if single and name != "utf-8" and _is_utf8(self._source.head):
            self._report(f"declares the encoding {claimed} but is written in UTF-8; read as UTF-8")
            return "utf-8"
        if name in {"utf-16", "utf-32"} and not self._source.head.startswith(
            (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        ):
            self._report(f"declares the encoding {claimed} without its mark; read as UTF-8")
            return "utf-8"
        return name

    def chunks(self) -> Iterator[str]:
        """The text in pieces; characters XML forbids become the replacement character."""
        with self._source.open() as file:
            yield from self._decode(file)

    def _decode(self, file: BinaryIO) -> Iterator[str]:
        # Wide encodings cannot carry a stray byte as an escape.
        errors = "replace" if self.encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
        decoder = codecs.getincrementaldecoder(self.encoding)(errors=errors)
        line = 1
        for data in iter(lambda: file.read(CHUNK_BYTES), b""):
            text = self._repair(decoder.decode(data), line)
            line += text.count("\n")
            yield text
        yield self._repair(decoder.decode(b"", final=True), line)

    def _repair(self, text: str, line: int) -> str:
        """Text without escaped bytes and forbidden characters; the first of each is reported."""
        stray = ESCAPED.search(text)
        if stray is not None:
            self._once(
                f"does not fit its encoding {self.encoding}; stray bytes read as Windows-1252",
                line + text.count("\n", 0, stray.start()),
            )
            text = ESCAPED.sub(_as_windows, text)
        text = SURROGATE.sub("\ufffd", text)
        control = FORBIDDEN.search(text)
        if control is not None:
            self._once(
                "holds control characters that XML forbids",
                line + text.count("\n", 0, control.start()),
            )
            text = FORBIDDEN.sub("\ufffd", text)
        return text

    def _once(self, problem: str, line: int) -> None:
        if all(defect.problem != problem for defect in self.defects):
            self._report(problem, line)

    def _report(self, problem: str, line: int = 1) -> None:
        self.defects.append(Defect(at=f"line {line}", problem=problem))


def _as_windows(match: re.Match[str]) -> str:
    return bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace")


def _is_utf8(head: bytes) -> bool:
    """Whether bytes hold characters beyond ASCII and every one of them is UTF-8."""
    if head.isascii():
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True
