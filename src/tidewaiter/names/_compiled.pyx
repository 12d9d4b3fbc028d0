# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
# cython: initializedcheck=False
"""The walks of the index of names, compiled.

Each does what the Python of the same name in `keys` and `postings` does, number for number. The
file of an index is checked as a whole when it is opened, so no walk leaves its arrays.
"""

from cpython cimport array
from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport calloc, free

cdef extern from *:
    """
    #define popcount __builtin_popcountll
    """
    int popcount(uint64_t bits) nogil


cdef enum:
    WHOLE = 1  # the sort of a key of a whole text
    SIZES = 5  # see `postings`


cdef uint32_t[256] _crc_table


cdef void _fill():
    cdef uint32_t at, crc
    cdef int bit
    for at in range(256):
        crc = at
        for bit in range(8):
            crc = (crc >> 1) ^ (0xEDB88320u if crc & 1 else 0)
        _crc_table[at] = crc


_fill()


cdef inline uint32_t _crc(const unsigned char* data, Py_ssize_t size, uint32_t seed) noexcept:
    """As `zlib.crc32`."""
    cdef uint32_t crc = ~seed
    cdef Py_ssize_t at
    for at in range(size):
        crc = _crc_table[(crc ^ data[at]) & 0xFF] ^ (crc >> 8)
    return ~crc


cdef inline uint32_t _seed(uint32_t sort) noexcept:
    return sort * <uint32_t>0x9E3779B1


def deletions(bytes data, int width, int sort):
    """See `keys._deletions`."""
    cdef const unsigned char* letters = data
    cdef Py_ssize_t size = len(data), end
    cdef uint32_t seed = _seed(sort)
    cdef list found = []
    for end in range(width, size + 1, width):
        found.append(_crc(letters + end, size - end, seed))
        seed = _crc(letters + end - width, width, seed)
    found.append(seed)
    return found


cdef class Keys:
    """See `keys.Keys` and `keys.MarkedKeys`."""

    cdef const uint32_t[::1] starts, hashes, values
    cdef const uint64_t[::1] marks
    cdef int shift

    def __init__(self, flat, bint marked=False):
        self.starts, self.hashes, self.values = flat["starts"], flat["hashes"], flat["values"]
        if marked:
            self.marks = flat["marks"]
        self.shift = 32 - (len(self.starts) - 1).bit_length() + 1

    def find(self, hashes):
        cdef set found = set()
        for each in hashes:
            self._add(each, found)
        return found

    def find_pieces(self, str text, tuple ends):
        """Numbers under the key of a plain text, and under those of its ends; see `keys`."""
        cdef bytes data = text.encode()
        cdef const unsigned char* letters = data
        cdef Py_ssize_t size, length = len(data)
        cdef set found = set()
        self._add(_crc(letters, length, _seed(WHOLE)), found)
        for piece, start, end in ends:
            size = piece
            self._add(_crc(letters, size, start), found)
            self._add(_crc(letters + length - size, size, end), found)
        return found

    cdef void _add(self, uint32_t key, set found):
        cdef uint32_t bucket = key >> self.shift, at
        for at in range(self.starts[bucket], self.starts[bucket + 1]):
            if self.hashes[at] == key:
                found.add(self.values[at])

    def find_marked(self, asked):
        cdef uint32_t key, bucket, at
        cdef uint64_t mark, met
        cdef set found = set()
        for each, marks in asked:
            key = each
            mark = marks
            bucket = key >> self.shift
            for at in range(self.starts[bucket], self.starts[bucket + 1]):
                if self.hashes[at] == key:
                    met = self.marks[at] & mark
                    if <uint32_t>met != 0 and met >> 32 != 0:
                        found.add(self.values[at])
        return found


cdef struct Meeting:
    double like
    double told
    uint64_t bits


cdef class Names:
    """See `postings.Names`; holds room to note what each listed word meets."""

    cdef const uint32_t[::1] starts
    cdef const uint64_t[::1] words
    cdef Meeting* met
    cdef uint32_t* seen  # the walk in which each name was last looked at
    cdef uint32_t walk

    def __cinit__(self, flat, uint32_t vocabulary):
        self.starts, self.words = flat["starts"], flat["words"]
        self.met = <Meeting*>calloc(vocabulary + 1, sizeof(Meeting))
        self.seen = <uint32_t*>calloc(len(self.starts), sizeof(uint32_t))
        if self.met == NULL or self.seen == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.met)
        free(self.seen)

    cdef void note(self, int at, array.array numbers, array.array likes, double weight) noexcept:
        """What the words listed under those numbers meet: the word asked for at that place."""
        cdef Meeting* meeting
        cdef Py_ssize_t each
        cdef double like
        for each in range(len(numbers)):
            meeting = self.met + numbers.data.as_uints[each]
            like = likes.data.as_doubles[each]
            if meeting.bits == 0 or like > meeting.like or (
                like == meeting.like and weight > meeting.told
            ):
                meeting.like = like
                meeting.told = weight
            meeting.bits |= <uint64_t>1 << at

    cdef void forget(self, array.array numbers) noexcept:
        cdef Py_ssize_t each
        for each in range(len(numbers)):
            self.met[numbers.data.as_uints[each]].bits = 0

    cdef uint32_t begin(self) noexcept:
        """A new walk: no name has been looked at."""
        cdef Py_ssize_t row
        self.walk += 1
        if self.walk == 0:
            for row in range(self.starts.shape[0]):
                self.seen[row] = 0
            self.walk = 1
        return self.walk


