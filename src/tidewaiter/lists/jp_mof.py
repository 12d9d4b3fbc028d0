"""Japan's list of those whose assets are frozen, of the Ministry of Finance: XLSX, XLS and CSV.

Built from the published layouts; no real file was at hand. A workbook has a sheet for each
programme, headed by its title, whose table begins at the header `告示日付` (day of the notice);
the CSV has one table whose first header is `区分` (section).
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from tidewaiter.codes import Countries
from tidewaiter.lists.jp_dates import read_days, read_jp_births
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import published
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.reading import Reading
from tidewaiter.lists.record import Fields, StoppedRecord
from tidewaiter.lists.workbook import is_workbook, read_workbook
from tidewaiter.model import Decision, Identifier, ListedName, Listing
from tidewaiter.model.listing import ListingKind, NameQuality

NOTICE = "告示日付"
CSV_FIRST = "区分"
# headers in full width or with spaces are folded before they are looked up
_NAMES: tuple[tuple[NameQuality, str], ...] = (
    ("primary", "英語表記 氏名(英語)"),
    ("strong", "日本語表記 氏名(日本語) 別名 別称 別称・別名 別名・別称 確定可能な別名"),
    ("strong", "別名・別称(日本語) 別名・別称(英語)"),
    ("former", "旧称 別称・旧称 過去の別名 以前の別名 旧称・以前の呼称 旧称(日本語) 旧称(英語)"),
    ("low", "確定に十分でない別名 確定に十分でない別名(日本語) 確定に十分でない別名(英語)"),
)
NAMES = {header: quality for quality, headers in _NAMES for header in headers.split()}
BIRTHS = ("生年月日", "生年月日・出生地")
BIRTHPLACES = ("出生地", "出生地・出身地", "出生地(日本語)", "出生地(英語)")
PASSPORTS = ("旅券番号",)
PAPERS = ("身分登録番号", "身分証番号", "ID番号")
COUNTRIES = ("国籍(英語)", "国籍(日本語)", "国籍")
ADDRESSES = (
    "住所",
    "所在地",
    "住所・所在地",
    "住所等",
    "活動地域・住所",
    "活動地域",
    "所在地・住所",
    "所在地・住所登録された事務所の住所",
    "住所・所在地(国)(英語)",
    "住所・所在地(都市その他の情報)(英語)",
    "住所・所在地(国)(日本語)",
    "住所・所在地(都市その他の情報)(日本語)",
)
REMARKS = (
    "称号",
    "称号(日本語)",
    "称号(英語)",
    "役職",
    "役職(日本語)",
    "役職(英語)",
    "肩書",
    "肩書等",
    "その他の情報",
    "詳細",
    "指定の根拠",
    "決議1483上の根拠",
    "国連制裁委員会による指定日",
    "リスト掲載日",
    "国連参照番号",
)
IGNORED = {
    "外務省告示情報": "the text of the notice, which repeats the other columns",
    "電話": "no cargo document is compared by it",
    "電話番号": "no cargo document is compared by it",
    "FAX": "no cargo document is compared by it",
}
KINDS: dict[str, ListingKind] = {"個人": "person", "団体": "organization"}
UNKNOWN = frozenset({"不明", "-", "なし", "該当なし"})
_ITEMS = re.compile(
    r"[;\n、]|(?:^|(?<=\s)|(?<=[^\w(]))\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)", re.IGNORECASE
)
_SHEET_NUMBER = re.compile(r"^\d+\s*[.\uff0e]\s*")


def tell(peek: Peek) -> bool:
    """True for CSV or a workbook with the list's headers."""
    if not is_workbook(peek.start):
        rows = peek.rows(1)
        return len(rows) == 1 and CSV_FIRST in rows[0] and NOTICE in rows[0]
    return any(_header(rows) is not None for _, rows in read_workbook(peek.path))


def read_jp_mof(path: Path) -> LoadedList:
    """The list in a workbook or in CSV.

    Raises:
        BadInput: where the workbook is broken, or there is no entry.
    """
    with path.open("rb") as file:
        is_book = is_workbook(file.read(8))
    reading = Reading(published("jp_mof"))
    reader = _Reader(Countries())
    for sheet, rows in read_workbook(path) if is_book else _csv_sheet(path):
        at = _header(rows)
        if at is None:
            continue
        title = " ".join(cell for row in rows[:at] for cell in row if cell != "") or sheet
        headers = [_fold(cell) for cell in rows[at]]
        for number, row in enumerate(rows[at + 1 :], at + 2):
            texts = [
                (name, place, text)
                for place, (name, text) in enumerate(zip(headers, row, strict=False))
                if name != ""
            ]
            fields = Fields(texts, ignored=IGNORED, name=f"{sheet}, row {number}")
            if any(text != "" for _, _, text in texts):
                reader.stand(sheet, title)
                reading.take(f"sheet {sheet}, row {number}", fields, reader.listing)
    return reading.loaded([path])


def _csv_sheet(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    yield "CSV", [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text))]


