"""The declared weights by which names are compared: one table a version, old ones kept."""

import tomllib
from functools import cache
from importlib import resources

import msgspec

from tidewaiter.model import BadInput, Record

LATEST = "2026-11"


class Rule(Record, frozen=True):
    """One feature of the comparison: what it weighs, and why it weighs that."""

    weight: float
    means: str
    reason: str


class Table(Record, frozen=True):
    """A version of the matcher: its rules by name, grouped as they are declared.

    `words` say how alike two words are by each rule; `weights` how much a word of each sort
    tells; `names` what is made of the words for a whole name.
    """

    version: str
    words: dict[str, Rule]
    edits: dict[str, Rule]
    weights: dict[str, Rule]
    names: dict[str, Rule]

    def __hash__(self) -> int:
        return hash(self.version)

    def word(self, rule: str) -> float:
        """How alike two words are that meet by that rule."""
        return self.words[rule].weight

    def name(self, rule: str) -> float:
        """The weight of a rule on whole names."""
        return self.names[rule].weight


def versions() -> tuple[str, ...]:
    """The versions of the matcher that can be run, oldest first."""
    folder = resources.files(__package__) / "models"
    return tuple(sorted(each.name[:-5] for each in folder.iterdir() if each.name.endswith(".toml")))


@cache
def load_table(version: str = LATEST) -> Table:
    """The table of one version.

    Raises:
        BadInput: there is no such version.
    """
    if version not in versions():
        advice = f"Choose one of {', '.join(versions())}."
        raise BadInput("there is no such matcher", where=version, advice=advice)
    return read_table((resources.files(__package__) / "models" / f"{version}.toml").read_text())


def read_table(text: str) -> Table:
    """A table as it stands in TOML.

    Raises:
        BadInput: a rule is malformed.
    """
    try:
        return msgspec.convert(tomllib.loads(text), Table)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        advice = "Give every rule a weight, what it means and its reason."
        raise BadInput(str(error), where="the table of the matcher", advice=advice) from error
