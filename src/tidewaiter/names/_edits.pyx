# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
# cython: initializedcheck=False
"""How alike two words are and what slips cost, compiled: number for number as in `likeness`."""

from libc.math cimport log2

from tidewaiter.names._osa cimport Pattern, osa, set_pattern

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

    cpdef double cost(self, str word, str other) except -1:
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


cdef enum:  # rules in the order of their names
    NOTHING, KOREAN, WADE, CONSONANTS, INITIAL, JOINED, OTHER_SEX, SAME, SHORT_FORM, SLIP
    TRANSLITERATION, VARIANT


cdef class Word:
    """See `likeness._Word`: what the rules ask about a word, found once."""


cdef class Likeness:
    """See `likeness.likeness`, of one version of the table.

    Args:
        edits: What slips cost.
        weights: How alike words are by each rule, by its name.
        costs: The weights of slips, by their names.
        know: What can be known of a word by itself.
        tables: The spellings, short forms and names of the other sex of words that have some.
        rules: Whether two words are one name, are a short form, are romanised alike; the
            distance of texts that are too long to be walked here.
        sounds: What it costs to put one Korean sound for another.
        gaps: What it costs to leave a Korean sound out, where that is not 1.
        most: How many words are remembered.
    """

    def __init__(self, Edits edits, dict weights, dict costs, know, tuple tables, tuple rules,
                 sounds, dict gaps, int most):
        cdef int one, two
        self.rules = ("", "Korean sounds", "Wade-Giles", "consonants", "initial", "joined",
                      "other sex", "same", "short form", "slip", "transliteration", "variant")
        self.edits, self.know, self.known, self.most_known = edits, know, {}, most
        self.spellings, self.short_forms, self.other_sex = tables
        self.one_name, self.short_form, self.romanised_alike, self.distance = rules
        for one in range(1, len(self.rules)):
            self.weights[one] = 1.0 if one == SAME else weights[self.rules[one]]
        self.budget, self.without_vowels = costs["budget"], costs["budget without vowels"]
        self.spelling, self.floor = costs["spelling"], weights["slip at its limit"]
        self.least_korean = weights["least Korean"]
        for one in range(LETTERS):
            self.gaps[one] = gaps.get(chr(one), 1.0)
            for two in range(LETTERS):
                self.sounds[one][two] = sounds(chr(one), chr(two))

    def likeness(self, str word, str other, frozenset without):
        """How alike the words are, and the rule by which they meet."""
        cdef int rule = NOTHING
        cdef double value = self.like(self.word(word), self.word(other),
                                      "Korean sounds" not in without, "consonants" not in without,
                                      &rule)
        return value, self.rules[rule]

    def near(self, Words listed, str word, set by_rules, set by_slips, int most, double least):
        """See `vocabulary.Vocabulary`: the listed words that are so alike, and how alike each is.

        Those met by slips alone must be no more than so many letters or sounds away.
        """
        cdef Word asked = self.word(word)
        cdef dict found = {}
        cdef double value
        cdef int rule = NOTHING
        cdef Py_ssize_t number
        for number in by_rules:
            value = self.like(asked, listed.word(number), True, True, &rule)
            if value >= least:
                found[number] = value
        for number in by_slips:
            if number in by_rules or not self._within(asked, <str>listed.texts[number],
                                                      <str>listed.sounds[number], most):
                continue
            value = self.like(asked, listed.word(number), True, True, &rule)
            if value >= least:
                found[number] = value
        return found

    def spaced(self, str text, list texts, list sounds, numbers, int most, double least):
        """See `spaced.Texts`: the texts that may be this one, and how alike each is."""
        cdef Word asked = self.word(text)
        cdef list found = []
        cdef double value
        cdef int rule = NOTHING
        cdef Py_ssize_t number, length = len(text)
        cdef str other
        for number in numbers:
            other = texts[number]
            if -4 < len(other) - length < 4 and self._within(asked, other, <str>sounds[number],
                                                             most):
                value = self.like(asked, self.word(other), True, True, &rule)
                if value >= least:
                    found.append((number, value))
        return found

    cdef bint _within(self, Word asked, str other, str sounds, int most) except -1:
        """True for a text no more than so many letters or sounds away."""
        self.ask(asked)
        if (osa(&self.asked_letters, other) if self.fits
                else self.distance(asked.text, other)) <= most:
            return True
        return (osa(&self.asked_sounds, sounds) if self.sounds_fit
                else self.distance(asked.sounds, sounds)) <= most

    cdef Word word(self, str text):
        cdef Word word = self.known.get(text)
        if word is None:
            if len(self.known) >= self.most_known:
                self.known.clear()
            known = self.know(text)
            word = self.fill(text, known.sounds, known.bare, known.korean)
            word.without_vowels, word.wade = known.without_vowels, known.wade
        return word

    cdef Word fill(self, str text, str sounds, str bare, str korean):
        """A word of which that much is known, remembered."""
        cdef Word word = Word.__new__(Word)
        word.text, word.sounds, word.bare, word.korean = text, sounds, bare, korean
        word.number, word.letters, word.hashed = text.isdigit(), text.isalpha(), hash(text)
        word.spelled, word.short = text in self.spellings, text in self.short_forms
        word.other_sex = self.other_sex.get(text)
        self.known[text] = word
        return word

    cdef void ask(self, Word word):
        """Take a word that is compared with many."""
        if self.asked is not word:
            self.asked = word
            self.fits = set_pattern(&self.asked_letters, word.text)
            self.sounds_fit = set_pattern(&self.asked_sounds, word.sounds)

    cdef double like(self, Word one, Word other, bint korean, bint consonants, int* rule) except -1:
        cdef Py_ssize_t shorter = len(one.text), longer = len(other.text)
        rule[0] = NOTHING
        if one is other or one.text == other.text:
            rule[0] = SAME
            return 1.0
        if shorter > longer:
            shorter, longer = longer, shorter
        if shorter <= 1:
            if one.text[:1] == other.text[:1] and one.letters and other.letters:
                rule[0] = INITIAL
            return self.weights[INITIAL] if rule[0] == INITIAL else 0.0
        if one.spelled and other.spelled and self.one_name(one.text, other.text):
            rule[0] = VARIANT
            return self.weights[VARIANT]
        if one.short and other.short and self.short_form(one.text, other.text):
            rule[0] = SHORT_FORM
            return self.weights[SHORT_FORM]
        if one.number or other.number or longer > 60:
            return 0.0
        return self._compare(one, other, korean, consonants, rule)

    cdef double _compare(self, Word one, Word other, bint korean, bint consonants,
                         int* rule) except -1:
        cdef Py_ssize_t length = len(one.text), width = len(other.text)
        cdef int most
        cdef bint near
        cdef double best = 0.0, value
        if one.other_sex is not None and other.text in one.other_sex:
            rule[0] = OTHER_SEX
            return self.weights[OTHER_SEX]
        if -4 < length - width < 4:
            if one.sounds == other.sounds:
                rule[0] = TRANSLITERATION
                return self.weights[TRANSLITERATION]
            self.ask(one)
            length = min(length, width)
            most = 1 if length < 5 else 2 if length < 10 else 3
            near = (osa(&self.asked_letters, other.text) if self.fits
                    else self.distance(one.text, other.text)) <= most
            if near or (osa(&self.asked_sounds, other.sounds) if self.sounds_fit
                        else self.distance(one.sounds, other.sounds)) <= most:
                best = self._slipped(one, other, near)
                rule[0] = SLIP if best > 0 else NOTHING
        if consonants and one.without_vowels != other.without_vowels and one.bare == other.bare:
            if _vowels_agree(one, other) if one.without_vowels else _vowels_agree(other, one):
                best = _better(best, self.weights[CONSONANTS], CONSONANTS, rule)
        if (one.wade or other.wade) and self.romanised_alike(one.text, other.text):
            best = _better(best, self.weights[WADE], WADE, rule)
        if korean and len(one.korean) > 3 and len(other.korean) > 3:
            value = self._similarity(one.korean, other.korean)
            if value > 0.5:
                value *= self.weights[KOREAN]
                if value >= self.least_korean:
                    best = _better(best, value, KOREAN, rule)
        return best

    cdef double _slipped(self, Word one, Word other, bint near) except -1:
        cdef Py_ssize_t shorter = min(len(one.text), len(other.text))
        cdef double budget, cost, top = self.weights[SLIP]
        if shorter < 3:
            return 0.0
        budget = self.budget * log2(shorter - 1)
        if shorter > 3 and one.without_vowels and other.without_vowels:
            budget *= self.without_vowels
        cost = budget + 1
        if near:
            cost = self.edits.cost(one.text, other.text)
        if cost > self.spelling:
            cost = min(cost, self.edits.cost(one.sounds, other.sounds) + self.spelling)
        if cost > budget:
            return 0.0
        return top - (top - self.floor) * cost / budget

    cdef double _similarity(self, str one, str other) except -1:
        """See `sounds.similarity`."""
        cdef Pattern asked
        cdef double[257] row
        cdef double before, above, gap, best
        cdef Py_ssize_t i, j, length = len(one), width = len(other), longest = max(length, width)
        cdef int letter, wanted, distance
        if one == other:
            return 1.0
        if abs(length - width) > longest * 0.4 or longest > 256:
            return 0.0
        distance = osa(&asked, other) if set_pattern(&asked, one) else self.distance(one, other)
        if 1.0 - distance / <double>longest < 0.45:
            return 0.0
        row[0] = 0.0
        for j in range(width):
            row[j + 1] = row[j] + self.gaps[_plain(other[j])]
        for i in range(length):
            letter = _plain(one[i])
            gap = self.gaps[letter]
            before = row[0]
            row[0] = before + gap
            for j in range(width):
                wanted = _plain(other[j])
                above = row[j + 1]
                best = before
                if letter != wanted:
                    best += self.sounds[letter][wanted]
                best = min(best, above + gap, row[j] + self.gaps[wanted])
                before = above
                row[j + 1] = best
        return max(0.0, 1 - 2 * row[width] / longest)


