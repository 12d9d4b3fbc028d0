"""The table of rules: its versions, and what each way of differing costs."""

import csv
from pathlib import Path

import pytest

from tidewaiter.model import BadInput
from tidewaiter.model.listing import ListingKind
from tidewaiter.names import compare
from tidewaiter.names.table import LATEST, load_table, read_table, versions

MATCH = 0.7
FROZEN = Path(__file__).parent / "frozen"


@pytest.mark.parametrize("version", versions())
def test_every_version_still_answers_as_it_did(version: str) -> None:
    with (FROZEN / f"{version}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 30
    for row in rows:
        kind: ListingKind = row["kind"]  # type: ignore[assignment]
        value = compare(row["first"], row["second"], kind, model=version).value
        assert f"{value:.3f}" == row["score"], row


def test_a_version_that_is_not_there_is_refused() -> None:
    with pytest.raises(BadInput, match=LATEST):
        compare("Sam Ple", "Sam Ple", "person", model="1999-01")


def test_a_rule_without_reason_is_refused() -> None:
    with pytest.raises(BadInput, match="reason"):
        read_table('version = "x"\n[words]\nsame = { weight = 1.0, means = "m" }')


def test_every_rule_has_a_meaning_and_a_reason() -> None:
    table = load_table(LATEST)
    for group in (table.words, table.edits, table.weights, table.names):
        assert all(rule.means != "" and rule.reason != "" for rule in group.values())


def test_the_score_stays_graded_near_the_top() -> None:
    listed = "Samuel Ibrahim Plesen"
    scores = [
        compare(written, listed, "person").value
        for written in (
            "SAMUEL IBRAHIM PLESEN",
            "SamuelIbrahim Plesen",
            "Plesen, Samuel Ibrahim",
            "Samuel Ebrahim Plesenn",
            "Samuel Plesen",
        )
    ]
    assert scores == sorted(set(scores), reverse=True)
    assert scores[0] == 1.0
    assert scores[-1] >= MATCH


@pytest.mark.parametrize(
    ("one", "other", "kind", "same"),
    [
        ("Samuel Plesen", "Samuel Ibrahim Plesen", "person", True),
        ("Samuel Omar Plesen", "Samuel Yahya Plesen", "person", False),
        ("Samuel Ivanovich Plesen", "Samuel Petrovich Plesen", "person", False),
        ("Samuel Plesen", "Samuel Ivanovich Plesen", "person", True),
        ("SAMUEL PLESEN AL-ONEI", "SAMUEL PLESEN AL-TWAI", "person", False),
        ("S. Plesen", "Samuel Plesen", "person", True),
        ("T. Plesen", "Samuel Plesen", "person", False),
        ("SP Dander", "Samuel-Peter Dander", "person", True),
        ("S.P.", "Samuel Plesen", "person", False),
        ("Plesen Plesen Samuel", "Samuel Plesen", "person", True),
        ("nesmaS lepmaS", "Samsen Sampel", "person", True),
        ("Sam uel Plesen", "Samuel Ibrahim Plesen", "person", True),
        ("Sam?uel Plesen", "Sam’uel Plesen", "person", True),
        ("SAMUEL--ADIL PLESEN", "SAMUEL-ADIL PLESEN", "person", True),
        ("Dr. Samuel Plesen", "Samuel Plesen", "person", True),
        ("Samuel", "Samuel Plesen", "person", False),
        ("Сергей Плесен", "Sergejs Plesens", "person", True),
        ("サミール・プレセン", "Samir Puresen", "person", True),
        ("خليل منصور", "Khalil Mansur", "person", True),
        ("عبد الله المهنا", "Abdullah al-Muhanna", "person", True),
        ("بشار الأسد", "Bashar al-Assad", "person", True),
        ("שמעון מזרחי", "Shimon Mizrahi", "person", True),
        ("Σαμουήλ Πλέσεν", "Samouil Plesen", "person", True),
        ("სამუელ პლესენ", "Samuel Plesen", "person", True),
        ("Սամուել Պլեսեն", "Samuel Plesen", "person", True),
        ("समीर पटेल", "Samir Patel", "person", True),
        ("Li Tse-hsiang", "Li Zexiang", "person", True),
        ("萨缪尔·普莱森", "Samuel Plesen", "person", True),
        ("塞米·柏森", "Sami Pasen", "person", True),
        ("GOKOMI", "Gotham Konig Mining Development Corporation", "organization", True),
        ("GRSC", "Grey River Shipping Company", "organization", True),
        ("KRSC", "Grey River Shipping Company", "organization", False),
        (
            "Grey Heron Pressed Steel (Chile) SA",
            "Grey Heron Pressed Steel SA",
            "organization",
            True,
        ),
        ("Heronia Chile SA", "Heronia Mexico SA", "organization", False),
        ("Heronia Fund VII LP", "Heronia Fund VIII LP", "organization", False),
        ("Second Heronia Brigade", "2nd Heronia Brigade", "organization", True),
        ("Heronia Forty-Four", "Heronia 44", "organization", True),
        ("ООО Цапля", "Limited Liability Company TSAPLYA", "organization", True),
        ("Heronia Int’l Mfg", "Heronia International Manufacturing", "organization", True),
        ("Цаплинский судостроительный завод", "Tsaplin Shipbuilding Plant", "organization", True),
        ("Banco Heronia", "Heronia Bank", "organization", True),
        ("HeroniaAG", "Heronia AG", "organization", True),
        ("ANO Heronia", "Heronia LLC", "organization", False),
        ("Heronia", "Heronia / Egretia Works", "organization", True),
        ("Heronia Systems", "Heronia Industries", "organization", False),
    ],
)
def test_what_makes_one_name_and_what_makes_two(
    one: str, other: str, kind: ListingKind, same: bool
) -> None:
    assert (compare(one, other, kind).value >= MATCH) is same, compare(one, other, kind)
    assert (compare(other, one, kind).value >= MATCH) is same


def test_another_legal_form_costs_a_little() -> None:
    assert (
        0.9 < compare("Heronia AG", "Heronia GmbH").value < compare("Heronia AG", "Heronia").value
    )


def test_the_reason_names_parts_rules_and_what_is_left() -> None:
    why = compare("Yusuf Plesan", "Youssef Ibrahim Plesen", "person").why
    assert "yusuf meets youssef (two spellings of one name" in why
    assert "plesan meets plesen (a slip" in why
    assert "only in the second name: ibrahim" in why
