"""Normalising, comparing and explaining names."""

from tidewaiter.names.compare import compare
from tidewaiter.names.matcher import Candidate, Matcher, is_distinctive
from tidewaiter.names.past import PastName, PastNames
from tidewaiter.names.score import Score

__all__ = ["Candidate", "Matcher", "PastName", "PastNames", "Score", "compare", "is_distinctive"]
