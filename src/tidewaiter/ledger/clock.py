"""When things happen: the clock of whoever writes, and the rule that it may not go back."""

import datetime
from collections.abc import Callable

from tidewaiter.model import Anchor, LedgerError

CLOCK = "clock"
# As far as the clocks of two machines may differ: what Kerberos allows.
TOLERANCE = datetime.timedelta(minutes=5)

Clock = Callable[[], datetime.datetime]
When = datetime.datetime | Clock


def read(when: When) -> datetime.datetime:
    """The time given, or what the clock says now.

    Raises:
        ValueError: it has no zone.
    """
    at = when if isinstance(when, datetime.datetime) else when()
    if at.tzinfo is None:
        raise ValueError("a time in the ledger needs a zone")
    return at


def time_after(tail: Anchor, when: When, where: str) -> datetime.datetime:
    """The time of the events that follow `tail`; a clock is read now, in the writer's turn.

    Raises:
        LedgerError: it is more than TOLERANCE before the last event.
        ValueError: the time has no zone.
    """
    at = read(when)
    if tail.at is not None and at < tail.at - TOLERANCE:
        last = f"event {tail.number} was written at {_told(tail.at)}"
        raise LedgerError(
            f"the clock says {_told(at)}, but {last}; nothing was saved",
            where=where,
            advice="Set the clock of this machine right and run the same again. If the last event "
            "is the one with the wrong time, say so with `tidewaiter ledger clock --why TEXT`.",
        )
    return at


def _told(at: datetime.datetime) -> str:
    return f"{at.astimezone(datetime.UTC):%Y-%m-%d %H:%M:%S} UTC"
