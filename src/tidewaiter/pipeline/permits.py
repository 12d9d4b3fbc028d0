"""The firms of a permit before the lists."""

import datetime

from msgspec.structs import replace

from tidewaiter.model import Consignment, Evidence, Hit, Party, Permit
from tidewaiter.screening import Screener

FIRMS = ("employer_name", "intermediary_name")


def screen_firms(permit: Permit, screener: Screener, day: datetime.date) -> tuple[Hit, ...]:
    """The hits on the employer and the intermediary, as of a day; each names its column.

    The screener takes parties of consignments: the firms are put before it as such.
    """
    named = [(field, name) for field in FIRMS if (name := getattr(permit, field)) != ""]
    parties = tuple(Party(role="other", name=name) for _, name in named)
    papers = Consignment(document="", format="", reference=permit.permit, parties=parties)
    columns = {f"parties[{index}].name": field for index, (field, _) in enumerate(named)}
    return tuple(
        replace(hit, evidence=_at(hit.evidence, columns, permit.at))
        for hit in screener.screen(papers, day)[0]
    )


def _at(evidence: Evidence, columns: dict[str, str], at: str) -> Evidence:
    return Evidence(columns.get(evidence.field, evidence.field), evidence.value, at)
