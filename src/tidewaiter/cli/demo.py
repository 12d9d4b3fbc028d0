"""`tidewaiter demo`: the main job on the bundled sample documents."""

from typing import Annotated

import typer

from tidewaiter.cli.output import console, emit
from tidewaiter.cli.read import read_one
from tidewaiter.cli.table import CLOSING, VerdictTable
from tidewaiter.lists import Store
from tidewaiter.pipeline.editions import kept_and
from tidewaiter.pipeline.examiner import make_examiner
from tidewaiter.pipeline.samples import sample_folder
from tidewaiter.pipeline.screen import documents, screen_document
from tidewaiter.pipeline.settings import load_settings

GROUPS = {
    "cases": "Reconstructions of documented cases (made from published facts, not the real papers)",
    "innocent": "Innocent documents that look alike (fictional parties)",
}

ABOARD = (
    "What else says that cargo was there: a stow plan, a discharge report, port calls (invented)"
)

NEXT = """Try next:
  tidewaiter screen YOUR_MANIFEST.edi          screen a document of your own
  tidewaiter screen FILE --as-of 2016-03-25    the law and lists of another day
  tidewaiter read FILE                         what a document says, judging nothing
  tidewaiter law show --on 2017-08-05          what was in force on a day
  tidewaiter match "Ocean Maritime Management" look a name up
The samples are in {folder}"""


def demo(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line per consignment.")] = False,
) -> None:
    """Screen the bundled sample documents and print the verdicts. Keeps no record."""
    settings = load_settings()
    examiner = make_examiner(settings, kept_and(Store(settings.home), []))
    with sample_folder() as folder:
        for group, title in GROUPS.items():
            table = VerdictTable()
            show = emit if as_json else table.add
            for path in documents([folder / group]):
                screen_document(path, examiner, record=None, show=show)
            if not as_json:
                console().rule(title, align="left")
                console().print(table.render())
                console().print(table.counts(), highlight=False)
        if not as_json:
            console().rule(ABOARD, align="left")
            for path in documents([folder / "aboard"]):
                read_one(path, as_json=False)
            console().print(CLOSING, style="dim")
            console().print(
                NEXT.format(folder=folder), highlight=False, markup=False, soft_wrap=True
            )
