"""The ledger of this run, and the clock it is written by."""

import datetime

from tidewaiter.ledger import Ledger
from tidewaiter.model import BadInput
from tidewaiter.pipeline.settings import Settings


def open_ledger(settings: Settings) -> Ledger:
    """The ledger at the settings' address, in a home folder that is made where it is missing.

    Raises:
        BadInput: the home folder cannot be made.
        LedgerError: the ledger cannot be opened.
    """
    make_home(settings)
    return Ledger.open(settings.database_url)


def make_home(settings: Settings) -> None:
    """Make the home folder where it is missing.

    Raises:
        BadInput: it cannot be made.
    """
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or "cannot be made"
        advice = "Name a folder you may write to in TIDEWAITER_HOME."
        raise BadInput(reason, where=str(settings.home), advice=advice) from error


def now() -> datetime.datetime:
    """The clock of this machine."""
    return datetime.datetime.now(datetime.UTC)
