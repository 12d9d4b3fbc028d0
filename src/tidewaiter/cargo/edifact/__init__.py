"""UN/EDIFACT: a streaming tokenizer, and messages read into consignments and stow lists."""

from tidewaiter.cargo.edifact.reader import EDIFACT
from tidewaiter.cargo.edifact.tokenizer import Batch, Segment, read_batches, tokenize

__all__ = ["EDIFACT", "Batch", "Segment", "read_batches", "tokenize"]
