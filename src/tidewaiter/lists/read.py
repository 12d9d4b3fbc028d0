"""A list from a file: its form is told from its content."""

from pathlib import Path

from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.peek import Peek
from tidewaiter.model import BadInput


def read(path: Path) -> LoadedList:
    """The list in a file.

    Raises:
        BadInput: where the file cannot be read, or is in no form known here.
    """
    # here, since screening against the embedded list needs no reader
    from tidewaiter.lists.forms import FORMS

    try:
        peek = Peek(path)
    except OSError as error:
        raise BadInput(
            f"the list cannot be opened ({error.strerror})",
            where=str(path),
            advice="Give the path of a file that can be read.",
        ) from error
    for _, tell, read_form in FORMS:
        if tell(peek):
            return read_form(path)
    what = f"the root of this XML is {peek.root}" if peek.is_xml() else "this is no list"
    raise BadInput(
        f"{what}, of no form that can be read",
        where=str(path),
        advice=f"Give one of: {'; '.join(name for name, _, _ in FORMS)}.",
    )
