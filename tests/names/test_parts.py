"""A score taken apart: which part of a name met which, as the comparison had it."""

from tidewaiter.names import compare


def parts(first: str, second: str, kind: str) -> list[tuple[str, str, str, bool]]:
    found = compare(first, second, kind).parts  # type: ignore[arg-type]
    return [(part.what, part.first, part.second, part.met) for part in found]


def test_a_korean_name_is_family_and_given_name_as_each_is_written() -> None:
    assert parts("리철수", "RI, Chol Su", "person") == [
        ("family name", "리", "RI", True),
        ("given name", "철수", "Chol Su", True),
    ]
    rule = compare("리철수", "RI, Chol Su", "person").parts[1].rule
    assert rule == "both may be read 철수"


def test_a_word_that_only_one_name_has_met_nothing() -> None:
    told = parts("Sample Mining", "Sample Mining Trading Ltd", "organization")
    assert ("word", "Sample", "Sample", True) in told
    assert ("word", "", "Trading", False) in told


def test_a_ship_of_another_number_meets_by_letters_alone() -> None:
    assert parts("SAMPLE STAR 2", "Sample Star 3", "vessel") == [
        ("name", "SAMPLE STAR", "Sample Star", True),
        ("number", "2", "3", False),
    ]


def test_names_that_were_only_compared_whole_have_no_parts() -> None:
    assert parts("Chol Su Ri", "RI, Chol Su", "person") == []
