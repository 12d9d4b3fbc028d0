"""From a source to consignments: what every XML reader does alike."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import msgspec

from tidewaiter.cargo.source import Source
from tidewaiter.cargo.xml.records import Record, Shape, read_records
from tidewaiter.model import BadInput, Consignment, Defect


@dataclass(frozen=True, slots=True)
class Reading:
    """How one XML format is read: its records, how one becomes consignments, what is expected."""

    shape: Shape
    build: Callable[[Record, str], Iterable[Consignment]]
    expected: str


def read_documents(source: Source, reading: Reading) -> Iterator[Consignment | Defect]:
    """The consignments of a document in order, with the defects of the document between them.

    Raises:
        BadInput: nothing at all can be read.
    """
    first: Defect | None = None
    found = False
    try:
        for item in read_records(source, reading.shape):
            if isinstance(item, Defect):
                first = first or item
                yield item
                continue
            for consignment in reading.build(item, source.name):
                found = True
                yield _with_defects(consignment, item.defects)
    except BadInput as error:
        if not found:
            raise
        yield Defect(at=error.where, problem=f"{error.what}; the rest of the file is not read")
    if not found:
        raise BadInput(
            "no record can be read" + ("" if first is None else f" ({first.at}: {first.problem})"),
            where=str(source.path),
            advice=f"Expected {reading.expected}.",
        )


def _with_defects(consignment: Consignment, defects: tuple[Defect, ...]) -> Consignment:
    if len(defects) == 0:
        return consignment
    return msgspec.structs.replace(consignment, defects=(*defects, *consignment.defects))
