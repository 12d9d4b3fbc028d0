import pytest

from tidewaiter.law import load_law
from tidewaiter.law.vocabulary import fault_of

WORDS = load_law().words


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("livelihood", "exclusive"),
        ("livelihood", "unknown"),
        ("origin", "KP"),
        ("origin", "other"),
        ("contract_date", "2017-08"),
        ("contract_date", "2017-08-05"),
        ("quota_total_t", "0"),
        ("quota_total_bbl", "499000.5"),
        ("quota_total_t", "7.5e+06"),
        ("route", "Dandong-Sinuiju"),
    ],
)
def test_values_of_the_vocabulary_are_taken(name: str, value: str) -> None:
    assert fault_of(WORDS, name, value) is None


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("mood", "bad", "fact mood is not in the vocabulary"),
        ("livelihood", "maybe", "give one of exclusive, no, claimed"),
        ("origin", "Korea", "ISO 3166-1"),
        ("origin", "kp", "ISO 3166-1"),
        ("contract_date", "2017-02-30", "a day or a month"),
        ("contract_date", "August", "a day or a month"),
        ("tonnes", "-5", "give a number"),
        ("tonnes", "5 t", "give a number"),
        ("tonnes", "nan", "give a number"),
        ("tonnes", "inf", "give a number"),
        ("route", "", "a place"),
    ],
)
def test_anything_else_is_an_error_and_never_a_guess(name: str, value: str, fault: str) -> None:
    found = fault_of(WORDS, name, value)
    assert found is not None
    assert fault in found
