"""A list from a file: its form is told from its content."""

from pathlib import Path

from tidewaiter.lists.loaded import LoadedList
from tidewaiter.model import BadInput

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def read(path: Path) -> LoadedList:
    """The list in a file.

    Raises:
        BadInput: where the file cannot be read, or is in no form known here.
    """
    # here, since screening against the embedded list needs neither
    from tidewaiter.lists.ofac_csv import read_ofac_csv, sniff_columns
    from tidewaiter.lists.un_xml import read_un_xml

    try:
        with path.open("rb") as file:
            start = file.read(256)
    except OSError as error:
        raise BadInput(
            f"the list cannot be opened ({error.strerror})",
            where=str(path),
            advice="Give the path of a file that can be read.",
        ) from error
    if _is_xml(start):
        return read_un_xml(path)
    if b"\x00" not in start and sniff_columns(path) is not None:
        return read_ofac_csv(path)
    raise BadInput(
        "this is no list that can be read",
        where=str(path),
        advice="Give the UN consolidated list as XML, or OFAC's sdn.csv.",
    )


def _is_xml(start: bytes) -> bool:
    for mark in _MARKS:
        start = start.removeprefix(mark)
    return start.replace(b"\x00", b"").lstrip().startswith(b"<")
