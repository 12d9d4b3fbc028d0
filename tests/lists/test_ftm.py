"""The reader of FollowTheMoney entities. The fixtures are invented persons, firms and ships."""

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tidewaiter.lists import LoadedList, read
from tidewaiter.model import BadInput, Decision, Identifier, ListedName, Listing

Entity = dict[str, Any]


def entity(ref: str, schema: str, *, head: Entity | None = None, **properties: Any) -> Entity:
    held = {
        name: value if isinstance(value, list) else [value] for name, value in properties.items()
    }
    return {
        "id": ref,
        "caption": str(held.get("name", [ref])[0]),
        "schema": schema,
        "properties": held,
        "datasets": ["xx_sample_list"],
        "first_seen": "2024-01-01T00:00:00",
        "last_seen": "2025-02-03T04:05:06",
        "last_change": "2024-06-01T00:00:00",
        "target": True,
        **(head or {}),
    }


PERSON = entity(
    "NK-p",
    "Person",
    name=["Sam PLE", "PLE, Sam"],
    alias="Samuel Ple",
    weakAlias="Sammy",
    previousName="Sam Old",
    firstName="Sam",
    birthDate=["1961-02", "1963-1964", "unknown"],
    nationality="kp",
    citizenship="kp",
    passportNumber="PX1234567 (Palau)",
    position="Clerk",
    topics="sanction",
)
SANCTION = entity(
    "s-1",
    "Sanction",
    entity="NK-p",
    authority="Sample Ministry",
    programId="XX-SAMPLE",
    startDate=["2020-05-06", "2020-04-01"],
    listingDate="2020-05-01",
    endDate="2024-02",
    reason="for the test",
    sourceUrl="https://example.org/",
)
FIRM = entity(
    "NK-f",
    "Company",
    name="Grey Heron Shipping",
    jurisdiction="pw",
    imoNumber="5342883",
    leiCode="5493001KJTIIGC8Y1R12",
    addressEntity="addr-1",
    address="1 Mole, Nampo",
)
SHIP = entity(
    "NK-v",
    "Vessel",
    name="GREY HERON",
    previousName="EGRET",
    imoNumber="IMO9074729",
    mmsi="511000001",
    callSign="HXXA1",
    flag="pw",
    pastFlags="tg",
)
ADDRESS = entity("addr-1", "Address", full="2 Quay, Wonsan")
PAPER = entity("id-1", "Passport", holder="NK-p", number="PX7654321", country="pw")


def write(folder: Path, *entities: Entity) -> Path:
    path = folder / "entities.ftm.json"
    path.write_text("".join(json.dumps(each) + "\n" for each in entities), encoding="utf-8")
    return path


def by_ref(loaded: LoadedList, ref: str) -> Listing:
    return next(listing for listing in loaded.listings if listing.ref == ref)


@pytest.fixture
def loaded(tmp_path: Path) -> LoadedList:
    return read(write(tmp_path, SANCTION, PERSON, FIRM, SHIP, ADDRESS, PAPER))


def test_names_keep_the_quality_the_entity_gives_them(loaded: LoadedList) -> None:
    assert by_ref(loaded, "NK-p").names == (
        ListedName("Sam PLE"),
        ListedName("PLE, Sam", "strong"),
        ListedName("Samuel Ple", "strong"),
        ListedName("Sammy", "weak"),
        ListedName("Sam Old", "former"),
    )


def test_a_sanction_is_joined_to_its_subject_with_its_days(loaded: LoadedList) -> None:
    person = by_ref(loaded, "NK-p")
    (decision,) = person.decisions
    assert decision.instrument == "Sample Ministry, XX-SAMPLE, xx_sample_list"
    days = (decision.since, decision.until, person.listed_on)
    assert [str(day) for day in days] == ["2020-04-01", "2024-02-29", "2020-04-01"]
    assert person.programmes == ("XX-SAMPLE",)
    assert person.remarks == "Clerk; topic sanction; for the test"


def test_dates_of_birth_keep_their_precision_and_no_date_is_said(loaded: LoadedList) -> None:
    assert by_ref(loaded, "NK-p").birth_dates == ("1961-02", "1963/1964")
    (defect,) = loaded.defects
    assert "birthDate 'unknown'" in defect.problem
    assert defect.text == "NK-p"


def test_numbers_have_the_scheme_of_their_holder(loaded: LoadedList) -> None:
    assert by_ref(loaded, "NK-p").identifiers == (
        Identifier("passport", "PX1234567"),
        Identifier("passport", "PX7654321"),
    )
    assert by_ref(loaded, "NK-f").identifiers == (
        Identifier("lei", "5493001KJTIIGC8Y1R12"),
        Identifier("company_imo", "5342883"),
    )
    assert by_ref(loaded, "NK-v").identifiers == (
        Identifier("mmsi", "511000001"),
        Identifier("call_sign", "HXXA1"),
        Identifier("imo", "IMO9074729"),
    )


def test_countries_flags_and_addresses(loaded: LoadedList) -> None:
    assert by_ref(loaded, "NK-p").countries == ("KP",)
    assert by_ref(loaded, "NK-v").flags == ("PW", "TG")
    assert by_ref(loaded, "NK-f").addresses == ("2 Quay, Wonsan", "1 Mole, Nampo")


