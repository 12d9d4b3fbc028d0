"""The commands as a user meets them: exit codes, JSON, messages."""

import csv
import hashlib
import io
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tidewaiter.ledger import Ledger
from tidewaiter.pipeline.samples import sample_folder

with sample_folder() as _folder:
    SAMPLES = _folder
JIN_TENG = SAMPLES / "cases" / "jin-teng-2016-03-05.edi"
ABOARD = SAMPLES / "aboard"
MANIFEST = SAMPLES / "innocent" / "dr-congo-cobalt.xml"
COAL = SAMPLES / "cases" / "coal-2017-summer.csv"


class Done:
    """A finished command."""

    def __init__(self, done: "subprocess.CompletedProcess[str]") -> None:
        self.code = done.returncode
        self.out = done.stdout
        self.err = done.stderr
        assert "Traceback" not in self.err, self.err

    def lines(self) -> list[dict[str, Any]]:
        """Stdout as lines of JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(tmp_path: Path) -> Any:
    def command(*arguments: str | Path) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "tidewaiter", *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            env={
                "TIDEWAITER_HOME": str(tmp_path / "home"),
                "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
                "LANG": "C.UTF-8",
            },
        )
        return Done(done)

    return command


def test_a_verdict_line_has_the_public_fields(run: Any) -> None:
    done = run("screen", JIN_TENG, "--json", "--no-save")
    assert done.code == 0
    (verdict,) = done.lines()
    assert verdict["document"] == JIN_TENG.name
    assert verdict["consignment"] == "JT2016"
    assert verdict["as_of"] == "2016-03-05"
    assert verdict["action"] == "detain"
    (finding,) = verdict["findings"]
    assert finding["measure"] == "un/2270/23/omm"
    assert finding["instrument"] == "S/RES/2270 (2016)"
    assert finding["outcome"] == "prohibited"
    assert finding["evidence"] == [
        {"field": "transports[0].imo", "value": "9163166", "at": "segment 7"}
    ]
    (hit,) = verdict["hits"]
    assert {"list", "ref", "name", "score", "why"} <= set(hit)
    assert verdict["defects"] == []
    assert verdict["inspection_duty"] is False


@pytest.mark.parametrize(
    ("day", "action"), [("2016-03-01", "pass"), ("2016-03-20", "detain"), ("2016-03-21", "pass")]
)
def test_as_of_moves_law_and_lists(run: Any, day: str, action: str) -> None:
    (verdict,) = run("screen", JIN_TENG, "--as-of", day, "--json", "--no-save").lines()
    assert (verdict["as_of"], verdict["action"]) == (day, action)


def test_the_same_file_twice_is_recognised_and_not_doubled(run: Any) -> None:
    assert "not recorded again" not in run("screen", COAL).err
    again = run("screen", COAL)
    assert "not recorded again" in again.err
    assert "KCS-0806" in again.out
    first = run("verify", "--json").lines()[0]["anchor"]["number"]
    run("screen", COAL, "--as-of", "2018-01-01")
    assert run("verify", "--json").lines()[0]["anchor"]["number"] == 2 * first


def test_read_judges_nothing_and_gives_the_consignment(run: Any) -> None:
    (consignment,) = run("read", JIN_TENG, "--json").lines()
    assert consignment["reference"] == "JT2016"
    assert consignment["goods"][0]["hs"] == ["230230"]
    assert consignment["transports"][0]["imo"] == "9163166"
    assert "action" not in consignment


@pytest.mark.parametrize("verb", ["read", "screen"])
def test_bad_input_is_told_and_the_good_file_beside_it_is_done(
    run: Any, tmp_path: Path, verb: str
) -> None:
    broken = tmp_path / "notes.txt"
    broken.write_text("this is no manifest", encoding="utf-8")
    done = run(verb, broken, JIN_TENG, "--json")
    assert done.code == 1
    assert "notes.txt" in done.err
    assert len(done.lines()) == 1


def test_a_missing_file_and_wrong_usage_have_their_own_exits(run: Any) -> None:
    assert run("screen", "nowhere.edi").code == 1
    assert run("screen").code == 2
    assert run("screen", JIN_TENG, "--as-of", "yesterday", "--no-save").code == 1


def test_a_stated_fact_is_weighed_and_an_unknown_one_refused(run: Any) -> None:
    hua_fu = SAMPLES / "cases" / "hua-fu-2017-unnotified.edi"
    facts = ("origin=RU", "notified=before", "notified_by=exporting", "programme_revenue=no")
    options = [part for fact in facts for part in ("--fact", fact)]
    (verdict,) = run("screen", hua_fu, "--json", "--no-save", *options).lines()
    coal = [f for f in verdict["findings"] if f["measure"] == "un/2371/8/coal"]
    assert [f["outcome"] for f in coal] == ["not_covered"]
    assert verdict["inspection_duty"] is True
    assert verdict["action"] == "inspect"
    refused = run("screen", hua_fu, "--no-save", "--fact", "weather=fair")
    assert refused.code == 1
    assert "vocabulary" in refused.err


def test_an_acts_table_comes_back_with_outcomes_and_its_own_columns(
    run: Any, tmp_path: Path
) -> None:
    acts = tmp_path / "acts.csv"
    acts.write_text(
        "id,act_date,direction,hs,description,facts,note\n"
        "a,2017-08-05,from_dprk,2701,coal,,mine\n"
        "b,2016-03-01,from_dprk,2701,coal,,mine\n",
        encoding="utf-8",
    )
    done = run("law", "test", acts)
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [row["outcome"] for row in rows] == ["prohibited", "not_in_force"]
    assert "un/2371/8/coal" in rows[0]["measures"]
    assert {row["note"] for row in rows} == {"mine"}


def test_an_act_outside_the_vocabulary_is_an_error_never_a_guess(run: Any, tmp_path: Path) -> None:
    acts = tmp_path / "acts.csv"
    acts.write_text(
        "id,act_date,direction,hs,description,facts\na,2017-08-05,from_dprk,2701,coal,mood=bad\n",
        encoding="utf-8",
    )
    done = run("law", "test", acts)
    assert done.code == 1
    assert "mood" in done.err
    assert done.out == ""


def test_law_show_names_paragraph_dates_and_checks(run: Any) -> None:
    (row,) = run("law", "show", "--measure", "un/2371/8/coal", "--json").lines()
    assert (row["instrument"], row["paragraph"]) == ("S/RES/2371 (2017)", "8")
    assert (row["since"], row["content_check"]) == ("2017-08-05", "verified")
    assert run("law", "show", "--measure", "un/9999").code == 1


def test_match_and_compare_answer(run: Any, tmp_path: Path) -> None:
    found = run("match", "Ocean Maritime Management", "--json").lines()
    assert found[0]["ref"] == "KPe.020"
    assert found[0]["score"] > 0.9
    pairs = tmp_path / "pairs.csv"
    pairs.write_text(
        "name1,name2,schema\nRi Je-son,이제선,Person\nAlpha Ltd,Omega GmbH,Company\n",
        encoding="utf-8",
    )
    rows = list(csv.DictReader(io.StringIO(run("compare", pairs).out)))
    assert float(rows[0]["score"]) > 0.7 > float(rows[1]["score"])


def test_the_demo_shows_both_groups_and_what_to_try_next(run: Any) -> None:
    done = run("demo")
    assert done.code == 0
    for words in ("Reconstructions", "Innocent", "DETAIN", "stow plan", "Try next"):
        assert words in done.out


def test_read_tells_stow_lists_and_calls_from_consignments(run: Any) -> None:
    lines = run("read", "--json", ABOARD, COAL).lines()
    assert [next(iter(line)) for line in lines[:5]] == ["call"] * 3 + ["stow_list"] * 2
    assert lines[3]["stow_list"]["kind"] == "discharge_report"
    assert lines[3]["stow_list"]["containers"][0]["container"] == "ZZZU9100010"
    assert lines[0]["call"]["arrived"] == "2018-05-06T04:00:00+08:00"
    assert lines[5]["reference"] != ""
    assert lines[5]["parties"] != []
    shown = run("read", ABOARD).out
    for words in ("stow plan SAV7S-PLAN", "discharge report", "ZZZU1000020", "SAMPLE TIDE"):
        assert words in shown


def test_screen_records_what_was_aboard_once_for_each_file(run: Any, tmp_path: Path) -> None:
    first = run("screen", ABOARD, MANIFEST, "--json")
    assert [line["consignment"] for line in first.lines()] == ["COD2018A"]
    assert "2 stow lists with 5 containers, 3 vessel calls" in first.err
    again = run("screen", ABOARD, "--json")
    assert again.err.count("not recorded again") == 3
    with Ledger.open(f"sqlite:///{tmp_path / 'home' / 'ledger.db'}") as ledger:
        events = list(ledger.events())
    kinds = Counter(event.kind for event in events)
    assert kinds == {"call": 3, "stow_list": 2, "screened": 1, "document": 4}
    (plan,) = (one for one in events if one.kind == "stow_list" and '"stow_plan"' in one.payload)
    assert plan.subject == "SAMPLE SAVANNA 7S"
    content = (ABOARD / "sample-savanna-plan.edi").read_bytes()
    assert plan.document == hashlib.sha256(content).hexdigest()


def test_screen_of_a_plan_alone_shows_no_empty_table(run: Any) -> None:
    done = run("screen", ABOARD / "sample-savanna-plan.edi", "--no-save")
    assert (done.code, done.out) == (0, "")
    assert "1 stow list with 3 containers" in done.err


def test_match_without_a_name_or_number_says_so(run: Any) -> None:
    done = run("match", " ")
    assert done.code == 1
    assert "no name and no number" in done.err
