"""Files of every shape, made up: what is read, set aside, refused, flagged, and why."""

import datetime
import gzip
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.monitor.trade.conftest import NOW, envelope, plain, record, v1_csv
from tidewaiter.model import BadInput
from tidewaiter.monitor.trade.store import TradeStore
from tidewaiter.monitor.trade.taking import Taken

CLASSIC = (
    "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,"
    "Trade Flow,Reporter Code,Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,"
    "Commodity Code,Commodity,Qty Unit Code,Qty Unit,Qty,Netweight (kg),Trade Value (US$),Flag"
)


def rows_of(store: TradeStore, columns: str) -> list[tuple[Any, ...]]:
    with store.asked() as connection:
        return connection.sql(f"SELECT {columns} FROM trade ORDER BY load, row").fetchall()


def reasons(taken: Taken) -> list[tuple[int, str]]:
    return [(each.row, each.reason) for each in taken.refused]


def test_an_answer_of_the_api(store: TradeStore, tmp_path: Path) -> None:
    path = envelope(
        tmp_path / "a.json",
        record(),
        record(motCode=2100, primaryValue=300.0),
        record(customsCode="C06", primaryValue=20.0),
        record(partner2Code=643, primaryValue=80.0),
        record(reporterCode=842, netWgt=0, cmdCode="TOTAL", aggrLevel=0),
    )
    taken = store.take(path, NOW)
    assert (taken.shape, taken.rows, taken.kept) == ("Comtrade API v1, JSON", 5, 2)
    assert taken.counts == {
        "weight unknown": 1,
        "set aside, broken down by mode of transport": 1,
        "set aside, broken down by customs procedure": 1,
        "set aside, broken down by second partner": 1,
    }
    assert rows_of(store, "reporter, partner, first::VARCHAR, hs, value_usd, weight_kg, basis") == [
        ("CN", "KP", "2018-03-01", "2701", 400.0, 5000.0, "aggregated"),
        ("US", "KP", "2018-03-01", "TOTAL", 400.0, None, "aggregated"),
    ]
    assert any("not mirrored" in note for note in taken.notes)
    assert any("never a sum" in note for note in taken.notes)


def test_areas_have_codes_of_the_services_own(store: TradeStore, tmp_path: Path) -> None:
    codes = (842, 757, 251, 699, 156, 0)
    store.take(envelope(tmp_path / "a.json", *(record(reporterCode=c) for c in codes)), NOW)
    assert [r for (r,) in rows_of(store, "reporter")] == ["US", "CH", "FR", "IN", "CN", "W00"]


