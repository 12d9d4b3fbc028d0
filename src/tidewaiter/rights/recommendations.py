"""The recommendations of the Commission of Inquiry, as data that says how far it was verified."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from tidewaiter.model.record import LawRecord


class Recommendation(LawRecord, frozen=True):
    """One recommendation, in our own words; `progress` is what would show that it is followed.

    `check` holds for content and letter alike.
    """

    paragraph: str
    letter: str
    addressee: str
    theme: str
    summary: str
    progress: str
    check: Literal["verified", "unverified"]

    @property
    def citation(self) -> str:
        """The paragraph as it is cited: `para 89(a)`."""
        letter = f"({self.letter})" if self.letter != "" else ""
        return f"para {self.paragraph}{letter}"


class Recommendations(LawRecord, frozen=True, rename={"all": "recommendation"}):
    """All of them, in the order of the report, and the report they stand in."""

    source: str
    all: tuple[Recommendation, ...]


@cache
def load_recommendations() -> Recommendations:
    """Read the file of recommendations."""
    text = files("tidewaiter.rights").joinpath("recommendations.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Recommendations, strict=True)
