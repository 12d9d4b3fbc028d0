"""A document that is not well formed, made so by the names of its tags.

It runs only after the strict parse has failed. Open elements are closed where an end tag of
an outer element shows that their own is missing, an end tag without a start is dropped, bare
`&` and `<` become text. Every change is a defect with its line and what was expected.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tidewaiter.cargo.xml.element import local_name
from tidewaiter.model import Defect

NAME = r"[A-Za-z_\u00c0-\ufffd][\w.:\u00b7-]*"
TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    rf"|</(?P<end>{NAME})\s*>|<(?P<start>{NAME})(?P<rest>(?:\s[^<>]*?)?)(?P<empty>/?)>",
    re.DOTALL,
)
ATTRIBUTE = re.compile(rf"\s({NAME})\s*=\s*(\"[^\"<]*\"|'[^'<]*')")
REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,6}|#x[0-9A-Fa-f]{1,5});)")
# A tag or comment still open after this many characters is text.
LONGEST_TOKEN = 100_000
LONGEST_REFERENCE = 12
AROUND = "documents"
LONG_TOKENS = ("<!--", "<![CDATA[", "<?")
MOST_DEFECTS = 1_000


@dataclass(frozen=True, slots=True)
class Fault:
    """A defect with the line it is on."""

    line: int
    defect: Defect


class Mender:
    """Mends one document; `faults` fills as the text passes through.

    `sections` are groups of elements that never stand inside one another: a new one closes
    the one of its group that is open, so a lost end tag costs one section, not all that follow.
    `parts` names the section of each element that stands in that section alone: where one starts
    outside of its group, the section's own start tag is lost and is put back.
    """

    def __init__(
        self, sections: tuple[frozenset[str], ...], parts: Mapping[str, str] | None = None
    ) -> None:
        self.faults: list[Fault] = []
        self._sections = sections
        self._parts = parts or {}
        self._open: list[tuple[str, int]] = []
        self._line = 1
        self._ended = False

    def mend(self, chunks: Iterable[str]) -> Iterator[str]:
        """The document's text, well formed as far as tags go.

        It stands inside one more element, so that documents one after the other are read too.
        """
        yield f"<{AROUND}>"
        rest = ""
        for chunk in chunks:
            done, rest = self._pass(rest + chunk, last=False)
            yield done
        done, _ = self._pass(rest, last=True)
        yield done
        while len(self._open) > 0:
            name, line = self._open.pop()
            self._fault(f"the document ends; </{name}> of line {line} was expected")
            yield f"</{name}>"
        yield f"</{AROUND}>"

    def _pass(self, text: str, *, last: bool) -> tuple[str, str]:
        """Mend what is complete in a text; the second part waits for more."""
        out: list[str] = []
        begin = 0
        at = text.find("<")
        while at >= 0:
            match = TOKEN.match(text, at)
            if match is not None:
                out += [self._words(text[begin:at]), self._token(match)]
                self._line += match[0].count("\n")
                begin = match.end()
            elif not last and _may_go_on(text, at):
                break
            at = text.find("<", max(begin, at + 1))
        end = len(text) if at < 0 else at
        if at < 0 and not last:
            # A reference may be cut by the end of the piece.
            cut = text.rfind("&", max(begin, end - LONGEST_REFERENCE))
            end = cut if cut >= 0 and ";" not in text[cut:] else end
        out.append(self._words(text[begin:end]))
        return "".join(out), text[end:]

    def _words(self, text: str) -> str:
        """Character data with bare markup characters made text."""
        if "<" in text or REFERENCE.search(text) is not None:
            self._fault("a bare < or & in the text", text.strip()[:200])
            text = REFERENCE.sub("&amp;", text).replace("<", "&lt;")
        text = text.replace(">", "&gt;")
        self._line += text.count("\n")
        outside = len(self._open) == 0 and text.strip("\ufeff \t\r\n") != ""
        if outside:
            self._fault("text outside of the document's element", text.strip()[:2000])
        return "" if outside else text

    def _token(self, match: re.Match[str]) -> str:
        if match["end"] is not None:
            return self._end(match["end"])
        if match["start"] is not None:
            return self._start(match)
        # The prolog is dropped: the text is decoded already.
        return match[0] if match[0].startswith("<![") and len(self._open) > 0 else ""

    def _start(self, match: re.Match[str]) -> str:
        name = match["start"]
        if self._ended and len(self._open) == 0:
            self._fault(f"<{name}> starts another document", "")
        closed = self._close_section(name) + self._open_section(name)
        attributes = "".join(f" {key}={value}" for key, value in _attributes(match["rest"]).items())
        if len(ATTRIBUTE.sub("", match["rest"]).strip()) > 0:
            self._fault(f"attributes of <{name}> that cannot be read", match["rest"][:200])
        attributes = REFERENCE.sub("&amp;", attributes)
        if match["empty"] == "/":
            return f"{closed}<{name}{attributes}/>"
        self._open.append((name, self._line))
        return f"{closed}<{name}{attributes}>"

    def _close_section(self, name: str) -> str:
        """End tags for an open section, where another of its group starts inside it."""
        inside = self._open_of_group(local_name(name))
        return self._close_down_to(inside[0], f"<{name}>") if len(inside) > 0 else ""

    def _open_section(self, name: str) -> str:
        """The start tag of the section a part belongs to, where none of its group is open."""
        local = local_name(name)
        section = self._parts.get(local)
        if section is None or len(self._open_of_group(section)) > 0:
            return ""
        section = name.removesuffix(local) + section
        self._fault(f"<{name}> met where <{section}> was expected before it")
        self._open.append((section, self._line))
        return f"<{section}>"

    def _open_of_group(self, section: str) -> list[int]:
        """How deep the open elements stand that are of the same group as a section."""
        group = next((held for held in self._sections if section in held), frozenset())
        return [at for at, (opened, _) in enumerate(self._open) if local_name(opened) in group]

    def _end(self, name: str) -> str:
        depths = [index for index, (opened, _) in enumerate(self._open) if opened == name]
        if len(depths) == 0:
            self._fault(f"</{name}> closes nothing{self._expected()}")
            return ""
        closed = self._close_down_to(depths[-1] + 1, f"</{name}>")
        self._open.pop()
        self._ended = len(self._open) == 0
        return f"{closed}</{name}>"

    def _expected(self) -> str:
        if len(self._open) == 0:
            return ""
        name, line = self._open[-1]
        return f"; </{name}> of line {line} was expected"

    def _close_down_to(self, depth: int, met: str) -> str:
        closed = []
        while len(self._open) > depth:
            name, line = self._open.pop()
            self._fault(f"{met} met where </{name}> of line {line} was expected")
            closed.append(f"</{name}>")
        return "".join(closed)

    def _fault(self, problem: str, text: str = "") -> None:
        if len(self.faults) < MOST_DEFECTS:
            defect = Defect(at=f"line {self._line}", problem=problem, text=text)
            self.faults.append(Fault(self._line, defect))


def _may_go_on(text: str, at: int) -> bool:
    """Whether what starts with `<` and is no token yet may become one with more text."""
    start = text[at : at + 9]
    if len(text) - at > LONGEST_TOKEN:
        return False
    if any(start.startswith(mark) or mark.startswith(start) for mark in LONG_TOKENS):
        return True
    return "<" not in text[at + 1 :] and ">" not in text[at + 1 :]


def _attributes(text: str) -> dict[str, str]:
    """The readable attributes of a tag; of two with one name the last."""
    return {match[1]: match[2] for match in ATTRIBUTE.finditer(text)}
