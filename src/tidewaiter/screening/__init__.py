"""Consignments against lists to hits; consignments against a territory to signs of a nexus."""

from tidewaiter.screening.nexus import NexusFinder, find_nexus
from tidewaiter.screening.register import Likeness, Register
from tidewaiter.screening.rulings import Rulings, rule
from tidewaiter.screening.screener import Past, Screener
from tidewaiter.screening.subjects import subject_at, subject_of
from tidewaiter.screening.touched import PastByMatcher, PastIndex, changed_listings
from tidewaiter.screening.weigh import weigh

__all__ = [
    "Likeness",
    "NexusFinder",
    "Past",
    "PastByMatcher",
    "PastIndex",
    "Register",
    "Rulings",
    "Screener",
    "changed_listings",
    "find_nexus",
    "rule",
    "subject_at",
    "subject_of",
    "weigh",
]
