"""A plain table of trade of one's own, CSV or Parquet."""

from pathlib import Path

import msgspec

from tidewaiter.monitor.trade.readers.delimited import open_csv, open_parquet
from tidewaiter.monitor.trade.readers.shape import Opened, Shape

PLAIN = Shape(
    name="plain table",
    columns={
        "reporter": "reporter",
        "partner": "partner",
        "flow": "flow",
        "period": "period",
        "hs_code": "hs",
        "value_usd": "value",
        "currency": "currency",
        "net_weight_kg": "net_weight",
        "quantity": "quantity",
        "unit": "unit",
        "source": "source",
    },
    needed=("reporter", "partner", "flow", "period", "hs_code", "value_usd"),
    first_row=2,
)
_PARQUET = msgspec.structs.replace(PLAIN, first_row=1)


def open_plain(path: Path) -> Opened:
    """A table `reporter, partner, flow, period, hs_code, value_usd, net_weight_kg, quantity,
    unit, source`; a column `currency` may say that values are US dollars.

    Raises:
        BadInput: a column is unknown or missing, or (when read) the file is not as it says.
    """
    if path.suffix.lower() == ".parquet":
        return open_parquet(path, _PARQUET)
    return open_csv(path, PLAIN)
