"""Further reports from a plain table (CSV), row by row: a row that could mislead is refused."""

import csv
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import msgspec

from tidewaiter.cargo.table.values import read_number
from tidewaiter.codes.country import Countries
from tidewaiter.law.span import read_span
from tidewaiter.model import BadInput, Defect, Record
from tidewaiter.monitor.figures import Check
from tidewaiter.monitor.quotas.reports import EVERY_STATE, GOODS, LEDGERS, STATES, Report

NEEDED = ("goods", "states", "state", "source")
COLUMNS = (
    *("goods", "ledger", "states", "month", "since", "until", "state", "quantity", "unit"),
    *("value", "currency", "product", "by", "known", "source", "address", "check", "note"),
)
_UNITS = {
    **dict.fromkeys(("t", "tonne", "tonnes", "metric ton", "metric tons"), "tonnes"),
    **dict.fromkeys(("bbl", "barrel", "barrels"), "barrels"),
}
_WITHOUT_AMOUNT = {"nil", "not reported", "unknown"}
# How far a price may lie from those on record before it looks like another unit or currency.
_FAR = 5


class Taken(Record, frozen=True):
    """The reports of a table, and a defect for each row that was refused."""

    reports: tuple[Report, ...]
    refused: tuple[Defect, ...]


def read_reports(
    path: Path, kept: Sequence[Report], today: datetime.date, barred: Iterable[str] = ()
) -> Taken:
    """Read a table of reports.

    Args:
        path: A CSV in UTF-8 with the columns of `COLUMNS`: `month` (2018-03) or `since` and
            `until`; `quantity` with `unit` (t or bbl); `value` with `currency` (USD).
        kept: The reports that are there already.
        today: A report of days to come is refused.
        barred: Codes of the territory, which reports no quota of its own.

    Raises:
        BadInput: the file cannot be read, lacks a column, or has one that is not known.
    """
    rows = _rows(path)
    reader = _Reader(kept, today, frozenset(barred))
    found: list[Report] = []
    refused: list[Defect] = []
    for line, row in rows:
        try:
            found.append(reader.read(row))
        except _Refused as why:
            refused.append(Defect(f"line {line}", str(why), ", ".join(filter(None, row.values()))))
    return Taken(tuple(found), tuple(refused))


