"""Normalising, comparing and explaining names."""

from tidewaiter.names.compare import compare
from tidewaiter.names.matcher import Candidate, Matcher, is_distinctive
from tidewaiter.names.score import Score

__all__ = ["Candidate", "Matcher", "Score", "compare", "is_distinctive"]
