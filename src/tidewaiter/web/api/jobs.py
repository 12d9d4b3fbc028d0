"""Large documents, screened one after another behind the answers that accepted them.

Each job is a folder under the home: what was sent, how it was asked for, the verdicts as lines,
and what came of it. Nothing else is remembered, so a job that a stop cut short goes on at the next
start, and any process of the desk can tell of it.
"""

import fcntl
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from tidewaiter.model import Verdict
from tidewaiter.web.api.bodies import copy, file_name
from tidewaiter.web.api.problems import Busy, NotThere, problem_from
from tidewaiter.web.api.screening import Asked, Screened

WAITING = 20
KEPT_SECONDS = 24 * 3600
Run = Callable[[Asked, Path, Callable[[Verdict], None]], Screened]


class Stopped(Exception):  # noqa: N818 - read aloud, it says what happened
    """The server stops; the job goes on at its next start."""


class Jobs:
    """The jobs of one desk; one runs at a time in each process."""

    def __init__(self, folder: Path, run: Run) -> None:
        self._folder, self._run = folder, run
        self._stopping = threading.Event()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="screening")

    def resume(self) -> None:
        """Take up what a stop cut short."""
        for job in self._unfinished():
            self._worker.submit(self._work, job)

    def close(self) -> None:
        """Stop at the next consignment."""
        self._stopping.set()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def submit(self, asked: Asked, file: IO[bytes]) -> str:
        """Take a document in; the name of its job.

        Raises:
            Busy: too many wait.
        """
        self._sweep()
        if len(self._unfinished()) >= WAITING:
            raise Busy(f"{WAITING} documents wait already", where="the queue", seconds=60)
        name = secrets.token_hex(16)
        aside = self._folder / f".{name}"
        (aside / "document").mkdir(parents=True)
        copy(file, aside / "document" / file_name(asked.name))
        (aside / "asked.json").write_bytes(msgspec.json.encode(asked))
        job = aside.rename(self._folder / name)
        self._worker.submit(self._work, job)
        return name

    def get(self, name: str) -> tuple[Screened, Path]:
        """What came of a job so far, without its verdicts, and the file of their lines.

        Raises:
            NotThere: there is no such job, or it is gone after a day.
        """
        job = self._folder / name
        if not name.isalnum() or not (job / "asked.json").exists():
            advice = "Send the document again: answers are kept for a day."
            raise NotThere("no such screening", where=name, advice=advice)
        done = job / "answer.json"
        if done.exists():
            return msgspec.json.decode(done.read_bytes(), type=Screened), job / "verdicts.jsonl"
        state = "running" if (job / "draft.jsonl").exists() else "waiting"
        return Screened(state, id=name), job / "verdicts.jsonl"

    def _work(self, job: Path) -> None:
        with _claimed(job) as mine:
            if not mine or (job / "answer.json").exists() or self._stopping.is_set():
                return
            try:
                found = self._screened(job)
            except Stopped:
                return
            draft = job / "answer.draft"
            draft.write_bytes(msgspec.json.encode(found))
            draft.rename(job / "answer.json")
            shutil.rmtree(job / "document")

    def _screened(self, job: Path) -> Screened:
        asked = msgspec.json.decode((job / "asked.json").read_bytes(), type=Asked)
        path = next((job / "document").iterdir())
        with (job / "draft.jsonl").open("wb") as lines:

            def show(verdict: Verdict) -> None:
                if self._stopping.is_set():
                    raise Stopped
                lines.write(msgspec.json.encode(verdict) + b"\n")

            try:
                found = self._run(asked, path, show)
            except Stopped:
                raise
            except Exception as error:
                # whatever it is, whoever asks is told, and the next job goes on
                return Screened("failed", id=job.name, problem=problem_from(error))
        (job / "draft.jsonl").rename(job / "verdicts.jsonl")
        return msgspec.structs.replace(found, id=job.name)

    def _unfinished(self) -> list[Path]:
        jobs = sorted(self._folder.glob("[!.]*"), key=lambda job: job.stat().st_mtime)
        return [job for job in jobs if not (job / "answer.json").exists()]

    def _sweep(self) -> None:
        """Take away what was answered more than a day ago."""
        old = time.time() - KEPT_SECONDS
        for job in self._folder.glob("*"):
            if job.stat().st_mtime < old:
                shutil.rmtree(job, ignore_errors=True)


@contextmanager
def _claimed(job: Path) -> Iterator[bool]:
    """Whether no other process works on it; the system lets go of it where one dies."""
    try:
        with (job / "claim").open("wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield True
    except OSError:
        yield False
