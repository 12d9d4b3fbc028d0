"""What documents tell of ships, and which listings verdicts meet, as the tables hold it."""

import msgspec
from sqlalchemy import select

from tests.cases import fleet
from tests.cases.test_standing import rescreen
from tidewaiter.cases import Standing
from tidewaiter.cases.listed import meeting
from tidewaiter.cases.ships import ship_record, ships_by
from tidewaiter.cases.standing_tables import DOCUMENTS, HITS, SHIPS
from tidewaiter.ledger import Ledger
from tidewaiter.model import Party


def test_a_ship_told_of_again_is_one_row_and_one_no_longer_told_goes(empty: Ledger) -> None:
    first = [(fleet.judged("BL1"), fleet.consignment("BL1", ship="M/V SAMPLE STAR"))]
    fleet.screen(empty, "manifest", first)
    later = [(fleet.judged(n), fleet.consignment(n, ship="SAMPLE MOON")) for n in ("BL1", "BL2")]
    standing = Standing(empty)
    assert [ship.id for ship in ships_by(standing, name="sample star")] == ["sample-star"]
    fleet.screen(empty, "manifest", later, law="un-8")
    assert ships_by(standing, name="sample star") == ()
    with standing.reading() as connection:
        rows = list(connection.execute(select(SHIPS)))
        documents = list(connection.execute(select(DOCUMENTS.c.name, DOCUMENTS.c.consignments)))
    assert [(row.slug, row.day) for row in rows] == [("sample-moon", "2026-11-20")]
    assert documents == [("manifest", 2)]


def test_an_owner_is_told_from_the_first_day_to_the_last(empty: Ledger) -> None:
    for day, owner in (("2026-01-05", "ALPHA LTD"), ("2026-03-05", "Alpha Ltd")):
        plain = fleet.consignment("BL1", imo=fleet.IMO, arrives=day)
        owned = msgspec.structs.replace(plain, parties=(Party(role="owner", name=owner),))
        fleet.screen(empty, f"manifest of {day}", [(fleet.judged("BL1"), owned)])
    record = ship_record(Standing(empty), fleet.IMO)
    assert record is not None
    (span,) = [each for each in record.spans if each.field == "owner"]
    assert (str(span.first), str(span.last), span.told) == ("2026-01-05", "2026-03-05", 2)
    assert (record.consignments, len(record.carried)) == (2, 2)


def test_a_listing_is_met_by_the_verdict_that_stands_alone(empty: Ledger) -> None:
    document = fleet.screen(empty, "manifest", [(fleet.judged("BL1"), fleet.consignment("BL1"))])
    standing = Standing(empty)
    with standing.reading() as connection:
        hit = connection.execute(select(HITS)).first()
    assert hit is not None
    assert meeting(standing, (hit.list, hit.ref))[1] == 1
    rescreen(empty, document, 1, "pass", fleet.hours(1))
    assert meeting(standing, (hit.list, hit.ref)) == ((), 0)
