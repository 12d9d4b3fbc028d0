"""Keys of a name as it is read otherwise than by its words: in Korean, in Chinese, as one text."""

from collections.abc import Iterator, Sequence

from tidewaiter.model.listing import ListingKind
from tidewaiter.names import blocks
from tidewaiter.names.acronyms import LONGEST, SHORTEST
from tidewaiter.names.han import mandarin_reading
from tidewaiter.names.keys import ANY
from tidewaiter.names.parsed import Parsed
from tidewaiter.names.spaced import TELLS_ALONE
from tidewaiter.names.surnames import SPELLINGS


def spellings(parsed: Parsed) -> set[str]:
    """The whole name as one text, every way it may be written so."""
    compact = parsed.compact
    found = {compact, parsed.letters, "".join(parsed.telling)}
    if not compact.isalpha():
        found.add("".join([word for word in parsed.words if not word.isdigit()]))
    if len(compact) > 6:
        found.add(compact[::-1])
    found.discard("")
    if parsed.han != "":
        family, _, given = (mandarin_reading(parsed.compact) or "").partition(" ")
        given = given.replace(" ", "")
        found |= {parsed.han, family + given, given + family} - {""}
    return found


def readings(parsed: Parsed, within: int | None = None) -> blocks.Marked:
    """The keys of a name by its readings: of a person, or of a ship as a whole; see `blocks`."""
    found: blocks.Marked = {}
    for name in parsed.korean:
        for key, marks in blocks.keys(name, within).items():
            found[key] = found.get(key, 0) | marks
    if len(parsed.sounds) > 0 and "" not in parsed.sounds:
        found |= dict.fromkeys(thinned(skeleton_of_sounds("".join(parsed.sounds))), ANY)
    found.pop("", None)
    return found


def may_be_read(text: str, words: tuple[str, ...], kind: ListingKind) -> bool:
    """False where a name surely has no readings: Latin, with no Korean family at either end."""
    if kind != "person":
        return kind in {"vessel", "aircraft"}
    if len(words) == 0:
        return False
    return not text.isascii() or words[0] in SPELLINGS or words[-1] in SPELLINGS


def thinned(bones: str) -> list[str]:
    """The skeleton, and where it is long each skeleton with one letter less."""
    if len(bones) < 4:
        return [bones]
    return [bones, *(bones[:i] + bones[i + 1 :] for i in range(len(bones)))]


def skeleton_of_sounds(sounds: str) -> str:
    """The consonants among Korean sounds; n, l and ng are one, as they change.

    A k after them falls away: `ng` before a vowel may be one sound or two.
    """
    bones = "".join("N" if s in "LQNG" else s for s in sounds if s in "CSKTPQLNGMH")
    return bones.replace("NK", "N")


def acronyms(words: Sequence[str]) -> Iterator[str]:
    """The first letters of a firm's first words, three of them and more."""
    letters = "".join([word[0] for word in words[:LONGEST]])
    return (letters[:end] for end in range(SHORTEST, len(letters) + 1))


def short_words(words: Sequence[str]) -> list[str]:
    """The words of a firm that may be an acronym."""
    return [word for word in words if SHORTEST <= len(word) <= LONGEST]


def with_servants(words: Sequence[str], weights: Sequence[float]) -> tuple[str, ...]:
    """A person's words, each that is part of the next one (abdul, al, de) joined to it."""
    joined, held = [], ""
    for word, weight in zip(words, weights, strict=True):
        held += word
        if weight >= TELLS_ALONE or len(word) == 1:
            joined.append(held)
            held = ""
    return (*joined, held) if held != "" else tuple(joined)
