"""The forms of published lists: what tells each one, and its reader. One line a form."""

from collections.abc import Callable
from pathlib import Path

from tidewaiter.lists import (
    eu_csv,
    eu_journal_csv,
    eu_xml,
    ofac_csv,
    seco_xml,
    uk_table,
    uk_xml,
    un_vessels_html,
    un_vessels_pdf,
    un_xml,
)
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.peek import Peek

Tell = Callable[[Peek], bool]
Read = Callable[[Path], LoadedList]

# the first that tells yes is read
FORMS: tuple[tuple[str, Tell, Read], ...] = (
    ("UN consolidated list, XML", un_xml.tell, un_xml.read_un_xml),
    ("1718 vessels, HTML", un_vessels_html.tell, un_vessels_html.read_un_vessels_html),
    ("1718 vessels, PDF", un_vessels_pdf.tell, un_vessels_pdf.read_un_vessels_pdf),
    ("UK sanctions list, XML", uk_xml.tell, uk_xml.read_uk_xml),
    ("UK sanctions list, CSV", uk_table.tell_csv, uk_table.read_uk_csv),
    ("UK sanctions list, ODS", uk_table.tell_ods, uk_table.read_uk_ods),
    ("EU financial sanctions, XML 1.1", eu_xml.tell, eu_xml.read_eu_xml),
    ("EU financial sanctions, CSV 1.1", eu_csv.tell, eu_csv.read_eu_csv),
    ("EU Official Journal, CSV", eu_journal_csv.tell, eu_journal_csv.read_eu_journal_csv),
    ("Swiss SECO list, XML", seco_xml.tell, seco_xml.read_seco_xml),
    ("OFAC SDN, CSV", ofac_csv.tell, ofac_csv.read_ofac_csv),
)
