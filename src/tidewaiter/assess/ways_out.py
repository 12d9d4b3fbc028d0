"""The ways out of a measure on one day: its exemptions, its wind-down, the general exemption."""

from collections.abc import Iterator
from typing import NamedTuple

from tidewaiter.assess.conditions import weigh
from tidewaiter.assess.reply import RANK, Reply, unique
from tidewaiter.assess.setting import Setting
from tidewaiter.assess.wind_down import weigh_wind_down
from tidewaiter.law.law import Law
from tidewaiter.model.facts import GoodsFact
from tidewaiter.model.finding import cite_paragraph
from tidewaiter.model.law import AllTest, AnyTest, Condition, Exemption, FactTest, Measure

# The condition by which an exemption stands under a cap.
WITHIN_CAP = "within_cap"


class WayOut(NamedTuple):
    """One way out: where it stands, in words, how it is answered, what it needs and rests on.

    `counts` is True where goods that take it count against a cap.
    """

    paragraph: str
    what: str
    reply: Reply
    papers: tuple[str, ...]
    cites: tuple[str, ...]
    is_claimed: bool
    counts: bool = False


def ways_out(
    measure: Measure, setting: Setting, *, item: GoodsFact | None = None, general: Measure | None
) -> list[WayOut]:
    """Every way out that is open to this act and can be weighed, best answer first."""
    found = [
        _exemption(exemption, setting, measure)
        for exemption in measure.exemptions
        if _is_weighed(exemption, setting, item)
    ]
    found += _wind_down(measure, setting)
    found += _general(general, setting)
    return sorted(found, key=lambda way: -RANK[way.reply.answer])


def _is_weighed(exemption: Exemption, setting: Setting, item: GoodsFact | None) -> bool:
    on = setting.facts.act_date
    begun = exemption.since is None or exemption.since <= on
    if not begun or (exemption.until is not None and exemption.until < on):
        return False
    if exemption.not_evaluable != "":
        return False
    conduct = setting.facts.conduct
    if len(exemption.of) > 0 and (conduct is None or conduct.value not in exemption.of):
        return False
    if len(exemption.about) == 0 and len(exemption.claimed_by) == 0:
        return True
    products = () if item is None else item.products
    named = any(product.name in exemption.about for product in products)
    return named or _is_stated(exemption.claimed_by, setting)


def _is_stated(names: tuple[str, ...], setting: Setting) -> bool:
    words, statements = setting.law.words, setting.facts.statements
    return any(
        name in statements and statements[name].value not in words[name].absent for name in names
    )


def _exemption(exemption: Exemption, setting: Setting, measure: Measure) -> WayOut:
    reply = weigh(exemption.when, setting, measure)
    rests_on = (*(() if reply.answer == "failed" else exemption.cites), *reply.cites)
    return WayOut(
        cite_paragraph("", exemption.paragraph),
        exemption.what,
        reply,
        exemption.papers,
        unique(_in_force(rests_on, setting)),
        _is_stated(tuple(_fact_names(exemption.when, setting.law)), setting),
        counts=WITHIN_CAP in exemption.when,
    )


def _in_force(names: tuple[str, ...], setting: Setting) -> Iterator[str]:
    for name in names:
        measure = setting.law.find(name)
        if measure is not None and measure.in_force(setting.facts.act_date):
            yield name


def _wind_down(measure: Measure, setting: Setting) -> Iterator[WayOut]:
    if measure.wind_down is None:
        return
    wind_down = measure.wind_down
    yield WayOut(
        cite_paragraph("", wind_down.paragraph),
        f"written contracts from before {wind_down.contract_before}, until {wind_down.until}",
        weigh_wind_down(wind_down, setting.facts),
        ("the written contract with its date", "the notice to the Committee"),
        (),
        _is_stated(("contract",), setting),
    )


def _general(general: Measure | None, setting: Setting) -> Iterator[WayOut]:
    """The general exemption is cited once an approval was asked for, given, refused or ran out."""
    if general is None:
        return
    symbol = setting.law.act_of(general.id).symbol
    for exemption in general.exemptions:
        way = _exemption(exemption, setting, general)
        cites = (general.id,) if way.is_claimed else ()
        yield way._replace(paragraph=f"{symbol} {way.paragraph}", cites=cites)


def _fact_names(conditions: tuple[Condition, ...], law: Law) -> Iterator[str]:
    for condition in conditions:
        if isinstance(condition, str):
            yield from _fact_names((law.vocabulary.conditions[condition],), law)
        elif isinstance(condition, FactTest):
            yield condition.fact
        elif isinstance(condition, AnyTest | AllTest):
            yield from _fact_names(condition.of, law)
