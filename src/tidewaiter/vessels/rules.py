"""Every signal of one ship's history on one day; the same history gives the same signals."""

from collections.abc import Callable, Iterator

from tidewaiter.model import History, VesselSignal
from tidewaiter.vessels import rules_calls, rules_identity, rules_tracks
from tidewaiter.vessels.setting import Setting

Rule = Callable[[History, Setting], Iterator[VesselSignal]]
RULES: tuple[Rule, ...] = (
    rules_calls.territory_calls,
    rules_calls.called_elsewhere,
    rules_calls.destination_at_sea,
    rules_calls.long_voyage,
    rules_calls.shuttle,
    rules_tracks.silences,
    rules_tracks.meetings,
    rules_tracks.false_tracks,
    rules_tracks.draughts,
    rules_tracks.loiterings,
    rules_identity.flags,
    rules_identity.flag_hopping,
    rules_identity.mmsi_against_flag,
    rules_identity.late_number,
    rules_identity.renamed_at_listing,
    rules_identity.two_hulls,
)
_WEIGHTS = ("strong", "medium", "weak")


def signals(history: History, setting: Setting) -> tuple[VesselSignal, ...]:
    """What in the history speaks for a look, the strongest first; excused ones stay, last."""
    found = [signal for rule in RULES for signal in rule(history, setting)]
    order = sorted(
        found, key=lambda each: (each.excused != "", _WEIGHTS.index(each.weight), each.asks)
    )
    return tuple(order)
