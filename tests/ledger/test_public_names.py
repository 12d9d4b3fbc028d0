from tidewaiter import ledger


def test_names_for_others_are_exactly_those_listed() -> None:
    modules = {"chain", "dialects", "failures", "rulings", "schema", "screening", "store"}
    names = {name for name in vars(ledger) if not name.startswith("_")} - modules
    assert names == set(ledger.__all__)