cdef class Postings:
    """See `postings.Postings`."""

    cdef const uint32_t[::1] starts, rows
    cdef Names names
    cdef object vocabulary
    cdef dict met_before
    cdef frozenset habit
    cdef double apart, alone, added, borne, several, needed, slack

    def __init__(self, Names names, vocabulary, flat, bounds, double slack):
        self.starts, self.rows = flat["starts"], flat["rows"]
        self.names, self.vocabulary = names, vocabulary
        self.met_before = vocabulary.met_before
        self.apart, self.alone, self.added = bounds.apart, bounds.alone, bounds.added
        self.borne, self.several, self.slack = bounds.borne, bounds.several, slack
        self.needed, self.habit = bounds.needed, bounds.habit

    def likely(self, tuple words, tuple weights, double at_least):
        cdef dict found = {}
        cdef list near = []
        cdef double weight, total = 0.0
        cdef uint64_t needed = 0, initials = 0
        cdef int at, size, most, count = len(words), unsure
        cdef str word
        if count > 64:
            raise ValueError("a name of too many words")
        for at in range(count):
            word = words[at]
            pair = self.met_before.get(word)
            near.append(self.vocabulary.near(word) if pair is None else pair)
        for at in range(count):
            word, weight, pair = words[at], weights[at], near[at]
            total += weight
            self.names.note(at, pair[0], pair[1], weight)
            if weight >= self.needed and not word.isdigit() and word not in self.habit:
                needed |= <uint64_t>1 << at
            if len(word) == 1:
                initials |= <uint64_t>1 << at
        count = popcount(needed)
        unsure = popcount(needed & initials)
        if at_least <= max(self.apart, self.alone) + self.slack:
            self._reach(near, 1, SIZES - 1, 1, found, needed, initials, total, at_least)
        elif count == 1:
            self._reach(near, 1, 1, 1, found, needed, initials, total, at_least)
        elif count > 1:
            most = min(count, SIZES - 1)
            for size in range(2, most):
                self._reach(near, size, size, max(1, size - unsure), found,
                            needed, initials, total, at_least)
            self._reach(near, most, SIZES - 1, max(1, most - unsure), found,
                        needed, initials, total, at_least)
        for pair in near:
            self.names.forget(pair[0])
        return found

    cdef void _reach(self, list near, uint32_t smallest, uint32_t most, int least, dict found,
                     uint64_t needed, uint64_t initials, double total, double at_least):
        """Names of those sizes: of the words that all must share some, the rarest lead to them."""
        cdef uint64_t[64] counts
        cdef int[64] places
        cdef int many = 0, at, place, other
        cdef uint64_t count, known = needed & ~initials
        cdef Py_ssize_t each
        cdef array.array numbers
        cdef uint32_t base, row, begin, end, walk
        cdef double bound
        for at in range(len(near)):
            if not known >> at & 1:
                continue
            numbers = near[at][0]
            count = 0
            for each in range(len(numbers)):
                base = numbers.data.as_uints[each] * SIZES
                count += self.starts[base + most + 1] - self.starts[base + smallest]
            place = many
            while place > 0 and counts[place - 1] > count:
                counts[place] = counts[place - 1]
                places[place] = places[place - 1]
                place -= 1
            counts[place] = count
            places[place] = at
            many += 1
        walk = self.names.begin()
        for place in range(many - least + 1):
            numbers = near[places[place]][0]
            for each in range(len(numbers)):
                base = numbers.data.as_uints[each] * SIZES
                begin, end = self.starts[base + smallest], self.starts[base + most + 1]
                for other in range(begin, end):
                    row = self.rows[other]
                    if self.names.seen[row] == walk:
                        continue
                    self.names.seen[row] = walk
                    bound = self._bound(row, known, least, needed, initials, total)
                    if bound >= at_least:
                        found[row] = bound

    cdef double _bound(self, uint32_t row, uint64_t known, int least, uint64_t needed,
                       uint64_t seen, double total) noexcept:
        """See `postings.Postings._bound`; -1 where too few of the words are shared."""
        cdef double matched = 0.0, quality = 0.0, other = 0.0, weight
        cdef int missing = -popcount(seen), has = 0, unmet
        cdef uint64_t word, met = 0
        cdef Meeting* meeting
        cdef uint32_t at
        for at in range(self.names.starts[row], self.names.starts[row + 1]):
            word = self.names.words[at]
            weight = (word >> 1 & 1023) / 1000.0
            other += weight
            has += word & 1
            meeting = self.names.met + (word >> 11)
            if meeting.bits == 0:
                missing += word & 1
                continue
            met |= meeting.bits
            matched += meeting.told + weight
            quality += meeting.like * (meeting.told + weight)
        if popcount(met & known) < least:
            return -1.0
        seen |= met
        unmet = popcount(needed & ~seen)
        if matched == 0:
            return 0.0
        if missing < 0:
            missing = 0
        if unmet > 0 and missing > 0:
            return min(self.apart, quality / (total + other)) + self.slack
        if unmet + missing > 0 and (has == 1 or popcount(needed) == 1):
            return self.alone + self.slack
        weight = matched / 2 - self.several
        if weight < 0:
            weight = 0.0
        weight = 1 + self.borne * weight
        return min(1.0, quality / matched - self.added * (unmet + missing) / weight + self.slack)


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
