"""What lines of goods may have in common: one thing, or two or three together."""

import math
from collections.abc import Callable

from tidewaiter.model import BadInput, Record
from tidewaiter.ranking.declaration import Declaration

BANDS_PER_TENFOLD = 4
SEPARATOR = "\x1f"


class Trait(Record, frozen=True):
    """Things that are counted together: lines that agree in all `fields` share a rate.

    Raises:
        BadInput: on construction, for a field that is not in `FIELDS`, or none.
    """

    fields: tuple[str, ...]

    def __post_init__(self) -> None:
        unknown = [field for field in self.fields if field not in FIELDS]
        if len(self.fields) == 0 or len(unknown) > 0:
            what = f"no field {unknown[0]!r}" if len(unknown) > 0 else "a trait has no field"
            raise BadInput(what, where="traits", advice=f"Use {', '.join(FIELDS)}.")

    @property
    def name(self) -> str:
        """The fields in words: `subheading and origin`."""
        return " and ".join(field.replace("_", " ") for field in self.fields)

    def key(self, declaration: Declaration) -> str:
        """What the line is counted under, or an empty string where a field is unknown."""
        values = [FIELDS[field](declaration) for field in self.fields]
        return "" if "" in values else SEPARATOR.join(values)


def band(amount: float | None) -> str:
    """The band an amount falls in, four to each tenfold, as its bounds; empty if unknown.

    A band is wide (1 to 1.8 times), so that a slightly other figure does not escape it.
    """
    if amount is None:
        return ""
    if amount <= 0:
        return "0"
    step = math.floor(math.log10(amount) * BANDS_PER_TENFOLD + 1e-9)
    low, high = (10 ** (edge / BANDS_PER_TENFOLD) for edge in (step, step + 1))
    return f"{_short(low)} to {_short(high)}"


def _short(amount: float) -> str:
    """Two figures, written out: `180`, `0.0032`, `1800000`."""
    return f"{float(f'{amount:.2g}'):.15g}"


def _value_band(line: Declaration) -> str:
    found = band(line.value)
    return found if found == "" else f"{found} {line.currency}".rstrip()


def _unit_value_band(line: Declaration) -> str:
    if line.value is None or line.net_weight_kg is None or line.net_weight_kg == 0:
        return ""
    return f"{band(line.value / line.net_weight_kg)} {line.currency}".rstrip()


def _start(length: int) -> Callable[[Declaration], str]:
    return lambda line: line.hs[:length] if len(line.hs) >= length else ""


FIELDS: dict[str, Callable[[Declaration], str]] = {
    "importer": lambda line: line.importer,
    "declarant": lambda line: line.declarant,
    "seller": lambda line: line.seller,
    "courier": lambda line: line.courier,
    "vessel": lambda line: line.vessel,
    "subheading": _start(6),
    "heading": _start(4),
    "chapter": _start(2),
    "origin": lambda line: line.origin,
    "departure": lambda line: line.departure,
    "loading": lambda line: line.loading,
    "office": lambda line: line.office,
    "procedure": lambda line: line.procedure,
    "use": lambda line: line.use,
    "payment": lambda line: line.payment,
    "mode": lambda line: line.mode,
    "marking": lambda line: line.marking,
    "tax_type": lambda line: line.tax_type,
    "tax_rate": lambda line: line.tax_rate,
    "weight_kg": lambda line: band(line.net_weight_kg),
    "value": _value_band,
    "value_per_kg": _unit_value_band,
}
PAIRS = (
    ("subheading", "origin"),
    ("subheading", "departure"),
    ("subheading", "tax_type"),
    ("subheading", "tax_rate"),
    ("subheading", "weight_kg"),
    ("subheading", "value"),
    ("subheading", "value_per_kg"),
    ("subheading", "importer"),
    ("subheading", "declarant"),
    ("subheading", "seller"),
)
# Lines that agree in these are of one kind: much the same goods in much the same lot.
KIND = Trait(("subheading", "weight_kg", "value"))
TRAITS = (*(Trait((field,)) for field in FIELDS), *(Trait(pair) for pair in PAIRS))
