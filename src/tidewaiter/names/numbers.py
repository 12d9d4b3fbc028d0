# ruff: noqa: SIM905 - tables of words read better as text
"""Numbers in names: digits, Roman numerals and number words brought to digits."""

from functools import lru_cache

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
_ROMAN_UNITS = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
_ROMAN_TENS = ["", "x", "xx", "xxx"]

ROMAN = {
    tens + units: str(10 * t + u)
    for t, tens in enumerate(_ROMAN_TENS)
    for u, units in enumerate(_ROMAN_UNITS)
    if tens + units != ""
}
# a letter alone is a Roman numeral at the end of a name only; these are words or initials elsewhere
SINGLE = frozenset("ivx")
WORDS = {word: str(i) for i, word in enumerate(_UNITS)}
TENS = {word: 10 * (i + 2) for i, word in enumerate(_TENS)}
ORDINALS = {word: str(i) for i, word in enumerate(_ORDINALS, 1)} | {
    f"{i}{end}": str(i) for i in range(1, 100) for end in ("st", "nd", "rd", "th")
}
MARKS = frozenset({"no", "nr", "number", "num", "hao"})


@lru_cache(maxsize=1 << 14)
def read_number(word: str) -> str | None:
    """The digits a word stands for, or None where it is no number.

    >>> read_number("viii")
    '8'
    """
    if word.isdigit():
        return word.lstrip("0") or "0"
    if word in WORDS:
        return WORDS[word]
    if word in TENS:
        return str(TENS[word])
    if word in ORDINALS:
        return ORDINALS[word]
    return ROMAN.get(word) if len(word) > 1 else None


def with_numbers(words: list[str]) -> list[str]:
    """Words with their numbers as digits; `forty four` is one number, `no 8` is 8."""
    kept: list[str] = []
    for at, word in enumerate(words):
        number = read_number(word)
        last = at == len(words) - 1 and at > 0
        if number is None and last and word in SINGLE:
            number = ROMAN[word]
        if number is None:
            kept.append(word)
            continue
        before = words[at - 1] if at > 0 else ""
        if before in TENS and len(number) == 1:
            kept[-1] = str(TENS[before] + int(number))
            continue
        if len(kept) > 0 and kept[-1] in MARKS:
            kept.pop()
        kept.append(number)
    return kept
