"""Identifiers and code lists: each reads one value as written and says what it is, or None."""

from tidewaiter.codes.call_sign import parse_call_sign
from tidewaiter.codes.container import ContainerNumber, parse_container
from tidewaiter.codes.country import Countries, Country, fold_name
from tidewaiter.codes.date import PartialDate, parse_date
from tidewaiter.codes.hs import HsCode, HsReader
from tidewaiter.codes.hs_edition import Correlation, Edition, correlate, correlations
from tidewaiter.codes.imo import ImoNumber, parse_imo
from tidewaiter.codes.locode import Locode, parse_locode
from tidewaiter.codes.mmsi import Mmsi, parse_mmsi

__all__ = [
    "ContainerNumber",
    "Correlation",
    "Countries",
    "Country",
    "Edition",
    "HsCode",
    "HsReader",
    "ImoNumber",
    "Locode",
    "Mmsi",
    "PartialDate",
    "correlate",
    "correlations",
    "fold_name",
    "parse_call_sign",
    "parse_container",
    "parse_date",
    "parse_imo",
    "parse_locode",
    "parse_mmsi",
]
