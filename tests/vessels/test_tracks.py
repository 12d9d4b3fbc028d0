"""Visits, silences, meetings and jumps from positions, by day and over midnight."""

import random
from itertools import combinations
from pathlib import Path

import pytest

from tests.vessels.sea import Row, at, lying, steaming, write
from tidewaiter.model import BadInput
from tidewaiter.vessels.geometry import distance_nm
from tidewaiter.vessels.places import embedded_places, read_places
from tidewaiter.vessels.seen import history_of
from tidewaiter.vessels.tracks import Tracks

SHIP, OTHER, THIRD = 525000001, 525000002, 525000003
PORT = next(place for place in embedded_places() if place.code == "KPNAM")
SEA = (36.0, 123.0)


def tracks(folder: Path, *files: Path) -> Tracks:
    kept = Tracks(folder / "tracks")
    for file in files:
        kept.add(file)
    return kept


def test_a_visit_is_seen_over_midnight(tmp_path: Path) -> None:
    rows = [
        *steaming(SHIP, (0, 10), SEA, (PORT.lat, PORT.lon)),
        *lying(SHIP, (10.25, 40), PORT.lat + 0.01, PORT.lon),
        *steaming(SHIP, (40.25, 50), (PORT.lat, PORT.lon), SEA),
    ]
    with tracks(tmp_path, write(tmp_path / "a.csv", rows)).seen() as seen:
        (visit,) = history_of(seen, SHIP).visits
    assert visit.port == "KPNAM"
    assert visit.arrived is not None
    assert visit.departed is not None
    assert visit.arrived.replace(tzinfo=None) == at(10.25)
    assert visit.departed.replace(tzinfo=None) == at(40)


def test_a_ship_that_only_passes_a_port_does_not_visit_it(tmp_path: Path) -> None:
    rows = list(steaming(SHIP, (0, 10), (PORT.lat, PORT.lon - 1), (PORT.lat, PORT.lon + 1)))
    with tracks(tmp_path, write(tmp_path / "a.csv", rows)).seen() as seen:
        assert history_of(seen, SHIP).visits == ()


def test_silence_is_told_within_a_day_and_over_days(tmp_path: Path) -> None:
    rows = [
        *lying(SHIP, (0, 2), *SEA),
        *lying(SHIP, (15, 16), *SEA),  # 13 hours later
        *lying(SHIP, (100, 101), *SEA),  # 84 hours later
        *lying(SHIP, (112, 113), *SEA),  # 11 hours later: none
    ]
    with tracks(tmp_path, write(tmp_path / "a.csv", rows)).seen() as seen:
        found = [round(silence.hours) for silence in history_of(seen, SHIP).silences]
    assert found == [13, 84]


def test_two_ships_side_by_side_at_sea_meet(tmp_path: Path) -> None:
    rows = [
        *lying(SHIP, (20, 30), *SEA),
        *lying(OTHER, (22, 27), SEA[0] + 0.002, SEA[1], every=0.7),  # 220 m away, over midnight
        *lying(THIRD, (20, 30), SEA[0] + 0.02, SEA[1]),  # 2.2 km away
    ]
    with tracks(tmp_path, write(tmp_path / "a.csv", rows)).seen() as seen:
        (meeting,) = history_of(seen, SHIP).meetings
        assert [each.other for each in history_of(seen, OTHER).meetings] == [str(SHIP)]
        assert history_of(seen, THIRD).meetings == ()
    assert meeting.other == str(OTHER)
    assert meeting.distance_m == pytest.approx(222, abs=2)


def test_ships_side_by_side_in_port_do_not_meet(tmp_path: Path) -> None:
    rows = [
        *lying(SHIP, (0, 10), PORT.lat, PORT.lon),
        *lying(OTHER, (0, 10), PORT.lat + 0.001, PORT.lon),
    ]
    with tracks(tmp_path, write(tmp_path / "a.csv", rows)).seen() as seen:
        assert history_of(seen, SHIP).meetings == ()


def test_meetings_are_those_that_comparing_all_with_all_finds(tmp_path: Path) -> None:
    """Sixty ships drift in a small sea, heard at odd times; each pair is compared in Python."""
    random.seed(7)
    rows: list[Row] = []
    for number in range(60):
        lat, lon = SEA[0] + random.random() * 0.03, SEA[1] + random.random() * 0.03
        begin = random.random() * 10
        every = random.choice((0.1, 0.3, 0.9))
        rows += lying(SHIP + number, (begin, begin + 5), lat, lon, every)
    with tracks(tmp_path, write(tmp_path / "a.csv", rows)).seen() as seen:
        found = {(row["mmsi"], row["other"]) for row in seen.meetings()}
    assert found == set(_by_hand(rows))
    assert len(found) > 20


def _by_hand(rows: list[Row]) -> list[tuple[int, int]]:
    """Pairs within 500 m whose looks, ten minutes apart, span two hours: these ships lie still."""
    spans: dict[int, tuple[float, float, float, float]] = {}
    for mmsi, moment, lat, lon, _ in rows:
        hours = (moment - at(0)).total_seconds() / 3600
        first, last, *_ = spans.get(mmsi, (hours, hours))
        spans[mmsi] = min(first, hours), max(last, hours), round(lat, 6), round(lon, 6)
    found = []
    for (one, a), (two, b) in combinations(sorted(spans.items()), 2):
        first, last = max(a[0], b[0]), min(a[1], b[1])
        looks = [look / 6 for look in range(200) if first < look / 6 <= last]
        near = distance_nm(a[2], a[3], b[2], b[3]) * 1852 <= 500
        if near and len(looks) > 0 and looks[-1] - looks[0] >= 2:
            found.append((one, two))
    return found


