"""The words around the places a consignment was read from."""

from pathlib import Path

from tidewaiter import cargo
from tidewaiter.cargo.passage import passage, place_of
from tidewaiter.model import Consignment
from tidewaiter.pipeline.samples import sample_folder


def test_every_place_of_every_text_sample_has_its_line() -> None:
    formats = set()
    with sample_folder() as folder:
        for path in sorted(folder.rglob("*.*")):
            if path.suffix not in {".edi", ".csv", ".xml", ".json"} or path.parent.name == "aboard":
                continue
            for each in cargo.read(path):
                if isinstance(each, Consignment):
                    formats.add(each.format)
                    shown = {line.place for line in passage(path, each.places.values())}
                    assert {place_of(at) for at in each.places.values()} - {""} <= shown, path.name
    assert len(formats) >= 7


def test_what_is_between_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("head,b\n" + "".join(f"{n},x\n" for n in range(2, 101)), encoding="utf-8")
    lines = passage(path, ["line 50 column head"])
    assert [line.place for line in lines] == [f"line {n}" for n in (1, 2, 3, 48, 49, 50, 51, 52)]
    assert [line.left_out for line in lines] == [0, 0, 0, 44, 0, 0, 0, 0]


def test_a_segment_is_shown_as_its_interchange_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "a.edi"
    path.write_bytes(
        b"UNA|*.? '\nUNB*UNOC|3*A*B*170101|0900*1'\nUNH*1*CUSCAR|D|95B|UN'\nBGM*85*X*9'\n"
    )
    assert [line.text for line in passage(path, ["segment 3"])][-1] == "BGM*85*X*9"


def test_korean_text_keeps_its_letters(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("송하인,품명\n견본상사,무연탄\n".encode("cp949"))
    assert passage(path, ["line 2 column 품명"])[-1].text == "견본상사,무연탄"


def test_a_workbook_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK")
    assert passage(path, ["row 2, column hs"]) == ()
