"""`tidewaiter law diff` and `law timeline`: the law between two days, and over time."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer
from rich.markup import escape
from rich.table import Table

from tidewaiter.cli.jurisdictions import LawOption, parse_sources
from tidewaiter.cli.output import console, emit
from tidewaiter.cli.screen import parse_day
from tidewaiter.law import BASE, Law, load_law
from tidewaiter.law.changes import Change, diff
from tidewaiter.law.timeline import Bite, Span, named_timeline
from tidewaiter.model import BadInput

if TYPE_CHECKING:
    from tidewaiter.monitor.provocations import Answer


def diff_law(
    first: Annotated[str, typer.Argument(help="The day from whose end on (YYYY-MM-DD).")],
    last: Annotated[str, typer.Argument(help="The last day, included.")],
    further: LawOption = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line per change.")] = False,
) -> None:
    """Show what came, went and changed in the law between two days."""
    begun, ended = parse_day(first), parse_day(last)
    if begun is None or ended is None or ended <= begun:
        advice = "Give two days, the earlier one first: 2016-03-01 2016-04-05."
        raise BadInput("these are no two days in order", where=f"{first} {last}", advice=advice)
    changes = diff(load_law(parse_sources(further)), begun, ended)
    if as_json:
        for change in changes:
            emit(change)
        return
    if len(changes) == 0:
        console().print(f"Nothing changed from {begun} to {ended}.", highlight=False)
        return
    title = f"From the end of {begun} to the end of {ended}"
    table = Table(title=title, title_justify="left", show_lines=True)
    for heading in ("Day", "Change", "Measure", "Direction", "What it says"):
        table.add_column(heading, overflow="fold")
    for change in changes:
        table.add_row(*(escape(cell) for cell in _changed(change)))
    console().print(table)


def _changed(change: Change) -> tuple[str, ...]:
    ended = f" (to {change.until})" if change.change == "came and went" else ""
    doubt = "" if change.content_check == "verified" else f" [{change.content_check}]"
    says = [f"{change.summary}{doubt.replace('_', ' ')}"]
    says += [f"no more: {term}" for term in change.gone]
    says += [f"now: {term}" for term in change.new]
    measure = f"{change.measure}\n{change.citation}"
    day = "" if change.change == "changed" else str(change.on)
    direction = change.direction.replace("_", " ")
    return day, f"{change.change}{ended}", measure, direction, "\n".join(says)


def show_timeline(
    heading: Annotated[str, typer.Argument(help="An HS chapter, heading or subheading.")],
    way: Annotated[str, typer.Option("--way", help="from_dprk or to_dprk.")],
    further: LawOption = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line per span.")] = False,
) -> None:
    """Show what bites on a heading over time: one row for each state of the law."""
    law = load_law(parse_sources(further))
    spans = named_timeline(law, heading, way)
    answered = _answered(law, spans)
    if as_json:
        for span in spans:
            emit(_told(law, span, answered))
        return
    if len(spans) == 0:
        said = f"No ban of this law names heading {heading} {way.replace('_', ' ')}."
        console().print(said, highlight=False)
        return
    title = f"Heading {heading}, {way.replace('_', ' ')}"
    table = Table(title=title, title_justify="left", show_lines=True)
    for column in ("From", "To", "What bites, and on what terms"):
        table.add_column(column, overflow="fold")
    for span in spans:
        table.add_row(*(escape(cell) for cell in _span(span)))
    console().print(table)
    note = "Bans by words alone, by ships and by listings are not here; an act may meet those too."
    console().print(note, style="dim")
    for found in answered.values():
        tests = "; ".join(_test(each) for each in found)
        console().print(f"{found[0].symbol} answered: {tests}", style="dim", highlight=False)


def _answered(law: Law, spans: Sequence[Span]) -> "dict[str, tuple[Answer, ...]]":
    """What the acts in these spans answered, by the number of the act."""
    from tidewaiter.monitor.provocations import answered_acts

    acts = (law.act_of(bite.measure) for span in spans for bite in span.bites)
    known = answered_acts(law)
    base = dict.fromkeys(act.number for act in acts if act.measures[0].source == BASE)
    return {number: known[number] for number in base if number in known}


def _told(law: Law, span: Span, answered: "Mapping[str, tuple[Answer, ...]]") -> dict[str, Any]:
    """A span, with the tests that its acts answered."""
    acts = dict.fromkeys(law.act_of(bite.measure).number for bite in span.bites)
    tests = [
        {
            "act": each.symbol,
            "day": each.provocation.day,
            "what": each.provocation.name,
            "lag_days": each.lag,
            "check": each.provocation.answer_check,
        }
        for number in acts
        for each in answered.get(number, ())
    ]
    return {**msgspec.to_builtins(span), "answered": tests}


def _test(each: "Answer") -> str:
    doubt = "" if each.provocation.answer_check == "verified" else ", unverified"
    return f"{each.provocation.name} of {each.provocation.day}, {each.lag} days before{doubt}"


def _span(span: Span) -> tuple[str, str, str]:
    bites = "\n".join(_bite(bite) for bite in span.bites) or "nothing"
    return str(span.since), str(span.until or "open"), bites


def _bite(bite: Bite) -> str:
    doubt = "" if bite.content_check == "verified" else f" [{bite.content_check}]"
    first = f"{bite.measure}: {bite.kind}, {bite.citation}; {bite.reach}{doubt.replace('_', ' ')}"
    return "\n".join((first, *(f"  {_short(term)}" for term in bite.terms)))


def _short(term: str) -> str:
    """An exemption by its paragraph alone; the words of it stand in `law show` and `--json`."""
    return term.partition(": ")[0] if term.startswith("save ") else term
