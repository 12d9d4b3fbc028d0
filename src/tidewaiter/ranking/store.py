"""A ranking as a JSON file, with the period it was trained on."""

import contextlib
import os
import tempfile
from pathlib import Path

import msgspec

from tidewaiter.model import BadInput, Record
from tidewaiter.ranking.ranking import Ranking

FORM = 1


class _Saved(Record, frozen=True, omit_defaults=False):
    form: int
    ranking: Ranking


def save(ranking: Ranking, path: Path) -> None:
    """Write whole or not at all; only the owner may read it, as it names parties.

    Raises:
        OSError: where the place cannot be written.
    """
    text = msgspec.json.encode(_Saved(FORM, ranking), order="deterministic")
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text)
        Path(beside).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(beside).unlink()
        raise


def load(path: Path) -> Ranking:
    """The ranking of a file.

    Raises:
        BadInput: for a file that is missing, is none of ours, or does not hold together.
    """
    advice = "Train the ranking again and save it."
    try:
        saved = msgspec.json.decode(path.read_bytes(), type=_Saved)
    except OSError as error:
        raise BadInput("cannot be read", where=str(path), advice="Name a saved ranking.") from error
    except msgspec.MsgspecError as error:
        raise BadInput(f"is no ranking: {error}", where=str(path), advice=advice) from error
    if saved.form != FORM:
        what = f"has form {saved.form}, this program reads {FORM}"
        raise BadInput(what, where=str(path), advice=advice)
    usual = saved.ranking.usual
    if not 0 < usual.false < usual.opened:
        raise BadInput("its counts cannot be", where=str(path), advice=advice)
    rates = (rate for weighted in saved.ranking.traits for rate in weighted.rates.values())
    if any(not 0 <= rate.false <= rate.opened for rate in rates):
        raise BadInput("its counts cannot be", where=str(path), advice=advice)
    return saved.ranking
