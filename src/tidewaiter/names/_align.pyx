# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
# cython: initializedcheck=False
"""The words of two names laid beside each other, compiled: number for number as in `align`."""


cdef class _Side:
    """One of two names laid beside each other: its words, and which of them met nothing yet."""

    cdef tuple words, weights
    cdef int[32] lengths
    cdef int[32] alone
    cdef int count

    cdef void drop(self, int start, int size) noexcept:
        """Take so many words off those alone, from that place on."""
        cdef int at
        self.count -= size
        for at in range(start, self.count):
            self.alone[at] = self.alone[at + size]

    cdef tuple taken(self, int start, int size):
        """So many of the words alone, from that place on."""
        return tuple([self.words[self.alone[at]] for at in range(start, start + size)])

    cdef int letters(self, int start, int size) noexcept:
        cdef int at, found = 0
        for at in range(start, start + size):
            found += self.lengths[self.alone[at]]
        return found

    cdef double weight(self, int start, int size):
        cdef int at
        cdef double found = 0.0
        for at in range(start, start + size):
            found += <double>self.weights[self.alone[at]]
        return found


cdef _Side _side(name):
    cdef _Side side = _Side.__new__(_Side)
    cdef int at
    side.words, side.weights = name.words, name.weights
    if len(side.words) > 32:
        raise ValueError("a name of too many words")
    for at in range(len(side.words)):
        side.lengths[at] = len(<str>side.words[at])
    return side


