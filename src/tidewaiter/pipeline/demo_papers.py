"""Invented papers of the last days, for a demonstration: manifests, calls, a plan, and faults.

Every party and ship is fictional. Container numbers start with `ZZZU`, which no owner holds.
"""

import csv
import datetime
from collections.abc import Iterable
from pathlib import Path

from tidewaiter.codes.container import check_digit

HEAD = (
    "document_date",
    "consignment",
    "vessel_name",
    "port_of_loading",
    "port_of_discharge",
    "consignor_name",
    "consignor_country",
    "consignee_name",
    "consignee_country",
    "goods_description",
    "hs_code",
    "gross_weight_kg",
    "containers",
    "remarks",
)
NOTE = "Invented example. Not a real document."
SHIPS = ("DEMO STAR", "DEMO HERON", "DEMO PLOVER")
Row = tuple[str, ...]

# what each row tells: from where, shipper and its country, goods, HS code, kilograms
_CALLS_FOR_A_PERSON = (
    ("KPNAM", "Sample Mining Office", "KP", "COAL IN BULK", "270112", 2_400_000),
    ("KPCHO", "Sample Sea Products", "KP", "FROZEN SQUID", "030743", 22_000),
    ("KPNAM", "Sample Garment Works", "KP", "MEN'S COATS OF WOVEN FABRIC", "620130", 9_400),
    ("KPNAM", "Sample Stone Quarry", "KP", "MAGNESITE BLOCKS", "251910", 26_000),
    ("CNDLC", "Sample Freight Dalian", "CN", "MACHINE PARTS, LOADED AT NAMPO", "848790", 11_200),
    ("CNDLC", "Sample Freight Dalian", "CN", "ELECTRIC MOTORS, ORIGIN DPRK", "850152", 7_300),
)
_ORDINARY = (
    ("VNHPH", "Sample Garment Haiphong", "VN", "COTTON SHIRTS", "610510", 8_200),
    ("CNSHA", "Sample Bearings Shanghai", "CN", "BALL BEARINGS", "848210", 18_000),
    ("JPYOK", "Sample Optics Yokohama", "JP", "CAMERA LENSES", "900211", 1_400),
    ("DEHAM", "Muster Chemie GmbH", "DE", "PAINT, WATER BASED", "320910", 16_500),
    ("THLCH", "Sample Rubber Rayong", "TH", "RUBBER GLOVES", "401519", 5_900),
    ("AUMEL", "Sample Grain Melbourne", "AU", "WHEAT IN BAGS", "100199", 24_000),
    ("IDJKT", "Sample Rattan Jakarta", "ID", "RATTAN CHAIRS", "940152", 6_100),
    ("MXZLO", "Ejemplo Frutas", "MX", "AVOCADOS, FRESH", "080440", 20_500),
)


def write_arrivals(folder: Path, name: str, ship: str, day: datetime.date, rows: int) -> Path:
    """A manifest of one ship that discharges at Busan: ordinary cargo, some of it calling for more.

    Args:
        folder: Where the file goes.
        name: What it and its bills of lading are called.
        ship: The ship.
        day: The day of the document.
        rows: How many consignments it has.
    """
    wanted = SHIPS.index(ship)
    table = []
    for number in range(rows):
        kinds = _CALLS_FOR_A_PERSON if number % 9 == wanted else _ORDINARY
        place = number // 9 + 2 * wanted if number % 9 == wanted else number
        port, shipper, country, goods, code, weight = kinds[place % len(kinds)]
        consignee = f"Gasang Import {number % 7 + 1} Co Ltd", "KR"
        numbers = f"{name.upper()}-{number + 1:03}", ship, port, "KRPUS", shipper, country
        goods_part = goods, code, str(weight), box(wanted * 1000 + number), NOTE
        table.append((day.isoformat(), *numbers, *consignee, *goods_part))
    return _write(folder / f"{name}.csv", HEAD, table)


def write_calls(folder: Path, now: datetime.datetime) -> Path:
    """Calls at Busan of the last week; two of the ships have sent no manifest."""
    told = (
        ("DEMO STAR", 78, 40),
        ("DEMO HERON", 4, -9),
        ("DEMO PLOVER", 7, -20),
        ("DEMO CORMORANT", 140, 118),
        ("DEMO TERN", 9, -15),
    )
    hour = datetime.timedelta(hours=1)
    rows = [
        (ship, "PA", "KRPUS", *(f"{now - ago * hour:%Y-%m-%dT%H:%MZ}" for ago in times), "pilots")
        for ship, *times in told
    ]
    head = ("vessel_name", "vessel_flag", "port", "arrived", "departed", "source")
    return _write(folder / "pilot-station-calls.csv", head, rows)


def write_plan(folder: Path, now: datetime.datetime, boxes: int) -> Path:
    """The stow plan of DEMO STAR: the boxes of its manifest, and two that no manifest names."""
    arrives = now - datetime.timedelta(hours=78)
    leaves = arrives - datetime.timedelta(days=3)
    segments = [
        "UNH+1+BAPLIE:D:95B:UN:SMDG22",
        "BGM++DEMO-STAR-PLAN+9",
        "TDT+20+11E+++SAMPLE:172:20+++:::DEMO STAR",
        "LOC+5+CNSHA:139:6",
        "LOC+61+KRPUS:139:6",
        f"DTM+136:{leaves:%Y%m%d%H%M}:203",
        f"DTM+132:{arrives:%Y%m%d%H%M}:203",
        f"FTX+AAI+++{NOTE.upper().removesuffix('.').replace('.', ' -')}",
    ]
    for number in (*range(boxes - 1), 900, 901):
        segments += [
            f"LOC+147+{number + 10202:07}::5",
            "MEA+WT++KGM:14200",
            "LOC+9+CNSHA:139:6",
            "LOC+11+KRPUS:139:6",
            f"EQD+CN+{box(number)}+22G1+++5",
            "NAD+CA+SAMPLE:172:20",
        ]
    segments.append(f"UNT+{len(segments) + 1}+1")
    head = f"UNB+UNOA:2+SAMPLELINE+SAMPLETERMINAL+{leaves:%y%m%d:%H%M}+DEMO11'"
    text = head + "".join(f"{each}'" for each in segments) + "UNZ+1+DEMO11'"
    path = folder / "demo-star-plan.edi"
    path.write_text(text, encoding="ascii")
    return path


def write_damaged(folder: Path, day: datetime.date) -> Path:
    """A manifest of which some parts cannot be read with certainty."""
    whole = write_arrivals(folder, "demo-late-changes", "DEMO HERON", day, 3)
    cut = "2026-13-45;DEMO-LATE-CHANGES-004;DEMO HERON\n;;;;;;;;;;;heavy;;\n"
    text = whole.read_text(encoding="utf-8") + cut
    whole.write_text(text, encoding="utf-8")
    return whole


def write_picture(folder: Path) -> Path:
    """A file that says XML and is a picture: nobody can read it."""
    path = folder / "manifest-by-phone.xml"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    return path


def box(number: int) -> str:
    """A container number with its check digit."""
    plain = f"ZZZU{number:06}"
    return f"{plain}{check_digit(plain)}"


def _write(path: Path, head: Row, rows: Iterable[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
    return path
