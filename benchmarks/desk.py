"""A plainly fictional desk of any size: manifests of invented ships, with what they call for."""

import datetime
import hashlib

from tidewaiter.ledger import Ledger
from tidewaiter.model import (
    Consignment,
    Container,
    Dated,
    Document,
    Evidence,
    Finding,
    Goods,
    ListVersion,
    Party,
    Port,
    Stowed,
    StowList,
    Transport,
    Verdict,
    Versions,
    VesselCall,
)
from tidewaiter.model.finding import Action

START = datetime.datetime(2025, 12, 1, tzinfo=datetime.UTC)
VERSIONS = Versions(law="un-1", lists=(ListVersion(name="un", source="un"),), code="bench")
PER_MANIFEST = 500
WORDS = ("SAMPLE", "FICTION", "PARABLE", "LEGEND", "FABLE", "SAGA", "MYTH", "TALE")
LATER = ("STAR", "MOON", "WAVE", "GULL", "REEF", "CAPE", "ISLE", "SURF", "TIDE", "BAY")


def ship(number: int) -> str:
    """The name of an invented ship."""
    first, later = WORDS[number % 8], LATER[number // 8 % 10]
    return f"{first} {later} {number // 80 + 1}"


def day_of(manifest: int) -> datetime.datetime:
    """When the ship of a manifest arrives: six manifests a day."""
    return START + datetime.timedelta(hours=4 * manifest)


def container(number: int) -> str:
    """An invented container's number."""
    return f"TSTU{number:07d}"


def fill(ledger: Ledger, consignments: int, *, asks: int = 20, lists: bool = False) -> None:
    """Record manifests of so many consignments; of a hundred, `asks` call for a person.

    With `lists` each manifest but every hundredth has its ship's call and stow plan.
    """
    for manifest in range(-(-consignments // PER_MANIFEST)):
        size = min(PER_MANIFEST, consignments - manifest * PER_MANIFEST)
        name = f"manifest-{manifest}.edi"
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        document = Document(name=name, sha256=sha256, format="cuscar", size=size)
        results = (_result(name, manifest, position, asks) for position in range(size))
        at = day_of(manifest) - datetime.timedelta(hours=30)
        ledger.record_screening(document, VERSIONS, results, actor="bench", at=at)
        if lists:
            _tell(ledger, manifest, at)


def _tell(ledger: Ledger, manifest: int, at: datetime.datetime) -> None:
    """Record the call and the stow plan of a manifest; every hundredth sends no plan."""
    arrived = day_of(manifest)
    leaves = arrived + datetime.timedelta(hours=30)
    call = VesselCall(ship(manifest), "KRPUS", arrived=arrived, departed=leaves, source="bench")
    ledger.append("call", call.vessel_name, call, actor="bench", at=at)
    if manifest % 100 != 0:
        plan = _plan(manifest, arrived)
        ledger.append("stow_list", plan.reference, plan, actor="bench", at=at)


def _plan(manifest: int, arrived: datetime.datetime) -> StowList:
    """The containers of a manifest but its first, and one that is on none."""
    first = manifest * PER_MANIFEST
    numbers = [*range(first + 1, first + PER_MANIFEST), 9_000_000 + manifest]
    return StowList(
        document=f"plan-{manifest}.edi",
        format="baplie",
        kind="stow_plan",
        reference=f"PLAN{manifest}",
        containers=tuple(Stowed(container(each), full=True) for each in numbers),
        vessel_name=ship(manifest),
        place="CNDLC",
        on=(arrived - datetime.timedelta(days=1)).date().isoformat(),
    )


def _result(name: str, manifest: int, position: int, asks: int) -> tuple[Verdict, Consignment]:
    reference = f"BL{manifest}-{position + 1}"
    kinds: tuple[Action, ...] = ("detain", "inspect", "inspect", "review", "review")
    of_hundred = position % 100
    action: Action = kinds[of_hundred % 5] if of_hundred < asks else "pass"
    return _verdict(name, reference, action, day_of(manifest)), _consignment(
        name, reference, manifest, position
    )


def _verdict(name: str, reference: str, action: Action, at: datetime.datetime) -> Verdict:
    duty = action in {"detain", "inspect"}
    evidence = Evidence(field="goods[0].hs", value="270111", at="segment 41")
    finding = Finding(
        measure="un/2270/18",
        instrument="S/RES/2270 (2016)",
        paragraph="18",
        outcome="prohibited" if action == "detain" else "not_covered",
        evidence=(evidence,),
        explanation="an invented ground",
        act_date=at.date(),
        known_on=at.date(),
        duty=duty,
    )
    return Verdict(
        document=name,
        consignment=reference,
        as_of=at.date(),
        known_on=at.date(),
        action=action,
        inspection_duty=duty,
        findings=() if action == "pass" else (finding,),
        hits=(),
        defects=(),
    )


def _consignment(name: str, reference: str, manifest: int, position: int) -> Consignment:
    return Consignment(
        document=name,
        format="cuscar",
        reference=reference,
        dates=(Dated(kind="arrival", value=day_of(manifest).date().isoformat()),),
        parties=(Party(role="consignor", name="INVENTED TRADING"),),
        ports=(
            Port(function="port_of_loading", code="CNDLC"),
            Port(function="port_of_discharge", code="KRPUS"),
        ),
        transports=(Transport(mode="sea", name=ship(manifest)),),
        goods=(Goods(description="INVENTED MACHINE PARTS", hs=("848790",)),),
        containers=(Container(number=container(manifest * PER_MANIFEST + position)),),
        places={"goods[0].hs": "segment 41", "goods[0].description": "segment 40"},
    )
