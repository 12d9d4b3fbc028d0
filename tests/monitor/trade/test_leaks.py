"""Where trade should be zero or capped: the law's dates, one level of codes, unknown never zero."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.monitor.trade.conftest import NOW, plain
from tidewaiter.law import Law, load_law
from tidewaiter.model import BadInput
from tidewaiter.monitor.trade.bans import outermost, state_of, watched
from tidewaiter.monitor.trade.leaks import Leaks, leaks_table
from tidewaiter.monitor.trade.phases import banned_table
from tidewaiter.monitor.trade.store import TradeStore

Load = Callable[..., TradeStore]


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law()


def month(text: str) -> datetime.date:
    return datetime.date.fromisoformat(f"{text}-01")


def signs(store: TradeStore, law: Law, measure: str, **asked: object) -> dict[str, str]:
    """Month to sign, of one measure and reporter."""
    table = leaks_table(store, law, "KP", Leaks(measures=(measure,), **asked))  # type: ignore[arg-type]
    return {f"{row[4]:%Y-%m}": str(row[6]) for row in table.rows}


def test_states_come_from_the_law(law: Law) -> None:
    def states(measure: str, *months: str) -> list[str]:
        found = law.find(measure)
        assert found is not None
        return [state_of(found, month(each)) for each in months]

    ore = "un/2371/8/ironore"
    assert states(ore, "2017-07", "2017-08", "2017-09", "2017-10") == [
        *("before", "begins", "grace", "ban")
    ]
    assert states("un/2321/26/coal", "2016-12", "2017-07", "2017-08") == [
        "capped",
        "capped",
        "over",
    ]
    assert states("un/2270/29/coal", "2016-02", "2016-03", "2016-10") == [
        *("before", "begins", "exempted")
    ]
    assert states("un/2371/8/coal", "2017-09") == ["ban"]


def test_codes_within_others_are_read_once(law: Law) -> None:
    assert outermost({"72", "7201", "2601"}) == ("2601", "72")
    (iron,) = watched(law, ("un/2371/8/iron",))
    assert (iron.flow, iron.sure) == ("M", ("7201",))
    assert "72" in iron.possible
    with pytest.raises(BadInput, match="no ban on goods by code"):
        watched(law, ("butter",))


def test_the_signs_of_a_leak_table(loaded: Load, law: Law) -> None:
    store = loaded(
        "CN,KP,M,2017-07,TOTAL,900,,,,",
        "CN,KP,M,2017-08,2601,30,500,,,",
        "CN,KP,M,2017-09,2601,20,400,,,",
        "CN,KP,M,2017-10,2601,10,300,,,",
        "CN,KP,M,2017-11,TOTAL,900,,,,",
        "CN,KP,M,2017-12,61,900,,,,",
        "CN,KP,M,2018-02,2601,0,0,,,",
    )
    found = signs(store, law, "un/2371/8/ironore", since=month("2017-07"))
    assert found == {
        "2017-08": "b",
        "2017-09": "g",
        "2017-10": "!",
        "2017-11": "0",
        "2017-12": "~",
        "2018-01": "–",
        "2018-02": "0",
    }


def test_a_cap_an_exemption_and_codes_that_hold_other_goods(loaded: Load, law: Law) -> None:
    store = loaded(
        "CN,KP,M,2016-10,2701,5000000,60000000,,,",
        "CN,KP,M,2016-12,2701,184000000,2000000000,,,",
        "CN,KP,M,2017-01,2701,126000000,1440000000,,,",
        "RU,KP,M,2018-03,7207,100,,,,",
    )
    assert signs(store, law, "un/2270/29/coal", reporters=("CN",))["2016-10"] == "e"
    # more than the whole cap of December 2016, less than the cap of 2017
    capped = signs(store, law, "un/2321/26/coal", reporters=("CN",))
    assert (capped["2016-12"], capped["2017-01"]) == ("!", "c")
    assert signs(store, law, "un/2371/8/iron", reporters=("RU",))["2018-03"] == "?"


def test_one_level_is_read_and_never_two_added(loaded: Load, law: Law) -> None:
    store = loaded(
        "CN,KP,M,2018-01,2601,100,,,,",
        "CN,KP,M,2018-01,260111,60,,,,",
        "CN,KP,M,2018-01,260112,40,,,,",
        "CN,KP,M,2018-02,260111,60,600,,,",
        "CN,KP,M,2018-02,260112,40,400,,,",
        "CN,KP,M,2018-03,26,100,,,,",
    )
    table = leaks_table(store, law, "KP", Leaks(measures=("un/2371/8/ironore",)))
    assert [row[6:9] for row in table.rows] == [
        ("!", 100.0, None),
        ("!", 100.0, 1000.0),
        ("~", None, None),
    ]


def test_of_two_loads_the_newer_row_counts(loaded: Load, law: Law, tmp_path: Path) -> None:
    store = loaded("CN,KP,M,2018-01,2601,100,,,,", name="first.csv")
    revised = plain(tmp_path / "second.csv", "CN,KP,M,2018-01,2601,70,,,,")
    store.take(revised, NOW + datetime.timedelta(days=1))
    table = leaks_table(store, law, "KP", Leaks(measures=("un/2371/8/ironore",)))
    assert [row[7] for row in table.rows] == [70.0]


def test_years_stand_for_themselves(loaded: Load, law: Law) -> None:
    store = loaded(
        "CN,KP,M,2017,2601,900,,,,", "CN,KP,M,2018,2601,5,,,,", "CN,KP,M,2019,TOTAL,9,,,,"
    )
    found = signs(store, law, "un/2371/8/ironore", every=12)
    assert list(found.values()) == ["b", "!", "0"]
    with pytest.raises(BadInput, match="nothing by the month is loaded"):
        signs(store, law, "un/2371/8/ironore")


def test_exports_are_watched_where_nothing_may_go_in(loaded: Load, law: Law) -> None:
    store = loaded("RU,KP,X,2018-03,8429,50,,,,", "RU,KP,M,2018-03,TOTAL,50,,,,")
    assert signs(store, law, "un/2397/7/mach") == {"2018-03": "!"}


def test_banned_trade_by_state_of_the_law(loaded: Load, law: Law) -> None:
    store = loaded(
        "CN,KP,M,2017-06,2601,40,600,,,",
        "CN,KP,M,2017-07,2601,50,,,,",
        "CN,KP,M,2017-08,2601,30,500,,,",
        "CN,KP,M,2017-09,2601,20,400,,,",
        "CN,KP,M,2017-10,2601,0,0,,,",
    )
    table = banned_table(store, law, "KP", Leaks(measures=("un/2371/8/ironore",)))
    assert [row[3:8] for row in table.rows] == [
        ("before", 2, 2, 90.0, None),
        ("begins", 1, 1, 30.0, 500.0),
        ("grace", 1, 1, 20.0, 400.0),
        ("ban", 1, 0, 0.0, 0.0),
    ]
    assert table.rows[0][2] == datetime.date(2017, 8, 5)
