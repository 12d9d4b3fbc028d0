"""What changed between two editions."""

import datetime
from pathlib import Path

import pytest

from tidewaiter.lists import LoadedList, diff, read
from tidewaiter.lists.diff import FIELDS, FieldChange
from tidewaiter.model import BadInput, Decision, Identifier, ListedName, Listing, ListVersion

SHIP = Listing(
    list="un",
    ref="S.001",
    kind="vessel",
    names=(ListedName("GREY HERON"), ListedName("EGRET", "former")),
    identifiers=(Identifier("imo", "9163166"),),
    programmes=("DPRK",),
    decisions=(Decision("port_ban", datetime.date(2017, 10, 3), instrument="1718"),),
    remarks="An invented ship; amended 2018-01-01",
    source="edition of 2018",
)
FIRM = Listing(list="un", ref="E.001", kind="organization", names=(ListedName("HERON LINES"),))


def edition(*listings: Listing, name: str = "un-example") -> LoadedList:
    return LoadedList(ListVersion(name=name, source="un"), listings)


def changed(listing: Listing, **values: object) -> Listing:
    return Listing(**{**{f: getattr(listing, f) for f in listing.__struct_fields__}, **values})


def test_entries_that_came_and_went_are_whole() -> None:
    found = diff(edition(SHIP), edition(FIRM))
    assert (found.added, found.removed, found.changed) == ((FIRM,), (SHIP,), ())
    assert found.touched == {("un", "S.001"), ("un", "E.001")}


def test_a_renamed_entry_says_which_name_it_lost_and_gained() -> None:
    names = (ListedName("BLUE HERON"), ListedName("GREY HERON", "former"))
    (change,) = diff(edition(SHIP, FIRM), edition(changed(SHIP, names=names), FIRM)).changed
    assert (change.ref, change.name) == ("S.001", "BLUE HERON")
    assert change.fields == (
        FieldChange(
            field="names",
            removed=("GREY HERON (primary)", "EGRET (former)"),
            added=("BLUE HERON (primary)", "GREY HERON (former)"),
        ),
    )


@pytest.mark.parametrize(
    ("field", "value", "lost", "gained"),
    [
        ("kind", "other", ("vessel",), ("other",)),
        ("identifiers", (), ("imo 9163166",), ()),
        ("birth_dates", ("1961",), (), ("1961",)),
        ("gender", "female", (), ("female",)),
        ("countries", ("KP",), (), ("KP",)),
        ("addresses", ("1 Mole",), (), ("1 Mole",)),
        ("flags", ("KP",), (), ("KP",)),
        ("programmes", ("DPRK2",), ("DPRK",), ("DPRK2",)),
        (
            "decisions",
            (Decision("port_ban", datetime.date(2017, 10, 3), datetime.date(2019, 1, 1), "1718"),),
            ("port ban since 2017-10-03 (1718)",),
            ("port ban since 2017-10-03 until 2019-01-01 (1718)",),
        ),
        ("remarks", "An invented ship", ("amended 2018-01-01",), ()),
        ("check", "verified", (), ("verified",)),
        ("listed_on", datetime.date(2017, 10, 3), (), ("2017-10-03",)),
    ],
)
def test_every_field_tells_its_change(
    field: str, value: object, lost: tuple[str, ...], gained: tuple[str, ...]
) -> None:
    (change,) = diff(edition(SHIP), edition(changed(SHIP, **{field: value}))).changed
    assert change.fields == (FieldChange(field, lost, gained),)


def test_no_field_of_a_listing_escapes() -> None:
    assert {*FIELDS, "list", "ref", "source"} == set(Listing.__struct_fields__)


def test_order_and_the_name_of_the_edition_are_no_change() -> None:
    other = changed(SHIP, names=SHIP.names[::-1], source="edition of 2019")
    assert diff(edition(SHIP, FIRM), edition(FIRM, other)).touched == frozenset()


def test_entries_under_one_reference_are_taken_together() -> None:
    more = changed(SHIP, names=(ListedName("BITTERN"),))
    (change,) = diff(edition(SHIP), edition(SHIP, more)).changed
    assert change.fields == (FieldChange("names", (), ("BITTERN (primary)",)),)


def test_two_different_lists_are_refused() -> None:
    with pytest.raises(BadInput, match="different lists: un-example and us-example"):
        diff(edition(SHIP), edition(changed(SHIP, list="us-ofac"), name="us-example"))


def test_an_empty_edition_loses_all() -> None:
    assert diff(edition(SHIP), edition()).removed == (SHIP,)


@pytest.mark.shared
def test_the_two_renamed_bodies_of_the_dprk(shared: Path) -> None:
    folder = shared / "data" / "lists"
    old, new = (read(folder / f"un_consolidated_{day}.xml") for day in ("2018-10-29", "2024-09-26"))
    found = {change.ref: change for change in diff(old, new).changed}
    names = {ref: found[ref].fields[0].added for ref in ("KPe.029", "KPe.054")}
    assert "NATIONAL AEROSPACE TECHNOLOGY ADMINISTRATION (primary)" in names["KPe.029"]
    assert "NATIONAL AEROSPACE DEVELOPMENT ADMINISTRATION (former)" in names["KPe.029"]
    assert "MINISTRY OF NATIONAL DEFENCE (primary)" in names["KPe.054"]
