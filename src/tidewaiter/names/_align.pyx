# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
# cython: initializedcheck=False
"""The words of two names laid beside each other, compiled: number for number as in `align`."""


cimport cython
from libc.stdint cimport uint32_t, uint64_t

from tidewaiter.names._edits cimport Likeness, Word, Words
from tidewaiter.names._osa cimport Pattern, osa, set_pattern

cdef enum:
    MOST = 32  # words of a name


@cython.no_gc
@cython.freelist(16)
cdef class _Side:
    """One of two names laid beside each other: its words, and which of them met nothing yet."""

    cdef list words
    cdef double[32] weights
    cdef int[32] lengths
    cdef int[32] alone
    cdef int size, count
    cdef double total

    cdef int put(self, Word word, double weight) except -1:
        """One word more."""
        if self.size == MOST:
            raise ValueError("a name of too many words")
        self.words.append(word)
        self.weights[self.size] = weight
        self.lengths[self.size] = <int>len(word.text)
        self.total += weight
        self.size += 1
        return 0

    cdef str text(self, int at):
        return (<Word>self.words[at]).text

    cdef void drop(self, int start, int size) noexcept:
        """Take so many words off those alone, from that place on."""
        cdef int at
        self.count -= size
        for at in range(start, self.count):
            self.alone[at] = self.alone[at + size]

    cdef tuple taken(self, int start, int size):
        """So many of the words alone, from that place on."""
        return tuple([self.text(self.alone[at]) for at in range(start, start + size)])

    cdef uint32_t bits(self, int start, int size) noexcept:
        """The places of the same words."""
        cdef int at
        cdef uint32_t found = 0
        for at in range(start, start + size):
            found |= <uint32_t>1 << self.alone[at]
        return found

    cdef tuple at_bits(self, uint32_t bits):
        """The words at those places."""
        return tuple([self.text(at) for at in range(self.size) if bits >> at & 1])

    cdef int letters(self, int start, int size) noexcept:
        cdef int at, found = 0
        for at in range(start, start + size):
            found += self.lengths[self.alone[at]]
        return found

    cdef double weight(self, int start, int size) noexcept:
        cdef int at
        cdef double found = 0.0
        for at in range(start, start + size):
            found += self.weights[self.alone[at]]
        return found


cdef _Side _side(tuple words, tuple weights, Likeness likeness):
    cdef _Side side = _Side.__new__(_Side)
    cdef int at
    side.words = []
    for at in range(len(words)):
        side.put(likeness.word(<str>words[at]), weights[at])
    return side


cdef _Side _again(_Side side):
    """The same words, of which none has met another yet."""
    cdef _Side other = _Side.__new__(_Side)
    cdef int at
    other.words, other.size, other.total = side.words, side.size, side.total
    for at in range(side.size):
        other.weights[at], other.lengths[at] = side.weights[at], side.lengths[at]
    return other


cdef inline bint _is_same(Word one, Word other):
    return one is other or (one.hashed == other.hashed and one.text == other.text)


cdef struct Met:
    uint32_t words, others  # by their places
    double weight, value


@cython.no_gc
@cython.freelist(16)
cdef class _Laid:
    """Two names laid beside each other: what met what, in the order in which it was found."""

    cdef _Side here, there
    cdef Met[32] met
    cdef list rules
    cdef bint korean, consonants  # whether these rules hold
    cdef bint all_same
    cdef int count

    cdef void add(self, uint32_t words, uint32_t others, double weight, double value, str rule):
        cdef Met* met = self.met + self.count
        met.words, met.others, met.weight, met.value = words, others, weight, value
        self.rules.append(rule)
        self.count += 1

    cdef void join(self, int start, int size, int other_start, int other_size, double weight,
                   double value, str rule):
        """Words alone that met others as one."""
        self.add(self.here.bits(start, size), self.there.bits(other_start, other_size), weight,
                 value, rule)
        self.here.drop(start, size)
        self.there.drop(other_start, other_size)


