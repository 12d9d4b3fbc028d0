# cython: language_level=3

from tidewaiter.names._osa cimport Pattern


cdef class Edits:
    cdef double[128][128] swaps
    cdef double first, doubled, ending, woman, vowel, weak, letter, transposed

    cdef double _gap(self, str word, Py_ssize_t at, Py_ssize_t length) noexcept
    cpdef double cost(self, str word, str other) except -1


cdef class Word:
    cdef readonly str text
    cdef str sounds, bare, korean
    cdef Py_hash_t hashed
    cdef bint without_vowels, wade, number, letters
    cdef object spelled, short, other_sex


cdef class Likeness:
    cdef Edits edits
    cdef dict known, spellings, short_forms, other_sex
    cdef object know, one_name, short_form, romanised_alike, distance
    cdef double[16] weights
    cdef double budget, without_vowels, spelling, floor, least_korean
    cdef double[128][128] sounds
    cdef double[128] gaps
    cdef tuple rules
    cdef int most_known
    cdef Word asked
    cdef Pattern asked_letters, asked_sounds
    cdef bint fits, sounds_fit

    cdef Word word(self, str text)
    cdef Word fill(self, str text, str sounds, str bare, str korean)
    cdef bint _within(self, Word asked, str other, str sounds, int most) except -1
    cdef void ask(self, Word word)
    cdef double like(self, Word one, Word other, bint korean, bint consonants, int* rule) except -1
    cdef double _compare(self, Word one, Word other, bint korean, bint consonants,
                         int* rule) except -1
    cdef double _slipped(self, Word one, Word other, bint near) except -1
    cdef double _similarity(self, str one, str other) except -1


cdef class Words:
    cdef Likeness likeness
    cdef list texts, sounds, bare, korean, met
    cdef const unsigned char[::1] signs

    cdef Word word(self, Py_ssize_t number)
    cdef Word _word(self, Py_ssize_t number)
