"""The codes and numbers of a target, ready for looking up."""

import re
from typing import Literal

from tidewaiter.codes import parse_call_sign, parse_mmsi
from tidewaiter.model.target import Target
from tidewaiter.screening.territory import Sighting, Territory, fold

CountrySign = Literal["target", "neighbour", "ambiguous", "other", ""]


class TargetMarks:
    """One target compiled: its words, codes, places and numbers. Build once."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.territory = Territory(target)
        self.places = {code: place for place in target.places for code in place.codes}
        self.whole_names = {fold(name) for place in target.places for name in place.whole_names}
        self.crossings = {code: c for c in target.crossings for code in c.codes}
        self.named_crossings = {crossing.name: crossing for crossing in target.crossings}
        self.codes = frozenset(target.codes)
        self.neighbour_codes = frozenset(code for n in target.neighbours for code in n.codes)
        self.neighbour_name = " or ".join(n.name for n in target.neighbours)
        self.telephone = _telephone(target.dialling)
        self.neighbour_telephone = _telephone(
            tuple(number for n in target.neighbours for number in n.dialling)
        )
        endings = "|".join(re.escape(domain) for domain in target.domains) or r"[^\W\w]"
        self.domain = re.compile(rf"[a-z0-9-](?:{endings})(?![a-z0-9-]|\.[a-z0-9])", re.IGNORECASE)

    def words(self) -> frozenset[str]:
        """Words and codes one of which every consignment with a spaced sign holds, folded."""
        codes = (*self.codes, *self.target.currencies, *self.places, *self.crossings)
        domains = (domain.lstrip(".") for domain in self.target.domains)
        return self.territory.triggers | {word.lower() for word in (*codes, *domains)}

    def country(self, value: str) -> CountrySign:
        """What a declared country, as code or name, says."""
        if value == "":
            return ""
        code = value.strip().upper()
        if code in self.codes:
            return "target"
        if code in self.neighbour_codes:
            return "neighbour"
        sorts = {sighting.sort for sighting in self.territory.scan(value)}
        if "name" in sorts:
            return "target"
        if "neighbour" in sorts:
            return "neighbour"
        return "ambiguous" if "ambiguous" in sorts else "other"

    def sightings(self, text: str) -> list[Sighting]:
        """The words of the territory in a text, false friends left out."""
        return [found for found in self.territory.scan(text) if found.sort != "friend"]

    def is_neighbour(self, text: str) -> bool:
        """True where a text names the neighbour, a place or a telephone number of it."""
        if self.neighbour_telephone.search(text) is not None:
            return True
        return any(found.sort == "neighbour" for found in self.territory.scan(text))

    def has_mid(self, mmsi: str) -> bool:
        """True where an MMSI carries the target's country digits."""
        if not any(mid in mmsi for mid in self.target.mids):
            return False
        parsed = parse_mmsi(mmsi)
        return parsed is not None and parsed.mid in self.target.mids

    def has_call_sign(self, written: str) -> bool:
        """True where a ship's call sign (four to six signs) is of the target's series."""
        if not written.strip().upper().startswith(self.target.call_signs):
            return False
        sign = parse_call_sign(written)
        return sign is not None and 4 <= len(sign) <= 6 and sign.startswith(self.target.call_signs)


def _telephone(numbers: tuple[str, ...]) -> re.Pattern[str]:
    """An international number of one of these countries: `+850 2`, `00850-2`."""
    codes = "|".join(map(re.escape, numbers)) or r"[^\W\w]"
    return re.compile(rf"(?<![0-9])(?:\+|00)\s?(?:{codes})(?=[\s().-]*[0-9])")
