"""Plainly fictional records, and a way to run a second process, for the tests of the ledger."""

import datetime
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import tidewaiter
from tidewaiter.model import (
    Consignment,
    Defect,
    Document,
    Evidence,
    Finding,
    Goods,
    Hit,
    ListVersion,
    Party,
    Verdict,
    Versions,
)

AT = datetime.datetime(2017, 8, 6, 12, 0, tzinfo=datetime.UTC)
DAY = datetime.date(2017, 8, 6)
UN = ListVersion(name="un-1718", source="un", published="2017-08-05", sha256="1" * 64, entries=3)
OFAC = ListVersion(name="ofac-sdn", source="us", sha256="2" * 64, entries=5)
VERSIONS = Versions(law="un-7", lists=(UN, OFAC), code="0.1.0")
DOCUMENT = Document(name="manifest.edi", sha256="a" * 64, format="cuscar", size=4096)
DEFECT = Defect(at="segment 12", problem="a weight that is no number", text="MEA+WT++KGM:X'")


def consignment(reference: str) -> Consignment:
    return Consignment(
        document=DOCUMENT.name,
        format=DOCUMENT.format,
        reference=reference,
        parties=(Party(role="consignor", name="Przykład Żółw 허구 상사 «Выдумка»\n"),),
        goods=(Goods(description='COAL "ANTHRACITE" \\ IN BULK', hs=("270111",)),),
        gross_weight_kg=1_000_000.1,
        places={"goods[0].hs": "segment 41", "goods[0].description": "segment 40"},
    )


def verdict(reference: str) -> Verdict:
    evidence = Evidence(field="goods[0].hs", value="270111", at="segment 41")
    finding = Finding(
        measure="un/2371/8/coal",
        instrument="S/RES/2371 (2017)",
        paragraph="8",
        outcome="prohibited",
        evidence=(evidence,),
        explanation="coal from the territory",
        act_date=DAY,
        known_on=DAY,
    )
    hit = Hit(
        list="un",
        ref="Xx.001",
        name="FICTIONAL STAR",
        score=0.97,
        why="same name",
        kind="vessel",
        strength="possible",
        evidence=evidence,
    )
    return Verdict(
        document=DOCUMENT.name,
        consignment=reference,
        as_of=DAY,
        known_on=DAY,
        action="detain",
        inspection_duty=True,
        findings=(finding,),
        hits=(hit,),
        defects=(DEFECT,),
        law_version=VERSIONS.law,
        lists=VERSIONS.lists,
    )


def results(count: int) -> Iterator[tuple[Verdict, Consignment]]:
    for number in range(1, count + 1):
        yield verdict(f"BL{number}"), consignment(f"BL{number}")


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'ledger.db'}"


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    """Another Python process that runs `code` against the same sources."""
    sources = Path(tidewaiter.__file__).parents[1]
    known = os.environ.get("PYTHONPATH", "")
    path = os.pathsep.join((str(sources), str(sources.parent), known))
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        text=True,
    )
