"""Names that are seen at a glance to be no Korean ones: most of those asked for."""

import re
import unicodedata
from functools import lru_cache

from tidewaiter.names.korean import LATIN, LONGEST_FAMILY, as_spelled, repaired_families
from tidewaiter.names.surnames import may_be_family
from tidewaiter.names.words import HONORIFICS

MOST_WORDS = 4  # of a Korean name
# Cyrillic, katakana, Chinese characters and Hangul, each read in a way of its own
_READ = re.compile("[\u0400-\u04ff\u30a1-\u30fa\u30fc\u3400-\u9fff\uac00-\ud7a3]")


def is_foreign(text: str) -> bool:
    """True for Latin words, none at an end of which may be a Korean family's.

    So is a name in a script that writes no Korean names. `korean.read_names` finds no reading of
    such a name.
    """
    if not text.isascii():
        if _READ.search(text) is not None or not unicodedata.is_normalized("NFKC", text):
            return False
        if LATIN.search(text) is None:
            return True
        text = as_spelled(text)
    words = text.lower().split()
    joined = "".join(words)
    plain = joined.isascii() and joined.isalpha() and "eo" not in joined
    if not plain or not 2 <= len(words) <= MOST_WORDS:
        return False
    return _begins_foreign(words[0]) and not may_be_family(words[-1])


@lru_cache(maxsize=1 << 16)
def _begins_foreign(word: str) -> bool:
    """True for a first word that is no family's, also with a slip put right, and no title."""
    if may_be_family(word) or word in HONORIFICS:
        return False
    return len(word) > LONGEST_FAMILY or len(repaired_families(word)) == 0
