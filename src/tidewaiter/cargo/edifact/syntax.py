"""How an interchange is written: its separators and its character set.

Senders abuse the service string advice (UNA) in many ways, so what UNB and UNH show of the
separators outranks what UNA announces, and the difference is a defect.
"""

import re
from dataclasses import dataclass, replace

from tidewaiter.model import Defect

BOM = b"\xef\xbb\xbf"

# ISO 9735 syntax levels and the repertoire each one names.
CHARSETS = {
    b"UNOA": "ascii",
    b"UNOB": "ascii",
    b"UNOC": "iso8859-1",
    b"UNOD": "iso8859-2",
    b"UNOE": "iso8859-5",
    b"UNOF": "iso8859-7",
    b"UNOG": "iso8859-3",
    b"UNOH": "iso8859-4",
    b"UNOI": "iso8859-6",
    b"UNOJ": "iso8859-8",
    b"UNOK": "iso8859-9",
    b"UNOW": "utf-8",
    b"UNOY": "utf-8",
    b"KECA": "cp949",
}

SIGNATURE = re.compile(
    rb"UNB(?P<e>[^A-Za-z0-9])[A-Z]{4}(?:[^A-Za-z0-9]\d|(?P=e))"
    rb"|UNH(?P<h>[^A-Za-z0-9])[^\r\n]{0,40}?[A-Z]{6}[^A-Za-z0-9][A-Z0-9]{1,3}[^A-Za-z0-9]"
)
_ADVICE = re.compile(rb"UNA([^A-Za-z0-9][\s\S]{1,12}?)(?=UN[BGH][^A-Za-z0-9])")
_HEADER = re.compile(rb"UNB([^A-Za-z0-9])([A-Z]{4})(?:([^A-Za-z0-9])(\d))?")
_MESSAGE = re.compile(rb"UNH([^A-Za-z0-9])[\s\S]{0,40}?[A-Z]{6}([^A-Za-z0-9])[A-Z0-9]{1,3}\2")


@dataclass(frozen=True, slots=True)
class Syntax:
    """The separators of an interchange, one byte each, and the codec its UNB declares.

    `release` is empty where UNA names none. `wrapped` is True where lines of one length cut
    through segments, so that a line end is no part of the text.
    """

    component: bytes = b":"
    element: bytes = b"+"
    release: bytes = b"?"
    terminator: bytes = b"'"
    charset: str = "ascii"
    wrapped: bool = False


def find_syntax(head: bytes) -> tuple[Syntax, tuple[Defect, ...]]:
    """The syntax of the interchange that begins at `head`, and what its announcement got wrong.

    `head` begins at or shortly before UNA, UNB or UNH, and reaches past the first UNH.
    """
    announced, defects = _announced(head)
    observed = _observed(head, announced)
    if _ADVICE.search(head, 0, 64) is not None and observed != announced:
        defects += (
            Defect(
                at="UNA",
                problem="UNA does not name the separators the interchange uses",
                text=_shown(head),
            ),
        )
    charset, charset_defects = _charset(head)
    wrapped = _is_wrapped(head, observed.terminator)
    return replace(observed, charset=charset, wrapped=wrapped), defects + charset_defects


def _is_wrapped(head: bytes, terminator: bytes) -> bool:
    lines = [line for line in re.split(rb"\r?\n", head[:2048])[:-1] if line != b""]
    same_length = len(lines) > 2 and len({len(line) for line in lines}) == 1
    return same_length and len(lines[0]) > 40 and not all(x.endswith(terminator) for x in lines)


def advice_length(head: bytes) -> int:
    """How many bytes at the start of an interchange belong to UNA (stray bytes before it too)."""
    match = _ADVICE.search(head, 0, 64)
    if match is None:
        return 0
    # A full advice may have the line end as its terminator; what follows it is white space.
    return match.end()


def _announced(head: bytes) -> tuple[Syntax, tuple[Defect, ...]]:
    match = _ADVICE.search(head, 0, 64)
    if match is None:
        return Syntax(), ()
    advice = match[0][3:]
    if len(advice) >= 6 and (len(advice) == 6 or advice[6:].isspace()):
        release = b"" if advice[3:4].isspace() else advice[3:4]
        return Syntax(advice[0:1], advice[1:2], release, advice[5:6]), ()
    short = advice.strip()
    release = b"?" if len(short) < 6 or b"?" in short else short[3:4]
    defect = Defect(at="UNA", problem="UNA does not have six characters", text=_shown(head))
    return Syntax(short[0:1], short[1:2] or b"+", release, short[-1:]), (defect,)


def _observed(head: bytes, announced: Syntax) -> Syntax:
    """The separators that UNB and UNH show; those they do not show, as announced."""
    syntax = announced
    header, message = _HEADER.search(head), _MESSAGE.search(head)
    if header is not None:
        syntax = replace(syntax, element=header[1], component=header[3] or syntax.component)
    if message is not None:
        syntax = replace(syntax, element=message[1], component=message[2])
    return replace(syntax, terminator=_terminator(head, syntax))


def _terminator(head: bytes, syntax: Syntax) -> bytes:
    """The byte before the segment after UNB; a line end only where there is nothing else."""
    pattern = rb"(\s*)(?=UN[GH]" + re.escape(syntax.element) + rb")"
    start = head.find(b"UNB")
    match = re.compile(pattern).search(head, start + 3 if start >= 0 else 0)
    if match is None or match.start() == 0 or (start < 0 and match.start() < 10):
        return _without_header(head, syntax)
    before = head[match.start() - 1 : match.start()]
    if before.isalnum():
        return b"\n" if b"\n" in match[1] else syntax.terminator
    return before if before != syntax.element else syntax.terminator


def _without_header(head: bytes, syntax: Syntax) -> bytes:
    """The announced terminator, or the line end where the head never uses the announced one."""
    if syntax.terminator in head or b"\n" not in head:
        return syntax.terminator
    return b"\n"


def _charset(head: bytes) -> tuple[str, tuple[Defect, ...]]:
    header = _HEADER.search(head)
    if header is None:
        return "ascii", ()
    level = header[2]
    if level in CHARSETS:
        return CHARSETS[level], ()
    problem = f"syntax level {level.decode('ascii')} is not known, read as UTF-8 where it fits"
    return "utf-8", (Defect(at="UNB", problem=problem, text=level.decode("ascii")),)


def _shown(head: bytes) -> str:
    start = max(head.find(b"UNA"), 0)
    return head[start : start + 24].decode("latin-1").strip()
