"""A ranking as a JSON file, with the period it was trained on; every version of it is kept.

`rankings/<time>-<hash>.json` under the home folder: the time it was trained (UTC), and the first
twelve figures of the SHA-256 of the file. The latest serves; the older ones stay.
"""

import contextlib
import datetime
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tidewaiter.model import BadInput, Record
from tidewaiter.ranking.ranking import Ranking

FORM = 2
FOLDER = "rankings"
NAMED = 12


@dataclass(frozen=True, slots=True)
class Kept:
    """A ranking with the file it stands in and the SHA-256 of that file."""

    ranking: Ranking
    path: Path
    sha256: str


class _Saved(Record, frozen=True, omit_defaults=False):
    form: int
    ranking: Ranking


def save(ranking: Ranking, path: Path) -> None:
    """Write whole or not at all; only the owner may read it, as it names parties.

    Raises:
        OSError: where the place cannot be written.
    """
    _write(_encoded(ranking), path)


def keep(ranking: Ranking, home: Path, at: datetime.datetime) -> Kept:
    """Keep a ranking under the home folder, beside the older ones.

    Args:
        ranking: What was learnt.
        home: The home folder; `rankings` is made in it.
        at: When it was trained, with its zone.

    Raises:
        OSError: where the place cannot be written.
    """
    text = _encoded(ranking)
    sha256 = hashlib.sha256(text).hexdigest()
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    time = at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H%M%S.%fZ")
    path = folder / f"{time}-{sha256[:NAMED]}.json"
    _write(text, path)
    return Kept(ranking, path, sha256)


def latest(home: Path) -> Kept | None:
    """The ranking trained last, or None where none was kept.

    Raises:
        BadInput: as `load`, or where the file is not as it was kept.
    """
    paths = sorted((home / FOLDER).glob("[!.]*.json"))
    if len(paths) == 0:
        return None
    kept = load_kept(paths[-1])
    if not kept.path.stem.endswith(f"-{kept.sha256[:NAMED]}"):
        advice = "Train the ranking again, or name an older one."
        raise BadInput("is not as it was kept", where=str(kept.path), advice=advice)
    return kept


def load_kept(path: Path) -> Kept:
    """The ranking of a file, with the hash of the file.

    Raises:
        BadInput: as `load`.
    """
    text = _read(path)
    return Kept(_decoded(text, path), path, hashlib.sha256(text).hexdigest())


def _encoded(ranking: Ranking) -> bytes:
    return msgspec.json.encode(_Saved(FORM, ranking), order="deterministic")


def _write(text: bytes, path: Path) -> None:
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
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
    return load_kept(path).ranking


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput("cannot be read", where=str(path), advice="Name a saved ranking.") from error


def _decoded(text: bytes, path: Path) -> Ranking:
    advice = "Train the ranking again and save it."
    try:
        saved = msgspec.json.decode(text, type=_Saved)
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
