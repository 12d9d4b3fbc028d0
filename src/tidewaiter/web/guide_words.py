"""The vocabulary of the workbench with its meaning, and the short guides for each role."""

import csv
from functools import cache
from importlib.resources import files

from tidewaiter.model import Record
from tidewaiter.model.people import Role
from tidewaiter.web.words import N_


class Term(Record, frozen=True):
    """One thing under its English and its Korean name.

    `seen` is True where the Korean word stood in Korean government or press texts on the
    resolutions, or in shipping usage; the others want a Korean customs lawyer's eye.
    """

    english: str
    korean: str
    seen: bool


@cache
def terms() -> tuple[Term, ...]:
    """The table of terms, in the order of the work."""
    text = files("tidewaiter.web").joinpath("terms.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(Term(row["english"], row["korean"], row["seen"] == "yes") for row in rows)


ACTIONS = {
    "detain": N_("Hold it: a measure in force bars it, or bars it until somebody grants it."),
    "inspect": N_("Look at it: a paragraph orders an inspection, or a ground asks for one."),
    "review": N_("A person reads it: something cannot be told from the papers."),
    "pass": N_("Nothing in these lists and this law, on this day, speaks against it. See below."),
}
OUTCOMES = {
    "prohibited": N_("The measure bars the act, and no way out is shown."),
    "needs_authorisation": N_("It may go only when the named paper is there; the page says whose."),
    "cannot_tell": N_("A fact is missing or a text is not encoded. The page says which."),
    "inspect_only": N_("The goods are not barred; the cargo is inspected all the same."),
    "not_covered": N_("The measure was weighed and does not reach the act, or is opened."),
    "not_in_force": N_("The measure would reach the act and is not in force on its day."),
}
CERTAINTY = (
    (N_("prohibited"), N_("law and facts are both verified")),
    (N_("appears prohibited"), N_("one fact is unverified, and named")),
    (N_("possible"), N_("there is evidence both ways, and all of it is listed")),
    (N_("cannot tell"), N_("something is missing; it says what, and who has it")),
    (N_("not known"), N_("nobody measured it")),
    (N_("one source"), N_("a single source says so, and no second one was found")),
    (N_("says"), N_("a party claims it; that it claims it is all that is known")),
)
CHECKS = (
    (N_("verified"), N_("seen in the text itself, or in two sources that agree")),
    (N_("partly verified"), N_("seen in part; the rest is taken from summaries")),
    (N_("inferred"), N_("worked out from what stands around it")),
    (N_("unverified"), N_("taken over and not seen in any text")),
    (N_("by analogy"), N_("read from the customs list of one State for the same words")),
)
INSPECTION = (
    (N_("Boarded"), N_("an officer was aboard, or the container was opened")),
    (N_("Not boarded"), N_("with one reason: refused, unsafe, left port, no authority, other")),
    (N_("yes, no"), N_("the check was made, and this is its answer")),
    (N_("could not be checked"), N_("the check was tried or asked for and failed, for a reason")),
    (N_("not asked yet"), N_("nobody answered; no answer is ever filled in beforehand")),
    (N_("declared, measured"), N_("what the papers say, and what the scale says, each as read")),
    (N_("discrepancy"), N_("what was found differs from what was declared")),
    (N_("under control"), N_("the officer is aboard or holds the cargo; the grounds are frozen")),
    (N_("second person"), N_("who approves a release or a ruling; never the one who asked")),
)
KEYS = (
    (N_("Everywhere"), (("/", N_("search box")), ("?", N_("this page")))),
    (
        N_("Everywhere, after g"),
        (
            ("t", N_("Today")),
            ("q", N_("Queue")),
            ("d", N_("Drop a document")),
            ("c", N_("Coverage")),
            ("l", N_("Law")),
        ),
    ),
    (
        N_("In a list that has the focus"),
        (
            ("j", N_("next row")),
            ("k", N_("previous row")),
            ("x", N_("select the row")),
            ("Enter", N_("open the row")),
        ),
    ),
    (N_("Law"), (("[", N_("previous change")), ("]", N_("next change")))),
)


class Guide(Record, frozen=True):
    """What one role does in a day, step by step: an address and what to do there."""

    purpose: str
    steps: tuple[tuple[str, str, str], ...]


GUIDES: dict[Role, Guide] = {
    "officer": Guide(
        N_("You stop, open and look. The page says why, and what the law wants done."),
        (
            ("/", N_("Today"), N_("Take what is due first: Start next gives you a case.")),
            ("/queue", N_("Queue"), N_("Read the ground, then open the inspection.")),
            (
                "/outbox",
                N_("Not sent yet"),
                N_("Answers and photos stay on the phone until they are received; send them here."),
            ),
            (
                "/help/words",
                N_("Words"),
                N_("Say what could not be checked, and why: that is an answer too."),
            ),
        ),
    ),
    "analyst": Guide(
        N_("You read documents, compare names, and find what the papers leave out."),
        (
            ("/drop", N_("Drop a document"), N_("Each document is stored, read and screened.")),
            ("/search", N_("Search"), N_("A name, IMO number, container, heading or paragraph.")),
            ("/lists", N_("Lists"), N_("See how old each list is before you rely on it.")),
            ("/law", N_("Law"), N_("What bites on a heading, in a direction, on a day.")),
        ),
    ),
    "supervisor": Guide(
        N_("You ask what was missed, and decide as the second person."),
        (
            ("/coverage", N_("Coverage"), N_("Five gaps, each of how many; open the oldest.")),
            ("/approvals", N_("Approvals"), N_("Read the frozen evidence, then decide.")),
            ("/duties", N_("Duties"), N_("Reports that are owed, their days and their owners.")),
        ),
    ),
    "auditor": Guide(
        N_("You check that the record is whole and that each answer can be reached again."),
        (
            (
                "/coverage",
                N_("Coverage"),
                N_("What was not looked at, and what cannot be counted."),
            ),
            ("/consignments", N_("Consignments"), N_("Every verdict with its law and its lists.")),
            ("/admin", N_("Admin"), N_("Verify the chain; see the last backup and restore test.")),
        ),
    ),
    "administrator": Guide(
        N_("You keep the desk running: people, lists, backups."),
        (
            ("/admin", N_("Admin"), N_("Add users and give each a one-time link.")),
            ("/lists", N_("Lists"), N_("Keep the lists fresh; a stale one is named on each page.")),
        ),
    ),
}
