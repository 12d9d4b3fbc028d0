"""An examiner as the settings have it."""

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tidewaiter import lists
from tidewaiter.law import load_law, load_target
from tidewaiter.ledger import Ledger, standing_rulings
from tidewaiter.model import Standing, Versions
from tidewaiter.pipeline.editions import Editions, kept_and
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.settings import Settings
from tidewaiter.pipeline.shelf import Shelf
from tidewaiter.pipeline.ships_known import desk_histories

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


def examiner_like(
    settings: Settings, store: lists.Store, ledger: Ledger, versions: Versions
) -> Examiner:
    """An examiner for a recorded verdict's day, law and facts, with the lists and rulings of now.

    Raises:
        BadInput: a list that is kept cannot be loaded.
    """
    return make_examiner(
        settings,
        kept_and(store, []),
        as_of=datetime.date.fromisoformat(versions.as_of) if versions.as_of else None,
        stated=versions.stated,
        rulings=standing_rulings(ledger),
        sources=versions.sources,
        recorded=True,
        histories=desk_histories(settings, ledger),
    )
