"""Floors of recall and precision on our own descriptions."""

import pytest

from benchmarks.goods import banned
from tidewaiter.goods import Recognizer


@pytest.fixture(scope="module")
def given() -> list[banned.Answer]:
    return banned.answers(banned.rows(), Recognizer())


def test_descriptions_are_many_and_of_nine_languages() -> None:
    rows = banned.rows()
    assert len(rows) >= 1000
    assert len({row.description for row in rows}) == len(rows)
    assert {row.language for row in rows} == {
        *("en", "zh", "ko", "ru", "ja", "th", "vi", "fr", "es")
    }
    assert 0.4 < sum(row.is_held_back for row in rows) / len(rows) < 0.6


def test_labels_are_products_the_vocabulary_knows() -> None:
    known = Recognizer().products()
    for row in banned.rows():
        assert {row.expected, *row.allowed} - {""} <= known, row.description


def test_recall_and_precision_over_all(given: list[banned.Answer]) -> None:
    quality = banned.quality(given)
    assert quality.recall >= 0.975
    assert quality.precision >= 0.98


def test_recall_and_precision_where_nothing_was_built_on(given: list[banned.Answer]) -> None:
    quality = banned.quality([each for each in given if each.row.is_held_back])
    assert quality.recall >= 0.955
    assert quality.precision >= 0.975
