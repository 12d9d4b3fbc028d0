"""Designations: the embedded 1718 list, one reader per published list, versions kept."""

from tidewaiter.lists.diff import ListDiff, diff
from tidewaiter.lists.embedded import embedded
from tidewaiter.lists.kept import Kept
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.read import read
from tidewaiter.lists.store import Arrival, Store

__all__ = ["Arrival", "Kept", "ListDiff", "LoadedList", "Store", "diff", "embedded", "read"]
