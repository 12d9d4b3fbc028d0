"""A case as one page that is read offline, by whoever has a browser: no script, nothing loaded."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import msgspec

from tidewaiter.cases.attachments import ENDINGS
from tidewaiter.cases.rules import owed, unchecked
from tidewaiter.ledger.archive import About
from tidewaiter.model import Attached, Case, Event, Taken, Verdict

_HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title><style>
body {{ font: 1rem/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border: 1px solid #767676; padding: .25rem .5rem; text-align: left; vertical-align: top;
overflow-wrap: anywhere }}
</style></head><body>
"""
_FOOT = """<p>The words of this page are for reading. What counts are the events beside it:
<code>tidewaiter case check</code> tells whether they are as they were written.</p>
</body></html>
"""


def page(case: Case, about: About, events: Sequence[Event], gone: Mapping[str, Event]) -> str:
    """The page of a case.

    Args:
        case: The case.
        about: What the file says of itself.
        events: The events in the file.
        gone: The `erased` event of each attachment that was taken away, by its SHA-256.
    """
    parts = [
        _HEAD.format(title=escape(f"Case {case.id}")),
        f"<h1>Case {escape(case.id)}</h1>",
        _table((), _facts(case, about)),
        "<h2>Grounds, as they stood</h2>",
        _grounds(case.note),
        "<h2>What was done</h2>",
        _table(("Event", "UTC", "Who", "Step"), map(step_cells, case.history)),
        "<h2>What could not be checked</h2>",
        _list(unchecked(case)),
        "<h2>What is still owed</h2>",
        _list(owed(case)),
        "<h2>Photos and papers</h2>",
        _attachments(case, gone),
        "<h2>Events in this file</h2>",
        _table(("Event", "UTC", "Who", "Kind", "SHA-256"), map(_event, events)),
        "<h2>What this file lacks</h2>",
        _list(about.notes),
        _FOOT,
    ]
    return "\n".join(parts)


def step_cells(taken: Taken) -> tuple[str, ...]:
    """A step in words: its event, when, by whom, and what was done."""
    step = msgspec.to_builtins(taken.step)
    name = step.pop("step")
    verdict = step.pop("verdict", None)
    step.pop("client", None)
    words = [f"{field} {_said(value)}" for field, value in step.items()]
    if verdict is not None:
        words.append(f"grounds: {'; '.join(verdict['reasons']) or verdict['action']}")
    said = f"{name.replace('_', ' ')}: {', '.join(words)}" if words else name
    return str(taken.number), f"{taken.at:%Y-%m-%d %H:%M}", taken.by, said


def _said(value: object) -> str:
    if isinstance(value, dict) and value.keys() == {"value", "unit"}:
        return f"{value['value']:g} {value['unit']}"
    return str(value)


def _facts(case: Case, about: About) -> list[tuple[str, ...]]:
    outcome = "none yet" if case.outcome is None else case.outcome.replace("_", " ")
    return [
        ("Consignment", case.opened.reference),
        ("Vessel", case.opened.vessel),
        ("Document, SHA-256", case.document),
        ("State", case.state.replace("_", " ")),
        ("Outcome", outcome),
        ("Exported", f"{about.made:%Y-%m-%d %H:%M} UTC by {about.by}, tidewaiter {about.code}"),
        ("The ledger ended at", f"event {about.anchor.number}, {about.anchor.digest}"),
    ]


def _grounds(note: Verdict) -> str:
    findings = [
        (each.citation, each.outcome, each.explanation, "; ".join(e.value for e in each.evidence))
        for each in note.findings
    ]
    hits = [(f"{hit.list}/{hit.ref}", hit.name, hit.strength, hit.why) for hit in note.hits]
    lists = [(each.name, each.published, each.sha256) for each in note.lists]
    known = f"act of {note.as_of}, as known on {note.known_on}: {note.action}"
    duty = "; there is a duty to inspect" if note.inspection_duty else ""
    return "\n".join(
        (
            f"<p>{escape(known + duty)}</p>",
            _list(note.reasons),
            _table(("Law", "Outcome", "Why", "Evidence"), findings),
            _table(("Listing", "Name", "Strength", "Why"), hits),
            f"<p>Law, SHA-256: {escape(note.law_version)}</p>",
            _table(("List", "Published", "SHA-256"), lists),
        )
    )


def _attachments(case: Case, gone: Mapping[str, Event]) -> str:
    rows = []
    for taken in case.history:
        step = taken.step
        if isinstance(step, Attached):
            rows.append((str(taken.number), step.name, step.about, _place(step, gone)))
    return _table(("Event", "Name", "Of what", "SHA-256"), rows)


def _place(step: Attached, gone: Mapping[str, Event]) -> str:
    erased = gone.get(step.sha256)
    if erased is None:
        return f"attachments/{step.sha256}{ENDINGS.get(step.media_type, '')}"
    return f"{step.sha256}, taken away {erased.at:%Y-%m-%d} (event {erased.number})"


def _event(event: Event) -> tuple[str, ...]:
    at = f"{event.at:%Y-%m-%d %H:%M:%S}"
    return str(event.number), at, event.actor, event.kind, event.digest


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = (
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows
    )
    return "\n".join(("<table>", f"<tr>{head}</tr>" if head else "", *body, "</table>"))


def _list(items: Iterable[str]) -> str:
    found = [f"<li>{escape(each)}</li>" for each in items]
    return "\n".join(("<ul>", *found, "</ul>")) if found else "<p>nothing</p>"
