"""The 1718 vessels list in HTML and PDF. The fixtures are invented ships."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from tidewaiter.lists import LoadedList, embedded, read
from tidewaiter.model import BadInput, Decision, Identifier, ListedName

HEADINGS = (
    "Paragraph 8 (d) of resolution 1718 (2006) and paragraph 12 of resolution 2270 (2016)",
    "Paragraph 12 (a) of resolution 2321 (2016)",
    "Paragraph 12 (d) of resolution 2321 (2016)",
    "Paragraph 6 of resolution 2371 (2017) and paragraph 6 of resolution 2375 (2017)",
    "Economic resources controlled or operated by Ocean Maritime Management (KPe.020)",
)
NUMBERS = "9074729 MMSI: 1: 445000001 2: 445000002"
# each row of the table as its cells; a new ship begins with its number
ROWS = (
    ("1", "1: Grey Heron 2 2: Egret", NUMBERS, "21-Jun-17", "na", "na", "na", "na", "Yes"),
    ("Flag", "1. Kiribati 2: Cambodia"),
    ("Call Sign", "1: T3AA 2: XUAA"),
    ("Type", "General Cargo Ship"),
    ("Other information", "An invented ship."),
    ("Picture link", "na"),
    ("2", "1: Plover 7", "9081186", "03-Oct-17", "na", "na", "na", "Yes", "na"),
    ("Other information", "It loaded nothing.", "30-Mar-18", "na", "Yes", "na", "na", "na"),
    ("3", "1: DUNLIN 078", "Does not exist", "30-Mar-18", "na", "Yes", "na", "Yes", "na"),
    ("Other information", "na"),
    ("Designated as economic resources of", "Heron Shipping (Kpe.900)"),
)
Write = Callable[..., Path]
OMM = "S/RES/2270 (2016) para 23 and Annex III"
PORT = "S/RES/2371 (2017) para 6 and S/RES/2375 (2017) para 6"
FLAG = "S/RES/2321 (2016) para 12(a)"


def html(folder: Path, rows: tuple[tuple[str, ...], ...] = ROWS) -> Path:
    path = folder / "vessels.html"
    body = "".join(
        "<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>"
        for row in (("1718 Designated Vessels List",), HEADINGS, *rows)
    )
    path.write_text(
        "<html><head><title>1718 Designated Vessels List 4 June 2020.docx</title></head>"
        f"<body><table>{body}</table></body></html>",
        encoding="utf-8",
    )
    return path


def pdf(folder: Path, rows: tuple[tuple[str, ...], ...] = ROWS) -> Path:
    """A PDF of one page, a cell a line, as the list is when its text is taken out."""
    lines = ["1", "1718 Designated Vessels List", *HEADINGS]
    for row in rows:
        numbered, *rest = row
        lines += [numbered, " ".join(rest)] if numbered.isdecimal() else [" ".join(row)]
    written = ("(" + line.replace("(", r"\(").replace(")", r"\)") + ") Tj T*" for line in lines)
    stream = "BT /F1 8 Tf 10 TL 20 780 Td " + "\n".join(written) + " ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
        "<< /Title (1718 Designated Vessels List 4 June 2020.docx) >>",
    )
    content, offsets = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(content))
        content += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = len(content)
    content += f"xref\n0 7\n0000000000 65535 f \n{table}"
    content += f"trailer << /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF\n"
    path = folder / "vessels.pdf"
    path.write_bytes(content.encode("latin-1"))
    return path


@pytest.fixture(params=[html, pdf])
def loaded(request: pytest.FixtureRequest, tmp_path: Path) -> LoadedList:
    path: Path = request.param(tmp_path)
    return read(path)


def test_the_edition_is_the_day_in_the_title(loaded: LoadedList) -> None:
    assert loaded.version.published == "2020-06-04"
    assert (loaded.version.name, loaded.version.source) == ("un-1718-vessels", "un")
    assert loaded.ignored == {"#": 3, "Picture link": 1}


def test_a_ship_has_all_its_names_numbers_and_flags(loaded: LoadedList) -> None:
    ship = loaded.listings[0]
    assert ship.ref == "1718/9074729"
    assert ship.names == (ListedName("Grey Heron 2"), ListedName("Egret", "strong"))
    assert ship.identifiers == (
        Identifier("imo", "9074729"),
        Identifier("mmsi", "445000001"),
        Identifier("mmsi", "445000002"),
        Identifier("call_sign", "T3AA"),
        Identifier("call_sign", "XUAA"),
    )
    assert ship.flags == ("Kiribati", "Cambodia")
    assert ship.decisions == (Decision("omm_asset", datetime.date(2017, 6, 21), None, OMM),)
    assert ship.remarks == "General Cargo Ship; An invented ship."


def test_measures_of_two_days_keep_their_days(loaded: LoadedList) -> None:
    ship = loaded.listings[1]
    assert ship.decisions == (
        Decision("port_ban", datetime.date(2017, 10, 3), None, PORT),
        Decision("deflag", datetime.date(2018, 3, 30), None, FLAG),
    )
    assert ship.listed_on == datetime.date(2017, 10, 3)


def test_a_ship_without_number_is_known_by_its_name(loaded: LoadedList) -> None:
    ship = loaded.listings[2]
    assert (ship.ref, ship.identifiers) == ("1718/DUNLIN-078", ())
    assert ship.remarks == "designated as economic resource of Heron Shipping (Kpe.900)"


def test_too_few_ships_are_a_loud_defect(loaded: LoadedList) -> None:
    assert any("3 vessel where 40 to 150" in defect.problem for defect in loaded.defects)


@pytest.mark.parametrize("write", [html, pdf])
def test_a_ship_whose_marks_cannot_be_read_is_left_out_and_named(
    tmp_path: Path, write: Write
) -> None:
    rows = tuple(tuple(cell.replace("Yes", "maybe") for cell in row) for row in ROWS[6:7])
    loaded = read(write(tmp_path, (*ROWS[:6], *rows, *ROWS[8:])))
    assert [ship.ref for ship in loaded.listings] == ["1718/9074729", "1718/DUNLIN-078"]
    assert any(defect.text == "1: Plover 7" for defect in loaded.defects)


def test_a_label_nobody_knows_is_reported_and_its_ship_kept(tmp_path: Path) -> None:
    loaded = read(html(tmp_path, (*ROWS[:2], ("Owner", "Heron"), *ROWS[2:])))
    assert len(loaded.listings) == 3
    assert any("no use is known for the field Owner" in d.problem for d in loaded.defects)


@pytest.mark.parametrize("write", [html, pdf])
def test_other_columns_stop_the_reading(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "HEADINGS", HEADINGS[::-1])
    with pytest.raises(BadInput, match="columns of measures"):
        read(write(tmp_path))


def test_a_broken_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    path.write_bytes(b"%PDF-1.4\nnothing")
    with pytest.raises(BadInput, match="PDF cannot be read"):
        read(path)


@pytest.mark.shared
def test_both_forms_of_the_real_list_are_one_and_agree_with_the_embedded_one(shared: Path) -> None:
    """They differ from the embedded list in the day of Annex III, and in one alias it adds."""
    name = "un_1718_designated_vessels_2020-06-04"
    lists = [read(shared / "data" / "lists" / f"{name}.{form}") for form in ("html", "pdf")]
    assert lists[0].listings == lists[1].listings
    assert [loaded.defects for loaded in lists] == [(), ()]
    assert len(lists[0].listings) == 59
    ours = {ship.ref: ship for ship in embedded().listings}
    annex, others = [], []
    for ship in lists[0].listings:
        same = ours[ship.ref]
        assert set(ship.identifiers) == set(same.identifiers)
        assert ship.flags == same.flags
        if set(ship.decisions) != set(same.decisions):
            annex.append(ship)
        others += [name.text for name in set(same.names) ^ set(ship.names)]
    assert len(annex) == 22
    assert {decision for ship in annex for decision in ship.decisions} == {
        Decision("omm_asset", datetime.date(2017, 6, 21), None, OMM)
    }
    assert {decision for ship in annex for decision in ours[ship.ref].decisions} == {
        Decision("omm_asset", datetime.date(2016, 3, 2), None, OMM)
    }
    assert others == ["O Un Chong Nyon"]
