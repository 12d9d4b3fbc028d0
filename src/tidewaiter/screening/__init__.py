"""Consignments against lists to hits; consignments against a territory to signs of a nexus."""

from tidewaiter.screening.nexus import NexusFinder, find_nexus
from tidewaiter.screening.screener import Past, Screener

__all__ = ["NexusFinder", "Past", "Screener", "find_nexus"]
