"""The keys of a word under each rule by which another word may be like it.

Two words that a rule of `likeness` makes alike share a key, but for slips beyond what is said at
each; whether they are alike says `likeness` alone.
"""

from functools import lru_cache

from tidewaiter.names.chinese import syllables
from tidewaiter.names.keys import asked_edits, listed_edits, whole
from tidewaiter.names.likeness import know, sounded
from tidewaiter.names.variants import SHORT_FORMS, SPELLINGS

_BONES, _FEWER_BONES, _SOUNDED, _VARIANT, _SHORT, _WADE, _BARE, _IS_BARE, _KOREAN = range(11, 20)
_VOWELS = str.maketrans("", "", "aeiouhwy")
# Korean sounds that may be one another at less than half a clear sound, and at less than one
_NEAR_SOUNDS = str.maketrans(
    dict.fromkeys("ovxuOU", "o") | dict.fromkeys("LQG", "N") | {"y": "", "w": ""}
)
_KIN_SOUNDS = str.maketrans(
    dict.fromkeys("aeiovxuOU", ".")
    | dict.fromkeys("LQG", "N")
    | dict.fromkeys("CT", "S")
    | {"M": "P", "y": "", "w": "", "H": ""}
)
_SHORT_SOUNDS = 8  # so few bear no more than half a clear sound


@lru_cache(maxsize=1 << 17)
def bones(word: str) -> str:
    """The consonants of a word as it sounds; another vowel, a doubled letter leave them alone."""
    return sounded(word).translate(_VOWELS)


def listed_keys(word: str) -> list[int]:
    """The keys under which a listed word waits."""
    found = _rules(word)
    if len(word) > 1:
        found += listed_edits(word)
        found += by_bones(word)
    known = know(word)
    if len(known.bare) > 1:
        found.append(whole(known.bare, _BARE))
        if known.without_vowels:
            found.append(whole(known.bare, _IS_BARE))
    return found


def asked_rules(word: str) -> list[int]:
    """The keys by which a word finds those it is like by a rule other than slips."""
    found = _rules(word)
    known = know(word)
    if len(word) > 1 and len(known.bare) > 1:
        found.append(whole(known.bare, _BARE if known.without_vowels else _IS_BARE))
    return found


def asked_slips(word: str) -> list[int]:
    """The keys by which a word finds those that slips of letters make of it."""
    return asked_edits(word) + by_bones(word) if len(word) > 2 else []


def by_bones(word: str) -> list[int]:
    """The keys of a word's consonants, of a long one also with each of them left out."""
    skeleton = bones(word)
    if len(skeleton) < 2 or len(word) < 4:
        return []
    found = [whole(skeleton, _BONES)]
    if len(skeleton) > 2 and len(word) > 5:
        found.append(whole(skeleton, _FEWER_BONES))
    if len(skeleton) > 3 and len(word) > 5:
        found += (
            whole(skeleton[:at] + skeleton[at + 1 :], _FEWER_BONES) for at in range(len(skeleton))
        )
    return found


def _rules(word: str) -> list[int]:
    found = [whole(word)]
    if len(word) == 1:
        return found
    found.append(whole(sounded(word), _SOUNDED))
    found += (whole(head, _VARIANT) for head in SPELLINGS.get(word, ()))
    if word in SHORT_FORMS:
        found += (whole(head, _SHORT) for head in {word, *SHORT_FORMS[word]})
    if word.isascii():
        read = syllables(word)
        if read != "":
            found.append(whole(read, _WADE))
    sounds = know(word).korean
    if len(sounds) > 3:
        found += _by_sounds(sounds)
    return found


def _by_sounds(sounds: str) -> list[int]:
    """The keys of Korean sounds; a k that may be missing is left out, and read as a K."""
    found = []
    for written in {sounds.replace("k", ""), sounds.replace("k", "K")}:
        if len(written) <= _SHORT_SOUNDS:
            found.append(whole(written.translate(_NEAR_SOUNDS), _KOREAN))
        if len(written) >= _SHORT_SOUNDS - 1:
            found.append(whole(written.translate(_KIN_SOUNDS), _KOREAN))
    return found
