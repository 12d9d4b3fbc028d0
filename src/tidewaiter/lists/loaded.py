"""One edition of one list, as a reader gives it."""

from tidewaiter.model import Defect, Listing, ListVersion, Record


class LoadedList(Record, frozen=True):
    """The listings of one edition, and what was wrong or set aside in reading it.

    `ignored` counts the values of fields that are named as ignored, by field; `defects` holds
    every record that could not be used, every field nobody accounts for and every count that
    is outside what the list should hold.
    """

    version: ListVersion
    listings: tuple[Listing, ...]
    defects: tuple[Defect, ...] = ()
    ignored: dict[str, int] = {}  # noqa: RUF012 - msgspec copies mutable defaults
