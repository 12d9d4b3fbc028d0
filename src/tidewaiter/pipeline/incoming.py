"""Documents handed in at a server, screened one after another beside its answers.

One thread in each process does the work; a file's lock keeps two processes from the same file.
What is kept in `uploads.py` outlives the process: a file left in the middle can be screened again.
"""

import dataclasses
import datetime
import logging
import os
import queue
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import BinaryIO, NamedTuple

import msgspec

from tidewaiter import cargo, lists
from tidewaiter.cases import Standing
from tidewaiter.ledger import Ledger, standing_rulings
from tidewaiter.model import (
    Actor,
    BadInput,
    Consignment,
    Defect,
    TidewaiterError,
    Verdict,
)
from tidewaiter.people import require
from tidewaiter.pipeline.editions import kept_and
from tidewaiter.pipeline.examiner import make_examiner
from tidewaiter.pipeline.screen import Record, record_unopened, screen_document
from tidewaiter.pipeline.settings import Settings
from tidewaiter.pipeline.ships_known import desk_histories
from tidewaiter.pipeline.uploads import Progress, Step, Uploads, Wish, plain_name

TELL_EVERY = 0.4  # seconds between two notes of how far the work is

Clock = Callable[[], datetime.datetime]


class _Stopped(Exception):  # noqa: N818 - read aloud, it says what happened
    """Somebody asked that the work stop, or the server ends."""


class _Job(NamedTuple):
    """One file to screen, and what gives its lock back."""

    progress: Progress
    held: int


class Incoming:
    """Takes documents in and screens them; a context manager.

    Args:
        settings: The desk's; the day it names is not used, the clock is.
        ledger: Where results are kept.
        now: The clock.
        uploads: Where documents are kept; those of the settings by default.
    """

    def __init__(
        self, settings: Settings, ledger: Ledger, now: Clock, uploads: Uploads | None = None
    ) -> None:
        self.uploads = Uploads(settings.uploads) if uploads is None else uploads
        self._settings, self._ledger, self._now = settings, ledger, now
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._ending = threading.Event()

    def take_in(self, file: BinaryIO, name: str, actor: Actor, wish: Wish) -> Progress:
        """Keep a document, and screen it unless it was screened before or is being screened.

        Raises:
            Refused: the person may not.
            BadInput: it is empty, too large, or cannot be kept.
        """
        require(actor, "screen")
        sha256, size = self.uploads.put(file, name)
        known = self.uploads.progress(sha256)
        if known is not None and (known.running or known.step == "recorded"):
            return known
        made = Progress(sha256, plain_name(name), size, actor.name, self._now(), wish=wish)
        return self._start(made)

    def again(self, sha256: str, actor: Actor, wish: Wish) -> Progress:
        """Screen a document that is kept with the law and lists of now.

        Raises:
            Refused: the person may not.
            BadInput: it is not kept.
        """
        require(actor, "screen")
        known = self.uploads.progress(sha256)
        if known is None or not self.uploads.content(sha256).is_file():
            advice = "Drop the file again."
            raise BadInput("this document is not kept here", where=sha256, advice=advice)
        if known.running:
            return known
        fresh = Progress(sha256, known.name, known.size, actor.name, self._now(), wish=wish)
        return self._start(fresh)

    def stop(self, sha256: str, actor: Actor) -> None:
        """Ask that a screening stop; nothing of it is recorded then.

        Raises:
            Refused: the person may not.
        """
        require(actor, "screen")
        self.uploads.ask_to_stop(sha256)

    def close(self) -> None:
        """Stop what is being screened, and wait for that; it can be screened again."""
        self._ending.set()
        self._jobs.put(None)
        if self._thread is not None:
            self._thread.join()

    def _start(self, progress: Progress) -> Progress:
        held = self.uploads.hold(progress.sha256)
        if held is None:
            return self.uploads.progress(progress.sha256) or progress
        self.uploads.tell(progress)
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="incoming", daemon=True)
                self._thread.start()
        self._jobs.put(_Job(progress, held))
        return msgspec.structs.replace(progress, alive=True)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                if not self._ending.is_set():
                    self._screen(job.progress)
            finally:
                os.close(job.held)

    def _screen(self, progress: Progress) -> None:
        """Screen one document, and leave a note of how it ended."""
        run = _Run(self, progress)
        try:
            run.screen()
        except _Stopped:
            if not self._ending.is_set():
                run.tell("stopped")
        except BadInput as error:
            record = Record(self._ledger, progress.by, self._now)
            path = self.uploads.content(progress.sha256)
            record_unopened(record, path, error, progress.name)
            run.tell("unopened", problem=error.what, advice=error.advice)
        except TidewaiterError as error:
            run.tell("failed", problem=str(error))
        except Exception:
            logging.getLogger(__name__).exception("a screening failed")
            run.tell("failed", problem="an error of the program; it is in the server's log")