class _Refused(Exception):  # noqa: N818 - a reason, not a fault of the program
    """Why a row is not taken, and what to do."""


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restkey="", restval="")
            _check_header(path, reader.fieldnames or ())
            return [(reader.line_num, _clean(row)) for row in reader]
    except OSError as error:
        what = error.strerror or "it cannot be read"
        raise BadInput(what, where=str(path), advice="Check the path.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"no CSV: {error}", where=str(path), advice="Save it as UTF-8.") from error


def _clean(row: Mapping[str, Any]) -> dict[str, str]:
    extra = row.get("") or ()
    return {key: (value or "").strip() for key, value in row.items() if key != ""} | (
        {"": ", ".join(extra)} if extra else {}
    )


def _check_header(path: Path, header: Sequence[str]) -> None:
    missing = [name for name in NEEDED if name not in header]
    unknown = [name for name in header if name not in COLUMNS]
    advice = f"Name the columns {', '.join(COLUMNS)}."
    if len(missing) > 0:
        raise BadInput(f"no column {', '.join(missing)}", where=str(path), advice=advice)
    if len(unknown) > 0:
        raise BadInput(f"unknown column {', '.join(unknown)}", where=str(path), advice=advice)
    if len(set(header)) < len(header):
        raise BadInput("a column stands twice", where=str(path), advice=advice)


class _Reader:
    """Reads rows, each against what is kept and the rows before it."""

    def __init__(self, kept: Sequence[Report], today: datetime.date, barred: frozenset[str]):
        self._seen: dict[object, list[Report]] = {}
        for report in kept:
            self._seen.setdefault(report.key, []).append(report)
        self._prices = _prices(kept)
        self._today = today
        self._barred = barred
        self._countries = Countries()

    def read(self, row: Mapping[str, str]) -> Report:
        if row.get(""):
            raise _Refused(f"more cells than columns: {row['']}")
        since, until = self._days(row)
        report = _converted(
            {
                **{name: row.get(name, "") for name in ("product", "by", "address", "note")},
                "goods": _word(row, "goods", GOODS),
                "ledger": _word(row, "ledger", LEDGERS, "reported"),
                "states": self._states(row["states"]),
                "since": since,
                "until": until,
                "state": _word(row, "state", STATES),
                **_amounts(row),
                "known": self._known(row.get("known", ""), until),
                "source": row["source"],
                "check": _word(row, "check", get_args(Check), "unverified"),
            }
        )
        _check_amount(report)
        self._check_price(report)
        self._check_new(report)
        self._seen.setdefault(report.key, []).append(report)
        return report

    def _days(self, row: Mapping[str, str]) -> tuple[datetime.date, datetime.date]:
        month = row.get("month", "")
        if month != "" and (row.get("since") or row.get("until")):
            raise _Refused("month and since or until are both given; give one of them")
        if month != "":
            span = read_span(month)
            if span is None or len(month) != len("2018-03"):
                raise _Refused(f"{month!r} is no month; write it as 2018-03")
            since, until = span
        else:
            since, until = _day(row.get("since", ""), "since"), _day(row.get("until", ""), "until")
        if until < since:
            raise _Refused(f"it ends on {until}, before it begins on {since}")
        if until > self._today:
            raise _Refused(f"it ends on {until}, which is still to come")
        return since, until

    def _known(self, text: str, until: datetime.date) -> datetime.date | None:
        if text == "":
            return None
        known = _day(text, "known")
        if known > self._today or known < until.replace(day=1):
            raise _Refused(f"seen on {known}: before the days it speaks of, or still to come")
        return known

    def _states(self, text: str) -> str:
        if text == EVERY_STATE:
            return text
        codes = []
        for name in text.split("+"):
            code = self._countries.find(name)
            if code is None:
                advice = "write ISO codes joined by +, or * for all States"
                raise _Refused(f"{name.strip()!r} is no State that is known; {advice}")
            if code in self._barred:
                raise _Refused(f"{code} is under the cap and reports none; name who traded with it")
            codes.append(code)
        return "+".join(sorted(set(codes)))

    def _check_price(self, report: Report) -> None:
        price, known = _price(report), self._prices.get(report.goods)
        if price is None or known is None:
            return
        low, high = known[0] / _FAR, known[1] * _FAR
        if not low <= price <= high:
            raise _Refused(
                f"{price:,.2f} US dollars a tonne, where {low:,.0f} to {high:,.0f} would be likely;"
                " check whether the quantity is in tonnes and the value in US dollars"
            )

    def _check_new(self, report: Report) -> None:
        for before in self._seen.get(report.key, ()):
            if _says(before) == _says(report):
                raise _Refused("the same report is there already")
            if report.known is None or (before.known or datetime.date.min) >= report.known:
                said = before.state if before.state in _WITHOUT_AMOUNT else _amount_words(before)
                raise _Refused(
                    f"this report is there with {said}; for a revision give `known`, the day it was"
                    f" seen, later than {before.known or 'any before'}"
                )


def _converted(given: dict[str, Any]) -> Report:
    try:
        return msgspec.convert(given, Report)
    except msgspec.ValidationError as error:
        raise _Refused(str(error)) from error


def _word(row: Mapping[str, str], name: str, words: Sequence[str], default: str = "") -> str:
    text = row.get(name, "").casefold() or default
    if text not in words:
        raise _Refused(f"{name} is {row.get(name, '')!r}; write one of {', '.join(words)}")
    return text


def _day(text: str, name: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise _Refused(f"{name} is {text!r}; write it as 2018-03-01") from error


def _amounts(row: Mapping[str, str]) -> dict[str, float]:
    found = {}
    quantity, unit = row.get("quantity", ""), row.get("unit", "")
    if quantity != "":
        field = _UNITS.get(unit.casefold())
        if field is None:
            raise _Refused(f"unit is {unit!r}; give the quantity in t (tonnes) or bbl (barrels)")
        found[field] = _number(quantity, "quantity")
    value, currency = row.get("value", ""), row.get("currency", "")
    if value != "":
        if currency.upper() != "USD":
            raise _Refused(f"currency is {currency!r}; give US dollars (USD): no rate is kept here")
        found["usd"] = _number(value, "value")
    return found


def _number(text: str, name: str) -> float:
    number = read_number(text)
    if number is None:
        raise _Refused(f"{name} is {text!r}: no number, or one that could be read in two ways")
    if number < 0:
        raise _Refused(f"{name} is {number:g}, below zero; write the report as it stands now")
    return number


def _check_amount(report: Report) -> None:
    amounts = [each for each in (report.tonnes, report.barrels, report.usd) if each is not None]
    if report.source == "":
        raise _Refused("no source; say where it was read")
    if report.address != "" and not report.address.startswith(("https://", "http://")):
        raise _Refused(f"address is {report.address!r}; write one that begins with https://")
    if report.ledger == "alleged" and report.by == "":
        raise _Refused("alleged by nobody; say in `by` who alleges it")
    if report.goods == "coal" and report.barrels is not None:
        raise _Refused("coal in barrels; check goods and unit")
    if report.state in _WITHOUT_AMOUNT and any(amount > 0 for amount in amounts):
        raise _Refused(f"{report.state!r} with an amount; it is one or the other")
    if report.state not in _WITHOUT_AMOUNT and len(amounts) == 0:
        raise _Refused(f"{report.state!r} without an amount; leave unknown what is not known")
    if report.state not in _WITHOUT_AMOUNT and not any(amount > 0 for amount in amounts):
        raise _Refused("an amount of 0; a report of nothing is `nil`, a missing one `not reported`")


def _prices(reports: Iterable[Report]) -> dict[str, tuple[float, float]]:
    """The lowest and highest price of a tonne of each goods on record."""
    found: dict[str, list[float]] = {}
    for report in reports:
        price = _price(report)
        if price is not None:
            found.setdefault(report.goods, []).append(price)
    return {goods: (min(prices), max(prices)) for goods, prices in found.items()}


def _price(report: Report) -> float | None:
    if not report.usd or not report.tonnes:
        return None
    return report.usd / report.tonnes


def _says(report: Report) -> tuple[object, ...]:
    return (report.state, report.tonnes, report.barrels, report.usd)


def _amount_words(report: Report) -> str:
    return " and ".join(_amounts_in_words(report))


def _amounts_in_words(report: Report) -> Iterator[str]:
    known = ((report.tonnes, "t"), (report.barrels, "bbl"), (report.usd, "US dollars"))
    for amount, unit in known:
        if amount is not None:
            yield f"{amount:,.0f} {unit}"
