"""Streaming access to JSON documents: one, an array of them, or one after the other (JSON lines).

Numbers keep their text, keys that are repeated keep all their values, a document that is not
well formed is read as far as its brackets allow.
"""

from tidewaiter.cargo.json.element import JsonNode, Pairs, to_node
from tidewaiter.cargo.json.mending import mend
from tidewaiter.cargo.json.reading import read_values

__all__ = ["JsonNode", "Pairs", "mend", "read_values", "to_node"]
