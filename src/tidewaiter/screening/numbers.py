"""Exact numbers: which listings hold a number, under one form for each scheme."""

import re
from collections import defaultdict
from collections.abc import Sequence

from tidewaiter.codes import parse_call_sign, parse_imo, parse_mmsi
from tidewaiter.model import Listing

_NOT_SIGN = re.compile(r"[\W_]+")
SHORTEST = 6
# a number a document calls an IMO number may be a company's, which has seven digits too
_SCHEMES_ASKED = {"imo": ("imo", "company_imo"), "company_imo": ("company_imo",)}
# marks that are no proof of identity, or that lists and documents use for unlike things
NOT_COMPARED = frozenset({"other", ""})


def normalise_number(scheme: str, value: str) -> str:
    """The form in which a number of that scheme is compared; empty where it cannot be one."""
    if scheme in {"imo", "company_imo"}:
        imo = parse_imo(value)
        return "" if imo is None else imo.value
    if scheme == "mmsi":
        mmsi = parse_mmsi(value)
        return "" if mmsi is None else mmsi.value
    if scheme == "call_sign":
        return parse_call_sign(value) or ""
    plain = _NOT_SIGN.sub("", value).upper()
    return plain if len(plain) >= SHORTEST else ""


def schemes_asking(scheme: str) -> tuple[str, ...]:
    """The schemes under which a document's number meets a listed one of that scheme."""
    crossing = (asked for asked, schemes in _SCHEMES_ASKED.items() if scheme in schemes)
    return tuple(dict.fromkeys((scheme, *crossing)))


class Numbers:
    """The numbers of the listings. `find` gives every listing that holds one."""

    def __init__(self, listings: Sequence[Listing]) -> None:
        self._held: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, listing in enumerate(listings):
            for identifier in listing.identifiers:
                key = normalise_number(identifier.scheme, identifier.value)
                if key != "" and identifier.scheme not in NOT_COMPARED:
                    self._held[identifier.scheme, key].append(index)

    def find(self, scheme: str, value: str) -> tuple[int, ...]:
        """The positions of the listings that hold the number."""
        if scheme in NOT_COMPARED:
            return ()
        key = normalise_number(scheme, value)
        if key == "":
            return ()
        asked = _SCHEMES_ASKED.get(scheme, (scheme,))
        return tuple(
            dict.fromkeys(index for name in asked for index in self._held.get((name, key), ()))
        )
