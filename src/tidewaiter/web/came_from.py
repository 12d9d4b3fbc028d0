"""The list a consignment was opened from, as the `in` of its address names it."""

import re
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from tidewaiter.cases.neighbours import Neighbours, in_document, in_queue
from tidewaiter.model import Record
from tidewaiter.web.office import Office
from tidewaiter.web.pages.queue_filters import filters_of

QUEUE = "/queue"
SIZE = 50  # rows on a page of the queue
_IMPORT = re.compile(r"/imports/([0-9a-f]{64})")


class CameFrom(Record, frozen=True):
    """The list, by its address, and what stands before and after in it.

    `kind` is `queue` or `import`; `back` is the page of the list that holds the consignment.
    """

    kind: str
    address: str
    back: str
    near: Neighbours


def came_from(desk: Office, given: str, number: int) -> CameFrom | None:
    """The list that an address names; None where it names none.

    Raises:
        BadInput: it is a queue with a clause there is not.
    """
    path, _, query = given.partition("?")
    if path == QUEUE:
        filters = filters_of(QueryParams(query))
        near = in_queue(desk.standing, desk.limits, filters.wanted(desk.now()), number)
        page = (near.place - 1) // SIZE + 1
        address = filters.but()
        back = f"{address}{'&' if '?' in address else '?'}page={page}" if page > 1 else address
        return CameFrom("queue", address, back, near)
    of_import = _IMPORT.fullmatch(given)
    if of_import is None:
        return None
    near = in_document(desk.standing, of_import[1], number)
    return CameFrom("import", given, given, near)


def within(path: str, address: str, **more: Any) -> str:
    """The address of a consignment's page that keeps the list it was opened from."""
    query = urlencode({**more, **({"in": address} if address != "" else {})})
    return path if query == "" else f"{path}?{query}"
