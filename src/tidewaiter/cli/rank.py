"""`tidewaiter rank`: what to open next."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

from tidewaiter import lists
from tidewaiter.cli.jurisdictions import LawOption, parse_sources
from tidewaiter.cli.output import say
from tidewaiter.cli.rank_page import Page
from tidewaiter.cli.rank_train import train
from tidewaiter.cli.screen import (
    open_record,
    parse_day,
    parse_facts,
    read_lists,
    report_document,
)
from tidewaiter.ledger import standing_rulings
from tidewaiter.model import BadInput, Consignment, Verdict
from tidewaiter.pipeline.editions import kept_and
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.examiner import make_examiner
from tidewaiter.pipeline.queue import (
    Candidate,
    Draw,
    Placed,
    candidate_id,
    draw_queue,
    record_draw,
)
from tidewaiter.pipeline.screen import Record, documents, screen_document
from tidewaiter.pipeline.settings import load_settings
from tidewaiter.ranking import Kept, latest, load_kept

DEFAULT = "queue"


class _Group(TyperGroup):
    """A group that takes papers for its command `queue`."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Put `queue` before arguments that name no command."""
        first = args[0] if len(args) > 0 else "--help"
        known = first in self.commands or first in ctx.help_option_names
        return super().parse_args(ctx, args if known else [DEFAULT, *args])


app = typer.Typer(
    cls=_Group,
    no_args_is_help=True,
    help="What to open next: every duty first, then a random share, then the highest ranks.",
)
app.command("train")(train)


@dataclass(slots=True)
class _Screened:
    """The consignments of all papers, each document's once, and whether one was not read."""

    candidates: list[Candidate] = field(default_factory=list)
    failed: bool = False


Capacity = Annotated[
    int | None, typer.Option("--open", min=0, help="How many can be opened, duties among them.")
]
RandomShare = Annotated[
    float, typer.Option("--random", min=0, max=1, help="The share of voluntary openings to draw.")
]
Seed = Annotated[str, typer.Option("--seed", help="Repeat a draw. Without it a new seed is made.")]
Model = Annotated[
    Path | None, typer.Option("--model", help="A ranking, in place of the one trained last.")
]
AsOf = Annotated[
    str, typer.Option("--as-of", help="Judge by the law and lists of this day (YYYY-MM-DD).")
]
ListFiles = Annotated[
    list[Path] | None, typer.Option("--list", help="A sanctions list to add; repeatable.")
]
Stated = Annotated[
    list[str] | None,
    typer.Option("--fact", help="A fact you vouch for, as name=value; repeatable."),
]


@app.command(DEFAULT)
def queue(  # noqa: PLR0913 - each is an option of the command
    paths: Annotated[list[Path], typer.Argument(help="Cargo documents, or folders of them.")],
    capacity: Capacity = None,
    random_share: RandomShare = 0.1,
    seed: Seed = "",
    model: Model = None,
    as_of: AsOf = "",
    list_files: ListFiles = None,
    fact: Stated = None,
    further: LawOption = "",
    no_save: Annotated[bool, typer.Option("--no-save", help="Keep no record of it.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line per consignment.")] = False,
) -> None:
    """Screen cargo documents and say what to open, in which order and why."""
    settings = load_settings()
    kept = latest(settings.home) if model is None else load_kept(model)
    with open_record(settings, wanted=not no_save) as record:
        examiner = make_examiner(
            settings,
            kept_and(lists.Store(settings.home), read_lists(list_files or [])),
            as_of=parse_day(as_of),
            stated=parse_facts(fact or []),
            rulings=() if record is None else standing_rulings(record.ledger),
            sources=parse_sources(further),
            recorded=record is not None,
        )
        screened = _screen(paths, examiner, record)
        drawn = draw_queue(
            screened.candidates,
            kept,
            capacity=capacity,
            random_share=random_share,
            seed=seed or secrets.token_hex(16),
        )
        page = _page(drawn, kept, record, asked=capacity)
    page.show(as_json=as_json)
    if screened.failed:
        say("What could not be read is not in the queue.", "red")
        raise typer.Exit(1)


def _page(
    drawn: tuple[Draw, tuple[Placed, ...]],
    kept: Kept | None,
    record: Record | None,
    *,
    asked: int | None,
) -> Page:
    """The page of a draw, which is kept first."""
    draw, placed = drawn
    if record is None or len(placed) == 0:
        return Page(draw, placed, kept, 0, (), asked)
    event, before = record_draw(record.ledger, draw, actor=record.actor, at=record.at)
    return Page(draw, placed, kept, event, before, asked)


def _screen(paths: list[Path], examiner: Examiner, record: Record | None) -> _Screened:
    screened = _Screened()
    seen: set[str] = set()
    for path in documents(paths):
        found: list[tuple[Verdict, Consignment]] = []
        try:
            result = screen_document(
                path,
                examiner,
                record=record,
                show=lambda _: None,
                note=lambda *each, found=found: found.append(each),
            )
        except BadInput as error:
            screened.failed = True
            say(f"tidewaiter: {error}", "red")
            continue
        report_document(result)
        sha256 = result.document.sha256
        if sha256 in seen:
            say(f"{path}: the same content stands in the queue already", "yellow")
            continue
        seen.add(sha256)
        screened.candidates += [
            Candidate(candidate_id(sha256, position), consignment, verdict)
            for position, (verdict, consignment) in enumerate(found, start=1)
        ]
    return screened
