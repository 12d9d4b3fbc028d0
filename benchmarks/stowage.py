"""Invented stow plans of any size: BAPLIE D.95B, 5,000 containers to a ship."""

from itertools import count
from pathlib import Path

from benchmarks.synthetic import PORTS

CONTAINERS_PER_SHIP = 5_000


def write_baplie(path: Path, size: int) -> int:
    """Write one interchange of whole plans; gives the number of containers."""
    written = 0
    with path.open("w", encoding="ascii") as file:
        file.write("UNB+UNOA:2+SAMPLELINE+SAMPLETERMINAL+261101:0900+1'")
        for message in count(1):
            segments = _plan(message, written)
            file.write("".join(f"{segment}'" for segment in segments))
            written += CONTAINERS_PER_SHIP
            if file.tell() >= size:
                file.write(f"UNZ+{message}+1'")
                break
    return written


def _plan(message: int, before: int) -> list[str]:
    """One plan; container numbers go on from those before it."""
    segments = [
        f"UNH+{message}+BAPLIE:D:95B:UN:SMDG22",
        f"BGM++PLAN{message}+9",
        f"TDT+20+{message}W+++SAMPLE:172:20+++:::SAMPLE SHIP {message}",
        "LOC+5+CNDLC:139:6",
        "LOC+61+VNHPH:139:6",
    ]
    ports = list(PORTS)
    for number in range(CONTAINERS_PER_SHIP):
        at, to = ports[number % len(ports)], ports[(number * 7 + 3) % len(ports)]
        segments += [
            f"LOC+147+{number:07d}::5",
            f"MEA+WT++KGM:{2200 + number * 5}",
            f"LOC+9+{at}:139:6",
            f"LOC+11+{to}:139:6",
            "RFF+BM:1",
            f"EQD+CN+ZZZU{before + number:07d}+22G1+++5",
            "NAD+CA+SAMPLE:172:20",
        ]
    return [*segments, f"UNT+{len(segments) + 1}+{message}"]
