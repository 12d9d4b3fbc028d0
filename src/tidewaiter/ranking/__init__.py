"""What to open next, learnt from what was found in what was opened.

The ranking orders the voluntary part of a queue. It never judges, and it never takes a duty to
inspect out: `choose` opens every duty first, whatever its rank. Openings go in, a `Ranking` comes
out, whose every value can be traced to counts of earlier openings.
"""

from tidewaiter.ranking.choosing import Chosen, Waiting, Way, choose
from tidewaiter.ranking.declaration import Declaration, Opening
from tidewaiter.ranking.estimate import Estimate, base_rate
from tidewaiter.ranking.learning import check_enough, train
from tidewaiter.ranking.lines import declared
from tidewaiter.ranking.ranking import Ranked, Ranking, Reason
from tidewaiter.ranking.rates import Rate
from tidewaiter.ranking.store import Kept, keep, latest, load, load_kept, save
from tidewaiter.ranking.traits import KIND, TRAITS, Trait

__all__ = [
    "KIND",
    "TRAITS",
    "Chosen",
    "Declaration",
    "Estimate",
    "Kept",
    "Opening",
    "Ranked",
    "Ranking",
    "Rate",
    "Reason",
    "Trait",
    "Waiting",
    "Way",
    "base_rate",
    "check_enough",
    "choose",
    "declared",
    "keep",
    "latest",
    "load",
    "load_kept",
    "save",
    "train",
]
