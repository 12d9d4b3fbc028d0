from pathlib import Path

import pytest

from tidewaiter.cargo.json import JsonNode, read_values
from tidewaiter.cargo.source import open_source
from tidewaiter.model import BadInput, Defect


def read(tmp_path: Path, text: str) -> tuple[list[JsonNode], list[Defect]]:
    file = tmp_path / "x.json"
    file.write_text(text, encoding="utf-8")
    items = list(read_values(open_source(file)))
    return (
        [item for item in items if isinstance(item, JsonNode)],
        [item for item in items if isinstance(item, Defect)],
    )


def places(node: JsonNode) -> dict[str, str]:
    return {leaf.at: leaf.text for leaf in node.leaves()}


def test_numbers_keep_their_text_and_arrays_have_pointers(tmp_path: Path) -> None:
    (node,), defects = read(tmp_path, '{"a": [1.50, {"b/c": true}], "d": null, "e": ""}')
    assert places(node) == {"/a/0": "1.50", "/a/1/b~1c": "true"}
    assert defects == []


def test_repeated_keys_lose_no_value(tmp_path: Path) -> None:
    (node,), _ = read(tmp_path, '{"a": "one", "a": "two"}')
    assert [leaf.text for leaf in node.leaves()] == ["one", "two"]


@pytest.mark.parametrize(
    "text", ['[{"a": 1}, {"a": 2}]', '{"a": 1}\n{"a": 2}\n', '{"a":1} {"a":2}']
)
def test_arrays_and_lines_give_value_after_value(tmp_path: Path, text: str) -> None:
    nodes, defects = read(tmp_path, text)
    assert [node.find("a")[0].text for node in nodes] == ["1", "2"]
    assert defects == []


def test_members_of_an_array_and_lines_name_themselves(tmp_path: Path) -> None:
    assert places(read(tmp_path, '[{"a": 1}, {"a": 2}]')[0][1]) == {"/1/a": "2"}
    assert places(read(tmp_path, '{"a": 1}\n{"a": 2}')[0][1]) == {"line 2 /a": "2"}


def test_an_array_cut_inside_keeps_what_came_before(tmp_path: Path) -> None:
    nodes, defects = read(tmp_path, '[{"a": "1"},\n{"a": "2", "b": {"c": "3"')
    assert [list(places(node).values()) for node in nodes] == [["1"], ["2", "3"]]
    assert all(defect.at == "line 2" for defect in defects)


@pytest.mark.parametrize("bracket", ["[", '{"a":'])
def test_deep_nesting_is_refused(tmp_path: Path, bracket: str) -> None:
    closing = "]" if bracket == "[" else "}"
    text = '{"x": ' + bracket * 100_000 + "1" + closing * 100_000 + "}"
    with pytest.raises(BadInput, match="deeper"):
        read(tmp_path, text)


def test_unclosed_deep_nesting_does_not_overflow(tmp_path: Path) -> None:
    nodes, defects = read(tmp_path, '{"x": ' + "[" * 500)
    assert len(nodes) == 1
    assert any("deeper" in defect.problem for defect in defects)
    with pytest.raises(BadInput, match="deeper"):
        read(tmp_path, '{"x": ' + "[" * 50_000)


def test_many_small_values_are_read_in_pieces(tmp_path: Path) -> None:
    nodes, _ = read(tmp_path, "\n".join('{"a": "%s"}' % ("x" * 900) for _ in range(500)))
    assert len(nodes) == 500
