import json

from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.cargo.json import Pairs, mend

PIECES = st.sampled_from(['"a"', '"b": ', "1", "true", "null", "\n", "x", "\\", *'{}[],:"'])


def plain(value: object) -> object:
    """Pairs as dictionaries, to compare."""
    if isinstance(value, Pairs):
        return {key: plain(held) for key, held in value.pairs()}
    return [plain(held) for held in value] if isinstance(value, list) else value


def test_a_cut_document_is_closed_and_says_what_was_expected() -> None:
    found = mend('{"a": {"b": "1", "c": ["2"', 0)
    assert plain(found.value) == {"a": {"b": "1", "c": ["2"]}}
    assert "] was expected" in found.faults[-1][1]


def test_a_lost_bracket_is_closed_by_the_outer_one() -> None:
    assert plain(mend('{"a": ["1", "2", "b": {"c": "3"}}', 0).value) != {}
    assert plain(mend('[{"a": "1", {"a": "2"}]', 0).value) == [{"a": "1"}, {"a": "2"}]


def test_a_string_without_its_quote_ends_with_the_line() -> None:
    found = mend('{"a": "open,\n"b": "2"}', 0)
    assert plain(found.value) == {"a": "open", "b": "2"}


def test_a_new_object_where_a_key_was_due_ends_the_value() -> None:
    text = '{"a": "1"\n{"a": "2"}'
    found = mend(text, 0)
    assert plain(found.value) == {"a": "1"}
    assert text[found.end :].startswith("{")


@given(st.dictionaries(st.text(max_size=5), st.lists(st.integers() | st.text(max_size=5))))
def test_well_formed_values_are_read_as_the_strict_parser_does(value: dict[str, object]) -> None:
    found = mend(json.dumps(value), 0)
    assert found.faults == []
    assert json.dumps(plain(found.value)).replace('"', "") == json.dumps(value).replace('"', "")


@given(st.lists(PIECES, max_size=30))
def test_nothing_makes_it_fail_or_stand_still(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert mend(text, 0).end > 0 or text == ""
