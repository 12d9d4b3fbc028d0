"""Invented consignments of any number, and CUSCAR manifests of any size.

Everything is made as it is asked for, so that memory does not grow with the size.
Ships, parties and goods are invented; parties of consignments with grounds bear names off the
embedded list. Half of the parties are regular customers, half are met once, so that what a
stage remembers helps as much as it would in a port. CUSCAR follows the common D.95B profile:
200 consignments to a message, containers in the header, one or two goods items a consignment,
about 27 bytes to a segment.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

CONSIGNMENTS_PER_MESSAGE = 200
REGULARS = 500
DATE = "20261101"
INTERCHANGE = "UNA:+.? 'UNB+UNOA:2+SENDER+CUSTOMS+261101:0900+REF1'"
PORTS = {
    "CNDLC": "DALIAN",
    "CNSHA": "SHANGHAI",
    "KRPUS": "BUSAN",
    "RUVVO": "VLADIVOSTOK",
    "VNHPH": "HAIPHONG",
    "THLCH": "LAEM CHABANG",
    "SGSIN": "SINGAPORE",
    "IDJKT": "JAKARTA",
    "NLRTM": "ROTTERDAM",
    "GBFXT": "FELIXSTOWE",
}
GOODS = (
    ("COTTON T-SHIRTS, KNITTED", "610910"),
    ("FROZEN SQUID IN CARTONS", "030743"),
    ("MACHINE PARTS FOR TEXTILE INDUSTRY", "844851"),
    ("STEAM COAL IN BULK", "270112"),
    ("PLASTIC HOUSEHOLD ARTICLES", "392410"),
    ("USED PASSENGER VEHICLE, DISMANTLED: DOORS", "870332"),
    ("SODIUM HYDROXIDE, SOLID", "281511"),
    ("WOODEN FURNITURE", "940350"),
)
SYLLABLES = ("BA", "DEL", "FOR", "GAN", "HEM", "LI", "MAR", "NO", "POL", "RUS", "TAN", "VEX")
TRADES = ("TRADING CO LTD", "SHIPPING GMBH", "FISHERIES PTE", "IMPORT + EXPORT SA", "MILLS LLC")
ROLES = ("consignor", "consignee", "notify")


@dataclass(frozen=True, slots=True)
class Firm:
    """An invented party."""

    name: str
    street: str
    city: str
    country: str


@dataclass(frozen=True, slots=True)
class Item:
    """One line of goods."""

    words: str
    hs: str
    kilograms: int
    packages: int


@dataclass(frozen=True, slots=True)
class Cargo:
    """One invented consignment; `firms` stand in the order of `ROLES`."""

    reference: str
    loading: str
    discharge: str
    firms: tuple[Firm, Firm, Firm]
    items: tuple[Item, ...]
    box: str


def consignments(
    *, seed: int = 1, grounds: float = 0.0, listed: Sequence[str] = ()
) -> Iterator[Cargo]:
    """Consignments without end.

    Args:
        seed: The same seed gives the same consignments.
        grounds: The share that is loaded in the sanctioned territory or goes to a listed firm.
        listed: Names of listed firms; needed where `grounds` is above 0.
    """
    rng = random.Random(seed)
    regulars = [_firm_name(rng) for _ in range(REGULARS)]
    number = 0
    while True:
        number += 1
        cargo = _innocent(rng, number, regulars)
        yield _guilty(rng, cargo, listed) if rng.random() < grounds else cargo


def reference(number: int) -> str:
    """The reference of the consignment of that number, from 1."""
    return f"TWBL{number:09d}"


def _innocent(rng: random.Random, number: int, regulars: Sequence[str]) -> Cargo:
    start, end = rng.sample(tuple(PORTS), 2)
    items = tuple(
        Item(*rng.choice(GOODS), rng.randrange(100, 25_000), rng.randrange(1, 900))
        for _ in range(rng.choice((1, 1, 2)))
    )
    firms = (_firm(rng, start, regulars), _firm(rng, end, regulars), _firm(rng, end, regulars))
    return Cargo(reference(number), start, end, firms, items, f"TWTU{number % 10**7:07d}")


def _firm(rng: random.Random, port: str, regulars: Sequence[str]) -> Firm:
    name = rng.choice(regulars) if rng.random() < 0.5 else _firm_name(rng)
    street = f"{rng.randrange(1, 900)} QUAY ROAD"
    return Firm(name, street, PORTS[port], port[:2])


def _firm_name(rng: random.Random) -> str:
    first, second = ("".join(rng.choices(SYLLABLES, k=k)) for k in (3, 2))
    return f"{first} {second} {rng.choice(TRADES)}"


def _guilty(rng: random.Random, cargo: Cargo, listed: Sequence[str]) -> Cargo:
    consignor, consignee, notify = cargo.firms
    if rng.random() < 0.5:
        firm = Firm(rng.choice(listed), consignee.street, consignee.city, consignee.country)
        firms, loading = (consignor, firm, notify), cargo.loading
    else:
        firms, loading = cargo.firms, "KPNAM"
    return Cargo(cargo.reference, loading, cargo.discharge, firms, cargo.items, cargo.box)


def write_cuscar(
    path: Path, size: int, *, seed: int = 1, grounds: float = 0.0, listed: Sequence[str] = ()
) -> int:
    """Write one CUSCAR interchange of about `size` bytes; gives the number of consignments."""
    source = consignments(seed=seed, grounds=grounds, listed=listed)
    written, messages = 0, 0
    with path.open("w", encoding="ascii", newline="") as file:
        written += file.write(INTERCHANGE)
        while written < size or messages == 0:
            messages += 1
            written += file.write(_message(messages, source))
        file.write(f"UNZ+{messages}+REF1'")
    return messages * CONSIGNMENTS_PER_MESSAGE


def write_cuscar_files(
    folder: Path, count: int, *, seed: int = 1, grounds: float = 0.0, listed: Sequence[str] = ()
) -> int:
    """Write a folder of CUSCAR manifests of one message each; the number of consignments."""
    source = consignments(seed=seed, grounds=grounds, listed=listed)
    folder.mkdir()
    for number in range(1, count + 1):
        text = f"{INTERCHANGE}{_message(number, source)}UNZ+1+REF1'"
        (folder / f"manifest-{number:05d}.edi").write_text(text, encoding="ascii", newline="")
    return count * CONSIGNMENTS_PER_MESSAGE


def _message(number: int, source: Iterator[Cargo]) -> str:
    cargoes = tuple(islice(source, CONSIGNMENTS_PER_MESSAGE))
    segments = [*_header(number, cargoes), *_details(cargoes)]
    return "'".join([*segments, f"UNT+{len(segments) + 1}+{number}'"])


def _header(number: int, cargoes: Sequence[Cargo]) -> Iterator[str]:
    yield f"UNH+{number}+CUSCAR:D:95B:UN"
    yield f"BGM+85+MAN{number:06d}+9"
    yield f"DTM+137:{DATE}:102"
    yield "NAD+MS+AGENT7"
    # Numbers that begin with 1 are of ships not yet built when the list was closed.
    yield f"TDT+20+{number}W+1++LINE:172:20+++{1_000_000 + number}:146::SAMPLE STAR {number}:PA"
    yield f"LOC+60+{cargoes[0].discharge}:139:6"
    yield "DTM+132:202611040600:203"
    for cargo in cargoes:
        yield f"EQD+CN+{cargo.box}+45G1:102:5++3+5"
        yield f"SEL+S{cargo.box[4:]}"


def _details(cargoes: Sequence[Cargo]) -> Iterator[str]:
    for row, cargo in enumerate(cargoes, 1):
        yield f"CNI+{row}+{cargo.reference}"
        yield f"RFF+BM:{cargo.reference}"
        yield f"LOC+9+{cargo.loading}:139:6"
        yield f"LOC+11+{cargo.discharge}:139:6"
        yield f"LOC+76+{cargo.loading}:139:6"
        yield f"GIS+{22 + row % 3}"
        for role, firm in zip(("CZ", "CN", "N1"), cargo.firms, strict=True):
            yield (
                f"NAD+{role}+++{_released(firm.name)}+{firm.street}+{firm.city}++10000"
                f"+{firm.country}"
            )
        for number, item in enumerate(cargo.items, 1):
            yield f"GID+{number}+{item.packages}:CT"
            yield f"FTX+AAA+++{_released(item.words)}"
            yield f"MEA+AAE+G+KGM:{item.kilograms}.5"
            yield f"SGP+{cargo.box}+{item.packages}"
            yield f"PCI+24+MARK {row}/{number}"
            yield f"CST++{item.hs}:122"


def _released(text: str) -> str:
    """The text with the release character before every character that EDIFACT reserves."""
    return "".join(f"?{letter}" if letter in "+:'?" else letter for letter in text)
