"""The EU's financial sanctions list in CSV 1.1: semicolons, rows joined by `Entity_LogicalId`."""

from pathlib import Path

from tidewaiter.lists.blocks import Blocks
from tidewaiter.lists.day_first import read_day
from tidewaiter.lists.eu import IGNORED, Mapping
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import published
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.reading import Reading
from tidewaiter.lists.record import Fields
from tidewaiter.lists.text_table import read_csv

HEADED_WITH = frozenset({"Entity_LogicalId", "NameAlias_WholeName"})
REF = "logicalId"
DAY = "fileGenerationDate"
# headers that are not the XML's names written with a capital
OTHER_HEADERS = {
    "Entity_EU_ReferenceNumber": "euReferenceNumber",
    "Entity_SubjectType": "subjectType/code",
    "Entity_SubjectType_ClassificationCode": "subjectType/classificationCode",
    "Entity_Regulation_Type": "regulation/regulationType",
    "BirthDate_BirthDate": "birthdate/birthdate",
    "BirthDate_Day": "birthdate/dayOfMonth",
    "BirthDate_Month": "birthdate/monthOfYear",
    "Identification_TypeCode": "identification/identificationTypeCode",
    "Identification_TypeDescription": "identification/identificationTypeDescription",
}
PREFIXES = {
    "Entity_Regulation_": "regulation/",
    "Entity_": "",
    "NameAlias_": "nameAlias/",
    "Address_": "address/",
    "BirthDate_": "birthdate/",
    "Identification_": "identification/",
    "Citizenship_": "citizenship/",
}


def tell(peek: Peek) -> bool:
    """True for a table whose first row has the list's headers."""
    return any(set(row) >= HEADED_WITH for row in peek.rows(1, delimiter=";"))


def read_eu_csv(path: Path) -> LoadedList:
    """The list in CSV.

    Raises:
        BadInput: where the table breaks off, or no entry could be read.
    """
    rows = read_csv(path, delimiter=";")
    header = [name_column(column) for column in next(rows)[1]]
    table, day = Blocks(REF, header), ""
    for line, row in rows:
        table.take(line, row)
        day = day or dict(zip(header, row, strict=False)).get(DAY, "")
    reading = Reading(published("eu_financial"))
    reading.defects += table.defects
    mapping = Mapping(reading.about)
    for ref, texts in table.entries():
        fields = Fields(texts, ignored={**IGNORED, DAY: "the edition's day"}, name=ref)
        reading.take(f"line {table.lines[ref]}", fields, mapping.listing)
    return reading.loaded([path], published=str(read_day(day) or ""))


def name_column(column: str) -> str:
    """The path of a column, that of the XML; the column itself where it is not known."""
    if column in OTHER_HEADERS:
        return OTHER_HEADERS[column]
    for prefix, block in PREFIXES.items():
        rest = column.removeprefix(prefix)
        if rest != column:
            if "_" in rest:
                return "regulationSummary" if rest.startswith("Regulation_") else column
            return block + rest[:1].lower() + rest[1:]
    return column
