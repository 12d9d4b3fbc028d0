"""Trade files of our own, shaped like real responses; no number in them is a statistic."""

import csv
import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tidewaiter.monitor.trade.store import TradeStore

NOW = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
PLAIN = "reporter,partner,flow,period,hs_code,value_usd,net_weight_kg,quantity,unit,source"


def record(**changes: Any) -> dict[str, Any]:
    """One record of the API v1 with all its fields, made up."""
    made: dict[str, Any] = {
        "typeCode": "C",
        "freqCode": "M",
        "refPeriodId": 20180301,
        "refYear": 2018,
        "refMonth": 3,
        "period": "201803",
        "reporterCode": 156,
        "reporterISO": None,
        "reporterDesc": None,
        "flowCode": "M",
        "flowDesc": None,
        "partnerCode": 408,
        "partnerISO": None,
        "partnerDesc": None,
        "partner2Code": 0,
        "partner2ISO": None,
        "partner2Desc": None,
        "classificationCode": "H5",
        "classificationSearchCode": "HS",
        "isOriginalClassification": True,
        "cmdCode": "2701",
        "cmdDesc": None,
        "aggrLevel": 4,
        "isLeaf": False,
        "customsCode": "C00",
        "customsDesc": None,
        "mosCode": "0",
        "motCode": 0,
        "motDesc": None,
        "qtyUnitCode": 8,
        "qtyUnitAbbr": None,
        "qty": 5000.0,
        "isQtyEstimated": False,
        "altQtyUnitCode": -1,
        "altQtyUnitAbbr": None,
        "altQty": 0,
        "isAltQtyEstimated": False,
        "netWgt": 5000.0,
        "isNetWgtEstimated": False,
        "grossWgt": 0,
        "isGrossWgtEstimated": False,
        "cifvalue": 400.0,
        "fobvalue": None,
        "primaryValue": 400.0,
        "legacyEstimationFlag": 0,
        "isReported": False,
        "isAggregate": True,
    }
    return made | changes


def envelope(path: Path, *records: dict[str, Any], **changes: Any) -> Path:
    """An answer of the API v1 with these records."""
    said = {"elapsedTime": "0.27 secs", "count": len(records), "data": list(records), "error": ""}
    path.write_text(json.dumps(said | changes), encoding="utf-8")
    return path


def v1_csv(path: Path, *records: dict[str, Any], sign: str = ",") -> Path:
    """A preview (commas) or bulk file (tabs) with these records."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(records[0]), delimiter=sign)
        writer.writeheader()
        writer.writerows(records)
    return path


def plain(path: Path, *rows: str, header: str = PLAIN) -> Path:
    """A plain table with these rows."""
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> TradeStore:
    return TradeStore(tmp_path / "trade")


@pytest.fixture
def loaded(store: TradeStore, tmp_path: Path) -> Callable[..., TradeStore]:
    """A store with a plain table of these rows."""

    def load(*rows: str, name: str = "table.csv") -> TradeStore:
        store.take(plain(tmp_path / name, *rows), NOW)
        return store

    return load
