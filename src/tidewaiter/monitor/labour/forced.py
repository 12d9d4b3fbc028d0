"""What a group's indicators say together: one of involuntariness, one of coercion, one strong.

They point and do not prove. The split and the rule are those of the International Labour
Organization's survey guidelines as told in a secondary source; they were not read.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from tidewaiter.model import Record
from tidewaiter.monitor.figures import Check
from tidewaiter.monitor.labour.registers import INDICATORS, IndicatorRow

RULE_CHECK: Check = "unverified"
RULE = (
    "Forced labour is indicated where one indicator of involuntariness and one of coercion are met "
    "and one of the two is strong; it is settled once a second reader agrees on them."
)
ForcedOutcome = Literal[
    "indicated", "indicated, not settled", "not indicated", "cannot tell", "not assessed"
]


class Forced(Record, frozen=True):
    """The answer for one group: what was met, what was not answered, and why it is so."""

    outcome: ForcedOutcome
    why: str
    met: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    check: Check = RULE_CHECK


def forced_labour(rows: Iterable[IndicatorRow]) -> Forced:
    """What the indicators of one group say together.

    An indicator nobody answered is not one that is absent: then it cannot be told.
    """
    kept = tuple(rows)
    if len(kept) == 0:
        return Forced("not assessed", "no indicator was assessed")
    met = [row for row in kept if row.answer == "yes"]
    settled = [row for row in met if _agreed(row)]
    answered = {row.indicator for row in kept if row.answer != "unknown"}
    unanswered = tuple(name for name in INDICATORS if name not in answered)
    unsettled = tuple(dict.fromkeys(row.indicator for row in met if not _agreed(row)))
    names = tuple(dict.fromkeys(row.indicator for row in met))
    outcome, why = _outcome(met, settled, unanswered)
    return Forced(outcome, why, names, unsettled, unanswered)


def _outcome(
    met: Sequence[IndicatorRow], settled: Sequence[IndicatorRow], unanswered: Sequence[str]
) -> tuple[ForcedOutcome, str]:
    if _meets(settled):
        return "indicated", "both sides are met, one of them strong, and a second reader agrees"
    if _meets(met):
        return "indicated, not settled", "both sides are met; a second reader has not agreed"
    vague = [row.id for row in met if row.points_to == "" or row.strength == ""]
    if len(vague) > 0:
        return "cannot tell", f"strength or side is not told: {', '.join(vague)}"
    if len(unanswered) > 0:
        return "cannot tell", f"{len(unanswered)} of {len(INDICATORS)} are not answered"
    return "not indicated", "all are answered, and the two sides are not met together"


def _agreed(row: IndicatorRow) -> bool:
    """Whether somebody else than the assessor read it and says the same."""
    other = row.second_reader.casefold() not in {"", row.assessor.casefold()}
    return other and row.second_answer == row.answer


def _meets(rows: Sequence[IndicatorRow]) -> bool:
    sides = {row.points_to for row in rows} - {""}
    strong = any(row.strength == "strong" and row.points_to != "" for row in rows)
    return sides == {"involuntariness", "coercion"} and strong
