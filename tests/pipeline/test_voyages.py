"""What ships did: documented voyages, their innocent twins, how a history is put together."""

import datetime
import json
from pathlib import Path

import pytest

from tests.vessels.sea import lying, write
from tidewaiter import cargo, lists
from tidewaiter.law import load_law, load_target
from tidewaiter.ledger import Ledger
from tidewaiter.model import Consignment, Dated, Known, Port, Transport, Verdict, VesselCall
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.histories import Histories
from tidewaiter.pipeline.replay import replay
from tidewaiter.pipeline.samples import sample_folder
from tidewaiter.pipeline.screen import Record, screen_document
from tidewaiter.pipeline.shelf import Shelf
from tidewaiter.pipeline.voyages import Examined, examine_voyages
from tidewaiter.vessels.ships import ShipFact, read_ships
from tidewaiter.vessels.tracks import Tracks

VOYAGES = tuple(examine_voyages())
DAY = datetime.date(2026, 3, 10)


def name(voyage: Examined) -> str:
    return voyage.expected.consignment


@pytest.mark.parametrize("voyage", VOYAGES, ids=name)
def test_a_voyage_is_decided_as_expected_and_for_the_stated_reason(voyage: Examined) -> None:
    assert voyage.verdict.action == voyage.expected.action
    named = set(voyage.expected.signals)
    assert named <= set(voyage.counted)
    if len(named) == 0:
        assert voyage.counted == ()


def test_lists_alone_find_none_of_the_documented_voyages() -> None:
    assert {each.by_lists for each in VOYAGES if each.expected.case != ""} == {"pass"}
    assert sum(each.expected.case == "" for each in VOYAGES) >= 12


@pytest.mark.shared
def test_every_case_that_papers_cannot_show_is_a_voyage(shared: Path) -> None:
    history = json.loads((shared / "facts" / "history_cases.json").read_text(encoding="utf-8"))
    told = {each.expected.case for each in VOYAGES}
    assert told - {"", *(case["id"] for case in history)} == set()
    for case in ("JIE-SHUN-2016", "LIGHTHOUSE-WINMORE-2017", "COURAGEOUS-2019"):
        assert case in told


def test_every_signal_says_what_else_would_explain_it_and_under_which_law_it_counts() -> None:
    law = load_law()
    signals = [signal for each in VOYAGES for signal in each.verdict.signals]
    assert len(signals) > 20
    for signal in signals:
        assert signal.innocent != ""
        assert len(signal.evidence) > 0
        assert all(law.find(measure) is not None for measure in signal.law)


def test_a_call_by_name_is_not_taken_where_a_number_says_it_is_another_ship() -> None:
    mine = VesselCall("DEMO STAR", "KPNAM", vessel_imo="9000001", arrived=_at(1), source="x")
    others = VesselCall("DEMO STAR", "KPWON", vessel_imo="9000002", arrived=_at(2), source="x")
    nameless = VesselCall("DEMO STAR", "CNDLC", arrived=_at(3), source="x")
    found = Histories([mine, others, nameless]).of_ship(
        Transport(imo="9000001", name="Demo Star"), DAY
    )
    assert found is not None
    assert {visit.port for visit in found.visits} == {"KPNAM", "CNDLC"}


def test_calls_after_the_day_asked_about_are_not_known_on_it() -> None:
    call = VesselCall("DEMO STAR", "KPNAM", arrived=_at(20), source="x")
    assert Histories([call]).of_ship(Transport(name="DEMO STAR"), DAY) is None


def test_silence_where_receivers_hear_nobody_is_excused(tmp_path: Path) -> None:
    busy = [row for ship in range(30) for row in lying(525000100 + ship, (0, 72), 10.0, 110.0, 2)]
    lone = [*lying(525000001, (0, 1), 37.5, 124.5), *lying(525000001, (60, 61), 37.5, 124.5)]
    tracks = Tracks(tmp_path / "tracks")
    tracks.add(write(tmp_path / "a.csv", [*busy, *lone]))
    found = Histories(tracks=tracks).of_ship(Transport(mmsi="525000001"), datetime.date(2026, 3, 4))
    assert found is not None
    assert "receivers hear it badly" in found.silences[0].excuse


def test_a_verdict_with_a_history_is_replayed_from_the_record(tmp_path: Path) -> None:
    call = VesselCall(
        "JIE SHUN",
        "KPHAE",
        vessel_imo="8518780",
        departed=datetime.datetime(2016, 7, 23, tzinfo=datetime.UTC),
        source="x",
    )
    examiner = Examiner(
        law=load_law(),
        target=load_target(),
        lists=[lists.embedded()],
        today=DAY,
        as_of=datetime.date(2016, 8, 11),
        histories=Histories([call]).of,
    )
    shelf = Shelf(tmp_path / "editions", lists.Store(tmp_path))
    shelf.keep(load_law())
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger, sample_folder() as folder:
        record = Record(ledger, "desk", datetime.datetime(2026, 3, 10, tzinfo=datetime.UTC))
        screen_document(
            folder / "cases/jie-shun-2016.edi", examiner, record=record, show=lambda _: None
        )
        (event,) = ledger.events(kind="screened")
        again = replay(ledger, event.number, shelf)
    assert again.verdict.action == "inspect"
    assert again.same