def _header(rows: list[list[str]]) -> int | None:
    for number, row in enumerate(rows[:20]):
        if NOTICE in {_fold(cell) for cell in row[:5]}:
            return number
    return None


def _fold(header: str) -> str:
    return "".join(unicodedata.normalize("NFKC", header).split())


class _Reader:
    def __init__(self, countries: Countries) -> None:
        self._countries = countries
        self._refs: dict[str, int] = {}
        self._sheet = ""
        self._title = ""

    def stand(self, sheet: str, title: str) -> None:
        """Take the sheet and its title as those of the rows that follow."""
        self._sheet, self._title = sheet, title

    def listing(self, fields: Fields) -> Listing:
        """The listing of one row."""
        notice, number = (" ".join(fields.all(name)) for name in (NOTICE, "告示番号"))
        listed = read_days(notice)
        if notice != "" and len(listed) == 0:
            fields.doubts.append(f"{NOTICE} {notice!r} is no day")
        section = " ".join(fields.all(CSV_FIRST)) or _SHEET_NUMBER.sub("", self._title)
        births, unread = _births(fields)
        papers = [(scheme, text) for scheme, paths in _SCHEMES for text in _items(fields, paths)]
        remarks = [
            *(f"born at {x}" for x in _items(fields, BIRTHPLACES)),
            *unread,
            *(f"{name}: {x}" for name in REMARKS for x in _texts(fields, (name,))),
        ]
        return Listing(
            list="jp",
            ref=self._ref(fields, number),
            kind=self._kind(fields, section),
            names=_names(fields),
            identifiers=tuple(dict.fromkeys(Identifier(*paper) for paper in papers)),
            birth_dates=births,
            countries=tuple(
                dict.fromkeys(self._countries.find(x) or x for x in _items(fields, COUNTRIES))
            ),
            addresses=tuple(dict.fromkeys(_texts(fields, ADDRESSES))),
            programmes=(section,),
            decisions=(
                Decision(
                    measure="listed",
                    since=min(listed, default=None),
                    instrument=f"Japan, notice {notice} no. {number}, {section}",
                ),
            ),
            remarks="; ".join(remarks),
            source="jp-mof",
            listed_on=min(listed, default=None),
        )

    def _ref(self, fields: Fields, number: str) -> str:
        """The number of the CSV; else the sheet's and the notice's, counted where they repeat."""
        own = " ".join(fields.all("番号"))
        sheet = re.match(r"\d+", unicodedata.normalize("NFKC", self._sheet))
        ref = own or f"{sheet[0] if sheet is not None else self._sheet}/{number}"
        self._refs[ref] = self._refs.get(ref, 0) + 1
        return ref if self._refs[ref] == 1 else f"{ref}#{self._refs[ref]}"

    def _kind(self, fields: Fields, section: str) -> ListingKind:
        """What the row says, else its section; else a birth, passport or nationality tells."""
        written = " ".join(fields.all("個人・団体"))
        if written != "":
            if written not in KINDS:
                raise StoppedRecord(f"個人・団体 {written!r} is not known")
            return KINDS[written]
        named = {kind for word, kind in KINDS.items() if word in section}
        if len(named) == 1:
            return named.pop()
        personal = (*BIRTHS, *BIRTHPLACES, *PASSPORTS, *COUNTRIES)
        return "person" if any(fields.peek(name) != "" for name in personal) else "other"


_SCHEMES = (("passport", PASSPORTS), ("national_id", PAPERS))


def _names(fields: Fields) -> tuple[ListedName, ...]:
    names = [
        ListedName(text, quality)
        for header, quality in NAMES.items()
        for text in _items(fields, (header,))
    ]
    if len(names) == 0:
        raise StoppedRecord("the entry has no name")
    # a second primary name is another writing of it; without one the first is it
    rest = [
        ListedName(name.text, "strong") if name.quality == "primary" else name for name in names[1:]
    ]
    return tuple(dict.fromkeys([ListedName(names[0].text), *rest]))


def _texts(fields: Fields, headers: tuple[str, ...]) -> Iterator[str]:
    for header in headers:
        for text in fields.all(header):
            value = " ".join(unicodedata.normalize("NFKC", text).split())
            if value not in UNKNOWN:
                yield value


def _items(fields: Fields, headers: tuple[str, ...]) -> list[str]:
    """The parts of cells that hold several values, each numbered or on its own line."""
    parts = (
        " ".join(part.split())
        for header in headers
        for text in fields.all(header)
        for part in _ITEMS.split(unicodedata.normalize("NFKC", text))
    )
    return list(dict.fromkeys(part for part in parts if part != "" and part not in UNKNOWN))


def _births(fields: Fields) -> tuple[tuple[str, ...], list[str]]:
    dates: dict[str, None] = {}
    unread = []
    for text in _items(fields, BIRTHS):
        found = read_jp_births(text)
        if found is None:
            fields.doubts.append(f"the date of birth {text!r} could not be read")
            unread.append(f"born {text}")
        dates |= dict.fromkeys(found or ())
    return tuple(dates), unread
