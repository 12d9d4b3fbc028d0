"""An examiner as the settings have it."""

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tidewaiter import lists
from tidewaiter.law import load_law, load_target
from tidewaiter.model import Standing
from tidewaiter.pipeline.editions import Editions
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.settings import Settings
from tidewaiter.pipeline.shelf import Shelf

if TYPE_CHECKING:
    from tidewaiter.pipeline.histories import Histories


def make_examiner(  # noqa: PLR0913 - each is something a verdict rests on
    settings: Settings,
    editions: Editions,
    *,
    as_of: datetime.date | None = None,
    stated: Mapping[str, str] | None = None,
    rulings: Sequence[Standing] = (),
    sources: Sequence[str] = (),
    recorded: bool = False,
    histories: "Histories | None" = None,
) -> Examiner:
    """An examiner with the UN's law and these further ones, and the lists that answer.

    Where its verdicts are recorded, the law they rest on is kept, so that they can be replayed.
    """
    law = load_law(tuple(sources))
    if recorded:
        Shelf(settings.editions, lists.Store(settings.home)).keep(law)
    return Examiner(
        law=law,
        target=load_target(),
        lists=editions,
        today=settings.today,
        as_of=as_of,
        stated=stated,
        rulings=rulings,
        saved=settings.indexes,
        histories=None if histories is None else histories.of,
        places=() if histories is None else histories.places,
    )
