# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
# cython: initializedcheck=False
"""The walks of the index of names, compiled.

Each does what the Python of the same name in `keys` and `postings` does, number for number. The
file of an index is checked as a whole when it is opened, so no walk leaves its arrays.
"""

from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport calloc, free

from tidewaiter.names._osa cimport Pattern, osa, set_pattern

cdef extern from *:
    """
    #define popcount __builtin_popcountll
    #define prefetch(place) __builtin_prefetch(place)
    """
    int popcount(uint64_t bits) nogil
    void prefetch(const void* place) nogil


cdef enum:
    WHOLE = 1  # sorts of keys; see `keys`
    START = 3
    END = 4
    MOST_KEYS = 16
    TWO_EDITS = 8  # letters; see `keys`
    MOST_CARDS = 50000  # words that are remembered
    SIZES = 5  # see `postings`
    ACRONYM = 31  # sorts of keys; see `index`
    IN_FULL = 32
    SHORTEST = 3  # letters of an acronym; see `acronyms`
    LONGEST = 8


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


cdef class Near:
    """Words by number, and how like each is at most; see `vocabulary.Near`."""

    cdef Py_ssize_t size
    cdef uint32_t* numbers
    cdef double* likes

    def __cinit__(self, dict near):
        cdef Py_ssize_t at = 0
        self.size = len(near)
        self.likes = <double*>calloc(self.size + 1, sizeof(double) + sizeof(uint32_t))
        if self.likes == NULL:
            raise MemoryError
        self.numbers = <uint32_t*>(self.likes + self.size)
        for number, like in near.items():
            self.numbers[at], self.likes[at] = number, like
            at += 1

    def __dealloc__(self):
        free(self.likes)


cdef class Card:
    """A word asked for: what it is like, and, in the bits of each kind, what is known of it."""

    cdef Near near
    cdef double[8] weights  # what it tells; -1 where some rule changes it
    cdef unsigned int weighed, paired  # whether that is known; whether its pairs are
    cdef unsigned int pairs  # whether there are any


