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
    for part in piece.split(terminator):
        text, found = _decode_segment(part, charset)
        texts.append(text)
        if found != charset:
            problem = f"not in the declared character set ({charset}), read as {found}"
            defects.append(Defect(at=f"byte {offset}", problem=problem, text=text.strip()))
        offset += len(part) + 1
    return terminator.decode("latin-1").join(texts), defects


def _decode_segment(part: bytes, charset: str) -> tuple[str, str]:
    """The text of one segment and the codec that gave it: UTF-8 before the declared one."""
    if part.isascii():
        return part.decode("ascii"), charset
    for codec in ("utf-8", charset, *_east_asian(part)):
        try:
            return part.decode(codec), codec
        except UnicodeDecodeError:
            continue
    return part.decode("latin-1"), "iso8859-1"


def _east_asian(part: bytes) -> tuple[str, ...]:
    """The two-byte codecs worth trying: none where high bytes do not come in pairs.

    Korean and Chinese share their lead bytes. Text whose every lead byte is of a Hangul
    syllable is taken for Korean; of Chinese text of four characters one in eight would be.
    """
    runs = _HIGH.findall(part)
    if not all(_PAIRS.fullmatch(run) for run in runs):
        return ("cp949",) if _looks_extended(part) else ()
    korean = all(_HANGUL.fullmatch(run) for run in runs)
    return ("cp949", "gb18030") if korean else ("gb18030", "cp949")


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
