"""What a ranking learns, and that nothing leaks into it."""

import datetime
import random
from pathlib import Path

import msgspec
import pytest

from tests.ranking.conftest import FIRST, Make
from tidewaiter.model import BadInput
from tidewaiter.ranking import (
    TRAITS,
    Declaration,
    Opening,
    Ranking,
    Trait,
    check_enough,
    save,
    train,
)

IMPORTER = (Trait(("importer",)),)


def names(ranking: Ranking) -> set[str]:
    return {weighted.trait.name for weighted in ranking.traits}


def test_a_line_is_ranked_by_what_was_found_in_others_and_says_so(year: list[Opening]) -> None:
    ranking = train(year)
    line = Declaration(id="new", date=FIRST, importer="BLUE HERON", origin="FR")
    other = msgspec.structs.replace(line, importer="OTHER")
    ranked = ranking.score(line)
    assert ranked.value > 0.5 > ranking.score(other).value
    opened = [one for one in year if one.declaration.importer == "BLUE HERON"]
    false = sum(one.false for one in opened)
    text = f"importer BLUE HERON: {false} of {len(opened)} opened were false"
    assert ranked.reasons[0].text == text


def test_the_period_and_the_counts_are_kept(year: list[Opening]) -> None:
    ranking = train(year)
    assert (ranking.first, ranking.last) == (FIRST, FIRST + datetime.timedelta(days=299))
    assert ranking.known_on == ranking.last
    assert (ranking.usual.opened, ranking.usual.false) == (1200, sum(one.false for one in year))


def test_a_lines_own_result_does_not_leak_into_its_evidence(make: Make) -> None:
    alone = [
        make(number, false=number % 3 == 0, day=number, importer=f"ONCE {number}")
        for number in range(300)
    ]
    assert names(train(alone, traits=IMPORTER)) == set()


@pytest.mark.parametrize(("delay", "learnt"), [(0, {"importer"}), (1000, set())])
def test_a_result_helps_only_lines_declared_after_it_was_known(
    make: Make, delay: int, learnt: set[str]
) -> None:
    twice = [
        make(number, false=number % 3 == 0, day=day, known=day + delay, importer=f"{number % 300}")
        for number, day in ((number, number) for number in range(600))
    ]
    assert names(train(twice, traits=IMPORTER)) == learnt


def test_lines_of_one_day_do_not_teach_each_other(make: Make) -> None:
    pairs = [
        make(number, false=number // 2 % 3 == 0, day=number // 2, importer=f"{number // 2}")
        for number in range(400)
    ]
    assert names(train(pairs, traits=IMPORTER)) == set()


def test_results_known_later_than_asked_are_left_out(year: list[Opening]) -> None:
    day = FIRST + datetime.timedelta(days=150)
    earlier = [one for one in year if one.known_on <= day]
    assert train(year, known_on=day) == train(earlier)


def test_the_same_openings_in_another_order_give_the_same_file(
    year: list[Opening], tmp_path: Path
) -> None:
    shuffled = year.copy()
    random.Random(7).shuffle(shuffled)
    save(train(year), tmp_path / "one.json")
    save(train(shuffled), tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_a_trait_left_out_cannot_move_a_rank(year: list[Opening]) -> None:
    traits = tuple(trait for trait in TRAITS if "origin" not in trait.fields)
    ranking = train(year, traits=traits)
    line = year[0].declaration
    other = msgspec.structs.replace(line, origin="BR" if line.origin == "FR" else "FR")
    assert ranking.score(line) == ranking.score(other)


def test_a_worse_record_never_lowers_a_rank(make: Make) -> None:
    pick = random.Random(3)
    usual = [
        make(number, false=pick.random() < 0.3, day=number, importer=f"{number % 9}", origin="FR")
        for number in range(900)
    ]
    ranking = train(usual)
    line = usual[-1].declaration
    weighted = ranking.traits
    worse = tuple(
        msgspec.structs.replace(
            one,
            rates={
                key: msgspec.structs.replace(rate, false=rate.opened)
                for key, rate in one.rates.items()
            },
        )
        for one in weighted
    )
    assert msgspec.structs.replace(ranking, traits=worse).score(line).value >= (
        ranking.score(line).value
    )


def test_nothing_opened_like_it_gives_no_reason(year: list[Opening]) -> None:
    ranked = train(year).score(Declaration(id="new", date=FIRST, importer="NEVER SEEN"))
    assert ranked.reasons == ()


@pytest.mark.parametrize("falses", [[], [True, True], [False, False]])
def test_openings_that_tell_nothing_apart_are_refused(make: Make, falses: list[bool]) -> None:
    openings = [make(number, false=false, day=number) for number, false in enumerate(falses)]
    with pytest.raises(BadInput, match="nothing to tell apart"):
        train(openings)


def test_two_results_of_one_line_are_refused(make: Make) -> None:
    with pytest.raises(BadInput, match="line-1: a line has two openings"):
        train([make(1, false=True, day=0), make(1, false=False, day=1)])


@pytest.mark.parametrize(("opened", "false"), [(199, 100), (500, 19), (500, 481)])
def test_too_few_openings_are_refused_with_their_numbers(
    make: Make, opened: int, false: int
) -> None:
    few = [make(number, false=number < false, day=number) for number in range(opened)]
    with pytest.raises(BadInput, match=f"{opened} lines opened, {false} false"):
        check_enough(few)


def test_enough_openings_are_enough(make: Make) -> None:
    check_enough([make(number, false=number < 20, day=number) for number in range(200)])


def recurring(make: Make, *, weighed: bool) -> list[Opening]:
    """Kinds that come four times with one result, told at first by the importer alone."""
    pick = random.Random(2270)
    openings = []
    for kind in range(200):
        first = pick.choice(["HERON", "KITE"])
        for time in range(4):
            importer = first if time == 0 else pick.choice(["HERON", "KITE"])
            lot = {"net_weight_kg": 10.0 ** (kind % 8), "value": 5.0} if weighed else {}
            openings.append(
                make(
                    4 * kind + time,
                    false=first == "HERON",
                    day=kind + 100 * time,
                    hs=f"{1000 + kind}00",
                    importer=importer,
                    **lot,
                )
            )
    return openings


def test_a_line_of_a_new_kind_is_ranked_by_what_carries_over(make: Make) -> None:
    ranking = train(recurring(make, weighed=True))
    known = Declaration(
        id="a", date=FIRST, hs="100000", importer="KITE", net_weight_kg=1.0, value=5.0
    )
    new = msgspec.structs.replace(known, hs="990000")
    importer = next(each for each in ranking.traits if each.trait.name == "importer")
    assert importer.weight_new > importer.weight
    assert (ranking.score(known).new, ranking.score(new).new) == (False, True)
    bad = msgspec.structs.replace(new, importer="HERON")
    assert ranking.score(bad).value > ranking.score(new).value


def test_without_weights_no_kind_is_told_and_one_set_of_weights_serves(make: Make) -> None:
    plain = train(recurring(make, weighed=False))
    kept_from = train(recurring(make, weighed=True), traits=IMPORTER)
    for ranking in (plain, kept_from):
        assert ranking.kinds == ()
        assert {each.weight == each.weight_new for each in ranking.traits} == {True}
        line = Declaration(id="a", date=FIRST, hs="990000", net_weight_kg=1.0, value=5.0)
        assert not ranking.score(line).new
