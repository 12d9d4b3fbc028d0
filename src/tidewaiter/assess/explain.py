"""Findings in words: one sentence for what bit and where it stands, one for what decides it."""

from tidewaiter.assess.ways_out import WayOut
from tidewaiter.law.law import Law
from tidewaiter.model.finding import cite_paragraph
from tidewaiter.model.law import Measure


def cite(law: Law, measure: Measure) -> str:
    """The paragraph as a lawyer cites it."""
    return cite_paragraph(law.act_of(measure.id).symbol, measure.paragraph)


def explain(law: Law, measure: Measure, what: str, decisive: str) -> str:
    """What met the measure, its sense, and the sentence that decides the outcome."""
    sense = measure.short or measure.summary
    first = f"{what}: {sense} ({cite(law, measure)}, since {measure.since})."
    return f"{first} {decisive}".strip()


def why_barred(ways: list[WayOut]) -> str:
    """Why no way out is open, and what would open one."""
    claimed = [way for way in ways if way.is_claimed and len(way.reply.why) > 0]
    if len(claimed) > 0:
        closed = "; ".join(f"{way.paragraph}: {_reasons(way)}" for way in claimed)
        return f"No exemption is open ({closed})."
    if len(ways) == 0:
        return "The measure has no exemption."
    return f"No exemption is shown; {_openings(ways)} would open it."


def why_pending(way: WayOut) -> str:
    """What the act waits on."""
    return f"It waits on {way.paragraph} ({way.what}): {_reasons(way)}."


def why_open(way: WayOut) -> str:
    """Which way out is open."""
    return f"It is not barred here: {way.paragraph} is open ({way.what})."


def why_unknown(reasons: tuple[str, ...], missing: tuple[str, ...]) -> str:
    """What keeps the outcome open."""
    asked = ", ".join(name.replace("_", " ") for name in missing)
    ending = f"; to settle it: {asked}" if asked else ""
    return f"It cannot be told yet: {'; '.join(reasons) or 'a fact is missing'}{ending}."


def _reasons(way: WayOut) -> str:
    return "; ".join(way.reply.why) or way.what


def _openings(ways: list[WayOut]) -> str:
    return ", or ".join(dict.fromkeys(f"{way.papers[0]} ({way.paragraph})" for way in ways[:2]))
