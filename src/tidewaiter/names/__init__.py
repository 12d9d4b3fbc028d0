"""Normalising, comparing and explaining names."""

from tidewaiter.names.compare import Score, compare
from tidewaiter.names.matcher import Candidate, Matcher

__all__ = ["Candidate", "Matcher", "Score", "compare"]
