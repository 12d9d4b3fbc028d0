"""How long a desk allows itself: its own limits, never the law's."""

import datetime
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from tidewaiter.cases.ports import Harbour
from tidewaiter.model import BadInput, Record

FILE = "desk.toml"
# tables of the same file that others read
ELSEWHERE = ("oidc",)
_ADVICE = "docs/coverage.md lists every limit; what desk.toml leaves out keeps its default."


class _Strict(Record, frozen=True, forbid_unknown_fields=True):
    """A table of limits in which every key is known."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if isinstance(value, int | float) and value < 0:
                raise ValueError(f"{name} is below zero")


class DecisionHours(_Strict, frozen=True):
    """Hours from the screening to a settled case, by action; `unread` for what nobody could."""

    detain: float
    inspect: float
    review: float
    unread: float


class InspectionLimit(_Strict, frozen=True):
    """Hours from the arrival, or the screening where that is later, to an outcome."""

    hours: float


class FollowUpDays(_Strict, frozen=True):
    """Days from the conclusion to each step that follows a finding."""

    seizure: float
    storage: float
    disposal: float
    report: int


class CallLimits(_Strict, frozen=True):
    """How near a manifest or list must lie to a call, in days, and how alike a ship's name."""

    window_days: int
    document_days: int
    manifest_hours: float
    remaining_on_board: bool
    name_score: float


class Owners(_Strict, frozen=True):
    """Who owns a duty that nobody was named for: a role or a name."""

    decision: str
    inspection: str
    follow_up: str
    report: str
    manifest: str


class Escalation(_Strict, frozen=True):
    """To whom a duty goes once it is so many hours overdue."""

    after_hours: float
    to: str


class Reporting(_Strict, frozen=True):
    """From which day on the reports of the calendar are watched; None watches none."""

    since: datetime.date | None = None


class Limits(_Strict, frozen=True):
    """The limits of a desk; `ports` are its own, empty where it answers for every call told."""

    decision_hours: DecisionHours
    inspection: InspectionLimit
    follow_up_days: FollowUpDays
    calls: CallLimits
    owners: Owners
    escalation: tuple[Escalation, ...]
    reports: Reporting
    ports: tuple[Harbour, ...] = ()


def load_limits(home: Path | None = None) -> Limits:
    """The limits that come with the package, and over them those of `desk.toml` in that folder.

    Raises:
        BadInput: the file is no TOML, or has an unknown key or a value of the wrong kind.
    """
    text = files("tidewaiter.cases").joinpath("limits.toml").read_text(encoding="utf-8")
    content = tomllib.loads(text)
    path = None if home is None else home / FILE
    if path is None or not path.exists():
        return msgspec.convert(content, Limits)
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8"))
        for table in ELSEWHERE:
            stated.pop(table, None)
        return msgspec.convert(_over(content, stated), Limits)
    except OSError as error:
        what = error.strerror or "cannot be read"
        raise BadInput(what, where=str(path), advice="Check who may read it.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"no TOML: {error}", where=str(path), advice=_ADVICE) from error
    except (msgspec.ValidationError, ValueError) as error:
        raise BadInput(str(error), where=str(path), advice=_ADVICE) from error


def _over(defaults: Mapping[str, Any], stated: Mapping[str, Any]) -> dict[str, Any]:
    """The stated values over the defaults, table by table."""
    merged = dict(defaults)
    for key, value in stated.items():
        known = merged.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            merged[key] = _over(known, value)
        else:
            merged[key] = value
    return merged
