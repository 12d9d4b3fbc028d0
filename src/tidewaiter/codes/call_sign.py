"""Radio call signs as written."""

import re

_SHAPE = re.compile(r"[A-Z0-9]{3,7}")
_PUNCTUATION = re.compile(r"[\s./-]")


def parse_call_sign(text: str) -> str | None:
    """A call sign in capitals without spaces, points or dashes; None where it cannot be one.

    Digits alone are no call sign: they are an IMO number or MMSI in the wrong column.
    """
    value = _PUNCTUATION.sub("", text.upper())
    if _SHAPE.fullmatch(value) is None or value.isdecimal():
        return None
    return value
