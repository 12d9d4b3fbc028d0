"""The day a page is asked for: as one value of the address, or as three boxes of a form."""

import calendar
import datetime
import re
from typing import Literal

from babel import dates
from starlette.datastructures import QueryParams

from tidewaiter.model import Record

_ISO = re.compile(r"(\d{1,4})-(\d{1,2})-(\d{1,2})")
ONE_DAY = datetime.timedelta(days=1)


class AskedDay(Record, frozen=True):
    """A day as it was asked for: `boxes` are day, month and year as written.

    `day` is None where no day can be made of it; `problem` then says why, and `near` holds the
    days that may be meant. `from_boxes` is True where a form asked, so that the page can move to
    its own address.
    """

    name: str
    boxes: tuple[str, str, str]
    day: datetime.date | None = None
    problem: Literal["", "no_date", "ahead", "unreadable"] = ""
    near: tuple[datetime.date, ...] = ()
    from_boxes: bool = False

    def written(self, language: str) -> str:
        """The day as it was written, with the month by its name where it has one."""
        day, month, year = self.boxes
        if not month.isdecimal() or not 1 <= int(month) <= 12:
            return " ".join(box for box in self.boxes if box != "")
        if language != "en":
            return f"{year}. {int(month)}. {day}."
        return f"{day} {dates.get_month_names('abbreviated', locale='en')[int(month)]} {year}"


def read_day(
    query: QueryParams, name: str, default: datetime.date, today: datetime.date
) -> AskedDay:
    """The day under a name: `on=2017-08-06`, or `on_d`, `on_m` and `on_y`; `default` for none."""
    boxes = tuple(query.get(f"{name}_{part}", "").strip() for part in "dmy")
    if boxes != ("", "", ""):
        return _made(name, boxes, today, from_boxes=True)  # type: ignore[arg-type]
    text = query.get(name, "").strip()
    if text == "":
        return asked_day(name, default)
    written = _ISO.fullmatch(text)
    if written is None:
        return AskedDay(name, (text, "", ""), problem="unreadable")
    year, month, day = written.groups()
    return _made(name, (day, month, year), today, from_boxes=False)


def asked_day(name: str, day: datetime.date) -> AskedDay:
    """A day as though it had been asked for."""
    return AskedDay(name, (str(day.day), str(day.month), str(day.year)), day)


def _made(
    name: str, boxes: tuple[str, str, str], today: datetime.date, *, from_boxes: bool
) -> AskedDay:
    if not all(box.isascii() and box.isdigit() for box in boxes):
        return AskedDay(name, boxes, problem="unreadable", from_boxes=from_boxes)
    number, month, year = map(int, boxes)
    plain = (str(number), str(month), str(year))
    try:
        day = datetime.date(year, month, number)
    except ValueError:
        near = _near(year, month, number)
        return AskedDay(name, plain, problem="no_date", near=near, from_boxes=from_boxes)
    if day > today:
        return AskedDay(name, plain, problem="ahead", near=(today,), from_boxes=from_boxes)
    return AskedDay(name, plain, day, from_boxes=from_boxes)


def _near(year: int, month: int, number: int) -> tuple[datetime.date, ...]:
    """The days beside one that the calendar does not have."""
    if not 1 <= month <= 12 or not datetime.MINYEAR <= year < datetime.MAXYEAR:
        return ()
    if number < 1:
        return (datetime.date(year, month, 1),)
    last = datetime.date(year, month, calendar.monthrange(year, month)[1])
    return last, last + ONE_DAY
