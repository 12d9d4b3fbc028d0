"""The reference page of the law, rendered from the law files."""

from collections.abc import Iterator

from tidewaiter.law.law import Law
from tidewaiter.law.loader import load_law
from tidewaiter.model.law import Act, Cap, Exemption, FactWord, HsRow, Measure, WindDown

_INTRO = """# The law as data

Rendered from the files under `src/tidewaiter/law/un/`; edit those, not this page.

Three things are verified each on its own: the content of a measure, the number of its paragraph,
and each HS row it is read by. A row that no source verifies and whose heading is not the named
product raises a question and stops nothing. A measure without a rule says why it is not weighed.
"""

_RULES = {
    "ban": "ban on goods",
    "conduct": "conduct other than moving goods",
    "listing": "decisions on listed subjects",
    "inspect": "inspection",
    "exempt": "opens bans on approval",
    "follows": "duty once something prohibited is found",
    "lists": "designations, named where a listing of that day is met",
    "cited": "named by other measures",
}


def render(law: Law | None = None) -> str:
    """The page as Markdown: every act with its measures, then the products and the facts."""
    shown = load_law() if law is None else law
    lines = [_INTRO, *_count(shown)]
    for act in shown.acts:
        lines += _act(act)
    lines += _products(shown)
    lines += _conduct(shown)
    lines += _facts(shown)
    return "\n".join(lines).rstrip() + "\n"


def _count(law: Law) -> Iterator[str]:
    weighed = sum(measure.rule != "" for measure in law.measures)
    rows = sum(len(measure.hs) for measure in law.measures)
    yield f"{len(law.measures)} measures, {weighed} of them weighed; {rows} HS rows.\n"


def _act(act: Act) -> Iterator[str]:
    yield f"## {act.symbol}\n"
    yield f"Adopted {act.adopted}; {act.basis}."
    yield from (f"{text}." for text in (act.occasion, act.note) if text != "")
    yield ""
    for measure in act.measures:
        yield from _measure(measure)
    if len(act.sources) > 0:
        yield f"Sources of the HS rows of {act.symbol}:\n"
        yield from (f"- `{key}`: {text}" for key, text in act.sources.items())
        yield ""


def _measure(measure: Measure) -> Iterator[str]:
    end = "open" if measure.until is None else str(measure.until)
    yield f"### `{measure.id}`\n"
    yield f"{measure.summary[:1].upper()}{measure.summary[1:]}.\n"
    yield f"- Paragraph {measure.paragraph} ({measure.paragraph_check}); `{measure.ref}`"
    yield f"- In force {measure.since} to {end}; {measure.direction}; binding: {measure.binding}"
    sources = "; ".join(measure.sources) or "none seen"
    yield f"- Content: {measure.content_check}; sources: {sources}"
    yield f"- {_weighed(measure)}"
    yield from _links(measure)
    yield from _ways_out(measure)
    yield from _reach(measure)
    yield ""


def _weighed(measure: Measure) -> str:
    if measure.rule == "":
        return f"Not evaluable: {measure.not_evaluable}"
    return f"Weighed as: {_RULES[measure.rule]}"


def _links(measure: Measure) -> Iterator[str]:
    for what, names in (("Amends", measure.amends), ("Superseded by", measure.superseded_by)):
        if len(names) > 0:
            yield f"- {what}: {', '.join(f'`{name}`' for name in names)}"
    for what, text in (("Reporting", measure.reporting), ("Note", measure.note)):
        if text != "":
            yield f"- {what}: {text}"


def _ways_out(measure: Measure) -> Iterator[str]:
    yield from (f"- {_exemption(exemption)}" for exemption in measure.exemptions)
    if measure.wind_down is not None:
        yield f"- {_wind_down(measure.wind_down)}"
    yield from (f"- {_cap(cap)}" for cap in measure.caps)


def _exemption(exemption: Exemption) -> str:
    text = f"Exemption, para {exemption.paragraph}: {exemption.what}"
    if exemption.until is not None:
        text += f" (to {exemption.until})"
    if exemption.not_evaluable != "":
        return f"{text}. Not evaluable: {exemption.not_evaluable}"
    needs = f". Needs: {'; '.join(exemption.papers)}" if exemption.papers else ""
    return f"{text}{needs}"


def _wind_down(wind_down: WindDown) -> str:
    notice = f", notified by {wind_down.notify_by}" if wind_down.notify_by else ""
    checked = f" ({wind_down.check})" if wind_down.check else ""
    return (
        f"Wind-down: written contracts from before {wind_down.contract_before}, "
        f"until {wind_down.until}{notice}{checked}"
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


def _reach(measure: Measure) -> Iterator[str]:
    for what, names in (
        ("Conduct", measure.conduct),
        ("Products", measure.products),
        ("Products that raise a question", measure.possible_products),
        ("Left out", measure.excluded_products),
    ):
        if len(names) > 0:
            yield f"- {what}: {', '.join(names)}"
    if len(measure.hs) > 0:
        yield "\n| HS | what | check | heading | source |\n|---|---|---|---|---|"
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


def _facts(law: Law) -> Iterator[str]:
    yield "## Facts\n\nEvery fact may also be `unknown`: the papers do not show it.\n"
    yield "| fact | values | means |\n|---|---|---|"
    yield from (
        f"| `{fact.name}` | {_values(fact)} | {fact.means} |" for fact in law.words.values()
    )


def _values(fact: FactWord) -> str:
    return ", ".join(fact.values) or fact.type
