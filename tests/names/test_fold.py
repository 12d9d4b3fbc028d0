"""One plain form of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.names.fold import fold


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  Grey   HERON  ", "grey heron"),
        ("Société d'Énergie", "societe denergie"),
        ("Ch’ŏl-min", "chol min"),
        ("S.A.", "sa"),
        ("J/V Co., Ltd.", "jv co ltd"),
        ("Heron & Egret", "heron and egret"),
        ("Восток", "vostok"),
        ("Łódź Øresund Straße", "lodz oresund strasse"),
        ("朝鮮貿易", "朝鲜贸易"),
        ("ＦＵＬＬ　ＷＩＤＴＨ", "full width"),
        ("청천강", "청천강"),
        ("—", ""),
    ],
)
def test_case_accents_punctuation_and_script(text: str, plain: str) -> None:
    assert fold(text) == plain


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
