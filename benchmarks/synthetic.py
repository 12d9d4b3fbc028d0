"""Synthetic manifests of any size, written to disk as they are made.

Ships, parties and goods are invented; shapes follow the common CUSCAR D.95B profile: 200
consignments to a message, containers in the header, one or two goods items a consignment,
about 27 bytes to a segment.
"""

import random
from collections.abc import Iterator
from pathlib import Path

CONSIGNMENTS_PER_MESSAGE = 200
PORTS = ("CNDLC", "CNSHA", "KRPUS", "RUVVO", "VNHPH", "THLCH", "SGSIN", "IDJKT", "NLRTM", "GBFXT")
GOODS = (
    ("COTTON T-SHIRTS, KNITTED", "610910"),
    ("FROZEN SQUID IN CARTONS", "030743"),
    ("MACHINE PARTS FOR TEXTILE INDUSTRY", "844851"),
    ("STEAM COAL IN BULK", "270112"),
    ("PLASTIC HOUSEHOLD ARTICLES", "392410"),
    ("USED PASSENGER VEHICLE, DISMANTLED?: DOORS", "870332"),
    ("SODIUM HYDROXIDE, SOLID", "281511"),
    ("WOODEN FURNITURE", "940350"),
)
FIRMS = ("HARBOUR", "NORTHERN", "GOLDEN", "PACIFIC", "EVERGREAT", "SILVER", "MERIDIAN", "LOTUS")
TRADES = ("TRADING CO LTD", "SHIPPING GMBH", "FISHERIES PTE", "IMPORT ?+ EXPORT SA", "MILLS LLC")


def write_cuscar(path: Path, size: int, *, seed: int = 1) -> int:
    """Write one CUSCAR interchange of about `size` bytes; gives the number of consignments."""
    rng = random.Random(seed)
    written, consignments, messages = 0, 0, 0
    with path.open("w", encoding="ascii", newline="") as file:
        written += file.write("UNA:+.? 'UNB+UNOA:2+SENDER+CUSTOMS+261101:0900+REF1'")
        while written < size or messages == 0:
            messages += 1
            for line in _message(rng, messages):
                written += file.write(line)
            consignments += CONSIGNMENTS_PER_MESSAGE
        file.write(f"UNZ+{messages}+REF1'")
    return consignments


def _message(rng: random.Random, number: int) -> Iterator[str]:
    count = 0
    voyage = f"{rng.randrange(100, 999)}W"
    boxes = [f"TWTU{number % 10**4:04d}{row:03d}" for row in range(CONSIGNMENTS_PER_MESSAGE)]
    header = [
        f"UNH+{number}+CUSCAR:D:95B:UN",
        f"BGM+85+MAN{number:06d}+9",
        "DTM+137:20261101:102",
        "NAD+MS+AGENT7",
        f"TDT+20+{voyage}+1++LINE:172:20+++{9000000 + number}:146::SAMPLE STAR {number}:PA",
        f"LOC+60+{rng.choice(PORTS)}:139:6",
        "DTM+132:202611040600:203",
        *(f"EQD+CN+{box}+45G1:102:5++3+5'SEL+S{rng.randrange(10**6)}" for box in boxes),
    ]
    for line in header:
        count += line.count("'") + 1
        yield line + "'"
    for row, box in enumerate(boxes, 1):
        for segment in _consignment(rng, number, row, box):
            count += 1
            yield segment + "'"
    yield f"UNT+{count + 1}+{number}'"


def _consignment(rng: random.Random, message: int, row: int, box: str) -> Iterator[str]:
    bill = f"TWBL{message:05d}{row:04d}"
    start, end = rng.sample(PORTS, 2)
    yield f"CNI+{row}+{bill}"
    yield f"RFF+BM:{bill}"
    yield f"LOC+9+{start}:139:6"
    yield f"LOC+11+{end}:139:6"
    yield f"LOC+76+{start}:139:6"
    yield f"GIS+{rng.choice((22, 23, 24, 28))}"
    for role in ("CZ", "CN", "N1"):
        firm = f"{rng.choice(FIRMS)} {rng.choice(TRADES)}"
        street = f"{rng.randrange(1, 900)} QUAY ROAD"
        yield f"NAD+{role}+++{firm}+{street}+{end[2:]} CITY++{rng.randrange(10**5)}+{end[:2]}"
    for item in range(1, rng.choice((2, 2, 3))):
        words, heading = rng.choice(GOODS)
        weight = rng.randrange(100, 25000)
        yield f"GID+{item}+{rng.randrange(1, 900)}:CT"
        yield f"FTX+AAA+++{words}"
        yield f"MEA+AAE+G+KGM:{weight}.5"
        yield f"SGP+{box}+{rng.randrange(1, 900)}"
        yield f"PCI+24+MARK {row}/{item}"
        yield f"CST++{heading}:122"