cdef class Aligner:
    """See `align`: the words of two names laid beside each other.

    Args:
        meeting: Makes a meeting of its words, the others, their weight, likeness and rule.
        likeness: How alike two words are.
        least: The likeness of two words that meet.
        least_joined: That of words otherwise spaced.
        least_initials: The weight of a word that may be initials.
        initial: How alike initials are to their words.
        joined: How alike words are that are otherwise spaced.
    """

    cdef object meeting
    cdef Likeness likeness
    cdef double least, least_joined, least_initials, initial, joined

    def __init__(self, meeting, Likeness likeness, double least, double least_joined,
                 double least_initials, double initial, double joined):
        self.meeting, self.likeness = meeting, likeness
        self.least, self.least_joined = least, least_joined
        self.least_initials = least_initials
        self.initial, self.joined = initial, joined

    def align(self, first, second, frozenset without):
        """The meetings, and the places of the words of either that met nothing."""
        cdef _Laid laid = self.lay(first, second, without)
        cdef _Side here = laid.here, there = laid.there
        cdef list meetings = []
        cdef int at
        for at in range(laid.count):
            meetings.append(self.meeting(
                here.at_bits(laid.met[at].words), there.at_bits(laid.met[at].others),
                laid.met[at].weight, laid.met[at].value, laid.rules[at],
            ))
        return (
            meetings,
            [here.alone[at] for at in range(here.count)],
            [there.alone[at] for at in range(there.count)],
        )

    cdef _Laid lay(self, first, second, frozenset without):
        return self.beside(_side(first.words, first.weights, self.likeness),
                           _side(second.words, second.weights, self.likeness),
                           "Korean sounds" not in without, "consonants" not in without)

    cdef _Laid beside(self, _Side here, _Side there, bint korean, bint consonants):
        """The two sides laid beside each other, and whether these rules of likeness hold."""
        cdef _Laid laid = _Laid.__new__(_Laid)
        laid.here, laid.there, laid.rules = here, there, []
        laid.korean, laid.consonants = korean, consonants
        self._equal(laid, here, there)
        if here.count + there.count > 2:
            self._split(laid, here, there)
        if here.count > 0 and there.count > 0:
            self._alike(laid, here, there)
        if here.count > 0 and there.count > 0:
            self._spaced(laid, here, there)
        return laid

    cdef void _equal(self, _Laid laid, _Side here, _Side there):
        cdef int i, j
        cdef bint[32] used
        cdef Word word
        for j in range(there.size):
            used[j] = False
        for i in range(here.size):
            word = here.words[i]
            for j in range(there.size):
                if not used[j] and _is_same(word, <Word>there.words[j]):
                    break
            else:
                here.alone[here.count] = i
                here.count += 1
                continue
            used[j] = True
            laid.add(<uint32_t>1 << i, <uint32_t>1 << j, (here.weights[i] + there.weights[j]) / 2,
                     1.0, "same")
        for j in range(there.size):
            if not used[j]:
                there.alone[there.count] = j
                there.count += 1
        laid.all_same = here.count + there.count == 0

    cdef bint _split(self, _Laid laid, _Side here, _Side there) except -1:
        """A word that the other name writes as two."""
        cdef int at, other, length
        for at in range(here.count - 1):
            length = here.letters(at, 2)
            for other in range(there.count):
                if there.lengths[there.alone[other]] == length:
                    if "".join(here.taken(at, 2)) == there.text(there.alone[other]):
                        return self._join(laid, at, 2, other, 1)
        for at in range(there.count - 1):
            length = there.letters(at, 2)
            for other in range(here.count):
                if here.lengths[here.alone[other]] == length:
                    if "".join(there.taken(at, 2)) == here.text(here.alone[other]):
                        return self._join(laid, other, 1, at, 2)
        return False

    cdef bint _alike(self, _Laid laid, _Side here, _Side there) except -1:
        cdef int at, other, i, j
        cdef double value, weight
        cdef list likes = []
        cdef Word word
        cdef int rule = 0
        for at in range(here.count):
            i = here.alone[at]
            word = here.words[i]
            for other in range(there.count):
                j = there.alone[other]
                value = self.likeness.like(word, <Word>there.words[j], laid.korean,
                                           laid.consonants, &rule)
                if value >= self.least:
                    weight = (here.weights[i] + there.weights[j]) / 2
                    likes.append((-value * weight, i, j, value, self.likeness.rules[rule], weight))
        if len(likes) > 1:
            likes.sort()
        for _, i, j, value, told, weight in likes:
            at, other = _place(here, i), _place(there, j)
            if at >= 0 and other >= 0:
                laid.join(at, 1, other, 1, weight, value, told)
        return True

    cdef bint _spaced(self, _Laid laid, _Side here, _Side there) except -1:
        """Words that were joined, split, or whose space moved: all that is left, then by two."""
        cdef int at, other
        if here.count == 1 and there.count == 1:
            return False
        if self._join(laid, 0, here.count, 0, there.count):
            return True
        if laid.count == 0 or min(here.count, there.count) > 2:
            return False
        for at in range(here.count - 1):
            for other in range(there.count):
                if self._join(laid, at, 2, other, 1):
                    return True
        for at in range(there.count - 1):
            for other in range(here.count):
                if self._join(laid, other, 1, at, 2):
                    return True
        return False

    cdef bint _join(self, _Laid laid, int start, int size, int other_start, int other_size) except -1:
        cdef _Side here = laid.here, there = laid.there
        cdef int length = here.letters(start, size), other = there.letters(other_start, other_size)
        cdef tuple words, others
        cdef str one, two, told = "joined"
        cdef double value = 1.0, weight
        cdef int rule = 0
        cdef bint initials
        if length != other_size and other != size and not (
            length > 3 and other > 3 and -4 < length - other < 4
            and _ends_agree(here, start, size, there, other_start, other_size)
        ):
            return False
        words, others = here.taken(start, size), there.taken(other_start, other_size)
        one, two = "".join(words), "".join(others)
        if size == 1 and size <= other_size:
            initials = here.weight(start, 1) >= self.least_initials and _initials(one, others)
        elif other_size == 1 and other_size < size:
            initials = there.weight(other_start, 1) >= self.least_initials and _initials(two, words)
        else:
            initials = False
        if initials:
            weight = min(max(size, other_size), 2) / 2.0
            laid.join(start, size, other_start, other_size, weight, self.initial, "initial")
            return True
        if length < 4 or other < 4 or not -4 < length - other < 4:
            return False
        if one != two:
            value = self.likeness.like(self.likeness.word(one), self.likeness.word(two),
                                       laid.korean, laid.consonants, &rule)
            told = self.likeness.rules[rule]
        if value < self.least_joined or (laid.count == 0 and told == "Korean sounds"):
            return False
        weight = (here.weight(start, size) + there.weight(other_start, other_size)) / 2
        laid.join(start, size, other_start, other_size, weight, value * self.joined, told)
        return True


