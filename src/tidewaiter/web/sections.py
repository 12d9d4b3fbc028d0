"""The sections of the workbench, in the order of their use."""

from tidewaiter.model import Record
from tidewaiter.web.words import N_


class Section(Record, frozen=True):
    """One section: its address, its name, and the action that whoever sees it may do."""

    path: str
    name: str
    action: str = "read"


SECTIONS = (
    Section("/", N_("Today")),
    Section("/queue", N_("Queue")),
    Section("/drop", N_("Drop a document"), "screen"),
    Section("/consignments", N_("Consignments")),
    Section("/search", N_("Search")),
    Section("/coverage", N_("Coverage")),
    Section("/approvals", N_("Approvals")),
    Section("/duties", N_("Duties")),
    Section("/law", N_("Law")),
    Section("/vessels", N_("Vessels")),
    Section("/lists", N_("Lists")),
    Section("/monitor", N_("Monitor")),
    Section("/rights", N_("Rights")),
    Section("/exchange", N_("Exchange")),
    Section("/reports", N_("Reports")),
    Section("/admin", N_("Admin"), "verify"),
)
