"""Permits to work as tables: what a list says, and what law and lists say of each."""

from collections.abc import Iterable

from rich.markup import escape
from rich.table import Table

from tidewaiter.cli.output import console
from tidewaiter.model import Finding, Permit, PermitVerdict
from tidewaiter.monitor.labour.permits import ORDER

CLOSING = (
    "not in force, not covered = no measure of this law bars it on these days; "
    "no permit is ever called clear."
)
_BITES = {"prohibited", "needs_authorisation", "cannot_tell"}


def permit_table(permits: Iterable[Permit]) -> Table:
    """Permits as they were read, a row each."""
    table = Table(title="permits to work", title_justify="left")
    for name in ("permit", "nationality", "host", "issued", "until", "employer", "intermediary"):
        table.add_column(name, overflow="fold")
    table.add_column("at", style="dim")
    for each in permits:
        days = (str(each.issued or ""), str(each.valid_until or ""))
        firms = (each.employer_name, each.intermediary_name)
        row = (each.permit, each.nationality, each.host, *days, *firms, each.at)
        table.add_row(*map(escape, row))
    return table


class PermitTable:
    """Collects the answers on permits and shows them, the most pressing first."""

    def __init__(self) -> None:
        self._answers: list[PermitVerdict] = []

    def add(self, answer: PermitVerdict) -> None:
        """Put one more answer on the table."""
        self._answers.append(answer)

    def show(self) -> None:
        """Print the table and how many permits have which outcome; nothing where there is none."""
        if len(self._answers) == 0:
            return
        table = Table(show_lines=True)
        table.add_column("Outcome", no_wrap=True)
        table.add_column("Permit", overflow="fold", max_width=30)
        table.add_column("Why, and by which paragraph", overflow="fold")
        for each in sorted(self._answers, key=lambda answer: ORDER.index(answer.outcome)):
            named = f"{escape(each.permit.permit)}\n[dim]{escape(each.document)}[/dim]"
            table.add_row(each.outcome.replace("_", " "), named, escape("\n".join(_why(each))))
        out = console()
        out.print(table)
        noun = "permit" if len(self._answers) == 1 else "permits"
        out.print(f"{len(self._answers)} {noun}: {self._counts()}", highlight=False)
        out.print(CLOSING, style="dim")

    def _counts(self) -> str:
        outcomes = [answer.outcome for answer in self._answers]
        met = (outcome for outcome in ORDER if outcome in outcomes)
        return ", ".join(f"{outcomes.count(each)} {each.replace('_', ' ')}" for each in met)


def _why(answer: PermitVerdict) -> list[str]:
    lines = [*answer.reasons]
    lines += [_line(finding) for finding in answer.findings if finding.outcome in _BITES]
    for hit in answer.hits:
        shown = f"{hit.evidence.value} ({hit.evidence.field})"
        ruled = "; ruled out" if not hit.counts else ""
        lines.append(f"{shown} is like {hit.name}, {hit.list}/{hit.ref}, {hit.strength}{ruled}")
    return list(dict.fromkeys(lines))


def _line(finding: Finding) -> str:
    missing = ", ".join(name.replace("_", " ") for name in finding.missing)
    asked = f"; missing: {missing}" if missing else ""
    doubt = "" if finding.paragraph_check == "verified" else f" [number {finding.paragraph_check}]"
    outcome = finding.outcome.replace("_", " ")
    return f"{outcome}: {finding.kind}, {finding.citation}{doubt}, {finding.act_date}{asked}"
