"""The acts table: one act a row, in the closed vocabulary of facts, to facts and a verdict."""

import datetime
from collections.abc import Callable, Iterator, Mapping

from tidewaiter.assess.assessor import Assessor
from tidewaiter.assess.outcome import act_outcome
from tidewaiter.law.law import Law
from tidewaiter.law.vocabulary import UNKNOWN, fault_of
from tidewaiter.model.errors import BadInput
from tidewaiter.model.facts import Direction, Facts, GoodsFact, Nexus, Statement, Strength
from tidewaiter.model.law import FactWord, Territory
from tidewaiter.model.record import Evidence

# The year of the first resolution, and the lengths a code of the HS or a tariff built on it has.
FIRST_YEAR = 2006
HS_DIGITS = frozenset({2, 4, 6, 8, 9, 10})
COLUMNS = ("id", "act_date", "direction", "hs", "description", "facts")
DIRECTIONS: tuple[Direction, ...] = ("from_target", "to_target", "other")

# Given the field of a goods item, its description and its HS codes (digits), the item as the
# law sees it.
Recognize = Callable[[str, str, tuple[str, ...]], GoodsFact]


def read_acts(
    rows: Iterator[Mapping[str, str]],
    assessor: Assessor,
    recognize: Recognize,
    today: datetime.date | None = None,
) -> Iterator[dict[str, str]]:
    """Each row as it came, with the columns `outcome` and `measures` (ids joined by `;`).

    An act after `today` cannot be judged; without `today` any later day is taken as it stands.

    Raises:
        BadInput: at the first row whose date, direction, code or facts cannot be used.
    """
    for row in rows:
        facts = read_act(row, assessor.law, recognize, today)
        outcome, measures = act_outcome(assessor.assess(facts))
        yield {**row, "outcome": outcome, "measures": ";".join(measures)}


def read_act(
    row: Mapping[str, str], law: Law, recognize: Recognize, today: datetime.date | None = None
) -> Facts:
    """One row as facts; the day of the act is also the day of knowledge.

    Raises:
        BadInput: where the date, the direction, a code, or a fact or value cannot be used.
    """
    where = f"act {row.get('id') or '?'}"
    on = _read_date(row.get("act_date") or "", where, today)
    direction = _read_direction(row.get("direction") or "", law, where)
    statements = _read_statements(row.get("facts") or "", law, where)
    item = _read_goods(row, recognize, where)
    return Facts(
        subject=where,
        act_date=on,
        known_on=on,
        directions=(direction,),
        goods=(item,),
        nexus=tuple(_read_nexus(direction, row, statements, law)),
        statements=statements,
        conduct=_read_conduct(row.get("conduct") or "", law, where),
    )


def _read_conduct(text: str, law: Law, where: str) -> Statement | None:
    """The kind of conduct of an optional column; empty where goods only move."""
    name = text.strip()
    if name == "":
        return None
    if name not in law.conduct:
        advice = f"Use one of: {', '.join(sorted(law.conduct))}."
        raise BadInput(f"conduct {name!r} is not known", where=where, advice=advice)
    return Statement("conduct", name, Evidence(field="conduct", value=name))


def _read_date(text: str, where: str, today: datetime.date | None) -> datetime.date:
    try:
        on = datetime.date.fromisoformat(text)
    except ValueError as error:
        advice = "Write it as 2017-08-05."
        raise BadInput(f"act_date {text!r} is no date", where=where, advice=advice) from error
    if on.year < FIRST_YEAR:
        advice = f"The law begins in {FIRST_YEAR}; look for a slip in the year."
        raise BadInput(
            f"act_date {text} is before the first resolution", where=where, advice=advice
        )
    if today is not None and on > today:
        advice = f"Give a day up to {today}: what will be in force later is not known."
        raise BadInput(f"act_date {text} is in the future", where=where, advice=advice)
    return on


def _read_direction(text: str, law: Law, where: str) -> Direction:
    words = law.vocabulary.territory.directions
    for direction in DIRECTIONS:
        if words.get(text) == direction:
            return direction
    advice = f"Use one of: {', '.join(words)}."
    raise BadInput(f"direction {text!r} is not known", where=where, advice=advice)


def _read_statements(text: str, law: Law, where: str) -> dict[str, Statement]:
    found: dict[str, Statement] = {}
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        name, separator, value = (piece.strip() for piece in part.partition("="))
        fault = fault_of(law.words, name, value) if separator else f"{part!r} is no name=value"
        if fault is None and name in found:
            fault = f"fact {name} is stated twice"
        if fault is not None:
            advice = "Use the names and values of the closed vocabulary of facts."
            raise BadInput(fault, where=where, advice=advice)
        found[name] = Statement(name, value, Evidence(field=f"facts.{name}", value=value))
    return found


def _read_goods(row: Mapping[str, str], recognize: Recognize, where: str) -> GoodsFact:
    codes = tuple(filter(None, (code.strip() for code in (row.get("hs") or "").split("/"))))
    for code in codes:
        if not (code.isascii() and code.isdigit()) or len(code) not in HS_DIGITS:
            advice = "Give 2, 4, 6, 8, 9 or 10 digits; join alternatives by a slash."
            raise BadInput(f"hs {code!r} is no HS code", where=where, advice=advice)
    item = recognize("goods[0]", row.get("description") or "", codes)
    return GoodsFact(
        field=item.field,
        description=item.description,
        hs=codes,
        alternatives=len(codes) > 1,
        products=item.products,
        hs_evidence=item.hs_evidence,
    )


def _read_nexus(
    direction: Direction, row: Mapping[str, str], statements: Mapping[str, Statement], law: Law
) -> Iterator[Nexus]:
    """The declared direction, unless a fact takes the territory out of it, and each fact's sign."""
    territory = law.vocabulary.territory
    signs = [
        sign
        for statement in statements.values()
        if (sign := _sign(law.words[statement.name], statement, statements, territory)) is not None
    ]
    no_leg = "dprk_leg" in statements and statements["dprk_leg"].value == "no"
    if direction != "other" and not (no_leg and len(signs) == 0):
        evidence = Evidence(field="direction", value=row.get("direction") or "")
        why = f"the act is stated as one from or to {territory.name}"
        yield Nexus("words", direction, "certain", evidence, why)
    yield from signs


def _sign(
    word: FactWord, statement: Statement, stated: Mapping[str, Statement], territory: Territory
) -> Nexus | None:
    """The sign of the territory a fact gives by itself, if any."""
    strength = _strength(word, statement.value, territory)
    way = next((one for one in DIRECTIONS if one == word.way), None)
    if way is None or strength is None:
        return None
    why = f"{word.means}: {statement.value}"
    address = stated.get(word.doubted_by)
    if address is not None and _has(address.value, territory.elsewhere):
        strength, why = "possible", f"{why}, and the address {address.value} lies elsewhere"
    return Nexus(word.nexus, way, strength, statement.evidence, why)


def _strength(word: FactWord, value: str, territory: Territory) -> Strength | None:
    if value == UNKNOWN or word.nexus == "":
        return None
    if word.type == "choice":
        return "certain" if value == "yes" else None
    if value in territory.countries:
        return "certain"
    if word.type == "country":
        return None
    if _has(value, (*territory.places, *territory.words)):
        return "certain"
    named = _has(value, territory.ambiguous) and not _has(value, territory.elsewhere)
    return "possible" if named else None


def _has(text: str, names: tuple[str, ...]) -> bool:
    """True where one of the names stands in the text."""
    folded = text.casefold()
    return any(name.casefold() in folded for name in names)
