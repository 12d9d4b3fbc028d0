"""Signs that tie a consignment to a sanctioned territory, each with its evidence and a reason."""

from collections.abc import Iterable

from tidewaiter.model import Consignment, Evidence, Nexus
from tidewaiter.model.target import Target
from tidewaiter.screening.signs import PARTS, Reading, ambiguous
from tidewaiter.screening.slips import doubt_bare_codes
from tidewaiter.screening.target_marks import TargetMarks
from tidewaiter.screening.territory import fold, split_words

# Apostrophes fall as they do in folding: `Namp'o` is one word.
_PUNCTUATION: dict[int, str | None] = {
    **dict.fromkeys(map(ord, '.,;:()[]{}<>/\\|"*+-_=&@#!?\t%$^~'), " "),
    **dict.fromkeys(map(ord, "'`"), None),
}


def find_nexus(consignment: Consignment, target: Target) -> tuple[Nexus, ...]:
    """The signs that tie one consignment to the target; for many, keep a `NexusFinder`."""
    return NexusFinder(target).find(consignment)


class NexusFinder:
    """Finds the signs of one target. Holds its compiled words: build once, use for many."""

    def __init__(self, target: Target) -> None:
        self._marks = TargetMarks(target)
        self._country = target.country
        self._words = self._marks.words()
        self._numbers = (*target.dialling, "d.p.r", "d p r")

    def find(self, consignment: Consignment) -> tuple[Nexus, ...]:
        """Every sign, certain ones first; none where nothing names the target.

        A value and its direction give one sign of each kind. A half name (`Korea`) counts only
        where no other sign is certain and nothing settles which country it means.
        """
        if not self._is_touched(consignment):
            return ()
        reading = Reading(consignment, self._marks)
        signs = _order(sign for part in PARTS for sign in part(reading))
        signs = doubt_bare_codes(signs, reading)
        if any(sign.strength == "certain" for sign in signs):
            return signs
        return _order((*signs, *ambiguous(reading)))

    def in_text(self, text: str, field: str) -> tuple[Nexus, ...]:
        """The signs of one free text that belongs to no consignment."""
        found = self.find(Consignment("", "", "", remarks=text))
        return tuple(
            Nexus(
                sign.kind,
                sign.direction,
                sign.strength,
                Evidence(field, sign.evidence.value),
                sign.why,
                sign.place,
            )
            for sign in found
        )

    def _is_touched(self, consignment: Consignment) -> bool:
        """A cheap look at all words at once: most consignments name nothing of the target."""
        text = "\n".join(_strings(consignment))
        if text.isascii():
            text = text.lower()
            words = text.translate(_PUNCTUATION).split()
        else:
            text = fold(text)
            words = split_words(text)
            if not text.isascii() and self._marks.territory.has_dense(text):
                return True
        if any(number in text for number in self._numbers):
            return True
        return not self._words.isdisjoint(words) or self._is_coded(consignment)

    def _is_coded(self, consignment: Consignment) -> bool:
        for port in consignment.ports:
            if port.code[:2].upper() == self._country:
                return True
        return any(
            self._marks.has_mid(transport.mmsi) or self._marks.has_call_sign(transport.call_sign)
            for transport in consignment.transports
        )


def _strings(consignment: Consignment) -> list[str]:
    """Every value a sign can stand in, save numbers looked at on their own."""
    values = [
        consignment.country_of_export,
        consignment.country_of_destination,
        consignment.remarks,
        *consignment.routing,
    ]
    for party in consignment.parties:
        values += (party.name, party.address, party.country, party.contact)
    for port in consignment.ports:
        values += (port.code, port.name, port.country)
    for transport in consignment.transports:
        values += (transport.flag, transport.carrier)
    for goods in consignment.goods:
        values += (goods.description, goods.origin)
        values += [packages.marks for packages in goods.packages]
        if goods.value is not None:
            values.append(goods.value.currency)
    if consignment.value is not None:
        values.append(consignment.value.currency)
    values += [extra.value for extra in consignment.extras]
    return values


def _order(signs: Iterable[Nexus]) -> tuple[Nexus, ...]:
    """Without repetitions, certain signs first; of one value the surest sign stays."""
    best: dict[tuple[str, str, str], Nexus] = {}
    for sign in signs:
        key = (sign.kind, sign.direction, sign.evidence.field)
        present = best.get(key)
        if present is None or (present.strength == "possible" and sign.strength == "certain"):
            best[key] = sign
    return tuple(sorted(best.values(), key=lambda sign: sign.strength != "certain"))
