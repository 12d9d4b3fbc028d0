"""What the model of revenue draws from: a range for each step, with its source."""

import csv
from pathlib import Path
from random import Random
from typing import Literal

import msgspec

from tidewaiter.codes import Countries
from tidewaiter.model import BadInput
from tidewaiter.monitor.figures import Figure, read_kept

Step = Literal["workers", "wage", "taken", "months"]
STEPS: tuple[Step, ...] = ("workers", "wage", "taken", "months")
UNITS: dict[Step, str] = {
    "workers": "persons",
    "wage": "USD a month",
    "taken": "percent",
    "months": "months a year",
}
LIMITS: dict[Step, float] = {"taken": 100, "months": 12}
ALL = "all hosts"


class Input(Figure, frozen=True, kw_only=True):
    """A range one step is drawn from, for one host or for all; its shape is ours, not the source's.

    `shape` is `uniform` (every value alike), `triangular` (likeliest at `mode`) or `fixed` (one
    number). A step for `all hosts` is drawn once for all of them: it is one unknown, and does not
    average out. A host's own step is drawn for it alone and goes before that of all.
    """

    step: Step
    shape: Literal["uniform", "triangular", "fixed"]
    host: str = ""
    area: str = ""
    mode: float | None = None

    @property
    def place(self) -> str:
        """The host's code, or the words for more than one."""
        return self.host or self.area

    def draw(self, random: Random) -> float:
        """One value of the range."""
        low, high = self.low or 0.0, self.high or 0.0
        if self.shape == "fixed":
            return low
        if self.shape == "uniform":
            return random.uniform(low, high)
        return random.triangular(low, high, self.mode)

    def middle(self) -> float:
        """The mean of the range."""
        low, high = self.low or 0.0, self.high or 0.0
        ends = (low, high) if self.shape != "triangular" else (low, high, self.mode or 0.0)
        return sum(ends) / len(ends)

    def fault(self) -> str:
        """What is wrong with it, or nothing."""
        if self.low is None or self.high is None:
            return "a range needs its lower and its upper end"
        if not 0 <= self.low <= self.high:
            return f"{self.low:g} to {self.high:g} is no range"
        if self.unit != UNITS[self.step]:
            return f"{self.step} is in {UNITS[self.step]}, not in {self.unit}"
        limit = LIMITS.get(self.step, self.high)
        return f"{self.step} ends at {limit:g}" if self.high > limit else self._shape_fault()

    def _shape_fault(self) -> str:
        if (self.shape == "triangular") != (self.mode is not None):
            return "a triangular range has a mode, and no other has one"
        if self.mode is not None and not (self.low or 0) <= self.mode <= (self.high or 0):
            return f"the mode {self.mode:g} lies outside the range"
        fixed = self.shape == "fixed" and self.low != self.high
        return "a fixed number has two ends that are the same" if fixed else ""


def kept_inputs() -> tuple[Input, ...]:
    """Our own ranges, `monitor/data/labour_inputs.csv`: workers as of March 2016.

    Raises:
        BadInput: a row does not fit.
    """
    return _checked(read_kept("labour_inputs", Input), "monitor/data/labour_inputs.csv")


def read_inputs(path: Path) -> tuple[Input, ...]:
    """Ranges of a person's own, in the columns of ours.

    Raises:
        BadInput: the file cannot be read, or a row does not fit; the line is named.
    """
    advice = "Give a CSV in UTF-8 with the columns docs/monitor-labour.md names."
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"it cannot be read: {error}", where=str(path), advice=advice) from error
    found = []
    for line, row in enumerate(rows, start=2):
        given = {key: value for key, value in row.items() if value != ""}
        try:
            found.append(msgspec.convert(given, Input, strict=False))
        except msgspec.ValidationError as error:
            raise BadInput(str(error), where=f"{path}, line {line}", advice=advice) from error
    return _checked(tuple(found), str(path))


def _checked(inputs: tuple[Input, ...], where: str) -> tuple[Input, ...]:
    countries = Countries()
    seen: set[tuple[str, str]] = set()
    for line, each in enumerate(inputs, start=2):
        fault = each.fault()
        if each.host != "" and not countries.holds(each.host):
            fault = f"{each.host!r} is no code of a country"
        if (each.place, each.step) in seen:
            fault = f"{each.step} of {each.place} stands twice"
        if fault != "":
            raise BadInput(fault, where=f"{where}, line {line}", advice="Mend the row.")
        seen.add((each.place, each.step))
    _check_whole(seen, where)
    return inputs


def _check_whole(seen: set[tuple[str, str]], where: str) -> None:
    """Every host with workers needs each of the other steps, its own or that of all."""
    hosts = [place for place, step in seen if step == "workers"]
    for place in sorted(hosts):
        missing = [s for s in STEPS if (place, s) not in seen and (ALL, s) not in seen]
        if len(missing) > 0:
            what = f"{place} has no {' and no '.join(missing)}"
            raise BadInput(what, where=where, advice=f"Add a row for it, or for `{ALL}`.")
    if len(hosts) == 0:
        raise BadInput("no host has workers", where=where, advice="Add a row for each host.")
