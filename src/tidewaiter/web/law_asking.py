"""What the pages of the law are asked: a day, a heading, a direction, and whose law."""

import datetime
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from tidewaiter.law import Law
from tidewaiter.law.timeline import Span, timeline
from tidewaiter.model import Record
from tidewaiter.pipeline.bare_acts import Way
from tidewaiter.web.asked_days import ONE_DAY, AskedDay, read_day
from tidewaiter.web.law_words import WAYS

DIGITS = frozenset({2, 4, 6, 8, 10})
_BETWEEN = re.compile(r"[\s.]+")


class Asking(Record, frozen=True):
    """One question to the law. `heading` is empty where none was given, or `written` is no code.

    `direction` is the word of the address, `way` what the law files call it.
    """

    on: AskedDay
    direction: str
    way: Way
    sources: tuple[str, ...]
    everyone: bool
    heading: str = ""
    written: str = ""

    @property
    def is_sound(self) -> bool:
        """True where nothing has to be written again."""
        return self.on.problem == "" and self.heading == self.written

    def address(self, path: str = "/law", **other: Any) -> str:
        """The address of this question, with some of it changed; what is empty is left out."""
        on = "" if self.on.day is None else self.on.day.isoformat()
        asked: dict[str, Any] = {"on": on, "heading": self.written, "direction": self.direction}
        if not self.everyone:
            asked["law"] = self.sources
        return address(path, asked | other)


def address(path: str, asked: Mapping[str, Any]) -> str:
    """An address with its query; what is empty is left out."""
    kept = {name: value for name, value in asked.items() if value not in {"", None, ()}}
    return f"{path}?{urlencode(kept, doseq=True)}" if len(kept) > 0 else path


def read_asking(query: QueryParams, law: Law, today: datetime.date) -> Asking:
    """The question of an address; where it says nothing: today, the first way, everyone's law."""
    words = law.vocabulary.territory.directions
    directions = {word: way for word, way in words.items() if way in WAYS}
    direction = query.get("direction", "")
    direction = direction if direction in directions else next(iter(directions))
    wanted = {name for value in query.getlist("law") for name in value.split(",")}
    sources = tuple(source for source in law.sources if source in wanted) or law.sources
    written = _BETWEEN.sub("", query.get("heading", ""))
    is_code = written.isascii() and written.isdigit() and len(written) in DIGITS
    return Asking(
        on=read_day(query, "on", today, today),
        direction=direction,
        way=directions[direction],  # type: ignore[arg-type]
        sources=sources,
        everyone=sources == law.sources,
        heading=written if is_code else "",
        written=written,
    )


def lanes(law: Law, asked: Asking) -> dict[str, list[Span]]:
    """What bites over time, by source; nothing without a heading."""
    if asked.heading == "":
        return {}
    return {
        source: timeline(law, asked.heading, asked.way, source=source) for source in asked.sources
    }


def changes(law: Law, asked: Asking, spans: Mapping[str, list[Span]]) -> list[datetime.date]:
    """The days on which the answer may change: of the heading, and of inspections.

    Without a heading, every day on which a measure comes or the day after it went.
    """
    own = [m for m in law.measures if m.source in asked.sources]
    if asked.heading != "":
        own = [m for m in own if m.rule == "inspect"]
    days = {measure.since for measure in own}
    days |= {measure.until + ONE_DAY for measure in own if measure.until is not None}
    days |= {span.since for lane in spans.values() for span in lane}
    return sorted(days)