def test_each_entity_says_which_list_it_comes_from_and_none_is_the_united_nations(
    loaded: LoadedList,
) -> None:
    assert (loaded.version.source, loaded.version.published) == ("opensanctions", "2025-02-03")
    assert by_ref(loaded, "NK-v").source == "opensanctions 2025-02-03: xx_sample_list"
    assert by_ref(loaded, "NK-v").decisions == (Decision("listed", instrument="xx_sample_list"),)


def test_the_nested_form_reads_as_the_flat_one(tmp_path: Path, loaded: LoadedList) -> None:
    nested = json.loads(json.dumps(PERSON))
    nested["properties"]["sanctions"] = [SANCTION]
    nested["properties"]["identificationEntities"] = [PAPER]
    nested["properties"]["familyPerson"] = [entity("x", "Family", relative=[SHIP])]
    again = read(write(tmp_path, nested))
    first, second = (by_ref(each, "NK-p") for each in (loaded, again))
    assert first == second
    assert again.ignored["schema/Family"] == 1


def test_a_packed_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "entities.ftm.json.gz"
    path.write_bytes(gzip.compress(json.dumps(SHIP).encode()))
    assert [listing.ref for listing in read(path).listings] == ["NK-v"]


def test_a_packed_file_cut_off_keeps_what_came_before_and_says_so(tmp_path: Path) -> None:
    lines = [json.dumps({**SHIP, "id": f"NK-{n}"}) for n in range(3000)]
    path = tmp_path / "list.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode())[:-200])
    loaded = read(path)
    assert 0 < len(loaded.listings) < 3000
    assert "breaks off" in loaded.defects[0].problem


def test_a_line_cut_off_is_a_defect_with_its_number(tmp_path: Path) -> None:
    path = write(tmp_path, SHIP)
    path.write_text(path.read_text("utf-8") + json.dumps(FIRM)[:90], encoding="utf-8")
    loaded = read(path)
    assert len(loaded.listings) == 1
    assert loaded.defects[0].at == "line 2"


@pytest.mark.parametrize(
    ("beside", "reason"),
    [
        (entity("NK-b", "Person", name="Bee Side", head={"target": False}), "target=false"),
        (entity("NK-b", "Person", name="Bee Side", topics=["role.pep", "poi"]), "topics say"),
    ],
)
def test_who_is_not_listed_is_set_aside_and_counted(
    tmp_path: Path, beside: Entity, reason: str
) -> None:
    loaded = read(write(tmp_path, SHIP, beside))
    assert [listing.ref for listing in loaded.listings] == ["NK-v"]
    assert [key.startswith(reason) for key in loaded.ignored if " " in key] == [True]
    listed = read(write(tmp_path, SHIP, beside, {**SANCTION, "properties": {"entity": ["NK-b"]}}))
    assert len(listed.listings) == 2


@pytest.mark.parametrize("topic", ["wanted", "sanction.linked", "debarment", "corp.disqual"])
def test_a_topic_that_may_be_a_measure_keeps_its_entity(tmp_path: Path, topic: str) -> None:
    person = entity("NK-b", "Person", name="Bee Side", topics=["role.pep", topic])
    assert len(read(write(tmp_path, person)).listings) == 1


def test_what_nobody_knows_is_reported_and_its_entity_kept(tmp_path: Path) -> None:
    ship = entity("NK-v", "Vessel", name="GREY HERON", hullColour="grey", head={"mood": "low"})
    loaded = read(write(tmp_path, ship, entity("x", "Sorcery")))
    assert len(loaded.listings) == 1
    problems = " ".join(defect.problem for defect in loaded.defects)
    assert all(word in problems for word in ("properties/hullColour", "mood", "schema/Sorcery"))


def test_a_sanction_without_subject_is_said(tmp_path: Path) -> None:
    (defect,) = read(write(tmp_path, SHIP, SANCTION)).defects
    assert "1 sanctions name a subject" in defect.problem


def test_a_sanction_that_ends_before_it_starts_stays_open(tmp_path: Path) -> None:
    odd = entity("s", "Sanction", entity="NK-v", startDate="2020", endDate="2019-01-01")
    loaded = read(write(tmp_path, SHIP, odd))
    assert loaded.listings[0].decisions[0].until is None
    assert "before it starts" in loaded.defects[0].problem


def test_an_entity_twice_is_used_once(tmp_path: Path) -> None:
    loaded = read(write(tmp_path, SHIP, SHIP))
    assert len(loaded.listings) == 1
    assert "twice" in loaded.defects[0].problem


def test_entities_without_a_listing_are_no_list(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no entry"):
        read(write(tmp_path, SANCTION))


@pytest.mark.shared
def test_a_collection_without_sanctions_reads_whole(shared: Path) -> None:
    loaded = read(shared / "data" / "benchmarks" / "watchlist_39k.jsonl.gz")
    kinds = Counter(str(listing.kind) for listing in loaded.listings)
    assert kinds == {
        "organization": 18180,
        "person": 17271,
        "vessel": 3384,
        "aircraft": 374,
        "other": 27,
    }
    assert Counter(i.scheme for x in loaded.listings for i in x.identifiers) == {
        "imo": 2133,
        "passport": 458,
        "national_id": 448,
    }
    assert [defect.problem.split(",")[0] for defect in loaded.defects] == [
        "birthDate '1963 or 19' is no date: it is left out",
        "no use is known for the field dprk",
        "no use is known for the field src",
    ]
