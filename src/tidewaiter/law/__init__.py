"""Resolutions as dated, cited data: loading them, and what is in force on a day."""

from tidewaiter.law.law import Law
from tidewaiter.law.loader import load_law
from tidewaiter.law.show import show

__all__ = ["Law", "load_law", "show"]
