"""`tidewaiter rank` as a user meets it."""

import datetime
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import Done, run

__all__ = ["run"]

Run = Callable[..., Done]
HEADS = "document_date,consignment,consignee_name,hs_code,outcome,opened_on,chosen_by,stands_for"
PAPERS = """document_date,consignment,consignee_name,port_of_loading,hs_code,goods_description
2017-08-06,V-1,Quiet Kite,NLRTM,090111,COFFEE
2017-08-06,V-2,Loud Heron,NLRTM,090111,COFFEE
2017-08-06,V-3,Quiet Kite,NLRTM,090111,COFFEE
2017-08-06,D-1,Quiet Kite,KPNAM,270111,COAL IN BULK
"""


@pytest.fixture
def openings(tmp_path: Path) -> Path:
    """240 openings of a made-up port: LOUD HERON is false three times in four."""
    pick = random.Random(2270)
    rows = [HEADS]
    for number in range(240):
        day = datetime.date(2016, 1, 1) + datetime.timedelta(days=number)
        name = pick.choice(["Loud Heron", "Quiet Kite"])
        false = pick.random() < (0.75 if name == "Loud Heron" else 0.1)
        outcome = "discrepancy" if false else "nothing_found"
        way = "random,5" if number % 4 == 0 else "ranked,"
        rows.append(f"{day},P-{number},{name},090111,{outcome},{day},{way}")
    path = tmp_path / "openings.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    path = tmp_path / "papers.csv"
    path.write_text(PAPERS, encoding="utf-8")
    return path


def ways(lines: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(line["consignment"], line["way"]) for line in lines[:-1]]


def test_openings_train_a_ranking_that_orders_the_voluntary_part(
    run: Run, openings: Path, papers: Path
) -> None:
    (trained,) = run("rank", "train", openings, "--json").lines()
    assert trained["opened"] == 240
    assert trained["base_rate"]["opened"] == 60
    assert trained["base_rate"]["low"] < trained["base_rate"]["rate"] < trained["base_rate"]["high"]
    assert Path(trained["ranking"]).parent.name == "rankings"

    lines = run("rank", papers, "--open", "2", "--random", "0", "--json").lines()
    assert ways(lines)[:2] == [("D-1", "duty"), ("V-2", "ranked")]
    assert "LOUD HERON" in lines[1]["reasons"][0]
    assert lines[-1]["ranking"] == trained["sha256"]

    page = run("rank", papers, "--open", "2", "--random", "0")
    assert "Of 2 that can be opened the duties take 1, 1 left" in " ".join(page.out.split())
    assert "drawn from before" in page.out
    assert run("verify").code == 0


def test_without_a_ranking_the_draw_says_so_and_is_repeated_by_its_seed(
    run: Run, papers: Path
) -> None:
    first = run("rank", "queue", papers, "--open", "3", "--json").lines()
    assert [way for _, way in ways(first)] == ["duty", "random", "random", "waiting"]
    assert any("No ranking is trained" in note for note in first[-1]["notes"])
    seed = first[-1]["seed"]
    again = run("rank", "--seed", seed, "--open", "3", "--no-save", "--json", papers).lines()
    assert again[:-1] == first[:-1]
    assert again[-1]["event"] == 0


def test_too_few_openings_train_nothing(run: Run, openings: Path, tmp_path: Path) -> None:
    few = tmp_path / "few.csv"
    few.write_text("\n".join(openings.read_text(encoding="utf-8").splitlines()[:60]), "utf-8")
    done = run("rank", "train", few)
    assert done.code == 1
    assert "too few to learn from: 59 lines opened" in done.err
    assert "drawn at random" in done.out
    assert not (tmp_path / "home" / "rankings").exists()


def test_a_ranking_goes_where_it_is_told_and_is_used_from_there(
    run: Run, openings: Path, papers: Path, tmp_path: Path
) -> None:
    out = tmp_path / "mine.json"
    assert run("rank", "train", openings, "--out", out).code == 0
    lines = run("rank", papers, "--model", out, "--random", "0", "--no-save", "--json").lines()
    assert [way for _, way in ways(lines)] == ["duty", "ranked", "ranked", "ranked"]
    assert run("rank", "train", openings, "--out", tmp_path / "none" / "x.json").code == 1


def test_papers_that_cannot_be_read_are_told_and_papers_given_twice_count_once(
    run: Run, papers: Path, tmp_path: Path
) -> None:
    (tmp_path / "broken.bin").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "copy.csv").write_text(PAPERS, encoding="utf-8")
    done = run("rank", papers, tmp_path / "copy.csv", tmp_path / "broken.bin", "--json")
    assert done.code == 1
    assert len(done.lines()) == 5
    assert "the same content stands in the queue already" in done.err
    assert "What could not be read is not in the queue." in done.err
