"""What each law says of a bare act: a heading, a direction and a day, and nothing else known."""

import datetime
from typing import Literal

from tidewaiter.assess import Assessor, read_act
from tidewaiter.assess.outcome import act_outcome
from tidewaiter.goods import Recognizer
from tidewaiter.law import Law
from tidewaiter.law.timeline import reaching
from tidewaiter.model.finding import ActOutcome, Finding
from tidewaiter.model.law import Measure
from tidewaiter.model.record import Record

Way = Literal["from_target", "to_target"]


class BareAct(Record, frozen=True):
    """Goods of one HS code that move one way on one day; no paper says more of them."""

    on: datetime.date
    heading: str
    way: Way


class SourceAnswer(Record, frozen=True):
    """What one source of law says of a bare act, judged alone.

    `outcome` and `measures` are what `tidewaiter law test` gives for the act. `past` holds the
    bans on the heading that ended before the day, `unweighed` the measures in force that may
    reach the goods and that no rule weighs. `begins` is the first day of the source: before it
    nothing is encoded, and the outcome is `cannot_tell`.
    """

    source: str
    outcome: ActOutcome
    measures: tuple[str, ...]
    begins: datetime.date
    findings: tuple[Finding, ...] = ()
    past: tuple[Measure, ...] = ()
    unweighed: tuple[Measure, ...] = ()

    def is_encoded(self, on: datetime.date) -> bool:
        """True from the first day on of which the source has anything to say."""
        return self.begins <= on


class BareActs:
    """Asks a law about bare acts, one source at a time, by the rules every act is judged by."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self._recognizer = Recognizer()
        self._assessors = {source: Assessor(law, sources=(source,)) for source in self.law.sources}

    def ask(self, act: BareAct, source: str, today: datetime.date | None = None) -> SourceAnswer:
        """The answer of one source.

        Raises:
            BadInput: the day is after `today`, or the heading is no HS code.
        """
        begins = min(m.since for m in self.law.measures if m.source == source)
        if act.on < begins:
            return SourceAnswer(source, "cannot_tell", (), begins)
        facts = read_act(self._row(act), self.law, self._recognizer.recognize_text, today)
        assessment = self._assessors[source].assess(facts)
        outcome, measures = act_outcome(assessment)
        return SourceAnswer(
            source=source,
            outcome=outcome,
            measures=measures,
            begins=begins,
            findings=assessment.findings,
            past=self._past(act, source),
            unweighed=self._unweighed(act, source),
        )

    def _row(self, act: BareAct) -> dict[str, str]:
        """The act as a row of an acts table."""
        words = self.law.vocabulary.territory.directions
        direction = next(word for word, way in words.items() if way == act.way)
        return {
            "id": act.heading,
            "act_date": str(act.on),
            "direction": direction,
            "hs": act.heading,
        }

    def _past(self, act: BareAct, source: str) -> tuple[Measure, ...]:
        met = (measure for measure, _ in reaching(self.law, act.heading, act.way))
        return tuple(m for m in met if m.source == source and m.is_past(act.on))

    def _unweighed(self, act: BareAct, source: str) -> tuple[Measure, ...]:
        return tuple(
            measure
            for measure in self.law.of_rule("")
            if measure.source == source
            and measure.direction in {act.way, "both"}
            and measure.in_force(act.on)
        )
