"""The forms of published lists: what tells each one, and its reader. One line a form."""

from collections.abc import Callable
from pathlib import Path

from tidewaiter.lists import ftm, mapped, ofac_csv, un_xml
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.peek import Peek

Tell = Callable[[Peek], bool]
Read = Callable[[Path], LoadedList]

# the first that tells yes is read
FORMS: tuple[tuple[str, Tell, Read], ...] = (
    ("a table with a profile of its own beside it", mapped.tell_own, mapped.read_own),
    ("UN consolidated list, XML", un_xml.tell, un_xml.read_un_xml),
    ("OpenSanctions, FollowTheMoney JSON lines", ftm.tell, ftm.read_ftm),
    ("OFAC SDN, CSV", ofac_csv.tell, ofac_csv.read_ofac_csv),
    ("a table with the headers of a known profile", mapped.tell_bundled, mapped.read_bundled),
)
