"""Decoding what the declared character set does not fit, without losing a segment."""

import re

from tidewaiter.model import Defect

_PAIRS = re.compile(rb"(?:[\xa1-\xfe][\xa1-\xfe])+")
_HIGH = re.compile(rb"[\x80-\xff]+")
# Lead bytes of the 2,350 Hangul syllables of KS X 1001 in their two-byte form.
_HANGUL = re.compile(rb"(?:[\xb0-\xc8][\xa1-\xfe])+")


def decode(piece: bytes, charset: str, terminator: bytes, offset: int) -> tuple[str, list[Defect]]:
    """The text of whole segments, and one defect for every segment of another character set.

    Args:
        piece: Whole segments.
        charset: The codec the interchange declares.
        terminator: The byte between segments, safe to cut at in every codec tried here.
        offset: Where the piece begins in the file, in bytes.
    """
    if piece.isascii():
        return piece.decode("ascii"), []
    try:
        text = piece.decode(charset)
    except UnicodeDecodeError:
        return _by_segment(piece, charset, terminator, offset)
    if charset == "utf-8" or not _is_utf8(piece):
        return text, []
    return _by_segment(piece, charset, terminator, offset)


def _by_segment(
    piece: bytes, charset: str, terminator: bytes, offset: int
) -> tuple[str, list[Defect]]:
    texts, defects = [], []
    codecs = _east_asian(piece)
    for part in piece.split(terminator):
        text, found = _decode_segment(part, charset, codecs)
        texts.append(text)
        if found != charset:
            problem = f"not in the declared character set ({charset}), read as {found}"
            defects.append(Defect(at=f"byte {offset}", problem=problem, text=text.strip()))
        offset += len(part) + 1
    return terminator.decode("latin-1").join(texts), defects


def _decode_segment(part: bytes, charset: str, codecs: tuple[str, str]) -> tuple[str, str]:
    """The text of one segment and the codec that gave it: UTF-8 before the declared one."""
    if part.isascii():
        return part.decode("ascii"), charset
    for codec in ("utf-8", charset, *(codecs if _is_east_asian(part) else ())):
        try:
            return part.decode(codec), codec
        except UnicodeDecodeError:
            continue
    return part.decode("latin-1"), "iso8859-1"


def _east_asian(piece: bytes) -> tuple[str, str]:
    """The two-byte codecs, the likelier first: a guess, and said so in the defect.

    Korean and Chinese share their lead bytes. Where every lead byte of all the text at hand is
    of a Hangul syllable it is taken for Korean; of Chinese text of ten characters one in a
    hundred would be.
    """
    runs = [run for run in _HIGH.findall(piece) if not _segment_is_utf8(run)]
    korean = all(_HANGUL.fullmatch(run) for run in runs)
    return ("cp949", "gb18030") if korean else ("gb18030", "cp949")


def _is_east_asian(part: bytes) -> bool:
    """False where high bytes stand alone, as the accented letters of Latin names do."""
    return all(_PAIRS.fullmatch(run) for run in _HIGH.findall(part)) or _looks_extended(part)


def _looks_extended(part: bytes) -> bool:
    """True where three or more high bytes stand together, which no Latin name does."""
    return any(len(run) >= 3 for run in _HIGH.findall(part))


def _is_utf8(piece: bytes) -> bool:
    try:
        piece.decode("utf-8")
    except UnicodeDecodeError:
        # One stray byte anywhere fails the whole piece: ask again, segment by segment.
        return any(_segment_is_utf8(run) for run in _HIGH.findall(piece) if len(run) > 1)
    return True


def _segment_is_utf8(run: bytes) -> bool:
    try:
        run.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
