"""The JSON envelope of UN Comtrade's API v1, read record by record."""

import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

import pyarrow as pa

from tidewaiter.model import BadInput
from tidewaiter.monitor.trade.readers.comtrade import V1_JSON
from tidewaiter.monitor.trade.readers.shape import BATCH, Opened, as_written

_CHUNK = 1 << 16
_ENVELOPE = {"elapsedTime", "count", "data", "error"}
_CUT = "Fetch it again; nothing of the file was kept."


def open_v1_json(path: Path) -> Opened:
    """The records of an envelope `{elapsedTime, count, data, error}`.

    Reading raises:
        BadInput: it is no such envelope, it is cut short, the service answered with an error, or
            a record has an unknown field or lacks one.
    """
    return Opened(path=path, shape=V1_JSON, batches=_batches(path))


def _batches(path: Path) -> Iterator[pa.RecordBatch]:
    records = _records(path)
    first = 1
    while chunk := list(islice(records, BATCH)):
        columns: dict[str, list[str | None]] = {name: [] for name in V1_JSON.columns.values()}
        for place, record in enumerate(chunk, start=first):
            _take(record, columns, f"{path}, record {place}")
        arrays = {name: pa.array(cells, pa.string()) for name, cells in columns.items() if name}
        yield as_written(arrays, first, len(chunk))
        first += len(chunk)


def _take(record: dict[str, Any], columns: dict[str, list[str | None]], where: str) -> None:
    if not isinstance(record, dict):
        raise BadInput("it is no object", where=where, advice=_CUT)
    header = list(record)
    places = V1_JSON.fields(header, where)
    for name, cells in columns.items():
        place = places.get(name)
        cells.append(None if place is None else _text(record[header[place]]))


def _text(value: object) -> str | None:
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


class _Text:
    """Text read as it is needed, of which the front is let go."""

    def __init__(self, file: TextIO, where: str) -> None:
        self._file, self._where = file, where
        self._decoder = json.JSONDecoder()
        self.held, self._ended = "", False

    def more(self) -> None:
        """Read on.

        Raises:
            BadInput: there is no more.
        """
        got = self._file.read(_CHUNK)
        if got == "":
            raise BadInput("it ends in the middle", where=self._where, advice=_CUT)
        self.held += got

    def sign(self) -> str:
        """The next sign that is no blank, not yet taken."""
        while True:
            self.held = self.held.lstrip()
            if self.held:
                return self.held[0]
            self.more()

    def take(self, sign: str) -> None:
        """Take one sign.

        Raises:
            BadInput: another one stands there.
        """
        if self.sign() != sign:
            what = f"{self.held[0]!r} stands where {sign!r} should"
            raise BadInput(what, where=self._where, advice="Give the answer of the API as it came.")
        self.held = self.held[1:]

    def value(self) -> Any:
        """The next whole value."""
        self.sign()
        while True:
            try:
                found, end = self._decoder.raw_decode(self.held)
                # a number at the very end may go on in what is not read yet
                if end < len(self.held) or isinstance(found, str | dict | list):
                    self.held = self.held[end:]
                    return found
            except json.JSONDecodeError:
                pass
            self.more()


def _records(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig") as file:
        text = _Text(file, str(path))
        text.take("{")
        found, said, seen = 0, None, set()
        while text.sign() != "}":
            key = text.value()
            if key not in _ENVELOPE:
                known = ", ".join(sorted(_ENVELOPE))
                what = f"unknown field {key!r} of the envelope"
                raise BadInput(what, where=str(path), advice=f"It may have {known}.")
            seen.add(key)
            text.take(":")
            if key == "data" and text.sign() == "[":
                for record in _listed(text):
                    found += 1
                    yield record
            else:
                said = _told(key, text.value(), path) or said
            if text.sign() == ",":
                text.take(",")
    if "data" not in seen:
        raise BadInput("the envelope has no data", where=str(path), advice="Fetch it again.")
    if said is not None and said != found:
        what = f"it says {said} records and holds {found}"
        raise BadInput(what, where=str(path), advice=_CUT)


def _listed(text: _Text) -> Iterator[dict[str, Any]]:
    text.take("[")
    while text.sign() != "]":
        yield text.value()
        if text.sign() == ",":
            text.take(",")
    text.take("]")


def _told(key: str, value: object, path: Path) -> int | None:
    if key == "error" and value not in {None, ""}:
        raise BadInput(f"the service answered: {value}", where=str(path), advice="Ask it again.")
    return value if key == "count" and isinstance(value, int) and value >= 0 else None