def test_a_step_no_ship_can_make_is_told(tmp_path: Path) -> None:
    rows = [
        *lying(SHIP, (0, 5), *SEA),
        *lying(SHIP, (5.1, 8), 10.0, 60.0),
        *lying(SHIP, (30, 31), *SEA),
    ]
    with tracks(tmp_path, write(tmp_path / "a.csv", rows)).seen() as seen:
        jumps = history_of(seen, SHIP).jumps
    assert [jump.at.replace(tzinfo=None) for jump in jumps] == [at(5.1), at(30)]


def test_loitering_away_from_ports_is_told(tmp_path: Path) -> None:
    rows = [*lying(SHIP, (20, 29), *SEA), *lying(OTHER, (0, 5), 36.5, 123.0)]
    with tracks(tmp_path, write(tmp_path / "a.csv", rows)).seen() as seen:
        assert len(history_of(seen, SHIP).loiterings) == 1
        assert history_of(seen, OTHER).loiterings == ()


def test_days_may_come_in_any_order_and_again(tmp_path: Path) -> None:
    rows = [*lying(SHIP, (0, 60), PORT.lat, PORT.lon)]
    middle = len(rows) // 2
    late, early = write(tmp_path / "b.csv", rows[middle:]), write(tmp_path / "a.csv", rows[:middle])
    kept = tracks(tmp_path, late, early)
    again = kept.add(early)
    assert again.counts["positions"] == 0
    assert again.counts["repeated"] == middle
    assert len(kept.days()) == 3
    with kept.seen() as seen:
        (visit,) = history_of(seen, SHIP).visits
    assert visit.departed is not None
    assert visit.departed.replace(tzinfo=None) == at(60)


def test_what_is_no_position_is_counted_by_kind(tmp_path: Path) -> None:
    good = {"mmsi": SHIP, "timestamp": "2026-03-01T00:00:00", "lat": 36, "lon": 123, "sog": 1}
    bad = [
        good | {"mmsi": 0},
        good | {"mmsi": 993456789},
        good | {"timestamp": "yesterday"},
        good | {"timestamp": "2099-01-01T00:00:00"},
        good | {"lat": 91},
        good | {"lat": "north"},
        good | {"lon": 200},
        good | {"lat": 0, "lon": 0},
        good | {"sog": 102.3, "cog": 360, "draught": 0},
        good,
    ]
    added = Tracks(tmp_path / "tracks").add(write(tmp_path / "a.csv", [], bad))
    assert added.counts == {
        "rows": 10,
        "no MMSI": 1,
        "MMSI of no ship": 1,
        "no time": 1,
        "time to come": 1,
        "no position": 2,
        "no place on earth": 1,
        "the null island": 1,
        "speed not available": 1,
        "course not available": 1,
        "positions": 1,
        "repeated": 1,
    }


def test_a_file_that_is_none_leaves_the_tracks_as_they_were(tmp_path: Path) -> None:
    kept = tracks(tmp_path, write(tmp_path / "a.csv", list(lying(SHIP, (0, 1), *SEA))))
    (tmp_path / "b.csv").write_text("time,place\n1,2\n")
    (tmp_path / "c.parquet").write_bytes(b"PAR1 is not enough")
    for name, what in (
        ("b.csv", "no column mmsi"),
        ("c.parquet", "c.parquet"),
        ("d.csv", "no such file"),
    ):
        with pytest.raises(BadInput, match=what):
            kept.add(tmp_path / name)
    assert [each.name for each in (tmp_path / "tracks").iterdir()] == ["2026-03-01"]


def test_sentences_of_nmea_are_read_with_the_time_of_their_tag_block(tmp_path: Path) -> None:
    from pyais import encode_dict

    sentences = []
    for minute in (0, 30):
        said: dict[str, str | int | float | bytes | bool] = {
            "type": 1,
            "mmsi": SHIP,
            "lat": 36.0,
            "lon": 123.0,
            "speed": 0.1,
            "course": 10,
        }
        (line,) = encode_dict(said, talker_id="AI", sentence_type="VDM")
        block = f"c:{1772323200 + minute * 60}"
        check = 0
        for letter in block:
            check ^= ord(letter)
        sentences.append(f"\\{block}*{check:02X}\\{line}")
    path = tmp_path / "heard.nmea"
    path.write_text("\n".join([*sentences, "!AIVDM,1,1,,A,broken,0*00", ""]))
    added = Tracks(tmp_path / "tracks").add(path)
    assert added.counts["positions"] == 2
    with Tracks(tmp_path / "tracks").seen() as seen:
        assert [row[0].isoformat() for row in seen.positions(SHIP)] == [
            "2026-03-01T00:00:00",
            "2026-03-01T00:30:00",
        ]


def test_a_gazetteer_of_the_desk_adds_ports(tmp_path: Path) -> None:
    path = tmp_path / "ports.csv"
    path.write_text("code,name,country,lat,lon\nXXDEM,Demo Port,XX,10.5,20.5\nKPNAM,Wrong,KP,0,0\n")
    found = {place.code: place for place in read_places(path)}
    assert found["XXDEM"].lat == 10.5
    assert found["KPNAM"] == PORT


@pytest.mark.shared
def test_real_positions_are_read(shared: Path, tmp_path: Path) -> None:
    added = Tracks(tmp_path / "tracks").add(shared / "data/customs/ais_us_20220103_sample.csv.gz")
    assert added.counts["rows"] == 99_999
    assert (
        added.counts["positions"] + added.counts["MMSI of no ship"] + added.counts["repeated"]
        == 99_999
    )
