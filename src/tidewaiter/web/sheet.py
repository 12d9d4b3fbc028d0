"""The consignments of a table as rows of a file."""

from collections.abc import Iterable, Iterator
from itertools import islice

from tidewaiter.cases.briefs import briefs
from tidewaiter.cases.consignments import Listed
from tidewaiter.model.cells import Cell
from tidewaiter.web.office import Office

HEADER = (
    *("event", "reference", "action", "duty to inspect", "first ground", "list hits"),
    *("goods as written", "HS as written", "vessel", "loading", "discharge", "act date"),
    *("place in file", "case", "state", "assignee", "document SHA-256", "position"),
)
SOME = 200


def sheet_rows(desk: Office, listed: Iterable[Listed]) -> Iterator[tuple[Cell, ...]]:
    """Each consignment with the words of its document."""
    walk = iter(listed)
    while len(some := list(islice(walk, SOME))) > 0:
        said = briefs(desk.ledger, [each.number for each in some])
        for each in some:
            brief = said[each.number]
            yield (
                *(each.number, each.reference, each.action, "yes" if each.duty else "no"),
                *(each.ground, each.hits, brief.goods, brief.hs, each.vessel, each.loading),
                *(each.discharge, each.act_on.isoformat(), brief.place, each.case, each.state),
                *(each.assignee, each.document, each.position),
            )
