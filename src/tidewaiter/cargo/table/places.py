"""Ports and containers as a table's cells name them."""

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from tidewaiter.cargo.table.values import fold
from tidewaiter.model import Container

LOCODE = re.compile(r"([A-Z]{2}) ?([A-Z2-9]{3})")
CODE_THEN_NAME = re.compile(r"([A-Z]{2} ?[A-Z2-9]{3})\s*[-–—/:,;]\s*(\S.*)")
NAME_THEN_CODE = re.compile(r"(.*\S)\s*[-–—/:,]?\s*[(\[]([A-Z]{2} ?[A-Z2-9]{3})[)\]]")
NUMBER = re.compile(r"[A-Z]{3,4}\d{5,7}")
# Numbers are also printed as `MSCU 123456-7` and `MSCU 1234567`.
SPACED = re.compile(r"\b([A-Z]{3}[UJZ])[ -]?(\d{3}) ?(\d{3})[ -]?(\d)\b")


@dataclass(frozen=True, slots=True)
class Places:
    """Tells UN/LOCODEs from names: which two letters are a country, which names look like codes."""

    countries: frozenset[str]
    names: frozenset[str]

    @classmethod
    def load(cls) -> "Places":
        """The tables that come with the package."""
        text = files("tidewaiter.cargo.table").joinpath("places.toml").read_text(encoding="utf-8")
        content = tomllib.loads(text)
        return cls(
            countries=frozenset(content["countries"].split()),
            names=frozenset(content["names"].split()),
        )

    def split(self, text: str) -> tuple[str, str]:
        """The UN/LOCODE and the name a cell gives for a place; either may be empty.

        A code is five letters or digits in one case, the first two a country; a known port name
        of that shape (`NAMPO`) stays a name.
        """
        folded = fold(text)
        if (match := CODE_THEN_NAME.fullmatch(folded)) is not None and self.is_code(match[1]):
            return match[1].replace(" ", ""), match[2]
        if (match := NAME_THEN_CODE.fullmatch(folded)) is not None and self.is_code(match[2]):
            return match[2].replace(" ", ""), match[1]
        upper = folded.upper() if folded.islower() else folded
        if self.is_code(upper):
            return upper.replace(" ", ""), ""
        return "", folded

    def is_code(self, text: str) -> bool:
        """True where a text has the form of a UN/LOCODE and is no known name."""
        match = LOCODE.fullmatch(text)
        return match is not None and match[1] in self.countries and text not in self.names


def split_ports(text: str) -> list[str]:
    """The ports of a `;`-separated cell."""
    return [part for part in (fold(part) for part in re.split(r"[;\n]", text)) if part]


def read_containers(text: str) -> tuple[list[Container], list[str]]:
    """The containers of a cell, seals after `/`, and the words in it that are no container."""
    containers: list[Container] = []
    others: list[str] = []
    joined = SPACED.sub(r"\1\2\3\4", text.upper() if text.islower() else text)
    for word in re.split(r"[;,\s]+", joined):
        number, *seals = word.split("/")
        if NUMBER.fullmatch(number):
            containers.append(Container(number=number, seals=tuple(seal for seal in seals if seal)))
        elif word:
            others.append(word)
    return containers, others
