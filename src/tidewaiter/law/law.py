"""The law of one or more sources, loaded: look up measures, ask what is in force."""

import datetime
import hashlib

import msgspec

from tidewaiter.model.law import Act, ConductWord, FactWord, Measure, Rule, Vocabulary
from tidewaiter.model.products import ProductWord

# The source that is always on, and whose vocabulary names the territory.
BASE = "un"


class Law:
    """Acts with their measures, the vocabulary of facts, and the products measures name.

    `words` holds the facts of the vocabulary by name, `conduct` the kinds of conduct.
    `version` is a hash over the content alone: comments and layout of the files do not change it.
    """

    def __init__(
        self, acts: tuple[Act, ...], vocabulary: Vocabulary, products: tuple[ProductWord, ...]
    ) -> None:
        self.acts = acts
        self.vocabulary = vocabulary
        self.products = products
        self.measures: tuple[Measure, ...] = tuple(m for act in acts for m in act.measures)
        self.words: dict[str, FactWord] = {fact.name: fact for fact in vocabulary.facts}
        self.conduct: dict[str, ConductWord] = {word.name: word for word in vocabulary.conduct}
        self.version = content_hash(acts, vocabulary, products)
        self._by_id = {measure.id: measure for measure in self.measures}
        self._by_ref = {measure.ref: measure for measure in self.measures}
        self._by_rule = {
            rule: tuple(measure for measure in self.measures if measure.rule == rule)
            for rule in {measure.rule for measure in self.measures}
        }
        self._act_of = {measure.id: act for act in acts for measure in act.measures}

    def of_rule(self, rule: Rule) -> tuple[Measure, ...]:
        """The measures weighed by this rule, in the order of the files."""
        return self._by_rule.get(rule, ())

    @property
    def sources(self) -> tuple[str, ...]:
        """The makers of this law, in the order they were asked for."""
        return tuple(dict.fromkeys(measure.source for measure in self.measures))

    @property
    def begins(self) -> datetime.date:
        """The first day of its first measure: of any day before it the law has nothing to say."""
        return min((measure.since for measure in self.measures), default=datetime.date.max)

    def silent_on_paper(self) -> dict[str, str]:
        """The facts that no cargo document shows, with the value that says so."""
        return {name: word.on_paper for name, word in self.words.items() if word.on_paper != ""}

    def in_force(self, on: datetime.date) -> tuple[Measure, ...]:
        """The measures in force on a day, in the order of the files."""
        return tuple(measure for measure in self.measures if measure.in_force(on))

    def find(self, name: str) -> Measure | None:
        """The measure with this id (`un/2371/8/coal`) or ref (`R2371-08-COAL`), if any."""
        return self._by_id.get(name) or self._by_ref.get(name)

    @property
    def triggers(self) -> dict[str, str]:
        """What starts a duty to report, by name, with its meaning, in the order of the files."""
        means = {name: word.means for name, word in self.conduct.items()}
        means |= {word.name: word.means for word in self.vocabulary.triggers}
        named = (name for m in self.measures for report in m.reports for name in report.after)
        return {name: means[name] for name in dict.fromkeys(named)}

    def act_of(self, measure: str) -> Act:
        """The act that holds the measure with this id.

        Raises:
            KeyError: where no measure has the id.
        """
        return self._act_of[measure]


def content_hash(*content: object) -> str:
    """The first 16 hex digits of SHA-256 over the content as ordered JSON."""
    return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()[:16]
