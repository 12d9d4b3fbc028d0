"""Resolutions as dated, cited data: loading them, and what is in force on a day."""

from tidewaiter.law.law import BASE, Law
from tidewaiter.law.loader import known_sources, load_law
from tidewaiter.law.show import Row, show
from tidewaiter.law.target import load_target

__all__ = ["BASE", "Law", "Row", "known_sources", "load_law", "load_target", "show"]
