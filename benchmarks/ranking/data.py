"""The public synthetic customs declarations, where they are at hand.

`Customs Import Declaration Datasets` (Jeong, Kim, Park, Choi; arXiv 2208.02484): 54,000 lines made
by a generative model from inspected Korean declarations of 2020 and 2021, cut by date into twelve
months to train on, three to choose by and three to test. They stand in `../shared` beside the
repository and are not part of it. The label is `Fraud`, as in the published figures. No day of
the result is given; it is taken to be the day of the declaration.
"""

import csv
import datetime
from pathlib import Path
from typing import Literal

from tidewaiter.ranking import Declaration, Opening

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "customs"
Part = Literal["train", "valid", "test"]
# Text columns, by the field of a declaration that they fill.
COLUMNS = {
    "id": "Declaration ID",
    "importer": "Importer ID",
    "declarant": "Declarant ID",
    "seller": "Seller ID",
    "courier": "Courier ID",
    "hs": "HS6 Code",
    "origin": "Country of Origin",
    "departure": "Country of Departure",
    "office": "Office ID",
    "procedure": "Import Type",
    "use": "Import Use",
    "payment": "Payment Type",
    "mode": "Mode of Transport",
    "marking": "Country of Origin Indicator",
    "tax_type": "Tax Type",
    "tax_rate": "Tax Rate",
}


def read(part: Part, folder: Path = FOLDER) -> list[Opening]:
    """The lines of one part, each with its result."""
    path = folder / f"customs_declarations_kr_syn_{part}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [opening(row) for row in csv.DictReader(file)]


def opening(row: dict[str, str]) -> Opening:
    """One row as an opening; values are in won."""
    date = datetime.date.fromisoformat(row["Date"])
    line = Declaration(
        date=date,
        net_weight_kg=float(row["Net Mass"]),
        value=float(row["Item Price"]),
        currency="KRW",
        **{field: row[column] for field, column in COLUMNS.items()},
    )
    return Opening(line, row["Fraud"] == "1", date)