def test_a_ship_that_was_in_the_territory_is_barred_by_the_law_of_states_for_180_days() -> None:
    def outcome(day: datetime.date) -> set[str]:
        call = VesselCall("DEMO STAR", "KPNAM", departed=_at(1), source="x")
        examiner = Examiner(
            law=load_law(("us", "kr")),
            target=load_target(),
            lists=[lists.embedded()],
            today=day,
            as_of=day,
            histories=Histories([call]).of,
        )
        ports = (Port("port_of_loading", "SGSIN"), Port("port_of_discharge", "USLAX"))
        shipment = Consignment(
            "d", "table", "X1", ports=ports, transports=(Transport(name="DEMO STAR"),)
        )
        findings = examiner.examine(shipment).findings
        return {f.measure for f in findings if f.outcome == "prohibited"}

    barred = {"us/eo13810/2/vessel", "kr/20160308/whole/called"}
    assert barred <= outcome(datetime.date(2026, 8, 28))
    assert barred.isdisjoint(outcome(datetime.date(2026, 8, 29)))


def test_rows_of_ships_that_tell_nothing_are_defects(tmp_path: Path) -> None:
    path = tmp_path / "ships.csv"
    path.write_text(
        "vessel_name,vessel_imo,field,value,since,until,source,check\n"
        "DEMO STAR,,flag,SL,2020-01-01,,register,one source\n"
        "DEMO STAR,,colour,red,,,x,\n"
        ",,flag,SL,,,x,\n"
        "DEMO STAR,,flag,SL,2020-01-01,2019-01-01,x,\n"
        "DEMO STAR,,met,OTHER,,,x,\n"
        "DEMO STAR,,flag,SL,soon,,x,\n",
        encoding="utf-8",
    )
    facts, defects = read_ships(path)
    known = Known("flag", "SL", "register", datetime.date(2020, 1, 1), None, "one source", "line 2")
    assert facts == (ShipFact(known=known, name="DEMO STAR"),)
    assert [defect.at for defect in defects] == [f"line {line}" for line in range(3, 8)]


def test_calls_are_read_from_the_table_of_the_samples() -> None:
    with sample_folder() as folder:
        calls = list(cargo.read(folder / "voyages/calls.csv"))
    assert all(isinstance(each, VesselCall) for each in calls)


def _at(day: int) -> datetime.datetime:
    return datetime.datetime(2026, 3, day, tzinfo=datetime.UTC)


def test_a_listed_owner_that_only_a_source_names_raises_the_measure_itself() -> None:
    fact = Known(
        "owner", "Ocean Maritime Management Company, Limited", "register", check="verified"
    )
    histories = Histories(facts=[ShipFact(known=fact, name="DEMO STAR")])
    shipment = Consignment("d", "table", "X1", transports=(Transport(name="DEMO STAR"),))

    def verdict(known: Histories | None, day: datetime.date) -> Verdict:
        given = None if known is None else known.of
        examiner = Examiner(
            law=load_law(),
            target=load_target(),
            lists=[lists.embedded()],
            today=day,
            as_of=day,
            histories=given,
        )
        return examiner.examine(shipment)

    found = verdict(histories, datetime.date(2017, 3, 1))
    assert found.action == "detain"
    assert [(hit.ref, hit.evidence.field) for hit in found.hits] == [
        ("KPe.020", "ship, parties[0].name")
    ]
    assert found.hits[0].evidence.at == "register"
    assert verdict(None, datetime.date(2017, 3, 1)).action == "pass"
    assert verdict(histories, datetime.date(2014, 7, 1)).hits == ()


def test_a_ship_is_found_in_positions_by_the_imo_number_its_set_sends(tmp_path: Path) -> None:
    head = {"name": "DEMO STAR", "imo": "IMO9000001", "sog": 0.2}
    other = {"name": "DEMO COAL", "imo": "", "sog": 0.2}
    rows = [
        {
            "mmsi": mmsi,
            "timestamp": f"2026-03-0{day}T{hour:02}:{minute:02}:00",
            "lat": lat,
            "lon": 124.0,
            **said,
        }
        for mmsi, said, lat in ((525000001, head, 37.0), (445000001, other, 37.001))
        for day, hour in ((1, 4), (1, 5), (1, 6), (1, 7))
        for minute in (0, 20, 40)
    ]
    tracks = Tracks(tmp_path / "tracks")
    tracks.add(write(tmp_path / "a.csv", [], rows))
    found = Histories(tracks=tracks).of_ship(Transport(imo="9000001", name="ANOTHER"), DAY)
    assert found is not None
    (meeting,) = found.meetings
    assert (meeting.other, meeting.other_name, meeting.other_flag) == (
        "445000001",
        "DEMO COAL",
        "KP",
    )
    by_name = Histories(tracks=tracks).of_ship(Transport(name="demo star"), DAY)
    assert by_name is not None
    namesake = [row | {"mmsi": 525000009, "imo": "9000015"} for row in rows[:3]]
    tracks.add(write(tmp_path / "b.csv", [], namesake))
    assert Histories(tracks=tracks).of_ship(Transport(name="demo star"), DAY) is None


