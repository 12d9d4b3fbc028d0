"""One module for each shape of trade file; all give the same rows, as written."""

import gzip
from pathlib import Path

from tidewaiter.model import BadInput
from tidewaiter.monitor.trade.readers.classic import CLASSIC, open_classic
from tidewaiter.monitor.trade.readers.comtrade import V1_CSV
from tidewaiter.monitor.trade.readers.delimited import csv_header
from tidewaiter.monitor.trade.readers.plain import PLAIN, open_plain
from tidewaiter.monitor.trade.readers.shape import FIELDS, WRITTEN, Opened
from tidewaiter.monitor.trade.readers.v1_csv import open_v1_csv
from tidewaiter.monitor.trade.readers.v1_json import open_v1_json

__all__ = ["FIELDS", "WRITTEN", "Opened", "open_trade"]

_OPENERS = ((V1_CSV, open_v1_csv), (CLASSIC, open_classic), (PLAIN, open_plain))


def open_trade(path: Path) -> Opened:
    """A trade file by the shape it shows: most columns in common, then none may be unknown.

    Raises:
        BadInput: the file is not there, has no shape we know, or a column is unknown or missing.
    """
    try:
        start = _start(path)
    except OSError as error:
        raise BadInput(
            f"it cannot be read: {error}", where=str(path), advice="Check it."
        ) from error
    if start == b"":
        raise BadInput("it is empty", where=str(path), advice="Give a file with a header.")
    if start.startswith(b"PAR1"):
        return open_plain(path)
    if start.startswith((b"{", b"[")):
        return open_v1_json(path)
    header, _ = csv_header(path)
    shape, opener = max(_OPENERS, key=lambda each: each[0].known(header))
    if shape.known(header) < 3:
        advice = f"A plain table has the columns {', '.join(PLAIN.columns)}."
        raise BadInput("no shape of trade file we know", where=str(path), advice=advice)
    return opener(path)


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        start = file.read(512)
    if start.startswith(b"\x1f\x8b"):
        with gzip.open(path) as unzipped:
            start = unzipped.read(512)
    return start.removeprefix(b"\xef\xbb\xbf").lstrip()
