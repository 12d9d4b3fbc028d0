"""HS codes and words of goods items, turned into products of the law's vocabulary."""

from tidewaiter.goods.origin import stated_origin
from tidewaiter.goods.recognizer import Recognizer

__all__ = ["Recognizer", "stated_origin"]
