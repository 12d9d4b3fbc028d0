"""The CSV of the old UN Comtrade service, which still goes round."""

from pathlib import Path

from tidewaiter.monitor.trade.readers.delimited import open_csv
from tidewaiter.monitor.trade.readers.shape import Opened, Shape

CLASSIC = Shape(
    name="classic Comtrade CSV",
    columns={
        "Classification": "classification",
        "Year": "",
        "Period": "period",
        "Period Desc.": "",
        "Aggregate Level": "level",
        "Is Leaf Code": "",
        "Trade Flow Code": "flow",
        "Trade Flow": "",
        "Reporter Code": "reporter",
        "Reporter": "",
        "Reporter ISO": "",
        "Partner Code": "partner",
        "Partner": "",
        "Partner ISO": "",
        "2nd Partner Code": "partner2",
        "2nd Partner": "",
        "2nd Partner ISO": "",
        "Customs Proc. Code": "customs",
        "Customs": "",
        "Mode of Transport Code": "mot",
        "Mode of Transport": "",
        "Commodity Code": "hs",
        "Commodity": "",
        "Qty Unit Code": "",
        "Qty Unit": "unit",
        "Qty": "quantity",
        "Alt Qty Unit Code": "",
        "Alt Qty Unit": "",
        "Alt Qty": "",
        "Netweight (kg)": "net_weight",
        "Gross weight (kg)": "",
        "Trade Value (US$)": "value",
        "CIF Trade Value (US$)": "",
        "FOB Trade Value (US$)": "",
        "Flag": "",
    },
    needed=(
        *("Period", "Trade Flow Code", "Reporter Code", "Partner Code"),
        *("Commodity Code", "Trade Value (US$)"),
    ),
    first_row=2,
)


def open_classic(path: Path) -> Opened:
    """A file with the header `Classification, Year, Period, ...`, with or without breakdowns.

    Raises:
        BadInput: a column is unknown or missing, or (when read) the file is no CSV.
    """
    return open_csv(path, CLASSIC)
