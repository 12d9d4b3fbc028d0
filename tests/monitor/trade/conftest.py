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


_RECORD: dict[str, Any] = json.loads(
    """{"typeCode": "C", "freqCode": "M", "refPeriodId": 20180301, "refYear": 2018,
    "refMonth": 3, "period": "201803", "reporterCode": 156, "reporterISO": null,
    "reporterDesc": null, "flowCode": "M", "flowDesc": null, "partnerCode": 408,
    "partnerISO": null, "partnerDesc": null, "partner2Code": 0, "partner2ISO": null,
    "partner2Desc": null, "classificationCode": "H5", "classificationSearchCode": "HS",
    "isOriginalClassification": true, "cmdCode": "2701", "cmdDesc": null, "aggrLevel": 4,
    "isLeaf": false, "customsCode": "C00", "customsDesc": null, "mosCode": "0",
    "motCode": 0, "motDesc": null, "qtyUnitCode": 8, "qtyUnitAbbr": null, "qty": 5000.0,
    "isQtyEstimated": false, "altQtyUnitCode": -1, "altQtyUnitAbbr": null, "altQty": 0,
    "isAltQtyEstimated": false, "netWgt": 5000.0, "isNetWgtEstimated": false,
    "grossWgt": 0, "isGrossWgtEstimated": false, "cifvalue": 400.0, "fobvalue": null,
    "primaryValue": 400.0, "legacyEstimationFlag": 0, "isReported": false,
    "isAggregate": true}"""
)


def record(**changes: Any) -> dict[str, Any]:
    """One record of the API v1 with all its fields, made up."""
    return _RECORD | changes


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
