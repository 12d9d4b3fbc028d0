"""Which encoding a text table is written in, told from its content.

Byte order marks and valid UTF-8 are taken at their word. Anything else is a guess among the
encodings in use at ports, scored by how much the decoded text looks like writing of the script
the encoding is for; a guess is always reported as a defect.
"""

import codecs
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

CHUNK = 1 << 20
SAMPLE_BYTES = 1 << 17
MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # The mark of UTF-32 begins as that of UTF-16 does, so it stands first.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


Known = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding by its Python name, and whether it was guessed."""

    name: str
    guessed: bool


def _nothing_known(_name: str) -> int:
    return 0


def head_encoding(head: bytes, known: Known = _nothing_known) -> Encoding:
    """The encoding as the first bytes tell it; a character cut at their end does no harm.

    `known` says how much of the text is understood under an encoding (header words): that is
    better evidence than the likeness of characters.
    """
    certain = _certain(head)
    if certain is not None:
        return certain
    lines = head.rsplit(b"\n", 1)[0].split(b"\n")
    return _told(lines, known)


def file_encoding(file: BinaryIO, known: Known = _nothing_known) -> Encoding:
    """The encoding as the whole file tells it, read once in chunks; `known` as above."""
    head = file.read(CHUNK)
    certain = _certain(head)
    if certain is not None:
        return certain
    lines = _telling_lines(file, head)
    return _told(lines, known)


def _certain(head: bytes) -> Encoding | None:
    """What a byte order mark, or the zero bytes of UTF-16 without one, say."""
    for mark, name in MARKS:
        if head.startswith(mark):
            return Encoding(name, guessed=False)
    sample = head[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 5 and odd > 4 * even:
        return Encoding("utf-16-le", guessed=True)
    if even > len(sample) // 5 and even > 4 * odd:
        return Encoding("utf-16-be", guessed=True)
    return None


def _telling_lines(file: BinaryIO, head: bytes) -> list[bytes]:
    """Lines with bytes outside ASCII, up to a sample's worth."""
    lines: list[bytes] = []
    size = 0
    chunk = head
    rest = b""
    while chunk and size < SAMPLE_BYTES:
        if rest or not chunk.isascii():
            *whole, rest = (rest + chunk).split(b"\n")
            telling = [line for line in whole if not line.isascii()]
            lines += telling
            size += sum(map(len, telling))
            rest = b"" if rest.isascii() or len(rest) > CHUNK else rest
        chunk = file.read(CHUNK)
    return lines + ([rest] if rest else [])


def _told(lines: list[bytes], known: Known) -> Encoding:
    telling = [line for line in lines if not line.isascii()]
    if len(telling) == 0:
        return Encoding("utf-8", guessed=False)
    valid = sum(_decodes(line, "utf-8") for line in telling)
    if valid == len(telling):
        return Encoding("utf-8", guessed=False)
    # A few broken lines do not turn a UTF-8 file into something else.
    if valid * 2 >= len(telling):
        return Encoding("utf-8", guessed=True)
    best = max(SCORES, key=lambda name: (known(name), _score(name, telling)))
    return Encoding(best, guessed=True)


def _decodes(line: bytes, name: str) -> bool:
    try:
        line.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _score(name: str, lines: list[bytes]) -> float:
    """How well the lines read in this encoding: broken and odd characters cost."""
    text = " ".join(line.decode(name, errors="replace") for line in lines)
    foreign = [character for character in text if ord(character) > 0x7F]
    return SCORES[name](text, foreign) if len(foreign) > 0 else 0.0


def _share(characters: list[str], *ranges: tuple[int, int]) -> float:
    inside = sum(any(low <= ord(one) <= high for low, high in ranges) for one in characters)
    return inside / len(characters)


def _korean(_text: str, foreign: list[str]) -> float:
    return _share(foreign, (0xAC00, 0xD7A3))


def _japanese(_text: str, foreign: list[str]) -> float:
    kana = _share(foreign, (0x3041, 0x30FF))
    han = _share(foreign, (0x4E00, 0x9FFF))
    return kana + han * (0.98 if kana > 0.05 else 0.55)


def _chinese(_text: str, foreign: list[str]) -> float:
    """Common Han characters, some of them beyond the bytes that write Hangul in Korea."""
    leads = [lead for lead in map(_gb2312_lead, foreign) if lead is not None]
    common = sum(0xB0 <= lead <= 0xD7 or lead in (0xA1, 0xA3) for lead in leads) / len(foreign)
    beyond = sum(lead > 0xC8 for lead in leads) / len(foreign)
    return common * (0.95 if beyond > 0.1 else 0.6)


def _gb2312_lead(character: str) -> int | None:
    """The first byte of a character in GB 2312, or None where it has none."""
    encoded = character.encode("gb2312", errors="ignore")
    return encoded[0] if len(encoded) == 2 else None


def _cyrillic(text: str, foreign: list[str]) -> float:
    """Russian letters in words whose case does not jump."""
    jumps = sum(
        one.islower() and other.isupper() and ord(one) > 0x7F for one, other in pairwise(text)
    )
    letters = _share(foreign, (0x410, 0x44F), (0x401, 0x401), (0x451, 0x451))
    runs = sum(ord(one) > 0x7F and ord(other) > 0x7F for one, other in pairwise(text))
    return max(0.0, 0.97 * letters - 2 * jumps / len(foreign)) * min(1.0, 2 * runs / len(foreign))


def _latin(text: str, foreign: list[str]) -> float:
    """Letters with marks, each alone among plain letters."""
    letters = sum(unicodedata.category(one) in ("Ll", "Lu") for one in foreign) / len(foreign)
    runs = sum(ord(one) > 0x7F and ord(other) > 0x7F for one, other in pairwise(text))
    return max(0.05, 0.8 * letters - runs / len(foreign))


SCORES: dict[str, Callable[[str, list[str]], float]] = {
    "cp949": _korean,
    "gb18030": _chinese,
    "shift_jis": _japanese,
    "cp1251": _cyrillic,
    "latin-1": _latin,
}
