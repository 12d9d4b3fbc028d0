from pathlib import Path

from tidewaiter import ledger


def test_names_for_others_are_exactly_those_listed() -> None:
    modules = {path.stem for path in Path(ledger.__file__).parent.iterdir()}
    names = {name for name in vars(ledger) if not name.startswith("_")} - modules
    assert names == set(ledger.__all__)
