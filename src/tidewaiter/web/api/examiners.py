"""Examiners kept ready: making one takes longer than judging a document by it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tidewaiter.ledger import standing_rulings
from tidewaiter.pipeline.editions import kept_and
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.examiner import make_examiner
from tidewaiter.pipeline.ships_known import desk_histories, last_call
from tidewaiter.web.api.screening import Asked
from tidewaiter.web.office import Office

IDLE = 4
_Key = tuple[object, ...]


class Examiners:
    """Lends examiners of one desk, each to one request at a time."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._lock = threading.Lock()
        self._idle: list[tuple[_Key, Examiner]] = []

    @contextmanager
    def lent(self, asked: Asked) -> Iterator[Examiner]:
        """An examiner as it was asked for, with the law, lists and rulings of this moment.

        Raises:
            BadInput: a setting does not fit.
        """
        key = self._key(asked)
        examiner = self._taken(key) or self._made(asked)
        try:
            yield examiner
        finally:
            with self._lock:
                self._idle = [*self._idle, (key, examiner)][-IDLE:]

    def _key(self, asked: Asked) -> _Key:
        """Everything that an examiner rests on."""
        office = self._office
        lists = tuple(kept.sha256 for kept in office.store.versions())
        rulings = tuple(standing_rulings(office.ledger))
        facts = tuple(sorted(asked.facts.items()))
        day = office.today()
        calls = last_call(office.ledger)
        return day, asked.as_of, asked.law, facts, asked.save, lists, rulings, calls

    def _taken(self, key: _Key) -> Examiner | None:
        with self._lock:
            for place, (known, examiner) in enumerate(self._idle):
                if known == key:
                    del self._idle[place]
                    return examiner
        return None

    def _made(self, asked: Asked) -> Examiner:
        office = self._office
        return make_examiner(
            office.settings_today(),
            kept_and(office.store, []),
            as_of=asked.as_of,
            stated=asked.facts,
            rulings=standing_rulings(office.ledger),
            sources=asked.law,
            recorded=asked.save,
            histories=desk_histories(office.settings, office.ledger),
        )