cdef class Names:
    """See `postings.Names`; holds room to note what each listed word meets."""

    cdef const uint32_t[::1] starts
    cdef const uint64_t[::1] words
    cdef Meeting* met
    cdef uint64_t* is_met  # a bit for each listed word
    cdef uint32_t* seen  # the walk in which each name was last looked at
    cdef uint32_t walk
    cdef dict cards
    cdef object measure

    def __cinit__(self, flat, uint32_t vocabulary, measure):
        self.cards, self.measure = {}, measure
        self.starts, self.words = flat["starts"], flat["words"]
        self.met = <Meeting*>calloc(vocabulary + 1, sizeof(Meeting))
        self.is_met = <uint64_t*>calloc((vocabulary >> 6) + 1, sizeof(uint64_t))
        self.seen = <uint32_t*>calloc(len(self.starts), sizeof(uint32_t))
        if self.met == NULL or self.is_met == NULL or self.seen == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.met)
        free(self.is_met)
        free(self.seen)

    cdef Card card(self, str word):
        cdef Card card = self.cards.get(word)
        if card is None:
            near = Near(self.measure(word))
            card = Card.__new__(Card)
            card.near = near
            if len(self.cards) >= MOST_CARDS:
                self.cards.clear()
            self.cards[word] = card
        return card

    cdef void note(self, int at, Near near, double weight) noexcept:
        """What the words listed under those numbers meet: the word asked for at that place."""
        cdef Meeting* meeting
        cdef Py_ssize_t each
        cdef uint32_t number
        cdef double like
        for each in range(near.size):
            number = near.numbers[each]
            meeting = self.met + number
            like = near.likes[each]
            if not self.is_met[number >> 6] >> (number & 63) & 1:
                self.is_met[number >> 6] |= <uint64_t>1 << (number & 63)
                meeting.bits = 0
                meeting.like = -1.0
            if like > meeting.like or (like == meeting.like and weight > meeting.told):
                meeting.like = like
                meeting.told = weight
            meeting.bits |= <uint64_t>1 << at

    cdef void forget(self, Near near) noexcept:
        cdef Py_ssize_t each
        for each in range(near.size):
            self.is_met[near.numbers[each] >> 6] = 0

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

    cdef const uint32_t[::1] starts, rows, pair_starts
    cdef const uint64_t[::1] pairs
    cdef Names names
    cdef object single, pair
    cdef dict singles_before, pairs_before
    cdef unsigned int bit  # of the kind
    cdef int kind
    cdef frozenset habit
    cdef double apart, alone, added, borne, several, needed, slack, tells

    def __init__(self, int kind, Names names, singles, pairs, flat, bounds, double slack,
                 double tells):
        self.kind, self.bit = kind, 1 << kind
        self.starts, self.rows = flat["starts"], flat["rows"]
        self.pair_starts, self.pairs = pairs.starts, pairs.rows
        self.names = names
        self.single, self.singles_before = singles.like, singles.met_before
        self.pair, self.pairs_before = pairs.texts.like, pairs.texts.met_before
        self.apart, self.alone, self.added = bounds.apart, bounds.alone, bounds.added
        self.borne, self.several, self.slack = bounds.borne, bounds.several, slack
        self.needed, self.habit, self.tells = bounds.needed, bounds.habit, tells

    def likely(self, tuple words, tuple weights, double at_least):
        cdef list cards = []
        cdef double[64] told
        cdef int at
        if len(words) > 64:
            raise ValueError("a name of too many words")
        for at in range(len(words)):
            cards.append(self.names.card(words[at]))
            told[at] = weights[at]
        return self.walk(words, cards, told, at_least)

    cdef dict walk(self, tuple words, list cards, double* weights, double at_least):
        cdef dict found = {}
        cdef list near = []
        cdef Card card
        cdef Near met
        cdef double weight, total = 0.0
        cdef uint64_t needed = 0, initials = 0
        cdef int at, count = len(words)
        cdef str word
        try:
            for at in range(count):
                word, weight, card = words[at], weights[at], cards[at]
                near.append(card.near)
                total += weight
                self.names.note(at, card.near, weight)
                if weight >= self.needed and not word.isdigit() and word not in self.habit:
                    needed |= <uint64_t>1 << at
                if len(word) == 1:
                    initials |= <uint64_t>1 << at
            self._walk(near, found, needed, initials, total, at_least)
            self._singles(words, weights, found, needed, initials, total, at_least)
            self._pairs(words, cards, weights, found, needed, initials, total, at_least)
        finally:
            for met in near:
                self.names.forget(met)
        return found

    cdef int _singles(self, tuple words, double* weights, dict found, uint64_t needed,
                      uint64_t initials, double total, double at_least) except -1:
        """Names with a word that two neighbouring ones may be as one; see `spaced.neighbours`."""
        cdef int at, last = -1
        cdef double weight
        for at in range(len(words)):
            weight = weights[at]
            if last >= 0 and (weight >= self.tells or last == at - 1):
                text = <str>words[last] + <str>words[at]
                listed = self.singles_before.get(text)
                for number, like in self.single(text) if listed is None else listed:
                    self._single(number, like, <uint64_t>1 << last | <uint64_t>1 << at,
                                 weights[last] + weight, found, needed, initials, total,
                                 at_least)
            if weight >= self.tells:
                last = at
        return 0

    cdef int _single(self, uint64_t number, double like, uint64_t bits, double told, dict found,
                     uint64_t needed, uint64_t initials, double total, double at_least) except -1:
        cdef Meeting over
        cdef uint32_t row, at, first
        over.bits, over.told, over.like = bits, told, like
        for at in range(self.starts[number * SIZES], self.starts[(number + 1) * SIZES]):
            row = self.rows[at]
            first = self.names.starts[row]
            while self.names.words[first] >> 11 != number:
                first += 1
            self._put(found, row, self._bound(row, 0, 0, needed, initials, total, &over,
                                              first, first), at_least)
        return 0

    cdef int _pairs(self, tuple words, list cards, double* weights, dict found, uint64_t needed,
                    uint64_t initials, double total, double at_least) except -1:
        """Names with two neighbouring words that one may be; what they meet put in their place."""
        cdef Meeting over
        cdef uint64_t packed, number
        cdef uint32_t row, first
        cdef int at, place
        cdef Card card
        for at in range(len(words)):
            card = cards[at]
            if weights[at] < self.tells or card.paired & ~card.pairs & self.bit:
                continue
            listed = self.pairs_before.get(words[at])
            if listed is None:
                listed = self.pair(words[at])
            card.paired |= self.bit
            if len(listed) > 0:
                card.pairs |= self.bit
            for number, like in listed:
                over.bits, over.told, over.like = <uint64_t>1 << at, weights[at] / 2, like
                for place in range(self.pair_starts[number], self.pair_starts[number + 1]):
                    packed = self.pairs[place]
                    row = packed >> 16
                    first = self.names.starts[row]
                    self._put(found, row,
                              self._bound(row, 0, 0, needed, initials, total, &over,
                                          first + (packed >> 8 & 255), first + (packed & 255)),
                              at_least)
        return 0

    cdef void _put(self, dict found, uint32_t row, double bound, double at_least):
        cdef object known
        if bound >= at_least:
            known = found.get(row)
            if known is None or bound > <double>known:
                found[row] = bound

    cdef void _walk(self, list near, dict found, uint64_t needed, uint64_t initials,
                    double total, double at_least):
        """Names of each number of needed words, where they share enough of them."""
        cdef int count = popcount(needed), unsure = popcount(needed & initials)
        cdef int size, most = min(count, SIZES - 1)
        if at_least <= max(self.apart, self.alone) + self.slack:
            self._reach(near, 1, SIZES - 1, 1, found, needed, initials, total, at_least)
        elif count == 1:
            self._reach(near, 1, 1, 1, found, needed, initials, total, at_least)
        elif count > 1:
            for size in range(2, most):
                self._reach(near, size, size, max(1, size - unsure), found,
                            needed, initials, total, at_least)
            self._reach(near, most, SIZES - 1, max(1, most - unsure), found,
                        needed, initials, total, at_least)

    cdef void _reach(self, list near, uint32_t smallest, uint32_t most, int least, dict found,
                     uint64_t needed, uint64_t initials, double total, double at_least):
        """Names of those sizes: of the words that all must share some, the rarest lead to them."""
        cdef uint64_t[64] counts
        cdef int[64] places
        cdef int many = 0, at, place, other
        cdef uint64_t count, known = needed & ~initials
        cdef Py_ssize_t each
        cdef Near numbers
        cdef uint32_t base, row, begin, end, walk
        cdef double bound
        for at in range(len(near)):
            if not known >> at & 1:
                continue
            numbers = near[at]
            count = 0
            for each in range(numbers.size):
                base = numbers.numbers[each] * SIZES
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
            numbers = near[places[place]]
            for each in range(numbers.size):
                base = numbers.numbers[each] * SIZES
                begin, end = self.starts[base + smallest], self.starts[base + most + 1]
                for other in range(begin, end):
                    row = self.rows[other]
                    if self.names.seen[row] == walk:
                        continue
                    self.names.seen[row] = walk
                    bound = self._bound(row, known, least, needed, initials, total, NULL, 0, 0)
                    if bound >= at_least:
                        found[row] = bound

    cdef double _bound(self, uint32_t row, uint64_t known, int least, uint64_t needed,
                       uint64_t seen, double total, Meeting* over, uint32_t one,
                       uint32_t two) noexcept:
        """See `postings.Postings._bound`; -1 where too few of the words are shared.

        What the words at places `one` and `two` meet is said by `over`, where there is that.
        """
        cdef double matched = 0.0, quality = 0.0, other = 0.0, weight
        cdef int missing = -popcount(seen), has = 0, unmet
        cdef uint64_t word, met = 0
        cdef Meeting* meeting
        cdef uint32_t at, number
        for at in range(self.names.starts[row], self.names.starts[row + 1]):
            word = self.names.words[at]
            weight = (word >> 1 & 1023) / 1000.0
            other += weight
            has += word & 1
            number = word >> 11
            if over != NULL and (at == one or at == two):
                meeting = over
            elif self.names.is_met[number >> 6] >> (number & 63) & 1:
                meeting = self.names.met + number
            else:
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


