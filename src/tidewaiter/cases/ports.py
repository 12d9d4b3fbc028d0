"""Are two ports the same, as far as codes and known names tell?"""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Annotated

import msgspec

from tidewaiter.cargo.table.places import Places
from tidewaiter.codes import fold_name
from tidewaiter.model import Record


class Harbour(Record, frozen=True, forbid_unknown_fields=True):
    """A port by its UN/LOCODEs and the names it is written with."""

    codes: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    names: tuple[str, ...] = ()


@cache
def _places() -> Places:
    return Places.load()


@lru_cache(maxsize=4096)
def key_of(text: str) -> str:
    """A port as written, in one spelling: its UN/LOCODE, or its name in small plain letters.

    >>> key_of("kr pus"), key_of("Busan, New-Port")
    ('KRPUS', 'busan new port')
    """
    code, name = _places().split(text)
    return code or fold_name(name)


class Ports:
    """The ports that are known by both code and name."""

    def __init__(self, known: Iterable[Harbour]) -> None:
        self._known: dict[str, str] = {}
        for harbour in known:
            first = key_of(harbour.codes[0])
            for text in (*harbour.codes, *harbour.names):
                self._known.setdefault(key_of(text), first)
        self._firsts = frozenset(self._known.values())
        self._told: dict[tuple[str, str], bool | None] = {}

    def resolve(self, text: str) -> str:
        """The key of the port, that of its first code where it is known."""
        key = key_of(text)
        return self._known.get(key, key)

    def spellings(self, text: str) -> tuple[str, ...]:
        """Every key that stands for this port."""
        wanted = self.resolve(text)
        return tuple(sorted({wanted, *(key for key, to in self._known.items() if to == wanted)}))

    def known(self, text: str) -> str:
        """The key of a port that a code or one of the known names names; else empty."""
        key = self.resolve(text)
        return key if self._is_certain(key) else ""

    def same(self, first: str, second: str) -> bool | None:
        """True or False where it can be told, None where a name is not known.

        Two codes of unknown ports are two ports; a name nobody has told of may be any.
        """
        if (first, second) not in self._told:
            self._told[first, second] = self._compare(self.resolve(first), self.resolve(second))
        return self._told[first, second]

    def _compare(self, one: str, two: str) -> bool | None:
        if one == two:
            return None if one == "" else True
        if self._is_certain(one) and self._is_certain(two):
            return False
        return None

    def _is_certain(self, key: str) -> bool:
        return key in self._firsts or _places().is_code(key)
