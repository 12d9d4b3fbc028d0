"""Which segment is read how, by where in the message it stands.

A message is read by one table per place in it, not by the segment table of one directory: the
tables name what a segment means under the header, under a consignment (CNI), under a goods item
(GID) and under a container (EQD). Order within a place is free, as it is in real files; a
segment of no table is kept as an extra.
"""

from tidewaiter.cargo.edifact.equipment import (
    read_equipment,
    read_equipment_measure,
    read_equipment_place,
    read_equipment_text,
    read_seal,
)
from tidewaiter.cargo.edifact.goods import (
    read_amount,
    read_danger,
    read_goods_measure,
    read_goods_text,
    read_item,
    read_marks,
    read_measure,
    read_packages,
    read_product,
    read_split,
    read_tariff,
    read_text,
)
from tidewaiter.cargo.edifact.message import (
    read_consignment,
    read_control_total,
    read_document,
    read_reference,
)
from tidewaiter.cargo.edifact.parties import read_channel, read_contact, read_party
from tidewaiter.cargo.edifact.state import Handler, State, Tables
from tidewaiter.cargo.edifact.voyage import read_date, read_movement, read_place, read_transport


def keep(_state: State, _elements: list[str], _number: int) -> bool:
    """A segment known and not mapped here: an extra."""
    return True


ANYWHERE: dict[str, Handler] = {
    "BGM": read_document,
    "CNI": read_consignment,
    "CNT": read_control_total,
    "COM": read_channel,
    "CTA": read_contact,
    "DTM": read_date,
    "EQD": read_equipment,
    "FTX": read_text,
    "GEI": read_movement,
    "GID": read_item,
    "GIS": read_movement,
    "LOC": read_place,
    "MEA": read_measure,
    "MOA": read_amount,
    "NAD": read_party,
    "RFF": read_reference,
    "TDT": read_transport,
}
GOODS: dict[str, Handler] = ANYWHERE | {
    "CST": read_tariff,
    "DGS": read_danger,
    "FTX": read_goods_text,
    "MEA": read_goods_measure,
    "PAC": read_packages,
    "PCI": read_marks,
    "PIA": read_product,
    "SGP": read_split,
}
EQUIPMENT: dict[str, Handler] = ANYWHERE | {
    "DGS": read_danger,
    "DTM": keep,
    "FTX": read_equipment_text,
    "LOC": read_equipment_place,
    "MEA": read_equipment_measure,
    "MOA": keep,
    "SEL": read_seal,
}
TABLES: Tables = {
    "header": ANYWHERE,
    "consignment": ANYWHERE,
    "goods": GOODS,
    "equipment": EQUIPMENT,
}
