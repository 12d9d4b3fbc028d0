"""Names otherwise spaced with a word more, and words of two slips, are found."""

import random
from collections.abc import Callable

import pytest

from tidewaiter.model import ListedName, Listing
from tidewaiter.names import Matcher
from tidewaiter.names.compare import compare_parsed
from tidewaiter.names.parsed import parse

LISTED, ASKED = 150, 500
LEAST = 0.99  # of a few hundred; one may be missed
ONSETS, VOWELS, CODAS = (*"bdfghjklmnrstz", "sh", "kh"), "aeiou", ("", "", *"nrlms")
Change = Callable[[list[str], random.Random], list[str]]


def made_up(pick: random.Random, syllables: int) -> str:
    return "".join(
        pick.choice(ONSETS) + pick.choice(VOWELS) + pick.choice(CODAS) for _ in range(syllables)
    )


def slipped(word: str, pick: random.Random) -> str:
    at = pick.randrange(len(word) - 1)
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + pick.choice(VOWELS) + word[at + 1 :],
    )
    return pick.choice(slips)


def otherwise_spaced(words: list[str], pick: random.Random) -> list[str]:
    """Two words joined, or one split, and a word more."""
    words, longest = list(words), max(words, key=len)
    if pick.random() < 0.5 or len(longest) < 7:
        at = pick.randrange(len(words) - 1)
        words[at : at + 2] = [words[at] + words[at + 1]]
    else:
        at, cut = words.index(longest), pick.randrange(3, len(longest) - 2)
        words[at : at + 1] = [longest[:cut], longest[cut:]]
    words.insert(pick.randrange(len(words) + 1), made_up(pick, 2))
    return words


def twice_slipped(words: list[str], pick: random.Random) -> list[str]:
    """Two slips in the longest word."""
    longest = max(words, key=len)
    return [slipped(slipped(w, pick), pick) if w == longest else w for w in words]


@pytest.mark.parametrize("change", [otherwise_spaced, twice_slipped])
def test_what_comparing_every_name_finds_is_found(change: Change) -> None:
    pick = random.Random(7)
    names = [[made_up(pick, pick.choice((2, 3, 4))) for _ in range(3)] for _ in range(LISTED)]
    listings = [
        Listing("t", str(at), "person", (ListedName(" ".join(words)),))
        for at, words in enumerate(names)
    ]
    matcher, wanted, found = Matcher(listings), 0, 0
    parsed = [(parse(each.names[0].text, "person"), each.ref) for each in listings]
    for _ in range(ASKED):
        text = " ".join(change(pick.choice(names), pick))
        asked = parse(text, "person")
        alike = {
            ref
            for name, ref in parsed
            if compare_parsed(asked, name, "person", at_least=0.7).value >= 0.7
        }
        got = {each.listing.ref for each in matcher.search(text, ("person",), limit=LISTED)}
        assert got <= alike
        wanted += len(alike)
        found += len(alike & got)
    assert wanted > ASKED / 2
    assert found >= LEAST * wanted