cdef class Spellings:
    """See `vocabulary.Spellings` and `index._Kind`: names without spaces, and of which rows."""

    cdef Keys keys
    cdef list texts
    cdef const uint32_t[::1] starts, rows
    cdef double least
    cdef int shortest

    def __init__(self, list texts, Keys keys, starts, rows, double least, int shortest):
        self.texts, self.keys, self.shortest = texts, keys, shortest
        self.starts, self.rows, self.least = starts, rows, least

    cpdef set rows_of(self, str text):
        """The rows of the names spelled nearly alike; None where that is left to Python."""
        cdef Pattern asked
        cdef set found = set()
        cdef bytes data
        cdef uint32_t[MOST_KEYS] keys
        cdef int count, at
        cdef Py_ssize_t length = len(text)
        if not text.isascii() or length < self.shortest or not set_pattern(&asked, text):
            return None
        data = text.encode()
        count = self._pieces(data, length, keys)
        for at in range(count):
            prefetch(&self.keys.starts[keys[at] >> self.keys.shift])
        for at in range(count):
            prefetch(&self.keys.hashes[self.keys.starts[keys[at] >> self.keys.shift]])
        for at in range(count):
            self._near(keys[at], &asked, found)
        return found

    cdef int _pieces(self, const unsigned char* letters, Py_ssize_t length,
                     uint32_t* keys) noexcept:
        """The keys of the text and of what of it may be untouched; see `keys.ends`."""
        cdef int count = 1, reach = min(3, <int>(length * (1 - self.least) + 0.5))
        cdef Py_ssize_t other, size
        keys[0] = _crc(letters, length, _seed(WHOLE))
        if length < TWO_EDITS:
            return count
        for other in range(max(TWO_EDITS, length - reach), length + reach + 1):
            size = other // 2 if other < 17 else other // 3
            keys[count] = _crc(letters, size, _seed(START + 8 * other))
            keys[count + 1] = _crc(letters + length - size, size, _seed(END + 8 * other))
            count += 2
        return count

    cdef int _near(self, uint32_t key, Pattern* asked, set found) except -1:
        """Those under the key that are alike enough."""
        cdef uint32_t bucket = key >> self.keys.shift, at, number, row
        cdef Py_ssize_t longer
        cdef str text
        for at in range(self.keys.starts[bucket], self.keys.starts[bucket + 1]):
            if self.keys.hashes[at] != key:
                continue
            number = self.keys.values[at]
            text = self.texts[number]
            longer = max(len(text), asked.length)
            if 1.0 - osa(asked, text) / <double>longer < self.least:
                continue
            for row in range(self.starts[number], self.starts[number + 1]):
                found.add(self.rows[row])
        return 0


