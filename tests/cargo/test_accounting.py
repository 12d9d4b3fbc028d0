import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.cargo.accounting import FIXTURES, missing, read_all

XML = sorted(FIXTURES.rglob("*.xml"))
JSON = sorted(FIXTURES.rglob("*.json"))
# Records must stay records for the format to be recognised.
KEPT = {"Bol_segment", "Declaration", "MesTypMES20"}


@pytest.mark.parametrize("path", [*XML, *JSON], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_leaf_of_a_fixture_stands_in_a_field_an_extra_or_a_defect(path: Path) -> None:
    assert missing(path.read_bytes(), read_all(path)) == []


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["asycuda", "wco_dm_hmrc", "ics_ens", "dcsa"])
def test_every_leaf_of_the_shared_documents_is_accounted_for(shared: Path, folder: str) -> None:
    paths = [
        path
        for path in (shared / "data" / "documents" / folder).iterdir()
        if path.suffix in {".xml", ".json"}
    ]
    assert len(paths) > 0
    for path in paths:
        assert missing(path.read_bytes(), read_all(path)) == [], path.name


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), path=st.sampled_from(XML))
def test_shuffled_pruned_doubled_elements_lose_no_value(
    seed: int, path: Path, tmp_path: Path
) -> None:
    file = tmp_path / "document.xml"
    file.write_bytes(_scrambled(path.read_bytes(), random.Random(seed)))
    read = read_all(file)
    assert missing(file.read_bytes(), read) == []


def _scrambled(data: bytes, chance: random.Random) -> bytes:
    """A document with its elements shuffled, dropped and doubled, every leaf a unique text."""
    root = etree.fromstring(data, etree.XMLParser(remove_comments=True))
    _scramble(root, chance)
    for index, element in enumerate(root.iter()):
        if len(element) == 0 and (element.text or "").strip() != "":
            element.text = chance.choice(
                (f"w{index}q", str(70_000 + index), f"a{index}z\nb{index}z")
            )
    return etree.tostring(root, encoding="utf-8")


def _scramble(element: etree._Element, chance: random.Random) -> None:
    children = list(element)
    chance.shuffle(children)
    for child in children:
        element.remove(child)
        copies = 1 if _name(child) in KEPT else chance.choice((0, 1, 1, 1, 1, 2))
        for _ in range(copies):
            copy = etree.fromstring(etree.tostring(child))
            _scramble(copy, chance)
            element.append(copy)


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(10**6, 10**9),
    st.text(alphabet="abcdefXYZ가中", min_size=4, max_size=12),
)
KEYS = st.sampled_from(
    [
        "consignmentItems",
        "documentParties",
        "HSCodes",
        "cargoItems",
        "cargoGrossWeight",
        "value",
        "unit",
        "seals",
        "number",
        "party",
        "partyFunction",
        "transports",
        "vesselVoyages",
        "vesselIMONumber",
        "references",
        "type",
        "values",
        "nationalCommodityCodes",
        "houseBillOfLadings",
        "issueDate",
        "anything/~else",
    ]
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=5)),
    max_leaves=30,
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(body=st.dictionaries(KEYS, TREES, max_size=8))
def test_random_json_trees_lose_no_value(body: dict[str, object], tmp_path: Path) -> None:
    import json

    document = {"transportDocumentReference": "TDR", "transportDocumentTypeCode": "BOL"} | body
    file = tmp_path / "bill.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    assert missing(file.read_bytes(), read_all(file)) == []