cdef class Words:
    """The words of a list with all that is known of each, as an index holds it.

    Args:
        likeness: Remembers them.
        texts: The words.
        sounds: How each sounds.
        bare: Its consonants.
        korean: Its Korean sounds.
        signs: Whether it lacks vowels (1), whether it is of Wade-Giles (2).
    """

    def __init__(self, Likeness likeness, list texts, list sounds, list bare, list korean,
                 const unsigned char[::1] signs):
        self.likeness, self.texts, self.sounds = likeness, texts, sounds
        self.bare, self.korean, self.signs = bare, korean, signs
        self.met = [None] * len(texts)

    cdef Word word(self, Py_ssize_t number):
        cdef Word word = self.met[number]
        if word is None:
            self.met[number] = word = self._word(number)
        return word

    cdef Word _word(self, Py_ssize_t number):
        cdef str text = self.texts[number]
        cdef Word word = self.likeness.known.get(text)
        if word is None:
            if len(self.likeness.known) >= self.likeness.most_known:
                self.likeness.known.clear()
            word = self.likeness.fill(text, self.sounds[number], self.bare[number],
                                      self.korean[number])
            word.without_vowels, word.wade = self.signs[number] & 1, self.signs[number] & 2
        return word


cdef inline double _better(double best, double value, int by, int* rule) noexcept:
    """The higher of two likenesses, of equal ones that of the rule later by name."""
    if value > best or (value == best and by > rule[0]):
        rule[0] = by
        return value
    return best


cdef bint _vowels_agree(Word bare, Word full):
    """See `likeness._vowels_agree`."""
    cdef str one = bare.text, two = full.text
    cdef Py_UCS4 last = one[len(one) - 1], ending = two[len(two) - 1], letter
    cdef int long_i = 0, long_u = 0
    cdef bint begins = _is_vowel(one[0])
    if len(bare.bare) + begins < 3 or begins != _is_vowel(two[0]):
        return False
    if (last == u"y") != (ending in u"iye") or (last == u"h" and ending not in u"aeh"):
        return False
    for letter in two:
        long_i += letter in u"iye"
        long_u += letter in u"uow"
    for letter in one:
        long_i -= letter == u"y"
        long_u -= letter == u"w"
    return long_i >= 0 and long_u >= 0