def test_a_yearly_record_has_month_52(store: TradeStore, tmp_path: Path) -> None:
    yearly = record(freqCode="A", refPeriodId=20180101, refMonth=52, period="2018")
    wrong = record(refPeriodId=20180401)
    taken = store.take(envelope(tmp_path / "a.json", yearly, wrong), NOW)
    assert rows_of(store, "first::VARCHAR, months") == [("2018-01-01", 12)]
    assert "do not agree with the period 201803" in taken.refused[0].reason


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"primary_value": 4.0}, r"record 1: unknown column 'primary_value'"),
        ({"primaryValue": ...}, r"no column primaryValue"),
    ],
)
def test_a_field_renamed_is_refused_with_its_name(
    store: TradeStore, tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    made = {key: value for key, value in record(**changes).items() if value is not ...}
    with pytest.raises(BadInput, match=message):
        store.take(envelope(tmp_path / "a.json", made), NOW)
    assert list(store.folder.iterdir()) == []


def test_an_answer_cut_short_or_an_error_is_refused_whole(
    store: TradeStore, tmp_path: Path
) -> None:
    whole = envelope(tmp_path / "a.json", record(), record(reporterCode=643)).read_text()
    (tmp_path / "cut.json").write_text(whole[: len(whole) // 2])
    with pytest.raises(BadInput, match="it ends in the middle"):
        store.take(tmp_path / "cut.json", NOW)
    with pytest.raises(BadInput, match="it says 500 records and holds 1"):
        store.take(envelope(tmp_path / "b.json", record(), count=500), NOW)
    with pytest.raises(BadInput, match="the service answered: no such period"):
        store.take(envelope(tmp_path / "c.json", data=[], error="no such period"), NOW)


def test_a_preview_and_a_bulk_file(store: TradeStore, tmp_path: Path) -> None:
    store.take(v1_csv(tmp_path / "preview.csv", record()), NOW)
    bulk = record(reporterCode=643, datasetCode=1)
    text = v1_csv(tmp_path / "bulk.txt", bulk, sign="\t").read_text()
    head, row = text.splitlines()
    # bulk files spell names in other cases, and end each line with a tab
    head = head.replace("cifvalue", "CIFValue").replace("isNetWgt", "isnetWgt")
    with gzip.open(tmp_path / "bulk.gz", "wt") as file:
        file.write(f"{head}\t\n{row}\t\n")
    taken = store.take(tmp_path / "bulk.gz", NOW + datetime.timedelta(minutes=1))
    assert taken.shape == "Comtrade API v1, CSV"
    assert rows_of(store, "row, reporter, value_usd") == [(2, "CN", 400.0), (2, "RU", 400.0)]


def test_the_classic_csv(store: TradeStore, tmp_path: Path) -> None:
    row = '"H4","2016","2016","2016","4","0","1","Import","251","France","FRA","408",'
    row += '"Dem. People\'s Rep. of Korea","PRK","2701","Coal, briquettes","8","kg","5","5","9","0"'
    other = row.replace('"H4"', '"S3"')
    taken = store.take(plain(tmp_path / "classic.csv", row, other, header=CLASSIC), NOW)
    assert rows_of(store, "reporter, partner, flow, months, hs, value_usd") == [
        ("FR", "KP", "M", 12, "2701", 9.0)
    ]
    assert reasons(taken) == [(3, "codes of the classification S3, not of the HS")]


def test_rows_that_cannot_be_used_are_told_with_row_and_reason(
    store: TradeStore, tmp_path: Path
) -> None:
    path = plain(
        tmp_path / "t.csv",
        "China,North Korea,import,2018-03,2701,400,5000,,,own",
        "Atlantis,KP,M,2018-03,2701,400,5000,,,own",
        "CN,Korea,M,2018-03,2701,400,5000,,,own",
        "CN,KP,M,2018-13,2701,400,5000,,,own",
        "CN,KP,M,2018-04,301,400,5000,,,own",
        "CN,KP,M,2018-04,2701,-5,5000,,,own",
        "CN,KP,M,2018-05,2701,4 000,5000,,,own",
        "CN,KP,sideways,2018-05,2701,400,5000,,,own",
        "CN,KP,M,2018-05,2701,,5000,,,own",
        "CN,KP,M,2018-05,2701,400,-1,,,own",
    )
    taken = store.take(path, NOW)
    assert reasons(taken) == [
        (3, "unknown reporter ATLANTIS"),
        (4, "unknown partner KOREA"),
        (5, "the period is no year or month: 2018-13"),
        (6, "no HS code: 301, of odd length; a leading zero may be lost"),
        (7, "negative value -5"),
        (8, "the value is no number: 4 000"),
        (9, "unknown flow SIDEWAYS"),
        (10, "no value"),
        (11, "negative weight -1"),
    ]
    assert taken.kept == 1


def test_levels_that_do_not_fit_and_rows_that_repeat(store: TradeStore, tmp_path: Path) -> None:
    path = envelope(
        tmp_path / "a.json",
        record(aggrLevel=6),
        record(cmdCode="270111", aggrLevel=6),
        record(cmdCode="270111", aggrLevel=6),
        record(cmdCode="2601"),
        record(cmdCode="2601", primaryValue=401.0),
    )
    taken = store.take(path, NOW)
    same = "for the same reporter, partner, flow, period and code"
    assert reasons(taken) == [
        (1, "mixed levels: the row says level 6, its code has 4 digits"),
        (3, "repeats row 2"),
        (4, f"another value than row 5 {same}"),
        (5, f"another value than row 4 {same}"),
    ]


def test_another_currency_is_refused_and_a_far_unit_value_flagged(
    store: TradeStore, tmp_path: Path
) -> None:
    months = [f"CN,KP,M,2018-{m:02},2701,400,5000,USD" for m in range(1, 9)]
    odd = ["CN,KP,M,2018-09,2701,400,5,USD", "CN,KP,M,2018-10,2701,400,5000,KRW"]
    header = "reporter,partner,flow,period,hs_code,value_usd,net_weight_kg,currency"
    taken = store.take(plain(tmp_path / "t.csv", *months, *odd, header=header), NOW)
    assert reasons(taken) == [(11, "the value is in KRW, not in USD")]
    assert [(each.row, each.reason) for each in taken.flagged] == [
        (10, "unit value 1e+03 times the median of 2701 in this file: another unit or currency?")
    ]
    renamed = plain(tmp_path / "eur.csv", *months, header=header.replace("value_usd", "value_eur"))
    with pytest.raises(BadInput, match="unknown column 'value_eur'"):
        store.take(renamed, NOW)


def test_a_parquet_table_and_the_same_content_once(store: TradeStore, tmp_path: Path) -> None:
    columns = {"reporter": ["CN"], "partner": ["KP"], "flow": ["M"], "period": [201803]}
    table = pa.table(columns | {"hs_code": ["2701"], "value_usd": [4.5e6]})
    pq.write_table(table, tmp_path / "t.parquet")
    first = store.take(tmp_path / "t.parquet", NOW)
    (tmp_path / "other.parquet").write_bytes((tmp_path / "t.parquet").read_bytes())
    assert store.take(tmp_path / "other.parquet", NOW) == first
    assert rows_of(store, "row, first::VARCHAR, value_usd") == [(1, "2018-03-01", 4.5e6)]


def test_what_is_no_trade_file_leaves_nothing_behind(store: TradeStore, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no shape of trade file we know"):
        store.take(plain(tmp_path / "x.csv", "1,2", header="a,b"), NOW)
    with pytest.raises(BadInput, match="none of its 1 rows can be used: row 2, unknown reporter"):
        store.take(plain(tmp_path / "y.csv", "Oz,KP,M,2018,2701,1,,,,"), NOW)
    assert list(store.folder.iterdir()) == []
    with pytest.raises(BadInput, match="no trade file is loaded"), store.asked():
        pass
