"""What is kept for how long, and taken away afterwards. Events never are.

An attachment goes only when every case that names it is settled, owes nothing, and has rested for
the whole time. That it goes, by which rule, is an `erased` event of the case, written first: who
is stopped in between takes the file away the next time.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

import msgspec

from tidewaiter.cases import Cases, is_settled, owed
from tidewaiter.cases.attachments import Attachments
from tidewaiter.cases.erased import ERASED, Erased, erasures
from tidewaiter.ledger import Draft, Ledger
from tidewaiter.model import Attached, BadInput, Case, Record, Seized
from tidewaiter.model.record import LawRecord
from tidewaiter.people import Secrets

FILE = "retention.toml"
_Named = tuple[Case, Attached]
_WHAT = {
    "sessions": "sessions, tokens and links that have ended",
    "attempts": "failed attempts to sign in",
    "past": "files of the index of past parties",
    "indexes": "saved indexes of names",
}


class Rule(LawRecord, frozen=True):
    """How many days something is kept, and why so long."""

    days: int
    why: str


class Rules(LawRecord, frozen=True):
    """The rules of a desk, one for each thing that is kept and is no event."""

    attachments: Rule
    sessions: Rule
    attempts: Rule
    past: Rule
    indexes: Rule


class Due(Record, frozen=True):
    """Something that a rule takes away: what, how many, and for an attachment of which case."""

    rule: str
    what: str
    count: int = 1
    case: str = ""
    why: str = ""


def owes_no_report(case: Case) -> bool:
    """True where no report can be due on a case: nothing found, seized or refused, none in law."""
    reported = {"prohibited_item", "refused"}
    by_law = any(len(finding.reports) > 0 for finding in case.note.findings)
    seized = any(isinstance(taken.step, Seized) for taken in case.history)
    return case.outcome not in reported and not by_law and not seized


def rules_of(home: Path) -> Rules:
    """The rules of a home folder: those that come with the program where it gives no others.

    Raises:
        BadInput: the file there cannot be read, or names what is no rule.
    """
    shipped = files("tidewaiter.pipeline").joinpath(FILE).read_text("utf-8")
    known = msgspec.toml.decode(shipped, type=Rules)
    path = home / FILE
    try:
        given = msgspec.toml.decode(path.read_bytes(), type=dict[str, Rule])
        merged = msgspec.convert(msgspec.structs.asdict(known) | given, Rules, from_attributes=True)
    except FileNotFoundError:
        return known
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        names = ", ".join(Rules.__struct_fields__)
        advice = f"Give days and why for some of: {names}."
        raise BadInput(f"it holds no rules ({error})", where=str(path), advice=advice) from error
    for name in Rules.__struct_fields__:
        if getattr(merged, name).days < 1:
            advice = "Give one day or more."
            raise BadInput(f"{name} is kept for no day", where=str(path), advice=advice)
    return merged


@dataclass(frozen=True)
class Retention:
    """What the rules take away at a moment.

    Args:
        home: The home folder.
        ledger: Whose cases count.
        secrets: The sessions and attempts.
        now: The moment.
        is_reported: True where every report due on a case was filed. Without it a case on which
            one may be due keeps its attachments.
    """

    home: Path
    ledger: Ledger
    secrets: Secrets
    now: datetime.datetime
    is_reported: Callable[[Case], bool] = owes_no_report

    @cached_property
    def rules(self) -> Rules:
        """The rules of this home folder."""
        return rules_of(self.home)

    def due(self) -> tuple[Due, ...]:
        """What would go now, attachments first.

        Raises:
            BadInput: the rules cannot be read.
            LedgerError: the ledger cannot be read.
        """
        found = [
            self._one("attachments", step.sha256, case=case.id)
            for sha256, named in self._rested().items()
            for case, step in named
            if self._attachments.find(sha256) is not None
        ]
        counts = {
            "sessions": self.secrets.ended(self._before("sessions")),
            "attempts": self.secrets.attempts(self._before("attempts")),
            "past": len(self._unused_past()),
            "indexes": len(self._unused_indexes()),
        }
        found += [self._one(name, _WHAT[name], count) for name, count in counts.items() if count]
        return tuple(found)

    def apply(self, actor: str) -> tuple[Due, ...]:
        """Take away what is due, and give it.

        Raises:
            BadInput: the rules cannot be read, or a file cannot be removed.
            LedgerError: the ledger cannot be written.
        """
        due, rested = self.due(), self._rested()
        self._record(rested, actor)
        with _told(self.home):
            for sha256 in rested:
                path = self._attachments.find(sha256)
                # who attaches the same file just now writes it anew
                if path is not None and _changed(path) < self.now:
                    path.unlink()
            for path in (*self._unused_past(), *self._unused_indexes()):
                path.unlink(missing_ok=True)
        self.secrets.ended(self._before("sessions"), forget=True)
        self.secrets.attempts(self._before("attempts"), forget=True)
        return due

    @property
    def _attachments(self) -> Attachments:
        return Attachments(self.home / "attachments")

    def _one(self, rule: str, what: str, count: int = 1, *, case: str = "") -> Due:
        return Due(rule, what, count, case, getattr(self.rules, rule).why)

    def _before(self, rule: str) -> datetime.datetime:
        days: int = getattr(self.rules, rule).days
        return self.now - datetime.timedelta(days=days)

    def _rested(self) -> dict[str, list[_Named]]:
        """The attachments whose cases have all rested, each with the cases that name it."""
        named: dict[str, list[_Named]] = defaultdict(list)
        for case in Cases(self.ledger).all():
            for taken in case.history:
                if isinstance(taken.step, Attached):
                    named[taken.step.sha256].append((case, taken.step))
        return {
            sha256: found
            for sha256, found in named.items()
            if all(self._is_at_rest(case) for case, _ in found)
        }

    def _is_at_rest(self, case: Case) -> bool:
        done = is_settled(case) and len(owed(case)) == 0 and self.is_reported(case)
        return done and case.history[-1].at < self._before("attachments")

    def _record(self, rested: dict[str, list[_Named]], actor: str) -> None:
        """Write of each attachment that goes, unless it is on record that it went."""
        known = {(event.subject, erased.sha256) for event, erased in erasures(self.ledger)}
        rule = self.rules.attachments
        going = {
            (case.id, sha256)
            for sha256, named in rested.items()
            for case, _ in named
            if self._attachments.find(sha256) is not None
        }
        drafts = [
            Draft.of(ERASED, case, Erased(sha256, "attachments", rule.days, rule.why))
            for case, sha256 in sorted(going - known)
        ]
        if len(drafts) > 0:
            self.ledger.append_all(drafts, actor=actor, at=self.now)

    def _unused_past(self) -> list[Path]:
        """The files of the index of past parties, where none was written for the whole time."""
        found = _files(self.home / "past")
        before = self._before("past")
        return found if all(_changed(path) < before for path in found) else []

    def _unused_indexes(self) -> list[Path]:
        before = self._before("indexes")
        return [path for path in _files(self.home / "indexes") if _changed(path) < before]


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def _changed(path: Path) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)


@contextmanager
def _told(home: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = f"something cannot be removed ({error.strerror or error})"
        advice = "Check the rights of the folder, and run it again; it goes on from there."
        raise BadInput(what, where=str(home), advice=advice) from error
