"""`tidewaiter labour read` and `assess`: the records a desk keeps of workers abroad."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from tidewaiter.cli.labour_show import AsJson, print_notes, show_table, spread
from tidewaiter.cli.output import console, emit, say
from tidewaiter.cli.screen import parse_day
from tidewaiter.law import load_law, load_target
from tidewaiter.model import Finding
from tidewaiter.model.permit import PermitVerdict
from tidewaiter.monitor.labour.assessing import GroupAssessment, GroupAssessor, WageLeft
from tidewaiter.monitor.labour.forced import RULE, RULE_CHECK
from tidewaiter.monitor.labour.reading import Reading, read_registers
from tidewaiter.monitor.labour.registers import TABLES
from tidewaiter.pipeline.settings import load_settings

Records = Annotated[
    Path, typer.Argument(help="A folder of tables (sites.csv, groups.csv, ...), or one of them.")
]


def read(path: Records, as_json: AsJson = False) -> None:
    """Read the records strictly: what is there, and every row that does not fit, with its place.

    Exits 1 where a row does not fit.
    """
    found = read_registers(path)
    _report(found)
    for name in TABLES if as_json else ():
        for row in getattr(found.registers, name):
            emit({"table": name, **msgspec.to_builtins(row)})
    if not as_json:
        counts = [(name, str(len(getattr(found.registers, name)))) for name in TABLES]
        show_table("Records", ("Table", "Rows"), [each for each in counts if each[1] != "0"])
        print_notes([f"{len(found.defects)} rows do not fit."])
    if len(found.defects) > 0:
        raise typer.Exit(1)


def _report(found: Reading) -> None:
    for defect in found.defects:
        say(f"{defect.at}: {defect.problem}", "yellow")


def assess(
    path: Records,
    as_of: Annotated[
        str, typer.Option("--as-of", help="The day of knowledge (YYYY-MM-DD); today without.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Assess each group: forced labour, wages left, permits and stay by the law, the return.

    Exits 1 where a row does not fit; what fits is assessed.
    """
    found = read_registers(path)
    _report(found)
    day = parse_day(as_of) or load_settings().today
    groups = GroupAssessor(load_law(), load_target(), day).assess(found.registers)
    for group in groups:
        if as_json:
            emit(group)
        else:
            _show(group)
    if not as_json:
        print_notes([f"{RULE} ({RULE_CHECK})", "Indicators point; they do not prove."])
    if len(found.defects) > 0:
        raise typer.Exit(1)


def _show(each: GroupAssessment) -> None:
    group = each.group
    counted = spread(group.count_low, group.count_high)
    title = f"{group.id}: {counted} persons in {each.host or 'a host not told'}, {group.as_of}"
    console().print(f"{title} ({group.check})", style="bold", highlight=False)
    print_notes(_lines(each))


def _lines(each: GroupAssessment) -> Iterator[str]:
    forced = each.forced
    yield f"Forced labour: {forced.outcome}: {forced.why}."
    if len(forced.met) > 0:
        yield f"  met: {_listed(forced.met)}"
    if len(forced.unsettled) > 0:
        yield f"  not agreed by a second reader: {_listed(forced.unsettled)}"
    for wage in each.wages:
        yield f"Wage {wage.wage}: {_wage(wage)}"
    for permit in each.permits:
        yield f"Permit {permit.permit.permit}: {_said(permit)}"
    yield f"Kept at work: {_said(each.stay)}"
    yield f"Return: {_return(each)}"
    report = each.host_report
    if report is not None:
        number = "" if report.filing is None else f" ({report.filing.source})"
        yield f"The host's report to the Committee: {report.status}{number}"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)


def _wage(wage: WageLeft) -> str:
    if wage.gross is None or wage.left is None:
        return wage.told
    share = "" if wage.taken is None else f", {100 * wage.taken:.0f} % taken"
    text = (
        f"{wage.left:,.0f} of {wage.gross:,.0f} {wage.currency} a month left{share} ({wage.told})"
    )
    if wage.unexplained:
        text += f"; {wage.unexplained:,.0f} {wage.currency} not accounted for"
    return text


def _said(verdict: PermitVerdict) -> str:
    cited = dict.fromkeys(_cited(finding) for finding in verdict.findings)
    by = f" [{'; '.join(cited)}]" if len(cited) > 0 else ""
    return f"{verdict.outcome.replace('_', ' ')}. {' '.join(verdict.reasons)}{by}"


def _cited(finding: Finding) -> str:
    missing = f", missing: {', '.join(finding.missing)}" if len(finding.missing) > 0 else ""
    return f"{finding.citation}: {finding.outcome.replace('_', ' ')}{missing}"


def _return(each: GroupAssessment) -> str:
    back = each.returned
    gone = "number not told" if back.gone is None else f"{back.gone:,}"
    left = "not told" if back.left_low is None else spread(back.left_low, back.left_high)
    late = f"; after that day: {', '.join(back.late)}" if len(back.late) > 0 else ""
    return (
        f"due by {back.return_by}; gone by reports: {gone}, of them confirmed {back.confirmed:,}; "
        f"still there by these records: {left}{late}"
    )
