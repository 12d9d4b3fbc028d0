"""Hardened, streaming access to XML documents: records out, no entities, no network.

A document type declaration is refused, depth and sizes are bounded, text is decoded here (a
wrong declaration of the encoding is a defect, not the end), and a document that is not well
formed is mended by tag names and read on.
"""

from tidewaiter.cargo.xml.decoding import Decoder, declared_encoding
from tidewaiter.cargo.xml.documents import Reading, read_documents
from tidewaiter.cargo.xml.element import XmlNode, clean
from tidewaiter.cargo.xml.mending import Mender
from tidewaiter.cargo.xml.opening import Name, first_elements, head_text
from tidewaiter.cargo.xml.records import Limits, Record, Shape, read_records

__all__ = [
    "Decoder",
    "Limits",
    "Mender",
    "Name",
    "Reading",
    "Record",
    "Shape",
    "XmlNode",
    "clean",
    "declared_encoding",
    "first_elements",
    "head_text",
    "read_documents",
    "read_records",
]
