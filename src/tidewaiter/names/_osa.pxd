# cython: language_level=3
"""How many letters two texts are apart: left out, put in, changed, or in each other's place.

Hyyrö's bit-parallel walk (2003), for an asked text of at most 64 letters.
"""

from libc.stdint cimport uint64_t
from libc.string cimport memset

cdef enum:
    PLAIN = 128
    LONGEST = 64  # letters of the text asked for


cdef struct Pattern:
    uint64_t[128] plain  # where each letter stands
    Py_UCS4[64] letters  # those that are not plain
    uint64_t[64] places
    int others
    int length


cdef inline bint set_pattern(Pattern* pattern, str text):
    """Take the text asked for; False where it is too long or empty."""
    cdef Py_ssize_t at, other, length = len(text)
    cdef Py_UCS4 letter
    pattern.length, pattern.others = <int>length, 0
    if length > LONGEST or length == 0:
        return False
    memset(pattern.plain, 0, sizeof(pattern.plain))
    for at in range(length):
        letter = text[at]
        if letter < PLAIN:
            pattern.plain[letter] |= <uint64_t>1 << at
            continue
        for other in range(pattern.others):
            if pattern.letters[other] == letter:
                pattern.places[other] |= <uint64_t>1 << at
                break
        else:
            pattern.letters[pattern.others] = letter
            pattern.places[pattern.others] = <uint64_t>1 << at
            pattern.others += 1
    return True


cdef inline uint64_t _places(Pattern* pattern, Py_UCS4 letter) noexcept:
    cdef int other
    if letter < PLAIN:
        return pattern.plain[letter]
    for other in range(pattern.others):
        if pattern.letters[other] == letter:
            return pattern.places[other]
    return 0


cdef inline int osa(Pattern* pattern, str text) noexcept:
    """How far the text is from the one asked for."""
    cdef uint64_t up = ~<uint64_t>0, down = 0, same = 0, before = 0
    cdef uint64_t place, turned, right, left
    cdef uint64_t last = <uint64_t>1 << (pattern.length - 1)
    cdef int found = pattern.length
    cdef Py_ssize_t at, length = len(text)
    for at in range(length):
        place = _places(pattern, text[at])
        turned = (((~same) & place) << 1) & before
        same = (((place & up) + up) ^ up) | place | down | turned
        right = down | ~(same | up)
        left = same & up
        found += (right & last) != 0
        found -= (left & last) != 0
        right = right << 1 | 1
        left = left << 1
        up = left | ~(same | right)
        down = right & same
        before = place
    return found