cpdef set shortened(Keys keys, tuple words, bint of_a_firm):
    """See `index._Kind`: what stands under a firm's short words, and under its acronyms."""
    cdef set found = set()
    cdef unsigned char[16] letters
    cdef bytes data
    cdef str word
    cdef int at, count = 0
    for word in words:
        if SHORTEST <= len(word) <= LONGEST:
            data = word.encode()
            keys._add(_crc(data, len(data), _seed(IN_FULL)), found)
    if not of_a_firm:
        return found
    for word in words[:LONGEST]:
        letters[count] = <unsigned char>word[0]
        count += 1
    for at in range(SHORTEST, count + 1):
        keys._add(_crc(letters, at, _seed(ACRONYM)), found)
    return found


cdef class Kind:
    """See `index._Kind`: the names of one kind, found by a plain name in one call.

    Args:
        postings: The names by their words.
        spellings: The names without spaces.
        readings: Where acronyms are kept; None of a kind that has none.
        families: Words that one of which at an end has a name read; empty where none is.
        weights: What each plain word tells; None for one that some rule changes.
    """

    cdef Postings postings
    cdef Spellings spellings
    cdef Keys readings
    cdef object families, weights

    def __init__(self, Postings postings, Spellings spellings, readings, families, weights):
        self.postings, self.spellings, self.readings = postings, spellings, readings
        self.families, self.weights = families, weights

    def likely(self, str folded, double at_least):
        """As there, by a folded name; None where it is not plain."""
        cdef tuple words = tuple(folded.split())
        cdef list cards = []
        cdef double[24] told
        cdef double weight
        cdef Card card
        cdef dict found
        cdef set alike
        cdef bint of_a_firm = False, serves = False
        cdef int at
        if not 0 < len(words) <= 24:
            return None
        if words[0] in self.families or words[len(words) - 1] in self.families:
            return None
        for at in range(len(words)):
            card = self.postings.names.card(words[at])
            weight = self._weight(words[at], card)
            if weight < 0:
                return None
            serves = serves or weight < self.postings.tells
            of_a_firm = of_a_firm or weight < 1
            told[at] = weight
            cards.append(card)
        alike = self.spellings.rows_of("".join(words))
        if alike is None:
            return None
        found = self.postings.walk(words, cards, told, at_least)
        if serves and self.readings is None:
            self._join(words, told, found, at_least)
        for row in alike:
            found[row] = 1.0
        if self.readings is not None:
            for row in shortened(self.readings, words, of_a_firm):
                found[row] = 1.0
        return found

    cdef int _join(self, tuple words, double* told, dict found, double at_least) except -1:
        """Add those with the words of a person that are part of the next one joined to it."""
        cdef list joined = []
        cdef double[24] ones
        cdef str held = ""
        cdef int at, count = len(words)
        for at in range(count):
            held += <str>words[at]
            if told[at] >= self.postings.tells or len(<str>words[at]) == 1 or at == count - 1:
                ones[len(joined)] = 1.0
                joined.append(held)
                held = ""
        if len(joined) == count:
            return 0
        cards = [self.postings.names.card(word) for word in joined]
        for row, bound in self.postings.walk(tuple(joined), cards, ones, at_least).items():
            self.postings._put(found, row, bound, at_least)
        return 0

    cdef double _weight(self, str word, Card card) except -2:
        """What the word tells in names of this kind; -1 where some rule changes it."""
        if not card.weighed & self.postings.bit:
            weight = self.weights[word]
            card.weights[self.postings.kind] = -1.0 if weight is None else weight
            card.weighed |= self.postings.bit
        return card.weights[self.postings.kind]
