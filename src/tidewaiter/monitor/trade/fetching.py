"""Getting statistics from UN Comtrade with the user's own key, by its client `comtradeapicall`.

The statistics may not be passed on without permission: they are for the desk that fetched them.
"""

import json
import os
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tidewaiter.model import BadInput, Record

KEY = "COMTRADE_KEY"
CLIENT = "comtradeapicall"
# The most records one answer holds, with a key.
MOST = 250_000


class Asked(Record, frozen=True, kw_only=True):
    """One call: `reporter` and `partner` by the service's numbers, `period` as `2017` or `201708`.

    Several periods stand with commas between, as codes do in `goods`; `flow` is M or X.
    """

    reporter: str
    partner: str
    period: str
    goods: str = "TOTAL"
    flow: str = "M"

    @property
    def words(self) -> dict[str, Any]:
        """The call in the client's words, with all breakdowns at their totals."""
        monthly = len(self.period.split(",")[0]) == 6
        return {
            "typeCode": "C",
            "freqCode": "M" if monthly else "A",
            "clCode": "HS",
            "period": self.period,
            "reporterCode": self.reporter,
            "cmdCode": self.goods,
            "flowCode": self.flow,
            "partnerCode": self.partner,
            "partner2Code": "0",
            "customsCode": "C00",
            "motCode": "0",
            "maxRecords": MOST,
            "format_output": "JSON",
            "aggregateBy": None,
            "breakdownMode": "classic",
            "countOnly": None,
            "includeDesc": False,
        }


def fetch(asked: Asked, into: Path) -> Path:
    """Ask the service once and write its answer to a file that `trade load` reads.

    The key is read from the environment variable `COMTRADE_KEY`, and stands in no message.

    Raises:
        BadInput: the client or the key is missing, the service refuses, or its answer is full
            and may be cut.
    """
    client, key = _client(), _key(os.environ)
    where = f"{CLIENT}, period {asked.period}"
    try:
        frame = client.getFinalData(key, **asked.words)
    except Exception as error:
        what = f"the client failed: {str(error).replace(key, '(key)')[:200]}"
        raise BadInput(what, where=where, advice="Check the key and the codes.") from None
    if frame is None:
        advice = "Check the key, the codes and your quota of calls."
        raise BadInput("the service gave no answer", where=where, advice=advice)
    records = json.loads(frame.to_json(orient="records"))
    if len(records) >= MOST:
        raise BadInput("the answer is full and may be cut", where=where, advice="Ask for less.")
    whole = {"elapsedTime": "", "count": len(records), "data": records, "error": ""}
    into.write_text(json.dumps(whole), encoding="utf-8")
    return into


def _client() -> Any:
    if find_spec(CLIENT) is None:
        advice = "Install tidewaiter[comtrade], or load a file you fetched yourself."
        raise BadInput("it is not installed", where=CLIENT, advice=advice)
    return import_module(CLIENT)


def _key(environment: Mapping[str, str]) -> str:
    key = environment.get(KEY, "").strip()
    if key == "":
        advice = f"Set {KEY} to your own subscription key of UN Comtrade."
        raise BadInput("no key is set", where=KEY, advice=advice)
    return key
