"""Resolutions as dated, cited data: loading them, and what is in force on a day."""

from tidewaiter.law.law import Law
from tidewaiter.law.loader import load_law
from tidewaiter.law.show import Row, show
from tidewaiter.law.target import load_target

__all__ = ["Law", "Row", "load_law", "load_target", "show"]
