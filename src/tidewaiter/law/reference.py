"""The reference pages of the law, rendered from the law files: one page for each act."""

from collections.abc import Iterator
from typing import NamedTuple

from tidewaiter.law.duties import dated, timing
from tidewaiter.law.law import BASE, Law
from tidewaiter.law.wording import in_words
from tidewaiter.model.duty import Report
from tidewaiter.model.law import Act, Cap, Exemption, FactWord, HsRow, Measure, WindDown

_INTRO = """# The law as data

Rendered from the files under `src/tidewaiter/law/`; edit those, not these pages. One page for each
act, to be checked line by line against its text; [words](words.md) holds the products, kinds of
conduct and facts.

Three things are verified each on its own: the content of a measure, the number of its paragraph,
and each HS row it is read by. A row that no source verifies and whose heading is not the named
product raises a question and stops nothing. A measure without a rule says why it is not weighed.
"""

_WORDS = """# Words of the law

The products, kinds of conduct and facts that [the law](index.md) may name. A word that is not here
is an error, never a guess.
"""

_RULES = {
    "ban": "ban on goods",
    "conduct": "conduct other than moving goods",
    "listing": "decisions on listed subjects",
    "inspect": "inspection",
    "exempt": "opens bans on approval",
    "follows": "duty once something prohibited is found",
    "report": "duty to report, by its day or by what starts it",
    "lists": "designations, named where a listing of that day is met",
    "cited": "named by other measures",
}

_DECIDERS = {
    "State": "Decided by the State",
    "Committee": "Decided by the Committee",
    "standing": "Stands by itself",
}


class _Place(NamedTuple):
    """One measure and the law it stands in."""

    law: Law
    measure: Measure


def render(law: Law) -> dict[str, str]:
    """The pages as Markdown, by file name: the index, one for each act, and the words."""
    pages = {"index.md": _page([_INTRO, *_count(law), *_index(law)])}
    pages |= {f"{page_name(act)}.md": _page(_act(law, act)) for act in law.acts}
    words = (*_products(law), *_conduct(law), *_triggers(law), *_facts(law))
    return pages | {"words.md": _page([_WORDS, *words])}


def page_name(act: Act) -> str:
    """The page of an act: its number, and before it whose law it is where it is not the UN's."""
    source = next((measure.source for measure in act.measures), BASE)
    return act.number if source == BASE else f"{source}-{act.number}"


