"""Consignments against lists to hits; consignments against a territory to signs of a nexus."""

from tidewaiter.screening.explain import Explanation, explain
from tidewaiter.screening.nexus import NexusFinder, find_nexus
from tidewaiter.screening.past import PastByNames
from tidewaiter.screening.register import Likeness, Register
from tidewaiter.screening.replay import Basis, plain
from tidewaiter.screening.rulings import Rulings, rule
from tidewaiter.screening.screener import Past, Screener
from tidewaiter.screening.subjects import subject_at, subject_of
from tidewaiter.screening.touched import changed_listings
from tidewaiter.screening.weigh import weigh

__all__ = [
    "Basis",
    "Explanation",
    "Likeness",
    "NexusFinder",
    "Past",
    "PastByNames",
    "Register",
    "Rulings",
    "Screener",
    "changed_listings",
    "explain",
    "find_nexus",
    "plain",
    "rule",
    "subject_at",
    "subject_of",
    "weigh",
]
