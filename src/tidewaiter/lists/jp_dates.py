"""Dates as Japanese lists write them: western years and eras, about, from to."""

import datetime
import re
import unicodedata

from tidewaiter.codes import parse_date

ERAS = {"昭和": 1925, "平成": 1988, "令和": 2018}
"""The year before the first of each era."""
_ERA = re.compile(r"(昭和|平成|令和)\s*(元|\d{1,2})(?=\s*[年.])")
_WRITTEN = re.compile(r"(\d{4})\s*[年.]\s*(?:(\d{1,2})\s*[月.]\s*(?:(\d{1,2})\s*日?)?)?")
_SPAN = re.compile(r"\s*(?:から|[-~\u2013\u301c])\s*(?=\d{4})")
_ABOUT = re.compile(r"頃|ころ|おおよそ|およそ|約|生まれ|生|まで|の間|間")
_OR = re.compile(r"\s*(?:又は|または|及び|\bor\b)\s*")


def read_jp_births(text: str) -> list[str] | None:
    """Dates as `1961-02-03`, `1961` or `1960/1963`; None where one cannot be told."""
    found = []
    for part in _OR.split(unicodedata.normalize("NFKC", text).strip()):
        ends = [_read(end) for end in _SPAN.split(part)]
        if len(ends) > 2 or any(end is None for end in ends):
            return None
        found.append("/".join(str(end) for end in ends))
    return found


def read_days(text: str) -> list[datetime.date]:
    """Every whole day in a text, western or of an era."""
    parts = re.split(r"[\s;、()]+", _western(unicodedata.normalize("NFKC", text)))
    dates = [date for part in parts if (date := parse_date(part)) is not None]
    return [date.first for date in dates if date.day > 0]


def _read(text: str) -> str | None:
    date = parse_date(_ABOUT.sub("", _western(text)).strip())
    return None if date is None else str(date)


def _western(text: str) -> str:
    def year(match: re.Match[str]) -> str:
        return str(ERAS[match[1]] + (1 if match[2] == "元" else int(match[2])))

    def date(match: re.Match[str]) -> str:
        return "-".join(part.zfill(2) for part in match.groups() if part is not None)

    return _WRITTEN.sub(date, _ERA.sub(year, text))
