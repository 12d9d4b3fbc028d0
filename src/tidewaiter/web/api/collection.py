"""The lists of a day, or some of them, as one collection of entities: found by name, words, id."""

import datetime
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from tidewaiter.codes.country import fold_name
from tidewaiter.lists import LoadedList
from tidewaiter.model import Identifier, Listing, Record, Subject
from tidewaiter.screening import Likeness, Register
from tidewaiter.web.api.entities import EVERY, Entity, entity_of, id_of
from tidewaiter.web.api.problems import NotThere
from tidewaiter.web.office import Office

DEFAULT = "default"
# below this the likeness of names says nothing; the index is not asked for less
LOWEST = 0.6
AMONG = 500


class Scope(Record, frozen=True):
    """Which datasets are asked, on which day."""

    on: datetime.date
    dataset: str = DEFAULT
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """The entities of some datasets, seen on one day."""

    register: Register
    by_id: Mapping[str, Listing]
    held_by: Mapping[str, tuple[str, ...]]
    words: Sequence[str]
    on: datetime.date

    @classmethod
    def of(cls, register: Register, held: Sequence[LoadedList], on: datetime.date) -> Self:
        """Those of a register, made of these lists."""
        held_by: dict[str, tuple[str, ...]] = {}
        for loaded in held:
            for listing in loaded.listings:
                known = held_by.get(id_of(listing), ())
                held_by[id_of(listing)] = tuple(dict.fromkeys((*known, loaded.version.name)))
        by_id = {id_of(listing): listing for listing in register.listings}
        return cls(register, by_id, held_by, [_words(each) for each in register.listings], on)

    def find(self, name: str) -> Listing | None:
        """The listing of that id, if there is one."""
        return self.by_id.get(name)

    def get(self, name: str) -> Listing:
        """The listing of that id.

        Raises:
            NotThere: there is none.
        """
        found = self.find(name)
        if found is None:
            advice = "An id is that of a list and its reference, as un/KPe.054."
            raise NotThere("no such entity", where=name, advice=advice)
        return found

    def entity(self, listing: Listing, *, nested: bool = False) -> Entity:
        """A listing as an entity."""
        return entity_of(listing, self.datasets(listing), self.on, nested=nested)

    def datasets(self, listing: Listing) -> tuple[str, ...]:
        """The datasets that hold a listing."""
        return self.held_by[id_of(listing)]

    def alike(self, subject: Subject, at_least: float, limit: int) -> tuple[Likeness, ...]:
        """The listings the subject may be, the likeliest first, none below `at_least`."""
        found = self.register.find(subject, at_least=max(at_least, LOWEST), limit=limit)
        return tuple(like for like in found if like.weighed.score >= at_least)

    def search(self, text: str) -> list[Listing]:
        """The listings whose number it is, whose name is like it, or whose names
        hold words that begin as its words do.

        All of them where nothing is asked.
        """
        if text.strip() == "":
            return self.register.listings
        numbers = tuple(Identifier(scheme, text) for scheme in _SCHEMES)
        asked = Subject(names=(text,), kinds=EVERY, identifiers=numbers)
        found = {id_of(like.listing): like.listing for like in self.alike(asked, LOWEST, AMONG)}
        words = [f" {word}" for word in fold_name(text).split()]
        for listing, folded in zip(self.register.listings, self.words, strict=True):
            if len(words) > 0 and all(word in folded for word in words):
                found.setdefault(id_of(listing), listing)
        return list(found.values())


_SCHEMES = ("imo", "mmsi", "call_sign", "passport", "national_id", "registration", "tax")
# as many as an office keeps registers
HELD = 4
_made: dict[Register, Collection] = {}
_making = threading.Lock()


def collection(office: Office, scope: Scope) -> Collection:
    """The entities of a scope, made once for each set of lists.

    Raises:
        NotThere: there is no such dataset.
    """
    every = office.lists_on(scope.on)
    names = _names(every, scope)
    register = office.register(scope.on, names)
    with _making:
        found = _made.get(register)
        if found is None:
            held = [loaded for loaded in every if loaded.version.name in names]
            if len(_made) >= HELD:
                _made.pop(next(iter(_made)))
            found = _made[register] = Collection.of(register, held, scope.on)
    return replace(found, on=scope.on)


def _words(listing: Listing) -> str:
    """The words of all names of a listing, each after a space."""
    return " " + " ".join(fold_name(name.text) for name in listing.names)


def children(held: Sequence[LoadedList]) -> dict[str, tuple[str, ...]]:
    """Every dataset with those it is made of: `default` of all, a list of its versions."""
    found = {DEFAULT: tuple(loaded.version.name for loaded in held)}
    for loaded in held:
        name = loaded.version.name
        found.setdefault(name, (name,))
        for family in {listing.list for listing in loaded.listings} - {name}:
            found[family] = (*found.get(family, ()), name)
    return found


def _names(held: Sequence[LoadedList], scope: Scope) -> frozenset[str]:
    made_of = children(held)
    for name in (scope.dataset, *scope.include, *scope.exclude):
        if name not in made_of:
            advice = f"Use one of: {', '.join(made_of)}."
            raise NotThere("no such dataset", where=name[:80], advice=advice)
    included = {each for name in scope.include for each in made_of[name]}
    # one dataset with others is all of them; `default` with others is those alone
    alone = scope.dataset == DEFAULT and len(included) > 0
    names = included if alone else included | set(made_of[scope.dataset])
    return frozenset(names - {each for name in scope.exclude for each in made_of[name]})
