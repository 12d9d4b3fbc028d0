"""`docs/glossary.md` knows every closed word that passes between stages."""

import re
from pathlib import Path
from typing import get_args

import pytest

from tidewaiter import model
from tidewaiter.model.consignment import PortFunction, Role
from tidewaiter.model.finding import Action, ActOutcome, Outcome
from tidewaiter.model.listing import HitStrength

PAGE = (Path(__file__).parents[1] / "docs" / "glossary.md").read_text(encoding="utf-8")
VOCABULARIES = {
    "role": get_args(Role),
    "function": get_args(PortFunction),
    "outcome": (*get_args(Outcome), *(set(get_args(ActOutcome)) - set(get_args(Outcome)))),
    "action": get_args(Action),
    "strength": get_args(HitStrength),
}
# Records that only exist to be the parts of a term, and errors.
NOT_TERMS = {
    "Dated",
    "BadInput",
    "Conflict",
    "LawError",
    "LedgerError",
    "Refused",
    "TidewaiterError",
}


def terms(heading: str) -> list[str]:
    """Every word in the first column of the tables under a heading."""
    tables = re.findall(rf"^\| {heading} \|.*?(?:\n\n|\Z)", PAGE, flags=re.MULTILINE | re.DOTALL)
    rows = [row for table in tables for row in table.splitlines()[2:] if row.startswith("|")]
    cells = [row.split("|")[1].strip() for row in rows]
    return [word.strip("` ") for cell in cells for word in cell.split(", ")]


@pytest.mark.parametrize(("heading", "words"), VOCABULARIES.items(), ids=VOCABULARIES)
def test_every_word_of_a_closed_vocabulary_is_defined_and_no_other(
    heading: str, words: tuple[str, ...]
) -> None:
    assert sorted(terms(heading)) == sorted(words)


def test_every_record_is_a_term() -> None:
    defined = {term.replace(" ", "").lower() for term in terms("term")}
    defined |= {"party", "port"}  # defined in the text above their tables
    names = {name for name in model.__all__ if name not in NOT_TERMS}
    assert {name for name in names if name.lower() not in defined} == set()


def test_no_term_is_defined_twice() -> None:
    assert len(terms("term")) == len(set(terms("term")))
