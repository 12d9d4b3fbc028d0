"""The words of the workbench in each language, and dates and numbers as each writes them."""

import datetime
import zoneinfo
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

from babel import dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

SHORTEST_DISTANCE = datetime.timedelta(minutes=1)


@cache
def catalogue(language: str) -> NullTranslations:
    """The sentences of a language, from its `messages.po`; English are the sentences themselves."""
    place = files("tidewaiter.web").joinpath(f"locale/{language}/LC_MESSAGES/messages.po")
    if not place.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with place.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)


@dataclass(frozen=True, slots=True)
class Words:
    """How one visitor reads: language and time zone."""

    language: str
    zone: str
    now: datetime.datetime

    def day(self, day: datetime.date | None) -> str:
        """A day: `24 Nov 2026`, `2026. 11. 24.`; empty for none."""
        if day is None:
            return ""
        if isinstance(day, datetime.datetime):
            day = day.astimezone(self._zone()).date()
        pattern = "d MMM y" if self.language == "en" else "y. M. d."
        return dates.format_date(day, pattern, locale=self.language)

    def iso(self, text: object) -> str:
        """A day written `2026-11-24`, as `day` gives it; whatever else it is, as written."""
        written = "" if text is None else str(text)
        try:
            return self.day(datetime.date.fromisoformat(written))
        except ValueError:
            return written

    def month(self, day: datetime.date) -> str:
        """The month of a day: `November 2026`, `2026년 11월`."""
        pattern = "MMMM y" if self.language == "en" else "y년 M월"
        return dates.format_date(day, pattern, locale=self.language)

    def moment(self, at: datetime.datetime | None) -> str:
        """A moment with its zone: `24 Nov 2026, 14:00 KST`; empty for none."""
        if at is None:
            return ""
        local = at.astimezone(self._zone())
        return f"{self.day(local.date())}, {local:%H:%M} {local.tzname()}"

    def distance(self, at: datetime.datetime | None) -> str:
        """How far away a moment is: `in 1 hour`, `3 days ago`; empty for none."""
        if at is None:
            return ""
        delta = at - self.now
        if abs(delta) < SHORTEST_DISTANCE:
            return catalogue(self.language).gettext("now")
        return dates.format_timedelta(
            delta, add_direction=True, threshold=1.2, locale=self.language
        )

    def number(self, value: float) -> str:
        """A number with its thousands grouped."""
        return numbers.format_decimal(value, locale=self.language)

    def percent(self, value: float) -> str:
        """A share of 1 in percent, to the whole percent."""
        return numbers.format_percent(value, locale=self.language)

    def amount(self, value: float | None, unit: str) -> str:
        """A quantity with its unit; a word where it is not known."""
        if value is None:
            return catalogue(self.language).gettext("not known")
        return f"{self.number(value)} {unit}".strip()

    def _zone(self) -> datetime.tzinfo:
        return zone_of(self.zone)


@cache
def zone_of(name: str) -> datetime.tzinfo:
    """A time zone by its name; UTC where this machine does not know it."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return datetime.UTC


def N_(message: str) -> str:  # noqa: N802 - the name that extraction looks for
    """Mark a sentence for translation where it stands; it is translated where it is shown."""
    return message
