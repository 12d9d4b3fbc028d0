"""Whether anything is known of ships at a desk: the engine of positions is loaded only then."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from tidewaiter.law import load_target
from tidewaiter.ledger import Ledger
from tidewaiter.ledger.schema import EVENTS
from tidewaiter.pipeline.settings import Settings

if TYPE_CHECKING:
    from tidewaiter.pipeline.histories import Histories


def last_call(ledger: Ledger) -> int:
    """The event of the last call on record; 0 where there is none."""
    with ledger.tables() as connection:
        last = select(func.max(EVENTS.c.number)).where(EVENTS.c.kind == "call")
        return connection.execute(last).scalar_one_or_none() or 0


def desk_histories(
    settings: Settings, ledger: Ledger | None, calls: Sequence[Path] = ()
) -> "Histories | None":
    """What is known of ships at a desk, and from tables of calls; None where nothing is.

    Raises:
        BadInput: a table cannot be read, or tells no call.
    """
    told = ledger is not None and last_call(ledger) > 0
    if not (told or calls or settings.tracks.is_dir() or settings.ships.is_dir()):
        return None
    from tidewaiter.pipeline.shipping import make_histories, read_calls

    return make_histories(settings, load_target(), ledger, read_calls(calls))
