"""A plainly fictional desk: ships, manifests, calls and lists, written into a ledger."""

import datetime
import hashlib
from collections.abc import Sequence

import msgspec

from tests.ledger.sample import DEFECT, VERSIONS, verdict
from tidewaiter.ledger import Ledger, Result
from tidewaiter.model import (
    Consignment,
    Container,
    Dated,
    Document,
    Port,
    Stowed,
    StowList,
    Transport,
    Verdict,
    VesselCall,
)

NOW = datetime.datetime(2026, 11, 20, 12, 0, tzinfo=datetime.UTC)
SHIP = "SAMPLE STAR"
IMO = "9000003"
PORT = "KRPUS"


def hours(count: float) -> datetime.datetime:
    """So many hours after `NOW`."""
    return NOW + datetime.timedelta(hours=count)


def consignment(
    reference: str,
    *,
    ship: str = SHIP,
    imo: str = "",
    port: str = PORT,
    arrives: str = "2026-11-20",
    containers: Sequence[str] = (),
) -> Consignment:
    dates = () if arrives == "" else (Dated(kind="arrival", value=arrives),)
    return Consignment(
        document="manifest",
        format="cuscar",
        reference=reference,
        transports=(Transport(mode="sea", name=ship, imo=imo),),
        ports=(
            Port(function="port_of_loading", code="CNDLC"),
            Port(function="port_of_discharge", code=port if port.isupper() else "", name=port),
        ),
        dates=dates,
        containers=tuple(Container(number=number) for number in containers),
    )


def judged(reference: str, action: str = "detain", *, duty: bool = True) -> Verdict:
    plain = verdict(reference)
    changes: dict[str, object] = {"action": action, "inspection_duty": duty}
    changes["as_of"] = datetime.date(2026, 11, 18)
    if action == "pass":
        changes |= {"findings": (), "hits": ()}
    return msgspec.structs.replace(plain, **changes)


def screen(
    ledger: Ledger,
    name: str,
    results: Sequence[Result],
    *,
    at: datetime.datetime = NOW,
    law: str = VERSIONS.law,
) -> str:
    """Record the screening of a document; its SHA-256."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    document = Document(name=name, sha256=sha256, format="cuscar", size=1)
    versions = msgspec.structs.replace(VERSIONS, law=law)
    ledger.record_screening(document, versions, results, actor="desk", at=at)
    return sha256


def tell(ledger: Ledger, payload: VesselCall | StowList, *, at: datetime.datetime = NOW) -> None:
    """Record a vessel call or a stow list."""
    kind = "call" if isinstance(payload, VesselCall) else "stow_list"
    ledger.append(kind, payload.vessel_name, payload, actor="desk", at=at)


def call(
    ship: str = SHIP,
    *,
    imo: str = "",
    port: str = PORT,
    arrived: datetime.datetime | None = NOW,
    departed: datetime.datetime | None = None,
) -> VesselCall:
    return VesselCall(
        vessel_name=ship, vessel_imo=imo, port=port, arrived=arrived, departed=departed, source="t"
    )


def stow(
    containers: Sequence[str],
    *,
    ship: str = SHIP,
    kind: str = "stow_plan",
    full: bool | None = True,
    place: str = "CNDLC",
    on: str = "2026-11-19",
    **others: object,
) -> StowList:
    return msgspec.convert(
        {
            "document": "plan.edi",
            "format": "baplie",
            "kind": kind,
            "reference": "R1",
            "vessel_name": ship,
            "place": place,
            "on": on,
            **others,
            "containers": tuple(
                Stowed(container=number, full=full, port_of_discharge=PORT) for number in containers
            ),
        },
        StowList,
        from_attributes=True,
    )


__all__ = ["DEFECT", "NOW", "call", "consignment", "hours", "judged", "screen", "stow", "tell"]