cdef int _place(_Side side, int word) noexcept:
    cdef int at
    for at in range(side.count):
        if side.alone[at] == word:
            return at
    return -1


cdef bint _ends_agree(_Side here, int start, int size, _Side there, int other, int others):
    cdef str one = here.text(here.alone[start]), two = there.text(there.alone[other])
    if one[0] == two[0]:
        return True
    one = here.text(here.alone[start + size - 1])
    two = there.text(there.alone[other + others - 1])
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


cdef class Persons:
    """See `persons.compare_persons`: the score of two names of persons by their words.

    Args:
        aligner: Lays their words beside each other.
        rules: The weights of the rules on whole names, by their names.
        tells: The least weight of a word that tells one person from another.
        fathers: How the names of fathers end that a form leaves out.
    """

    cdef Aligner aligner
    cdef double tells, apart, one_word, father, much, added, slip, respelled
    cdef tuple fathers

    def __init__(self, Aligner aligner, dict rules, double tells, tuple fathers):
        self.aligner, self.tells, self.fathers = aligner, tells, fathers
        self.apart, self.one_word = rules["each tells another"], rules["one word"]
        self.added, self.much = rules["added word"], rules["added to much"]
        self.father = rules["added father's name"] / self.added
        self.slip, self.respelled = rules["slip beside an added word"], rules["respelled"]

    def score(self, first, second, frozenset without):
        """The score, not rounded; -1 where no word met another."""
        return self.value(self.aligner.lay(first, second, without))

    cdef double value(self, _Laid laid) except -2:
        cdef double met = 0.0, quality = 0.0, here, there, value, added, cost
        cdef int at
        if laid.count == 0:
            return -1.0
        for at in range(laid.count):
            met += laid.met[at].weight
            quality += laid.met[at].weight * laid.met[at].value
        if met == 0:
            return 0.0
        quality /= met
        here, there = self._alone(laid.here), self._alone(laid.there)
        value = quality * 2 * met / (laid.here.total + laid.there.total)
        if here > 0 and there > 0:
            return min(value, self.apart)
        if here + there > 0 and (self._told(laid.here) == 1 or self._told(laid.there) == 1):
            return min(value, self.one_word)
        if self._only_initials(laid):
            return min(value, self.one_word)
        quality = min(quality, self.respelled)
        added = self._added(laid, laid.here, False) + self._added(laid, laid.there, True)
        if added == 0:
            return quality
        cost = self.added * added / max(0.4, 1 + self.much * (met - 2))
        if self._slipped(laid):
            cost += self.slip
        return max(0.0, quality - cost)

    cdef double _alone(self, _Side side) noexcept:
        """The weight of what tells and met nothing."""
        cdef int at
        cdef double weight, found = 0.0
        for at in range(side.count):
            weight = side.weights[side.alone[at]]
            if weight >= self.tells:
                found += weight
        return found

    cdef int _told(self, _Side side) noexcept:
        cdef int at, found = 0
        for at in range(side.size):
            found += side.weights[at] >= self.tells
        return found

    cdef bint _only_initials(self, _Laid laid):
        cdef int at
        for at in range(laid.count):
            if laid.met[at].weight >= self.tells and <str>laid.rules[at] != "initial":
                return False
        return True

    cdef bint _slipped(self, _Laid laid):
        cdef int at
        for at in range(laid.count):
            if laid.met[at].weight >= self.tells and <str>laid.rules[at] == "slip":
                return True
        return False

    cdef double _added(self, _Laid laid, _Side side, bint other):
        """How much more a name tells by words that met nothing, those said twice left out."""
        cdef int at, place
        cdef uint32_t met = 0
        cdef double found = 0.0
        cdef str word
        if side.count == 0:
            return 0.0
        for at in range(laid.count):
            met |= laid.met[at].others if other else laid.met[at].words
        for at in range(side.count):
            place = side.alone[at]
            word = side.text(place)
            if side.weights[place] < self.tells or _stands(side, met, word):
                continue
            if len(word) == 1 or word.endswith(self.fathers):
                found += self.father
            else:
                found += 0.5 + side.weights[place] / 2
        return found


