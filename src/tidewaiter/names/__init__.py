"""Normalising, comparing and explaining names."""

from tidewaiter.names.compare import Score, compare
from tidewaiter.names.matcher import Candidate, Matcher, is_distinctive

__all__ = ["Candidate", "Matcher", "Score", "compare", "is_distinctive"]
