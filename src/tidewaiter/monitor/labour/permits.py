"""Permits to work before the law: the day one was given, and the last day somebody works on it."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from tidewaiter.assess import Assessment, Assessor
from tidewaiter.assess.outcome import act_outcome
from tidewaiter.codes import Countries
from tidewaiter.codes.country import fold_name
from tidewaiter.law import Law
from tidewaiter.law.vocabulary import fault_of
from tidewaiter.model import BadInput, Evidence, Facts, Finding, Hit, Statement
from tidewaiter.model.finding import ActOutcome
from tidewaiter.model.permit import Permit, PermitVerdict
from tidewaiter.model.target import Target

GIVE, KEEP = "work_permit", "employ_worker"
NO_END = "no end told"
Whose = Literal["target", "other", "doubtful"]
# The strongest first: what bars, what asks, what is left to find out, then what says nothing.
ORDER: tuple[ActOutcome, ...] = (
    "prohibited",
    "needs_authorisation",
    "cannot_tell",
    "inspect_only",
    "not_in_force",
    "not_covered",
)
_WORDS = {GIVE: "Given", KEEP: "Kept at work"}


class _Act(NamedTuple):
    """One act of a permit: the kind of conduct (empty: its firms alone), its day and its column."""

    conduct: str
    on: datetime.date
    field: str


class PermitJudge:
    """Judges permits under one law; whose nationals that law speaks of is told by the target."""

    def __init__(self, law: Law, target: Target) -> None:
        self._law = law
        self._target = target
        self._assessor = Assessor(law)
        self._countries = Countries()
        self._own = {fold_name(name) for name in (*target.names, *target.peoples, *target.codes)}

    def judge(
        self,
        permit: Permit,
        known_on: datetime.date,
        *,
        hits: Sequence[Hit] = (),
        document: str = "",
    ) -> PermitVerdict:
        """The answer on one permit, as known on a day; `hits` are those on its firms.

        Raises:
            BadInput: a stated fact or its value is not in the vocabulary; it names the row.
        """
        whose = self._whose(permit.nationality)
        acts = [] if permit.status == "refused" else list(_acts(permit, known_on, whose, hits))
        return self._answer(permit, known_on, whose, acts, hits=hits, document=document)

    def judge_stay(
        self, permit: Permit, on: datetime.date, field: str, known_on: datetime.date
    ) -> PermitVerdict:
        """The keeping of people at work alone, on a day; no permit need have been given.

        Raises:
            BadInput: a stated fact or its value is not in the vocabulary; it names the row.
        """
        whose = self._whose(permit.nationality)
        acts = [] if whose == "other" else [_Act(KEEP, on, field)]
        return self._answer(permit, known_on, whose, acts)

    def _answer(
        self,
        permit: Permit,
        known_on: datetime.date,
        whose: Whose,
        acts: Sequence[_Act],
        *,
        hits: Sequence[Hit] = (),
        document: str = "",
    ) -> PermitVerdict:
        stated = self._stated(permit)
        found = [(act, self._assess(permit, act, known_on, stated, hits)) for act in acts]
        reasons = _reasons(permit, whose, self._target, found)
        return PermitVerdict(
            document=document,
            permit=permit,
            known_on=known_on,
            outcome=_settled(_strongest(found), permit, whose, found, self._listed(found)),
            reasons=reasons,
            findings=_merged(found),
            hits=tuple(hits),
            law_version=self._law.version,
        )

    def _listed(self, found: "_Found") -> bool:
        """Whether a firm of it is barred as a listed one, whoever works there."""
        barred = [f for _, each in found for f in each.findings if f.outcome == "prohibited"]
        measures = (self._law.find(finding.measure) for finding in barred)
        return any(measure is not None and measure.rule == "listing" for measure in measures)

    def _whose(self, nationality: str) -> Whose:
        folded = fold_name(nationality)
        if folded in self._own:
            return "target"
        code = self._countries.of_national(nationality)
        if code is None:
            return "doubtful"
        return "target" if code == self._target.country else "other"

    def _assess(
        self,
        permit: Permit,
        act: _Act,
        known_on: datetime.date,
        stated: dict[str, Statement],
        hits: Sequence[Hit],
    ) -> Assessment:
        shown = Evidence(act.field, str(act.on), permit.at)
        conduct = None if act.conduct == "" else Statement("conduct", act.conduct, shown)
        return self._assessor.assess(
            Facts(
                subject=permit.permit,
                act_date=act.on,
                known_on=max(known_on, act.on),
                directions=("other",),
                hits=tuple(hit for hit in hits if hit.counts),
                statements=stated,
                conduct=conduct,
            )
        )

    def _stated(self, permit: Permit) -> dict[str, Statement]:
        found = {}
        for name, value in permit.stated.items():
            fault = fault_of(self._law.words, name, value)
            if fault is not None:
                where = f"permit {permit.permit or '?'}, {permit.at}"
                advice = "Use the names and values of docs/reference/law/words.md."
                raise BadInput(fault, where=where, advice=advice)
            found[name] = Statement(name, value, Evidence(f"facts.{name}", value, permit.at))
        return found


def _acts(
    permit: Permit, known_on: datetime.date, whose: Whose, hits: Sequence[Hit]
) -> Iterator[_Act]:
    given, field = _given(permit, known_on)
    if whose != "other" and given is not None:
        yield _Act(GIVE, given, field)
        kept = _kept(permit, known_on)
        if permit.status != "applied" and kept.on >= given:
            yield kept
    elif len(hits) > 0:
        yield _Act("", given or known_on, field or "today")


def _kept(permit: Permit, known_on: datetime.date) -> _Act:
    """The last day somebody is kept at work, as far as it is known."""
    last = min(permit.valid_until or known_on, known_on)
    ends = "valid_until" if permit.valid_until is not None else NO_END
    return _Act(KEEP, last, ends)


def _given(permit: Permit, known_on: datetime.date) -> tuple[datetime.date | None, str]:
    """The day the permit was given, or is asked for, and the column that tells it."""
    if permit.issued is not None:
        return permit.issued, "issued"
    if permit.status == "applied":
        return known_on, "today"
    return permit.valid_from, "valid_from"


_Found = Sequence[tuple[_Act, Assessment]]


def _strongest(found: _Found) -> ActOutcome:
    given = [act_outcome(assessment)[0] for _, assessment in found]
    return min(given, key=ORDER.index, default="not_covered")


def _settled(
    outcome: ActOutcome, permit: Permit, whose: Whose, found: _Found, listed: bool
) -> ActOutcome:
    """`cannot_tell` where it hangs on a nationality or a day that is not told."""
    if permit.status == "refused" or whose == "other" or listed:
        return outcome
    undated = not any(act.conduct != "" for act, _ in found)
    if undated or (whose == "doubtful" and ORDER.index(outcome) < ORDER.index("not_in_force")):
        return "cannot_tell"
    return outcome


def _reasons(permit: Permit, whose: Whose, target: Target, found: _Found) -> tuple[str, ...]:
    if permit.status == "refused":
        return ("It was refused: no permit was given.",)
    lines = []
    if whose == "other":
        lines.append(f"{permit.nationality}: not of {target.name}, whose nationals alone count.")
    elif whose == "doubtful":
        told = repr(permit.nationality) if permit.nationality else "no nationality"
        lines.append(f"Told is {told}; whether it is {target.name} has to be found out.")
    if whose != "other" and not any(act.conduct != "" for act, _ in found):
        lines.append("No day is told on which it was given.")
    for act, assessment in found:
        if act.conduct != "":
            outcome = act_outcome(assessment)[0].replace("_", " ")
            lines.append(f"{_WORDS[act.conduct]} on {act.on} ({act.field}): {outcome}.")
    return tuple(lines)


def _merged(found: _Found) -> tuple[Finding, ...]:
    findings = [finding for _, assessment in found for finding in assessment.findings]
    unique = {(each.measure, each.outcome, each.act_date): each for each in findings}
    return tuple(unique.values())
