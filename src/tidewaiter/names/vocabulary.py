"""The words of listed names, and which of them a word asked for is like."""

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from tidewaiter.names.flat import Flat, view
from tidewaiter.names.fold import is_hangul
from tidewaiter.names.keys import (
    Keys,
    asked_edits,
    asked_pieces,
    listed_edits,
    listed_pieces,
    table,
    whole,
)
from tidewaiter.names.korean import reads_as_korean, similarity, sound
from tidewaiter.names.parsed import skeleton
from tidewaiter.names.views import skeleton_of_sounds, thinned

LIKE = 0.8
WHOLE_LIKE = 0.88
INITIAL = 0.7
_BONES, _SOUNDS = 11, 12
REMEMBERED = 50_000


class Vocabulary:
    """Distinct words by number, found by spelling, by consonants, by sound or as an initial."""

    def __init__(self, flat: Flat) -> None:
        self.words = str(flat["words"], "utf-8").split("\n")
        self.sounds = str(flat["sounds"], "ascii").split("\n")
        self._keys = Keys(flat.part("keys."))
        self._near: dict[str, dict[int, float]] = {}

    def number(self, word: str) -> int | None:
        """The number of that very word."""
        for number in self._keys.find((whole(word),)):
            if self.words[number] == word:
                return number
        return None

    def near(self, word: str) -> dict[int, float]:
        """The words like it, each with how like it is; remembered."""
        known = self._near.get(word)
        if known is None:
            if len(self._near) >= REMEMBERED:
                self._near.clear()
            known = self._near[word] = self._measure(word)
        return known

    def _measure(self, word: str) -> dict[int, float]:
        sound, near = sound_of(word), {}
        for number in self._keys.find(_asked(word, sound)):
            like = likeness(word, self.words[number], sound, self.sounds[number])
            if like > 0:
                near[number] = like
        return near


class Spellings:
    """Whole names without spaces, each once, found when spelled nearly alike."""

    def __init__(self, flat: Flat) -> None:
        self.texts = str(flat["texts"], "utf-8").split("\n")
        self._keys = Keys(flat.part("keys."))

    def near(self, text: str) -> list[int]:
        """The numbers of those spelled nearly like it."""
        texts = self.texts
        return [
            number
            for number in self._keys.find(asked_pieces(text))
            if OSA.normalized_similarity(text, texts[number], score_cutoff=WHOLE_LIKE) > 0
        ]


def build_spellings(texts: Iterable[str]) -> Flat:
    """The sections of `Spellings`; a text's number is its place among them."""
    listed = list(texts)
    pairs = ((key, number) for number, text in enumerate(listed) for key in listed_pieces(text))
    return view({"texts": "\n".join(listed).encode()}).joined({"keys.": table(pairs)})


def build_words(words: Iterable[str]) -> Flat:
    """The sections of a vocabulary; a word's number is its place among them."""
    listed = list(words)
    sounds = [sound_of(word) for word in listed]
    pairs = (
        (key, number)
        for number, (word, sound) in enumerate(zip(listed, sounds, strict=True))
        for key in _listed(word, sound)
    )
    sections = {"words": "\n".join(listed).encode(), "sounds": "\n".join(sounds).encode()}
    return view(sections).joined({"keys.": table(pairs)})


def likeness(word: str, other: str, sound: str, other_sound: str) -> float:
    """How alike two words are as spelled, by their consonants or by their sounds; else 0."""
    if word == other:
        return 1.0
    if len(word) == 1 or len(other) == 1:
        return INITIAL if word[0] == other[0] else 0.0
    value = 0.0
    if len(word) > 3 and len(other) > 3:
        value = OSA.normalized_similarity(word, other, score_cutoff=LIKE)
        if value < LIKE and word[0] == other[0] and skeleton(word) == skeleton(other):
            value = 0.85
    if min(len(sound), len(other_sound)) > 3:
        value = max(value, similarity(sound, other_sound) * 0.97)
    return value if value >= LIKE else 0.0


def sound_of(word: str) -> str:
    """The Korean sounds of a word that can be read so, else nothing."""
    if is_hangul(word[0]) or (len(word) > 2 and word.isascii() and reads_as_korean(word)):
        return sound(word)
    return ""


def _listed(word: str, sounds: str) -> Iterator[int]:
    yield whole(word)
    if len(word) > 1:
        yield from listed_edits(word)
        yield from _bones(word, sounds)


def _asked(word: str, sounds: str) -> Iterator[int]:
    yield whole(word)
    if len(word) > 1:
        yield whole(word[0])
        yield from asked_edits(word)
        yield from _bones(word, sounds)


def _bones(word: str, sounds: str) -> Iterator[int]:
    bones = skeleton(word)
    if len(word) > 3 and len(bones) > 2 and not bones[-1].isdigit():
        yield whole(word[0] + bones, _BONES)
    if len(sounds) > 3:
        for thin in thinned(skeleton_of_sounds(sounds)):
            yield whole(thin, _SOUNDS)