cdef class Aligner:
    """See `align`: the words of two names laid beside each other.

    Args:
        meeting: Makes a meeting of its words, the others, their weight, likeness and rule.
        likeness: How alike two words are, and by which rule.
        least: The likeness of two words that meet.
        least_joined: That of words otherwise spaced.
        least_initials: The weight of a word that may be initials.
    """

    cdef object meeting, likeness
    cdef double least, least_joined, least_initials

    def __init__(self, meeting, likeness, double least, double least_joined, double least_initials):
        self.meeting, self.likeness = meeting, likeness
        self.least, self.least_joined = least, least_joined
        self.least_initials = least_initials

    def align(self, first, second, rules, double initial, double joined):
        """The meetings, and the places of the words of either that met nothing."""
        cdef _Side here = _side(first), there = _side(second)
        cdef list meetings = []
        self._equal(here, there, meetings)
        if here.count + there.count > 2:
            self._split(here, there, meetings, rules, initial, joined)
        if here.count > 0 and there.count > 0:
            self._alike(here, there, meetings, rules)
        if here.count > 0 and there.count > 0:
            self._spaced(here, there, meetings, rules, initial, joined)
        return (
            meetings,
            [here.alone[at] for at in range(here.count)],
            [there.alone[at] for at in range(there.count)],
        )

    cdef void _equal(self, _Side here, _Side there, list meetings):
        cdef int i, j, count = len(here.words), others = len(there.words)
        cdef bint[32] used
        cdef str word
        for j in range(others):
            used[j] = False
        for i in range(count):
            word = here.words[i]
            for j in range(others):
                if not used[j] and here.lengths[i] == there.lengths[j]:
                    if word == <str>there.words[j]:
                        break
            else:
                here.alone[here.count] = i
                here.count += 1
                continue
            used[j] = True
            weight = (<double>here.weights[i] + <double>there.weights[j]) / 2
            meetings.append(self.meeting((word,), (word,), weight, 1.0, "same"))
        for j in range(others):
            if not used[j]:
                there.alone[there.count] = j
                there.count += 1

    cdef bint _split(self, _Side here, _Side there, list meetings, rules, double initial,
                     double joined) except -1:
        """A word that the other name writes as two."""
        cdef int at, other, length
        for at in range(here.count - 1):
            length = here.letters(at, 2)
            for other in range(there.count):
                if there.lengths[there.alone[other]] == length:
                    if "".join(here.taken(at, 2)) == <str>there.words[there.alone[other]]:
                        return self._join(here, at, 2, there, other, 1, meetings, rules, initial,
                                          joined)
        for at in range(there.count - 1):
            length = there.letters(at, 2)
            for other in range(here.count):
                if here.lengths[here.alone[other]] == length:
                    if "".join(there.taken(at, 2)) == <str>here.words[here.alone[other]]:
                        return self._join(here, other, 1, there, at, 2, meetings, rules, initial,
                                          joined)
        return False

    cdef void _alike(self, _Side here, _Side there, list meetings, rules):
        cdef int at, other, i, j
        cdef double value, weight
        cdef list likes = []
        version, without = rules
        for at in range(here.count):
            i = here.alone[at]
            for other in range(there.count):
                j = there.alone[other]
                told, rule = self.likeness(here.words[i], there.words[j], version, without)
                value = told
                if value >= self.least:
                    weight = (<double>here.weights[i] + <double>there.weights[j]) / 2
                    likes.append((-value * weight, i, j, told, rule, weight))
        if len(likes) > 1:
            likes.sort()
        for _, i, j, told, rule, pair in likes:
            at, other = _place(here, i), _place(there, j)
            if at >= 0 and other >= 0:
                here.drop(at, 1)
                there.drop(other, 1)
                meetings.append(
                    self.meeting((here.words[i],), (there.words[j],), pair, told, rule)
                )

    cdef bint _spaced(self, _Side here, _Side there, list meetings, rules, double initial,
                      double joined) except -1:
        """Words that were joined, split, or whose space moved: all that is left, then by two."""
        cdef int at, other
        if here.count == 1 and there.count == 1:
            return False
        if self._join(here, 0, here.count, there, 0, there.count, meetings, rules, initial, joined):
            return True
        if len(meetings) == 0 or min(here.count, there.count) > 2:
            return False
        for at in range(here.count - 1):
            for other in range(there.count):
                if self._join(here, at, 2, there, other, 1, meetings, rules, initial, joined):
                    return True
        for at in range(there.count - 1):
            for other in range(here.count):
                if self._join(here, other, 1, there, at, 2, meetings, rules, initial, joined):
                    return True
        return False

    cdef bint _join(self, _Side here, int start, int size, _Side there, int other_start,
                    int other_size, list meetings, rules, double initial,
                    double joined) except -1:
        cdef int length = here.letters(start, size), other = there.letters(other_start, other_size)
        cdef tuple words, others
        cdef str one, two
        cdef double value, weight
        if length != other_size and other != size and not (
            length > 3 and other > 3 and -4 < length - other < 4
            and _ends_agree(here, start, size, there, other_start, other_size)
        ):
            return False
        words, others = here.taken(start, size), there.taken(other_start, other_size)
        one, two = "".join(words), "".join(others)
        if size == 1 and size <= other_size:
            told = here.weight(start, 1) >= self.least_initials and _initials(one, others)
        elif other_size == 1 and other_size < size:
            told = there.weight(other_start, 1) >= self.least_initials and _initials(two, words)
        else:
            told = False
        if told:
            meetings.append(
                self.meeting(words, others, min(max(size, other_size), 2) / 2.0, initial, "initial")
            )
            here.drop(start, size)
            there.drop(other_start, other_size)
            return True
        if length < 4 or other < 4 or not -4 < length - other < 4:
            return False
        rule = "joined"
        value = 1.0
        if one != two:
            version, without = rules
            value, rule = self.likeness(one, two, version, without)
        if value < self.least_joined or (len(meetings) == 0 and rule == "Korean sounds"):
            return False
        weight = (here.weight(start, size) + there.weight(other_start, other_size)) / 2
        meetings.append(self.meeting(words, others, weight, value * joined, rule))
        here.drop(start, size)
        there.drop(other_start, other_size)
        return True


cdef int _place(_Side side, int word) noexcept:
    cdef int at
    for at in range(side.count):
        if side.alone[at] == word:
            return at
    return -1


cdef bint _ends_agree(_Side here, int start, int size, _Side there, int other, int others):
    cdef str one = here.words[here.alone[start]], two = there.words[there.alone[other]]
    if one[0] == two[0]:
        return True
    one = here.words[here.alone[start + size - 1]]
    two = there.words[there.alone[other + others - 1]]
    return one[len(one) - 1] == two[len(two) - 1]


cdef bint _initials(str short, tuple full):
    cdef int at
    cdef str word
    if len(short) != len(full):
        return False
    for at in range(len(full)):
        word = full[at]
        if word[0] != short[at]:
            return False
    return True
