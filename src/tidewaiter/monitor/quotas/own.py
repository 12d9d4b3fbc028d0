"""The desk's own table of reports: `quotas.csv` in the home folder."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import msgspec

from tidewaiter.model import BadInput
from tidewaiter.monitor.figures import records_of
from tidewaiter.monitor.quotas.reports import Report, kept_reports

_FILE = "quotas.csv"


def own_reports(home: Path) -> tuple[Report, ...]:
    """What this desk loaded; nothing where it has not.

    Raises:
        BadInput: the table was damaged; it says the line.
    """
    place = home / _FILE
    if not place.exists():
        return ()
    try:
        text = place.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        advice = "Restore it from a backup, or move it away to go without."
        raise BadInput("it cannot be read", where=str(place), advice=advice) from error
    return records_of(text, str(place), Report)


def all_reports(home: Path) -> tuple[Report, ...]:
    """The reports that came with the program, and the desk's own after them."""
    return (*kept_reports(), *own_reports(home))


def keep_reports(home: Path, reports: Sequence[Report]) -> None:
    """Add reports to the desk's own table: all of them or none.

    Raises:
        BadInput: the table cannot be written.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, Report.__struct_fields__, lineterminator="\n")
    writer.writeheader()
    for report in (*own_reports(home), *reports):
        writer.writerow(msgspec.to_builtins(report))
    place = home / _FILE
    beside = place.with_name(f".{_FILE}.part")
    try:
        home.mkdir(parents=True, exist_ok=True)
        beside.write_text(text.getvalue(), encoding="utf-8")
        beside.replace(place)
    except OSError as error:
        advice = "Name a home folder that may be written."
        raise BadInput(f"not kept: {error.strerror}", where=str(place), advice=advice) from error
