"""Names that are seen at a glance to be no Korean ones: most of those asked for."""

from functools import lru_cache

from tidewaiter.names.korean import LONGEST_FAMILY, repaired_families
from tidewaiter.names.surnames import may_be_family
from tidewaiter.names.words import HONORIFICS

MOST_WORDS = 4  # of a Korean name


def is_foreign(text: str) -> bool:
    """True for plain Latin words, none at an end of which may be a Korean family's.

    `korean.read_names` finds no reading of such a name.
    """
    if not text.isascii():
        return False
    words = text.lower().split()
    joined = "".join(words)
    if not 2 <= len(words) <= MOST_WORDS or not joined.isalpha() or "eo" in joined:
        return False
    return _begins_foreign(words[0]) and not may_be_family(words[-1])


@lru_cache(maxsize=1 << 16)
def _begins_foreign(word: str) -> bool:
    """True for a first word that is no family's, also with a slip put right, and no title."""
    if may_be_family(word) or word in HONORIFICS:
        return False
    return len(word) > LONGEST_FAMILY or len(repaired_families(word)) == 0
