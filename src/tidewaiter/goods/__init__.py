"""Goods items as the law and the tariff see them: products, candidate headings."""

from tidewaiter.goods.headings import HeadingCandidate, headings
from tidewaiter.goods.origin import stated_origin
from tidewaiter.goods.recognizer import Recognizer

__all__ = ["HeadingCandidate", "Recognizer", "headings", "stated_origin"]
