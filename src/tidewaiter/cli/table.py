"""Verdicts as a table a person can read, the most urgent first."""

from collections import Counter
from collections.abc import Iterable

from rich.markup import escape
from rich.table import Table

from tidewaiter.cli.output import STYLES, WORDS, console
from tidewaiter.model import Finding, Verdict
from tidewaiter.model.finding import ACTIONS

CLOSING = (
    "pass = no ground found with these lists and this law on that date; "
    "nothing is ever called clear."
)

# Up to so many consignments the table is followed by what to do with each, in words.
EXPLAINED = 3
NO_NUMBER = "(no number)"


def stale_notes(verdicts: Iterable[Verdict]) -> list[str]:
    """One line for each list that was old for a verdict, or stood in for an older edition."""
    versions = (version for verdict in verdicts for version in verdict.lists)
    return list(
        dict.fromkeys(
            f"List {version.name}: {text}"
            for version in versions
            for text in (version.stale, version.note)
            if text != ""
        )
    )


class VerdictTable:
    """Collects verdicts and shows them grouped by action."""

    def __init__(self) -> None:
        self._verdicts: list[Verdict] = []

    def add(self, verdict: Verdict) -> None:
        """Put one more verdict on the table."""
        self._verdicts.append(verdict)

    def show(self) -> None:
        """Print the table and the counts by action."""
        if len(self._verdicts) == 0:
            console().print("No consignment found.")
            return
        console().print(self.render())
        if len(self._verdicts) <= EXPLAINED:
            for verdict in self._verdicts:
                _explain(verdict)
        console().print(self.counts(), highlight=False)
        for note in stale_notes(self._verdicts):
            console().print(note, style="yellow", highlight=False)
        console().print(CLOSING, style="dim")

    def render(self) -> Table:
        """The table, the strongest action first, in document order within."""
        table = Table(show_lines=True)
        table.add_column("Action", no_wrap=True)
        table.add_column("Consignment", overflow="fold", max_width=30)
        table.add_column("As of", no_wrap=True)
        table.add_column("Why, and by which paragraph", overflow="fold")
        ordered = sorted(self._verdicts, key=lambda verdict: ACTIONS.index(verdict.action))
        for verdict in ordered:
            action = f"[{STYLES[verdict.action]}]{WORDS[verdict.action]}[/]"
            subject = (
                f"{escape(verdict.consignment or NO_NUMBER)}\n[dim]{escape(verdict.document)}[/dim]"
            )
            table.add_row(action, subject, str(verdict.as_of), escape(why(verdict)))
        return table

    def counts(self) -> str:
        """How many consignments call for each action."""
        count = Counter(verdict.action for verdict in self._verdicts)
        parts = [f"{count[action]} {WORDS[action]}" for action in ACTIONS if count[action] > 0]
        noun = "consignment" if len(self._verdicts) == 1 else "consignments"
        return f"{len(self._verdicts)} {noun}: " + ", ".join(parts)


def _explain(verdict: Verdict) -> None:
    out = console()
    out.print(
        f"{verdict.consignment or NO_NUMBER}: what to do",
        style="bold",
        markup=False,
        highlight=False,
    )
    lines = Table.grid(padding=(0, 1))
    for reason in verdict.reasons:
        lines.add_row("  -", escape(reason))
    out.print(lines, highlight=False)


def why(verdict: Verdict) -> str:
    """The grounds in lines: what bites, its paragraph, the value it rests on and its place."""
    lines = [_line(finding) for finding in verdict.findings if _speaks(finding, verdict)]
    lines += [reason for reason in verdict.reasons if reason.startswith("Note: ")]
    lines += [f"defect: {defect.problem}" for defect in verdict.defects]
    return "\n".join(dict.fromkeys(lines)) if lines else "no ground found"


def _speaks(finding: Finding, verdict: Verdict) -> bool:
    bites = finding.outcome in {"prohibited", "needs_authorisation", "cannot_tell"}
    return bites or (finding.measure in verdict.inspections and finding.outcome == "not_covered")


def _line(finding: Finding) -> str:
    shown = finding.evidence[0]
    place = f" ({shown.at})" if shown.at != "" else ""
    outcome = "inspect" if finding.outcome == "not_covered" else finding.outcome.replace("_", " ")
    if finding.content_check == "":
        return f"{outcome}: {finding.explanation}"
    doubt = "" if finding.paragraph_check == "verified" else f" [number {finding.paragraph_check}]"
    missing = ", ".join(name.replace("_", " ") for name in finding.missing)
    asked = f"; missing: {missing}" if finding.outcome == "cannot_tell" and missing else ""
    return f"{outcome}: {finding.kind}, {finding.citation}{doubt} - {shown.value}{place}{asked}"
