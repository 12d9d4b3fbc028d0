"""Goods items as the law and the tariff see them: products, candidate headings, odd signs."""

from tidewaiter.goods.headings import HeadingCandidate, headings
from tidewaiter.goods.origin import stated_origin
from tidewaiter.goods.recognizer import Recognizer
from tidewaiter.goods.signals import Signal, signals

__all__ = ["HeadingCandidate", "Recognizer", "Signal", "headings", "signals", "stated_origin"]
