"""The model of revenue: the same seed, the same answer; bad ranges are refused with their line."""

from pathlib import Path

import msgspec
import pytest

from tidewaiter.model import BadInput
from tidewaiter.monitor.labour.inputs import kept_inputs, read_inputs
from tidewaiter.monitor.labour.pictures import revenue_chart
from tidewaiter.monitor.labour.revenue import model_revenue, revenue_table

HEAD = "host,area,step,shape,low,mode,high,unit,source,check\n"
REST = (
    ",all hosts,taken,fixed,80,,80,percent,s,verified\n"
    ",all hosts,months,fixed,12,,12,months a year,s,verified\n"
)
WAGE = ",all hosts,wage,uniform,300,,1000,USD a month,s,verified\n"


def write(folder: Path, rows: str) -> Path:
    path = folder / "inputs.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def test_the_same_seed_gives_the_same_bytes_and_another_another_range() -> None:
    first, again = (model_revenue(kept_inputs(), seed=7, draws=500) for _ in range(2))
    assert msgspec.json.encode(first) == msgspec.json.encode(again)
    assert model_revenue(kept_inputs(), seed=8, draws=500).total != first.total


def test_fixed_ranges_give_one_number(tmp_path: Path) -> None:
    rows = "KW,,workers,fixed,1000,,1000,persons,s,verified\n" + REST
    rows += ",all hosts,wage,fixed,500,,500,USD a month,s,verified\n"
    found = model_revenue(read_inputs(write(tmp_path, rows)), draws=100)
    assert (found.total.low, found.total.high) == (4_800_000, 4_800_000)
    assert found.head.middle == 4_800
    assert found.check == "derived"


def test_what_is_one_unknown_for_all_hosts_does_not_average_out(tmp_path: Path) -> None:
    hosts = [
        f"{code},,workers,fixed,1000,,1000,persons,s,verified\n" for code in ("KW", "QA", "AE")
    ]
    shared = model_revenue(read_inputs(write(tmp_path, "".join(hosts) + REST + WAGE)), draws=2000)
    own = "".join(WAGE.replace(",all hosts", f"{code},", 1) for code in ("KW", "QA", "AE"))
    apart = model_revenue(read_inputs(write(tmp_path, "".join(hosts) + REST + own)), draws=2000)
    assert apart.total.high - apart.total.low < 0.8 * (shared.total.high - shared.total.low)


def test_the_steps_share_the_spread_and_the_hosts_are_beside_the_total() -> None:
    found = model_revenue(kept_inputs(), draws=2000)
    assert sum(step.share for step in found.steps) == pytest.approx(1, abs=0.001)
    assert found.steps[0].step == "wage"
    assert found.hosts[0].name == "China"
    assert found.check == "unverified"
    table = revenue_table(found)
    assert {row[0] for row in table.rows} == {"total", "host", "workers", "a head", "step"}
    assert "million USD" in revenue_chart(found)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("KW,,workers,uniform,9,,5,persons,s,verified\n", "line 2.*no range"),
        ("KW,,workers,uniform,-9,,5,persons,s,verified\n", "line 2.*no range"),
        ("KW,,workers,triangular,5,,9,persons,s,verified\n", "line 2.*mode"),
        ("KW,,wage,uniform,5,,9,EUR a month,s,verified\n", "line 2.*not in EUR"),
        ("XX,,workers,uniform,5,,9,persons,s,verified\n", "line 2.*no code"),
        (",all hosts,taken,uniform,5,,190,percent,s,verified\n", "line 2.*ends at 100"),
        ("KW,,workers,normal,5,,9,persons,s,verified\n", "line 2.*normal"),
        ("KW,,workers,uniform,5,,9,persons,s,verified\n", "KW has no wage"),
    ],
)
def test_a_range_that_cannot_be_drawn_from_is_refused(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_inputs(write(tmp_path, row))
