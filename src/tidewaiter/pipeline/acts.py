"""Tables of acts: one act a row, the law's answer beside it."""

import csv
import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from tidewaiter.assess import Assessor, read_acts
from tidewaiter.assess.acts import COLUMNS
from tidewaiter.goods import Recognizer
from tidewaiter.law import Law
from tidewaiter.model import BadInput
from tidewaiter.model.record import Record


@contextmanager
def open_table(path: Path) -> Iterator[TextIO]:
    """Open a CSV file in UTF-8.

    Raises:
        BadInput: it cannot be opened, or is not UTF-8 text.
    """
    advice = "Give the path of a CSV file in UTF-8."
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield file
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise BadInput(reason, where=str(path), advice=advice) from error
    except UnicodeDecodeError as error:
        raise BadInput("not UTF-8 text", where=str(path), advice=advice) from error


def read_rows(lines: Iterable[str], where: str) -> tuple[list[str], list[dict[str, str]]]:
    """The columns and rows of a table (CSV); a value that a row lacks is empty.

    Raises:
        BadInput: it is no CSV, or a row has more values than there are columns.
    """
    advice = "Give a CSV with one line of column names, and as many values in each row."
    reader = csv.DictReader(lines, restval="")
    try:
        columns, rows = list(reader.fieldnames or []), list(reader)
    except csv.Error as error:
        raise BadInput(f"no CSV: {error}", where=where, advice=advice) from error
    for number, row in enumerate(rows, 1):
        if None in row:
            what = "a row has more values than there are columns"
            raise BadInput(what, where=f"{where}, row {number}", advice=advice)
    return columns, rows


def judge_acts(
    path: Path, law: Law, today: datetime.date | None = None
) -> tuple[list[str], list[dict[str, str]]]:
    """The rows of an acts table, each with `outcome` and `measures` added, and its columns.

    Raises:
        BadInput: a needed column is missing, or a row cannot be used (an act after `today`, a
            fact that is not in the vocabulary); the row is named.
    """
    columns, rows = _read(path)
    judged = read_acts(iter(rows), Assessor(law), Recognizer().recognize_text, today)
    return [*columns, "outcome", "measures"], list(judged)


class Answer(Record, frozen=True):
    """What one source of law says of an act, and the measures it rests on."""

    outcome: str
    measures: tuple[str, ...]


class Comparison(Record, frozen=True):
    """One act under each source of law, each judged alone."""

    id: str
    act_date: str
    description: str
    answers: dict[str, Answer]


def compare_acts(
    path: Path, law: Law, sources: Sequence[str], today: datetime.date | None = None
) -> list[Comparison]:
    """Each act of a table under each source. A listing of the UN is a fact under every one.

    Raises:
        BadInput: as `judge_acts`.
    """
    _, rows = _read(path)
    recognize = Recognizer().recognize_text
    judged = {
        source: list(read_acts(iter(rows), Assessor(law, sources=(source,)), recognize, today))
        for source in sources
    }
    return [
        Comparison(
            id=row.get("id") or "",
            act_date=row["act_date"],
            description=row.get("description") or "",
            answers={source: _answer(judged[source][number]) for source in sources},
        )
        for number, row in enumerate(rows)
    ]


def _answer(row: dict[str, str]) -> Answer:
    return Answer(row["outcome"], tuple(filter(None, row["measures"].split(";"))))


def _read(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with open_table(path) as file:
        columns, rows = read_rows(file, str(path))
        missing = [column for column in COLUMNS if column not in columns]
        if missing:
            raise BadInput(
                f"columns {', '.join(missing)} are missing",
                where=str(path),
                advice=f"Give a CSV with the columns {', '.join(COLUMNS)}.",
            )
        return columns, rows
