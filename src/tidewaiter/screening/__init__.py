"""Consignments against lists to hits; consignments against a territory to signs of a nexus."""

from tidewaiter.screening.nexus import NexusFinder, find_nexus
from tidewaiter.screening.register import Likeness, Register
from tidewaiter.screening.screener import Past, Screener
from tidewaiter.screening.subjects import subject_of
from tidewaiter.screening.weigh import weigh

__all__ = [
    "Likeness",
    "NexusFinder",
    "Past",
    "Register",
    "Screener",
    "find_nexus",
    "subject_of",
    "weigh",
]
