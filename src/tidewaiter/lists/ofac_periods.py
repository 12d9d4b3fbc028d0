"""Days and periods of OFAC's advanced XML, with the precision they are meant to have."""

import calendar

from lxml import etree

from tidewaiter.lists.xml_stream import local_name, plain_text


def read_day(element: etree._Element) -> str:
    """`1961-02-03`, `1961-02` or `1961` from the children Year, Month and Day."""
    parts = {local_name(child): plain_text(child) for child in element}
    text = parts.get("Year", "").zfill(4) if parts.get("Year") else ""
    for name in ("Month", "Day"):
        if text == "" or not parts.get(name, ""):
            break
        text += f"-{parts[name].zfill(2)}"
    return text


def read_period(period: etree._Element) -> str:
    """One date, or `first to last`. A whole year or month stands for a year or a month."""
    ends = [
        (local_name(bound), read_day(end))
        for bound in period
        if local_name(bound) in {"Start", "End"}
        for end in bound
    ]
    days = [day for _, day in ends if day != ""]
    if len(days) == 0:
        return ""
    first, last = min(days), max(days)
    if first == last:
        return first
    if first[:4] == last[:4] and first[4:] in {"-01-01", ""} and last[4:] in {"-12-31", ""}:
        return first[:4]
    if first[:7] == last[:7] and first[7:] == "-01" and last[8:] == _last_day(last):
        return first[:7]
    return f"{_start(first)} to {_end(last)}"


def _start(day: str) -> str:
    return day.removesuffix("-01-01")


def _end(day: str) -> str:
    return day.removesuffix("-12-31")


def _last_day(day: str) -> str:
    return str(calendar.monthrange(int(day[:4]), int(day[5:7]))[1])
