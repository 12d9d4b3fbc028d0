"""The documented voyages and their innocent twins, examined with and without what ships did."""

import datetime
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from tidewaiter import cargo, lists
from tidewaiter.law import load_law, load_target
from tidewaiter.model import Consignment, Record, Verdict, VesselCall
from tidewaiter.model.finding import Action
from tidewaiter.pipeline.behaviour import port_names
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.histories import Histories
from tidewaiter.pipeline.samples import sample_folder
from tidewaiter.pipeline.sightings import sighting_folder
from tidewaiter.vessels.setting import lies_in
from tidewaiter.vessels.ships import read_ships
from tidewaiter.vessels.tracks import Tracks


class Expected(Record, frozen=True, forbid_unknown_fields=True):
    """A row of `voyages.toml`."""

    case: str
    file: str
    consignment: str
    date: datetime.date
    action: Action
    signals: tuple[str, ...]
    why: str = ""
    innocent: str = ""


class Examined(Record, frozen=True):
    """What came of a voyage: the verdict, and the action by papers and lists alone."""

    expected: Expected
    verdict: Verdict
    by_lists: Action

    @property
    def counted(self) -> tuple[str, ...]:
        """The kinds of the signals that count."""
        return tuple(dict.fromkeys(s.kind for s in self.verdict.signals if s.counts))

    def told(self) -> dict[str, object]:
        """What `tidewaiter vessels replay --json` says of it."""
        return {
            "case": self.expected.case,
            "consignment": self.expected.consignment,
            "action": self.verdict.action,
            "signals": self.counted,
            "by_lists": self.by_lists,
            "as_expected": self.as_expected,
        }

    @property
    def as_expected(self) -> bool:
        """True where the action is the expected one, for the stated reason."""
        named = set(self.expected.signals)
        right = named <= set(self.counted) and (len(named) > 0 or len(self.counted) == 0)
        return right and self.verdict.action == self.expected.action


def examine_voyages() -> Iterator[Examined]:
    """Every documented voyage and every twin, examined on its day."""
    with sample_folder() as folder, tempfile.TemporaryDirectory() as room:
        rows = tomllib.loads((folder / "voyages.toml").read_text(encoding="utf-8"))["voyage"]
        histories = _histories(folder, Path(room))
        for expected in msgspec.convert(rows, tuple[Expected, ...]):
            consignment = _consignment(folder, expected)
            with_history = _examiner(expected.date, histories).examine(consignment)
            without = _examiner(expected.date, None).examine(consignment)
            yield Examined(expected, with_history, without.action)


def _histories(folder: Path, room: Path) -> Histories:
    tracks = Tracks(room)
    with sighting_folder() as seen:
        tracks.add(seen / "positions.csv")
        facts, _ = read_ships(seen / "ships.csv")
    target = load_target()
    names = port_names(target)
    return Histories(
        (each for each in cargo.read(folder / "voyages/calls.csv") if isinstance(each, VesselCall)),
        facts,
        tracks,
        covered=("all",),
        is_territory=lambda port: lies_in(port, target.country, names),
    )


def _consignment(folder: Path, expected: Expected) -> Consignment:
    return next(
        each
        for each in cargo.read(folder / expected.file)
        if isinstance(each, Consignment) and each.reference == expected.consignment
    )


def _examiner(day: datetime.date, histories: Histories | None) -> Examiner:
    return Examiner(
        law=load_law(),
        target=load_target(),
        lists=[lists.embedded()],
        today=day,
        as_of=day,
        histories=None if histories is None else histories.of,
    )
