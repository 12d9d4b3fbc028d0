"""The forms of published lists: what tells each one, and its reader. One line a form."""

from collections.abc import Callable
from pathlib import Path

from tidewaiter.lists import (
    au_dfat,
    ca_sema,
    eu_csv,
    eu_journal_csv,
    eu_xml,
    ftm,
    jp_mof,
    mapped,
    ofac_advanced,
    ofac_csv,
    ofac_xml,
    seco_xml,
    uk_table,
    uk_xml,
    un_vessels_html,
    un_vessels_pdf,
    un_xml,
    us_csl,
)
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.peek import Peek

Tell = Callable[[Peek], bool]
Read = Callable[[Path], LoadedList]

# the first that tells yes is read
FORMS: tuple[tuple[str, Tell, Read], ...] = (
    ("a table with a profile of its own beside it", mapped.tell_own, mapped.read_own),
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
    ("OpenSanctions, FollowTheMoney JSON lines", ftm.tell, ftm.read_ftm),
    ("OFAC SDN or consolidated list, CSV", ofac_csv.tell, ofac_csv.read_ofac_csv),
    ("OFAC SDN or consolidated list, XML", ofac_xml.tell, ofac_xml.read_ofac_xml),
    (
        "OFAC SDN or consolidated list, advanced XML",
        ofac_advanced.tell,
        ofac_advanced.read_ofac_advanced,
    ),
    ("US Consolidated Screening List, CSV", us_csl.tell_csv, us_csl.read_csl_csv),
    ("US Consolidated Screening List, JSON", us_csl.tell_json, us_csl.read_csl_json),
    ("Canada SEMA list, XML", ca_sema.tell, ca_sema.read_ca_sema),
    ("Australia DFAT list, XLSX or XLS", au_dfat.tell, au_dfat.read_au_dfat),
    ("Japan MOF list, XLSX, XLS or CSV", jp_mof.tell, jp_mof.read_jp_mof),
    ("a table with the headers of a known profile", mapped.tell_bundled, mapped.read_bundled),
)
