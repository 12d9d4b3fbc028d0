"""Normalising, comparing and explaining names."""

from tidewaiter.names.compare import compare, whole
from tidewaiter.names.matcher import Candidate, Matcher, is_distinctive
from tidewaiter.names.past import PastName, PastNames
from tidewaiter.names.score import Part, Parts, Score

__all__ = [
    "Candidate",
    "Matcher",
    "Part",
    "Parts",
    "PastName",
    "PastNames",
    "Score",
    "compare",
    "is_distinctive",
    "whole",
]