class _Run:
    """One screening under way."""

    def __init__(self, incoming: Incoming, progress: Progress) -> None:
        self._incoming, self._progress = incoming, progress
        self._uploads = incoming.uploads
        self._actions: Counter[str] = Counter()
        self._told = 0.0

    def screen(self) -> None:
        """Read, examine, record.

        Raises:
            BadInput: nothing in it can be read.
            LedgerError: the record failed.
        """
        progress, incoming = self._progress, self._incoming
        self._heed()
        path = self._uploads.content(progress.sha256)
        source = cargo.open_source(path, progress.name)
        form = _form(source, progress.wish.format)
        self.tell("reading", format=form.name)
        self._count(form, source)
        self.tell("screening")
        settings = dataclasses.replace(incoming._settings, today=incoming._now().date())
        examiner = make_examiner(
            settings,
            kept_and(lists.Store(settings.home), []),
            as_of=progress.wish.as_of,
            rulings=standing_rulings(incoming._ledger),
            sources=progress.wish.sources,
            recorded=True,
            histories=desk_histories(settings, incoming._ledger),
        )
        record = Record(incoming._ledger, progress.by, incoming._now)
        screen_document(path, examiner, record=record, show=self._judged, source=source, form=form)
        Standing(incoming._ledger).catch_up()
        self.tell("recorded", done=self._progress.total, actions=dict(self._actions))

    def tell(self, step: Step, **changes: object) -> None:
        """Note that the work has come to a step."""
        self._progress = msgspec.structs.replace(self._progress, step=step, **changes)
        self._uploads.tell(self._progress)
        self._told = time.monotonic()

    def _count(self, form: cargo.Format, source: cargo.Source) -> None:
        """Read it once to know how much there is."""
        total = others = defects = 0
        for each in form.read(source):
            total += isinstance(each, Consignment)
            defects += isinstance(each, Defect)
            others += not isinstance(each, Consignment | Defect)
            if self._is_time():
                self.tell("reading", total=total, others=others, defects=defects)
        self.tell("reading", total=total, others=others, defects=defects)

    def _judged(self, verdict: Verdict) -> None:
        self._actions[verdict.action] += 1
        if self._is_time():
            self.tell("screening", done=self._actions.total(), actions=dict(self._actions))

    def _is_time(self) -> bool:
        """True now and then.

        Raises:
            _Stopped: somebody asked for it.
        """
        if time.monotonic() - self._told < TELL_EVERY:
            return False
        self._told = time.monotonic()
        self._heed()
        return True

    def _heed(self) -> None:
        """Go on, unless somebody asked that the work stop.

        Raises:
            _Stopped: somebody did, or the server ends.
        """
        asked = self._uploads.is_asked_to_stop(self._progress.sha256)
        if asked or self._incoming._ending.is_set():
            raise _Stopped


def _form(source: cargo.Source, chosen: str) -> cargo.Format:
    """The format told from the content, or that a person chose for what is read at all.

    Raises:
        BadInput: there is none.
    """
    if chosen == "":
        return cargo.detect(source)
    cargo.refuse_known(source)
    for form in cargo.FORMATS:
        if form.name == chosen:
            return form
    known = ", ".join(form.name for form in cargo.FORMATS)
    raise BadInput("no such format", where=chosen, advice=f"The formats are: {known}.")
