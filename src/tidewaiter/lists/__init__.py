"""Designations: the embedded 1718 list, and one reader per published list."""

from tidewaiter.lists.embedded import embedded
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.read import read

__all__ = ["LoadedList", "embedded", "read"]
