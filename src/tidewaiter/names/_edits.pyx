# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
# cython: initializedcheck=False
"""What it costs to make one word of another, compiled: number for number as in `likeness`."""

cdef enum:
    LETTERS = 128  # plain ones; the last stands for every other
    LONGEST = 256


cdef inline int _plain(Py_UCS4 letter) noexcept:
    return letter if letter < LETTERS else LETTERS - 1


cdef inline bint _is_vowel(Py_UCS4 letter) noexcept:
    return letter in u"aeiou"


cdef class Edits:
    """The costs of one version of the table.

    Args:
        edits: What each slip costs, by its name.
        swap: What it costs to write one letter for another.
    """

    cdef double[128][128] swaps
    cdef double first, doubled, ending, woman, vowel, weak, letter, transposed

    def __init__(self, dict edits, swap):
        cdef int one, two
        for one in range(LETTERS):
            for two in range(LETTERS):
                self.swaps[one][two] = swap(chr(one), chr(two), edits)
        self.first, self.doubled = edits["first letter"], edits["doubled"]
        self.ending, self.woman = edits["ending"], edits["woman's ending"]
        self.vowel, self.weak = edits["vowel dropped"], edits["weak letter"]
        self.letter, self.transposed = edits["letter"], edits["transposed"]

    cdef double _gap(self, str word, Py_ssize_t at, Py_ssize_t length) noexcept:
        cdef Py_UCS4 letter = word[at]
        if at > 0 and word[at - 1] == letter or at + 1 < length and word[at + 1] == letter:
            return self.doubled
        if at == length - 1:
            if letter == u"s" or letter == u"g" and at > 0 and word[at - 1] == u"n":
                return self.ending
            if letter == u"a" and not (at > 0 and _is_vowel(word[at - 1])):
                return self.woman
        if _is_vowel(letter):
            return self.vowel
        return self.weak if letter in u"hjwy" else self.letter

    def cost(self, str word, str other):
        """See `likeness.edit_cost`; of words of fewer than 256 letters."""
        cdef double[3][257] rows
        cdef double[257] others
        cdef double* row
        cdef double* above
        cdef double* before
        cdef double gap, best, told
        cdef Py_ssize_t i, j, length = len(word), width = len(other)
        cdef Py_UCS4 letter, wanted
        if length >= LONGEST or width >= LONGEST:
            raise ValueError("a word of too many letters")
        rows[0][0] = 0.0
        for j in range(width):
            others[j] = self._gap(other, j, width)
            rows[0][j + 1] = rows[0][j] + others[j]
        for i in range(length):
            row, above, before = rows[(i + 1) % 3], rows[i % 3], rows[(i + 2) % 3]
            letter, gap = word[i], self._gap(word, i, length)
            row[0] = above[0] + gap
            for j in range(width):
                wanted = other[j]
                best = above[j]
                if letter != wanted:
                    best += self.swaps[_plain(letter)][_plain(wanted)]
                    if i == 0 and j == 0:
                        best += self.first
                best = min(best, above[j + 1] + gap, row[j] + others[j])
                if i > 0 and j > 0 and letter == other[j - 1] and word[i - 1] == wanted:
                    best = min(best, before[j - 1] + self.transposed)
                row[j + 1] = best
        return rows[length % 3][width]
