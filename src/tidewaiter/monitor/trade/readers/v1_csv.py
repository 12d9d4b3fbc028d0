"""The CSV of UN Comtrade's API v1: previews (commas), bulk files (tabs, gzipped)."""

from pathlib import Path

from tidewaiter.monitor.trade.readers.comtrade import V1_CSV
from tidewaiter.monitor.trade.readers.delimited import open_csv
from tidewaiter.monitor.trade.readers.shape import Opened


def open_v1_csv(path: Path) -> Opened:
    """A preview or bulk file; its columns are the fields of a record of the API.

    Raises:
        BadInput: a column is unknown or missing, or (when read) the file is no CSV.
    """
    return open_csv(path, V1_CSV)