cdef bint _stands(_Side side, uint32_t places, str word):
    """True where the word stands at one of the places too."""
    cdef int at
    for at in range(side.size):
        if places >> at & 1 and side.text(at) == word:
            return True
    return False


cdef enum:  # signs of a listed name; see `index.signs_of`
    PLAIN = 1
    KOREAN = 2
    ABJAD = 4


cdef class Asked:
    """A plain name of a person asked for: its words, and what is known of it.

    Args:
        words: Its words.
        weights: What each tells.
        korean: Whether it may be read as a Korean name.
        abjad: Whether it is written in a script without vowels.
    """

    cdef tuple words, weights
    cdef bint korean, abjad
    cdef str compact
    cdef _Side side  # laid out once

    def __init__(self, tuple words, tuple weights, bint korean, bint abjad):
        self.words, self.weights, self.korean, self.abjad = words, weights, korean, abjad
        self.compact = "".join(words)


cdef class Listed:
    """Plain names of persons as they lie in an index, scored as `compare.compare_parsed` does.

    Args:
        persons: Scores words laid beside each other.
        words: The words of the index.
        starts: Where the words of each entry start.
        names: Which word each is, and its weight; see `postings.Names`.
        firsts: The entry of each name.
        signs: What is known of each name.
        rules: The weights of the rules on whole names, by their names.
    """

    cdef Persons persons
    cdef Words words
    cdef const uint32_t[::1] starts, firsts
    cdef const uint64_t[::1] names
    cdef const unsigned char[::1] signs
    cdef double exact, spaced, reordered
    cdef Asked turned_of  # the name that these two are of, written backwards
    cdef Pattern turned, each_turned

    def __init__(self, Persons persons, Words words, starts, names, firsts, signs, dict rules):
        self.persons, self.words = persons, words
        self.starts, self.names, self.firsts, self.signs = starts, names, firsts, signs
        self.exact, self.spaced = rules["exact"], rules["spaced"]
        self.reordered = rules["reordered"]

    def score(self, Asked asked, Py_ssize_t number, double at_least):
        """How alike the name is to the one asked for; -2 where this cannot tell."""
        return self._rounded(asked, number, at_least)

    cdef double _rounded(self, Asked asked, Py_ssize_t number, double at_least) except -3:
        cdef double value = self._score(asked, number, at_least)
        return value if value == -2 else round(max(value, 0.0), 3)

    cdef double _score(self, Asked asked, Py_ssize_t number, double at_least) except -3:
        cdef int sign = self.signs[number], at
        cdef _Side here, there
        cdef _Laid laid
        cdef bint other_order = False
        if not sign & PLAIN or len(asked.compact) > 64:
            return -2.0
        there = self._side(self.firsts[number])
        if asked.side is None:
            asked.side = _side(asked.words, asked.weights, self.persons.aligner.likeness)
        here = _again(asked.side)
        if here.size == 0 or there.size == 0:
            return 0.0
        at = self._letters(asked, here, there)
        if at != 0:
            return self.exact if at == 1 else self.spaced if at == 2 else -2.0
        if sign & KOREAN and asked.korean:
            return -2.0
        if self.persons.one_word < at_least and self._is_lone(asked, here, there):
            return -1.0
        laid = self.persons.aligner.beside(here, there, asked.korean or sign & KOREAN,
                                           asked.abjad or sign & ABJAD)
        if here.size > 1 and here.size == there.size and laid.all_same:
            return self.reordered
        return self.persons.value(laid)

    def nearest(self, Asked asked, Py_ssize_t first, Py_ssize_t last):
        """Of some names the first that is most like the one asked for, and how alike.

        How alike is -2 where this cannot tell.
        """
        cdef Py_ssize_t number, best = first
        cdef double value, most = -1.0
        for number in range(first, last):
            value = self._rounded(asked, number, 0.0)
            if value == -2:
                return number, value
            if value > most:
                best, most = number, value
            if most >= 1:
                break
        return best, most

    cdef _Side _side(self, uint32_t entry):
        cdef _Side side = _Side.__new__(_Side)
        cdef uint32_t at
        side.words = []
        for at in range(self.starts[entry], self.starts[entry + 1]):
            side.put(self.words.word(self.names[at] >> 11), (self.names[at] >> 1 & 1023) / 1000.0)
        return side

    cdef int _letters(self, Asked asked, _Side here, _Side there) except -1:
        """1 for the same words, 2 for the same letters, 3 for letters perhaps written backwards."""
        cdef Py_ssize_t length = 0, width = len(asked.compact)
        cdef int at
        cdef str compact
        cdef double least
        for at in range(there.size):
            length += there.lengths[at]
        if not -3 < length - width < 3:
            return 0
        compact = "".join([there.text(at) for at in range(there.size)])
        if compact == asked.compact:
            if here.size != there.size:
                return 2
            for at in range(here.size):
                if not _is_same(<Word>here.words[at], <Word>there.words[at]):
                    return 2
            return 1
        if width < 7:
            return 0
        if self.turned_of is not asked:
            self.turned_of = asked
            set_pattern(&self.turned, asked.compact[::-1])
            set_pattern(&self.each_turned, "".join([word[::-1] for word in asked.words]))
        least = 0.25 * max(length, width) + 1e-9
        if osa(&self.turned, compact) <= least or osa(&self.each_turned, compact) <= least:
            return 3
        return 0

    cdef bint _is_lone(self, Asked asked, _Side here, _Side there):
        """See `persons._is_lone`."""
        cdef _Side lone, full
        cdef Py_ssize_t length = 0, compact = 0, telling = 0
        cdef int at
        if here.size > 1 and there.size > 1:
            return False
        lone, full = (here, there) if here.size == 1 else (there, here)
        if lone.size > 1 or self.persons._told(full) < 2:
            return False
        length = lone.lengths[0]
        if length <= full.size:
            return False
        for at in range(full.size):
            compact += full.lengths[at]
            if full.weights[at] >= self.persons.tells:
                telling += full.lengths[at]
        return length < 4 or compact < 4 or not telling - 4 < length < compact + 4
