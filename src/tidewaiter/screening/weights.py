"""The declared weights of the grounds besides the name."""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from tidewaiter.model import Record


class Weight(Record, frozen=True, forbid_unknown_fields=True):
    """What one ground is worth: the share it raises or lowers by, and the reason.

    `holds` is the score below which no other ground takes it.
    """

    name: str
    reason: str
    raises: float = 0.0
    lowers: float = 0.0
    holds: float = 0.0


class Weights(Record, frozen=True, forbid_unknown_fields=True):
    """A version of the table of weights."""

    version: str
    weight: tuple[Weight, ...]

    def by_name(self) -> dict[str, Weight]:
        """The weights by the name of their ground."""
        return {weight.name: weight for weight in self.weight}


def read_weights(text: str) -> Weights:
    """A table of weights from TOML.

    Raises:
        msgspec.ValidationError: a field is unknown, missing or of another type.
    """
    return msgspec.convert(tomllib.loads(text), Weights)


@cache
def current_weights() -> dict[str, Weight]:
    """The weights in use, by the name of their ground."""
    text = files("tidewaiter.screening").joinpath("weights.toml").read_text(encoding="utf-8")
    return read_weights(text).by_name()
