"""`tidewaiter rank train`: learn from past openings."""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from tidewaiter.cli.output import console, emit, say
from tidewaiter.model import BadInput
from tidewaiter.pipeline.home import open_ledger
from tidewaiter.pipeline.opened import opened
from tidewaiter.pipeline.openings import Openings
from tidewaiter.pipeline.outcome_table import read_outcomes
from tidewaiter.pipeline.settings import load_settings
from tidewaiter.ranking import (
    Estimate,
    Kept,
    Opening,
    Ranking,
    base_rate,
    check_enough,
    keep,
    load_kept,
    save,
)
from tidewaiter.ranking import train as learn

ADVICE = "Make room, give the right to write, or name another place."


def train(
    outcomes: Annotated[
        list[Path] | None,
        typer.Argument(help="Tables of past openings, with a column `outcome`."),
    ] = None,
    recorded: Annotated[
        bool, typer.Option("--recorded", help="Learn from the cases on record too.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", help="Write the ranking here, not to the home folder.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The answer as one JSON line.")] = False,
) -> None:
    """Learn what to open next from past openings, and say how much the random share found."""
    settings = load_settings()
    openings = Openings()
    if not outcomes and not recorded:
        advice = "Name a table of past openings, or give --recorded."
        raise BadInput("nothing to learn from", where="rank train", advice=advice)
    for path in outcomes or []:
        read_outcomes(path, settings.today, openings)
    if recorded:
        with open_ledger(settings) as ledger:
            for past in opened(ledger):
                openings.add("the ledger", past)
    for source, defect in openings.defects:
        text = "" if defect.text == "" else f" ({defect.text})"
        say(f"{source}: {defect.at}: {defect.problem}{text}", "yellow")
    lines, consignments = openings.lines, openings.consignments
    told = base_rate(consignments)
    if not as_json:
        console().print(_told(told, openings.drawn_unchecked), highlight=False)
    check_enough(lines)
    kept = _keep(learn(lines), out, settings.home)
    if as_json:
        emit(_line(kept, openings, told))
    else:
        console().print(_trained(kept.ranking, consignments), highlight=False)
        console().print(f"Kept in {kept.path}", highlight=False, markup=False, soft_wrap=True)


def _keep(ranking: Ranking, out: Path | None, home: Path) -> Kept:
    try:
        if out is None:
            return keep(ranking, home, datetime.datetime.now(datetime.UTC))
        save(ranking, out)
    except OSError as error:
        what = f"the ranking cannot be kept there ({error.strerror or error})"
        raise BadInput(what, where=str(out or home), advice=ADVICE) from error
    return load_kept(out)


def _told(told: Estimate, unchecked: int) -> str:
    if told.rate is None:
        return "Nothing drawn at random was checked: how much is false in the queue is not known."
    share = f"{told.rate:.1%} ({told.low:.1%} to {told.high:.1%}, 95 times in 100)"
    words = f"Of {told.opened} consignments drawn at random {told.false} were false: {share}."
    if unchecked > 0:
        words += f" {unchecked} more drawn at random could not be checked and are not counted."
    return words


def _trained(ranking: Ranking, consignments: list[Opening]) -> str:
    found = [one.false for one in consignments if one.way == "ranked"]
    compare = f"Of {len(found)} opened by rank {sum(found)} were false.\n" if found else ""
    return (
        f"{compare}Learnt from {ranking.usual.opened} lines, {ranking.usual.false} of them false, "
        f"declared from {ranking.first} to {ranking.last}."
    )


def _line(kept: Kept, openings: Openings, told: Estimate) -> dict[str, object]:
    ranking = kept.ranking
    ranked = [one.false for one in openings.consignments if one.way == "ranked"]
    return {
        "ranking": str(kept.path),
        "sha256": kept.sha256,
        "opened": ranking.usual.opened,
        "false": ranking.usual.false,
        "first": ranking.first,
        "last": ranking.last,
        "known_on": ranking.known_on,
        "base_rate": told,
        "drawn_unchecked": openings.drawn_unchecked,
        "by_rank": {"opened": len(ranked), "false": sum(ranked)},
        "unchecked": len(openings.unchecked),
        "defects": [{"source": source, "defect": defect} for source, defect in openings.defects],
    }
