import random
from pathlib import Path

import pytest

from tidewaiter.model import Consignment, Party
from tools.fuzz import LOCAL, SAMPLES, WHOLE, Bench, Mutation, faults, fingerprint, missing, mutate
from tools.fuzz_seeds import load_seeds

ONE, OTHER = (
    fingerprint(Consignment(document="d", format="f", reference=name)) for name in ("BL1", "BL2")
)


def test_two_thousand_mutated_documents_neither_crash_nor_lose_a_good_consignment() -> None:
    assert list(faults(2000, 1, 2)) == []


def test_a_document_follows_from_the_seed_and_its_number() -> None:
    [seed, *_] = load_seeds(SAMPLES)
    assert mutate(seed, random.Random("1:7")) == mutate(seed, random.Random("1:7"))


@pytest.mark.parametrize("mutation", [*LOCAL, *WHOLE])
def test_every_mutation_changes_something_in_most_documents(mutation: Mutation) -> None:
    data = bytes(range(32, 127)) * 3
    assert sum(mutation(data, random.Random(n)) != data for n in range(50)) > 30


def test_stretches_make_up_the_document() -> None:
    for seed in load_seeds(SAMPLES):
        path = SAMPLES / seed.name
        assert not path.exists() or path.read_bytes() == seed.content


def test_joined_documents_have_something_to_lose() -> None:
    seeds = {seed.name: seed for seed in load_seeds(SAMPLES)}
    for name in ("joined.edi", "joined.xml", "cases/to-dprk.csv"):
        assert len({one.owner for one in seeds[name].stretches} - {None}) > 4
    for name in ("sample-savanna-plan.edi", "sample-savanna-discharge.edi", "port-calls.csv"):
        assert len({one.owner for one in seeds[f"aboard/{name}"].stretches} - {None}) > 1


def test_a_consignment_that_was_left_alone_and_is_gone_is_a_loss() -> None:
    assert missing([ONE, OTHER], [OTHER], frozenset({1})) == "BL1"
    assert missing([ONE, OTHER], [OTHER], frozenset({0})) == ""
    assert missing([ONE, OTHER], [], None) == ""


def test_a_changed_party_is_a_loss() -> None:
    changed = Consignment(
        document="d", format="f", reference="BL1", parties=(Party("notify", name="Invented"),)
    )
    assert missing([ONE], [fingerprint(changed)], frozenset({1})) == "BL1"


def test_anything_but_bad_input_is_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(SAMPLES, tmp_path)

    def broken(path: Path) -> None:
        raise KeyError(path.name)

    monkeypatch.setattr("tidewaiter.cargo.read", broken)
    fault = bench.try_one(1, 0)
    assert fault is not None
    assert "crash: KeyError" in fault.problem