def _page(lines: list[str] | Iterator[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def _count(law: Law) -> Iterator[str]:
    weighed = sum(measure.rule != "" for measure in law.measures)
    rows = sum(len(measure.hs) for measure in law.measures)
    yield f"{len(law.measures)} measures, {weighed} of them weighed; {rows} HS rows.\n"


def _index(law: Law) -> Iterator[str]:
    yield "| act | adopted | measures | weighed | content verified | number verified |"
    yield "|---|---|---|---|---|---|"
    for act in law.acts:
        weighed = sum(m.rule != "" for m in act.measures)
        content = sum(m.content_check == "verified" for m in act.measures)
        number = sum(m.paragraph_check == "verified" for m in act.measures)
        counts = f"{len(act.measures)} | {weighed} | {content} | {number}"
        yield f"| [{act.symbol}]({page_name(act)}.md) | {act.adopted} | {counts} |"
    yield "\n## Not weighed\n\n| measure | reason |\n|---|---|"
    for measure in law.measures:
        if measure.rule == "":
            yield f"| `{measure.id}` | {measure.not_evaluable} |"


def _act(law: Law, act: Act) -> Iterator[str]:
    yield f"# {act.symbol}\n"
    yield f"Adopted {act.adopted}; {act.basis}."
    yield from (f"{text}." for text in (act.occasion, act.note) if text != "")
    yield "\n[All acts](index.md) - [words](words.md)\n"
    yield "| para | what | in force | weighed as | content | number |\n|---|---|---|---|---|---|"
    yield from (_line(measure) for measure in act.measures)
    yield ""
    for measure in act.measures:
        yield from _measure(_Place(law, measure))
    if len(act.sources) > 0:
        yield f"## Sources of the HS rows of {act.symbol}\n"
        yield from (f"- `{key}`: {text}" for key, text in act.sources.items())


def _line(measure: Measure) -> str:
    rule = _RULES.get(measure.rule, "not weighed")
    checks = f"{_plain(measure.content_check)} | {_plain(measure.paragraph_check)}"
    return f"| {measure.paragraph} | {measure.kind} | {_in_force(measure)} | {rule} | {checks} |"


def _plain(word: str) -> str:
    return word.replace("_", " ")


def _in_force(measure: Measure) -> str:
    return f"{measure.since} to {measure.until or 'open'}"


def _measure(place: _Place) -> Iterator[str]:
    measure = place.measure
    yield f"## `{measure.id}`\n"
    yield f"{measure.summary[:1].upper()}{measure.summary[1:]}.\n"
    if measure.short != "":
        yield f"In a finding: {measure.short}.\n"
    source = f", {measure.paragraph_source}" if measure.paragraph_source else ""
    number = measure.paragraph or "not known"
    yield f"- Paragraph {number} (number {measure.paragraph_check}{source})"
    yield f"- In force {_in_force(measure)}; {measure.direction}; binding: {measure.binding}"
    sources = "; ".join(measure.sources) or "none seen"
    yield f"- Content {_plain(measure.content_check)}; sources: {sources}"
    yield f"- {_weighed(measure)}; reference `{measure.ref}`"
    yield from _links(measure)
    yield from _reach(place)
    yield from _ways_out(place)
    yield from _reports(place)
    yield from _codes(measure)
    yield ""


def _weighed(measure: Measure) -> str:
    if measure.rule == "":
        return f"Not evaluable: {measure.not_evaluable}"
    return f"Weighed as: {_RULES[measure.rule]}"


def _links(measure: Measure) -> Iterator[str]:
    for what, names in (("Amends", measure.amends), ("Superseded by", measure.superseded_by)):
        if len(names) > 0:
            yield f"- {what}: {', '.join(f'`{name}`' for name in names)}"
    if measure.note != "":
        yield f"- Note: {measure.note}"


def _reach(place: _Place) -> Iterator[str]:
    measure, named = place.measure, place.law.vocabulary.conditions
    for what, names in (
        ("Conduct", measure.conduct),
        ("Decisions", measure.decisions),
        ("Products", measure.products),
        ("Products that raise a question", measure.possible_products),
        ("Left out", measure.excluded_products),
    ):
        if len(names) > 0:
            yield f"- {what}: {', '.join(names)}"
    if len(measure.scope) > 0:
        yield f"- Reaches the act where {in_words(measure.scope, named)}"
    for reach in measure.reaches:
        yield f"- Reaches {', '.join(reach.products)} where {in_words(reach.when, named)}"
    for doubt in measure.doubts:
        days = f", until {doubt.until}" if doubt.until else ""
        yield f"- Left open{days}: {doubt.why}"


def _ways_out(place: _Place) -> Iterator[str]:
    measure = place.measure
    for exemption in measure.exemptions:
        yield from _exemption(exemption, place)
    if measure.wind_down is not None:
        yield f"- {_wind_down(measure.wind_down)}"
    yield from (f"- {_cap(cap)}" for cap in measure.caps)


def _exemption(exemption: Exemption, place: _Place) -> Iterator[str]:
    text = f"- Exemption, para {exemption.paragraph}: {exemption.what}"
    text += f" (from {exemption.since})" if exemption.since is not None else ""
    text += f" (to {exemption.until})" if exemption.until is not None else ""
    if exemption.not_evaluable != "":
        yield f"{text}. Not evaluable: {exemption.not_evaluable}"
        return
    yield text
    yield f"  - {_DECIDERS[exemption.by]}"
    for what, names in (
        ("For products", exemption.about),
        ("For conduct", exemption.of),
        ("Weighed once one of these is stated", exemption.claimed_by),
    ):
        if len(names) > 0:
            yield f"  - {what}: {', '.join(f'`{name}`' for name in names)}"
    yield f"  - Papers: {'; '.join(exemption.papers)}"
    yield f"  - Open where {in_words(exemption.when, place.law.vocabulary.conditions)}"


def _wind_down(wind_down: WindDown) -> str:
    notice = f", notified by {wind_down.notify_by}" if wind_down.notify_by else ""
    checked = f" ({wind_down.check})" if wind_down.check else ""
    return (
        f"Wind-down, para {wind_down.paragraph}: written contracts from before "
        f"{wind_down.contract_before}, until {wind_down.until}{notice}{checked}"
    )


def _cap(cap: Cap) -> str:
    limits = [
        f"{amount:,.0f} {unit}"
        for amount, unit in (
            (cap.barrels, "barrels"),
            (cap.tonnes, "tonnes"),
            (cap.usd, "US dollars"),
        )
        if amount is not None
    ]
    period = f"each {cap.each} from {cap.since}" if cap.each else f"{cap.since} to {cap.until}"
    warned = ", ".join(str(percent) for percent in cap.warn_at)
    stop = f"; notices warn at {warned} percent" if warned else ""
    stop += f"; the notice at {cap.stop_at} percent stops trade" if cap.stop_at else ""
    return f"Cap, {period}: {' or '.join(limits) or 'no figure known'}{stop} ({cap.check})"


def _reports(place: _Place) -> Iterator[str]:
    law, measure = place.law, place.measure
    dates = {(r.what, r.to): str(r.due) for r in dated(law, measure, measure.since) if r.due}
    for report in measure.reports:
        first = dates.get((report.what, report.to))
        day = "" if first is None else f"; first due {first}" if _recurs(report) else f": {first}"
        yield f"- Report, {report.who} to the {report.to}: {report.what}"
        yield f"  - Due {timing(report)}{day} (time {_plain(report.time_check)})"
        yield f"  - Addressee {_plain(report.to_check)}; source: {_source(report)}"
        contents = law.vocabulary.contents.get(report.contents)
        if contents is not None:
            said = "; ".join(contents.items)
            source = contents.source or "none seen"
            yield f"  - Contents ({_plain(contents.check)}; source: {source}): {said}"
        if report.note != "":
            yield f"  - Note: {report.note}"


def _source(report: Report) -> str:
    seen = "unverified" not in (report.time_check, report.to_check)
    return report.source or ("as for the measure" if seen else "none seen")


def _recurs(report: Report) -> bool:
    return report.due in {"monthly", "every"}


def _codes(measure: Measure) -> Iterator[str]:
    if len(measure.hs) > 0:
        note = f" ({measure.hs_note})" if measure.hs_note else ""
        yield f"- HS rows{note}:\n"
        yield "| HS | what | check | heading | source |\n|---|---|---|---|---|"
        yield from (_row(row) for row in measure.hs)


def _row(row: HsRow) -> str:
    heading = row.match or "listed"
    return f"| {row.code} | {row.what} | {row.check} | {heading} | `{row.source}` |"


def _products(law: Law) -> Iterator[str]:
    yield "## Products\n\n| product | means | use the neighbour |\n|---|---|---|"
    yield from (f"| `{p.name}` | {p.means} | {p.neighbour} |" for p in law.products)
    yield ""


def _conduct(law: Law) -> Iterator[str]:
    yield "## Conduct\n\n| conduct | of | means | facts that bear on it |\n|---|---|---|---|"
    for word in law.conduct.values():
        asks = ", ".join(f"`{name}`" for name in word.asks)
        yield f"| `{word.name}` | {word.subject} | {word.means} | {asks} |"
    yield ""


def _triggers(law: Law) -> Iterator[str]:
    yield "## What starts a report\n\nEach goes after `tidewaiter law duties --after`.\n"
    yield "| word | means |\n|---|---|"
    yield from (f"| `{name}` | {means} |" for name, means in law.triggers.items())
    yield ""


def _facts(law: Law) -> Iterator[str]:
    yield "## Facts\n\nEvery fact may also be `unknown`: the papers do not show it.\n"
    yield "| fact | values | means |\n|---|---|---|"
    yield from (
        f"| `{fact.name}` | {_values(fact)} | {fact.means} |" for fact in law.words.values()
    )


def _values(fact: FactWord) -> str:
    return ", ".join(fact.values) or fact.type