def test_silence_within_a_river_is_river_traffic(tmp_path: Path) -> None:
    rows = [*lying(525000001, (0, 1), 39.95, 124.3), *lying(525000001, (30, 31), 39.9, 124.2)]
    tracks = Tracks(tmp_path / "tracks")
    tracks.add(write(tmp_path / "a.csv", rows))
    found = Histories(tracks=tracks).of_ship(Transport(mmsi="525000001"), datetime.date(2026, 3, 2))
    assert found is not None
    assert found.silences[0].excuse.startswith("river traffic")


def test_a_call_after_the_loading_makes_the_inspection_a_duty() -> None:
    jie_shun = next(each for each in VOYAGES if each.expected.case == "JIE-SHUN-2016")
    assert jie_shun.verdict.inspection_duty
    assert [signal.tie for signal in jie_shun.verdict.signals if signal.counts] == ["sure"]


def test_papers_without_a_day_of_loading_are_not_said_to_declare_one() -> None:
    call = VesselCall("DEMO STAR", "KPNAM", departed=_at(1), source="x")
    examiner = Examiner(
        law=load_law(),
        target=load_target(),
        lists=[lists.embedded()],
        today=DAY,
        histories=Histories([call]).of,
    )
    ship = (Transport(name="DEMO STAR"),)
    papers = Consignment(
        "d", "table", "X1", transports=ship, dates=(Dated("document", "2026-03-05"),)
    )
    (signal,) = examiner.examine(papers).signals
    assert "before the day of the papers" in signal.why
    assert signal.tie == "possible"


def test_a_call_on_the_way_is_not_a_port_never_called_at() -> None:
    def kinds(*calls: VesselCall) -> list[str]:
        histories = Histories(calls, covered=("all",))
        examiner = Examiner(
            law=load_law(),
            target=load_target(),
            lists=[lists.embedded()],
            today=DAY,
            histories=histories.of,
        )
        ports = (Port("port_of_loading", "KRYOS"), Port("port_of_discharge", "TWTXG"))
        dates = (Dated("loading", "2026-03-01"),)
        ship = (Transport(name="DEMO STAR"),)
        papers = Consignment("d", "table", "X1", transports=ship, ports=ports, dates=dates)
        return [
            signal.kind
            for signal in examiner.examine(
                papers,
            ).signals
        ]

    left = VesselCall("DEMO STAR", "KRYOS", departed=_at(1), source="x")
    between = VesselCall("DEMO STAR", "CNSHA", arrived=_at(3), departed=_at(4), source="x")
    back = VesselCall("DEMO STAR", "KRYOS", arrived=_at(8), source="x")
    assert kinds(left, between) == []
    assert kinds(left, back) == ["declared_not_called"]


def test_a_call_after_the_discharge_does_not_tie_the_cargo() -> None:
    def strengths(*calls: VesselCall) -> list[str]:
        examiner = Examiner(
            law=load_law(),
            target=load_target(),
            lists=[lists.embedded()],
            today=datetime.date(2026, 3, 31),
            histories=Histories(calls).of,
        )
        ports = (Port("port_of_loading", "CNSHA"), Port("port_of_discharge", "KRPUS"))
        dates = (Dated("loading", "2026-03-01"),)
        ship = (Transport(name="DEMO STAR"),)
        papers = Consignment("d", "table", "X1", transports=ship, ports=ports, dates=dates)
        return [signal.weight for signal in examiner.examine(papers).signals]

    discharged = VesselCall("DEMO STAR", "KRPUS", arrived=_at(5), departed=_at(6), source="x")
    later = VesselCall("DEMO STAR", "KPNAM", arrived=_at(20), departed=_at(21), source="x")
    assert strengths(discharged, later) == ["weak"]
    assert strengths(later) == ["strong"]


def test_what_a_ship_did_long_after_an_old_cargo_says_nothing_of_it() -> None:
    late = VesselCall("DEMO STAR", "KPNAM", arrived=_at(20), source="x")
    examiner = Examiner(
        law=load_law(),
        target=load_target(),
        lists=[lists.embedded()],
        today=datetime.date(2026, 3, 31),
        histories=Histories([late]).of,
    )
    ship = (Transport(name="DEMO STAR"),)
    dates = (Dated("loading", "2020-03-01"),)
    papers = Consignment("d", "table", "X1", transports=ship, dates=dates)
    assert examiner.examine(papers).signals == ()
