"""Consignments against lists to hits; consignments against a territory to signs of a nexus."""

from tidewaiter.screening.screener import Past, Screener

__all__ = ["Past", "Screener"]
