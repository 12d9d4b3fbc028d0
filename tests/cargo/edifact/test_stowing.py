"""BAPLIE and COARRI: messages of our own in the orders of the directories, ships invented."""

from pathlib import Path

import pytest

from tests.cargo.edifact.test_accounting import everything, with_text
from tests.cargo.edifact.written import HEADER, consignment, interchange, message
from tidewaiter.cargo import read
from tidewaiter.model import Consignment, Dated, Defect, Extra, Stowed, StowList

# SMDG 2.x: under each location the weight and the ports, then the equipment.
PLAN = (
    "BGM++PLAN7+9'DTM+137:2608010900:201'TDT+20+026W+++TWL:172:20+++9074729:146:11:SAMPLE STAR'"
    "LOC+5+CNDLC:139:6'LOC+61+VNHPH:139:6'DTM+136:202608011800:203'DTM+132:202608050600:203'"
    "RFF+VON:026W'"
)
FIRST = (
    "LOC+147+0020482::5'MEA+WT++KGM:21500'LOC+9+CNDLC:139:6'LOC+11+VNHPH:139:6'"
    "LOC+83+VNHAN:139:6'RFF+BM:1'EQD+CN+ZZZU1000016+22G1+++5'NAD+CA+TWL:172:20'"
)
SECOND = (
    "LOC+147+0020484::5'MEA+VGM++KGM:2200'LOC+6+KRPUS:139:6'LOC+12+VNHPH:139:6'"
    "EQD+CN+ZZZU1000021+22G1+++4'"
)
# SMDG 3.1: the equipment first, no code lists for ports, the IMO number by its agency.
PLAN_31 = (
    "BGM+659:::LOADONLY++++38'DTM+137:202608010900:203'"
    "TDT+20+026W+++TWL:LINES:306+++9074729::11:SAMPLE STAR'LOC+5+CNDLC'LOC+61+VNHPH'"
    "LOC+147+0020482::5'EQD+CN+ZZZU1000016:6346:5+22G1:6346:5+++5'NAD+CF+TWL:LINES:306'"
    "MEA+AAE+AET+KGM:21000'MEA+AAE+VGM+KGM:21500'LOC+9+CNDLC'LOC+11+VNHPH'TSR+T+2'"
)
REPORT = (
    "BGM+{code}+R7+9'TDT+20+026W+1++TWL:172:20+++TWTW1:103::SAMPLE STAR'LOC+{at}+VNHPH:139:6'"
    "DTM+132:202608050600:203'DTM+133:202608060600:203'"
    "EQD+CN+ZZZU1000016+22G1:102:5++{status}+5'RFF+BN:BK7'DTM+203:202608051200:203'"
    "LOC+9+CNDLC:139:6'LOC+11+VNHPH:139:6'LOC+147+0020482::5'MEA+AAE+G+KGM:21500'SEL+S7+CA'"
    "CNT+16:1'"
)


def contents(folder: Path, body: str, kind: str) -> tuple[list[StowList], list[Defect]]:
    path = folder / "list.edi"
    path.write_text(interchange(message(body, kind)), encoding="utf-8")
    found = list(read(path))
    lists = [one for one in found if isinstance(one, StowList)]
    return lists, [one for one in found if isinstance(one, Defect)]


def plan(folder: Path, body: str, kind: str = "BAPLIE:D:95B:UN:SMDG22") -> StowList:
    (found,), defects = contents(folder, body, kind)
    assert defects == []
    return found


def report(folder: Path, code: str, at: str = "11", status: str = "3") -> StowList:
    return plan(folder, REPORT.format(code=code, at=at, status=status), "COARRI:D:95B:UN:ITG13")


def test_stow_plan_of_the_second_version(tmp_path: Path) -> None:
    found = plan(tmp_path, PLAN + FIRST + SECOND)
    assert (found.format, found.kind, found.reference) == ("baplie", "stow_plan", "PLAN7")
    assert (found.vessel_name, found.vessel_imo, found.voyage) == ("SAMPLE STAR", "9074729", "026W")
    assert (found.place, found.on) == ("CNDLC", "2026-08-01T18:00")
    assert (found.next_place, found.next_on) == ("VNHPH", "2026-08-05T06:00")
    assert (found.function, found.partial) == ("original", False)
    assert found.dates[0] == Dated("document", "2026-08-01T09:00")
    assert found.containers == (
        Stowed(
            "ZZZU1000016",
            "22G1",
            full=True,
            port_of_loading="CNDLC",
            port_of_discharge="VNHPH",
            gross_weight_kg=21500.0,
            cell="0020482",
            at="segment 17",
            extras=(
                Extra("LOC+83", "VNHAN:139:6", "segment 15"),
                Extra("RFF", "BM:1", "segment 16"),
                Extra("NAD+CA", "TWL:172:20", "segment 18"),
            ),
        ),
        Stowed(
            "ZZZU1000021",
            "22G1",
            full=False,
            port_of_loading="KRPUS",
            port_of_discharge="VNHPH",
            gross_weight_kg=2200.0,
            cell="0020484",
            at="segment 23",
        ),
    )


def test_stow_plan_of_version_3_1_says_that_it_is_partial(tmp_path: Path) -> None:
    found = plan(tmp_path, PLAN_31, "BAPLIE:D:13B:UN:SMDG31")
    assert found.partial
    assert (found.vessel_imo, found.place, found.next_place) == ("9074729", "CNDLC", "VNHPH")
    (held,) = found.containers
    assert (held.container, held.full, held.cell) == ("ZZZU1000016", True, "0020482")
    assert (held.port_of_loading, held.port_of_discharge) == ("CNDLC", "VNHPH")
    assert held.gross_weight_kg == 21500.0
    # The weight that gave way to the verified one is not lost.
    assert Extra("MEA+AAE", "AET+KGM:21000", "segment 11") in held.extras


@pytest.mark.parametrize(
    ("code", "at", "status", "kind", "on"),
    [
        ("44", "11", "3", "discharge_report", "2026-08-05T06:00"),
        ("98", "11", "3", "discharge_report", "2026-08-05T06:00"),
        ("119", "11", "6", "discharge_report", "2026-08-05T06:00"),
        ("46", "9", "2", "loading_report", "2026-08-06T06:00"),
        ("122", "9", "6", "loading_report", "2026-08-06T06:00"),
        ("270", "9", "2", "loading_report", "2026-08-06T06:00"),
    ],
)
def test_report_tells_what_was_done_with_its_containers(
    tmp_path: Path, code: str, at: str, status: str, kind: str, on: str
) -> None:
    found = report(tmp_path, code, at, status)
    assert (found.kind, found.place, found.on) == (kind, "VNHPH", on)
    assert (found.vessel_call_sign, found.vessel_imo) == ("TWTW1", "")
    (held,) = found.containers
    assert (held.container, held.cell, held.gross_weight_kg) == ("ZZZU1000016", "0020482", 21500.0)
    assert Extra("SEL+S7", "CA", "segment 15") in held.extras


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("77:::DISCHARGE LIST", "6", "discharge_report"),
        ("77", "2", "loading_report"),
        ("77", "3", "discharge_report"),
        ("77", "6", "stow_plan"),
    ],
)
def test_report_of_an_unknown_code_is_read_with_a_defect(
    tmp_path: Path, code: str, status: str, kind: str
) -> None:
    body = REPORT.format(code=code, at="11", status=status)
    (found,), (defect,) = contents(tmp_path, body, "COARRI:D:95B:UN")
    assert found.kind == kind
    assert defect.at == "segment 3"
    assert "77" in defect.problem


def test_restow_is_a_partial_plan(tmp_path: Path) -> None:
    found = report(tmp_path, "24", status="5")
    assert (found.kind, found.partial) == ("stow_plan", True)


@pytest.mark.parametrize(
    ("code", "word"), [("1", "cancelled"), ("5", "replacement"), ("9", "original")]
)
def test_function_says_what_becomes_of_earlier_lists(tmp_path: Path, code: str, word: str) -> None:
    found = plan(tmp_path, (PLAN + FIRST).replace("PLAN7+9", f"PLAN7+{code}"))
    assert found.function == word
    assert not found.partial


def test_location_without_a_container_keeps_what_it_says(tmp_path: Path) -> None:
    bulk = "LOC+147+0030182::5'MEA+WT++KGM:40000'LOC+11+VNHPH:139:6'GDS+J'FTX+AAA+++STEEL COILS'"
    odd = "LOC+147+0040182::5'MEA+WT++KGM:900'EQD+BB+BULK7'"
    found = plan(tmp_path, PLAN + bulk + odd + FIRST)
    assert [held.container for held in found.containers] == ["ZZZU1000016"]
    kept = {(extra.name, extra.value) for extra in found.extras}
    assert {
        ("LOC+147", "0030182::5"),
        ("MEA+WT", "+KGM:40000"),
        ("FTX+AAA", "++STEEL COILS"),
        ("EQD+BB", "BULK7"),
        ("MEA+WT", "+KGM:900"),
    } <= kept


def test_container_without_a_number_is_still_aboard(tmp_path: Path) -> None:
    found = plan(tmp_path, PLAN + FIRST.replace("ZZZU1000016", ""))
    assert [(held.container, held.cell) for held in found.containers] == [("", "0020482")]


def test_second_container_at_one_location_shares_its_cell(tmp_path: Path) -> None:
    found = plan(tmp_path, PLAN + FIRST + "EQD+CN+ZZZU1000037+22P1+++4'")
    assert [held.cell for held in found.containers] == ["0020482", "0020482"]


def test_control_total_and_repeated_number_are_defects(tmp_path: Path) -> None:
    body = REPORT.format(code="44", at="11", status="3").replace("CNT+16:1", "CNT+16:4")
    again = "EQD+CN+ZZZU1000016+22G1:102:5++3+5'CNT+16:4'"
    (found,), defects = contents(tmp_path, body.replace("CNT+16:4'", again), "COARRI:D:00B:UN")
    assert len(found.containers) == 2
    assert [defect.problem for defect in defects] == [
        "control total of equipment 4, found 2",
        "the container is twice on the list",
    ]


def test_call_sign_under_the_list_of_imo_numbers_is_a_call_sign(tmp_path: Path) -> None:
    found = plan(tmp_path, PLAN.replace("9074729:146", "TWTW1:146") + FIRST)
    assert (found.vessel_imo, found.vessel_call_sign) == ("", "TWTW1")


def test_bad_weight_and_date_are_defects_and_the_container_stays(tmp_path: Path) -> None:
    body = (PLAN + FIRST).replace("KGM:21500", "KGM:HEAVY").replace("202608011800", "2026")
    (found,), defects = contents(tmp_path, body, "BAPLIE:D:95B:UN")
    assert found.containers[0].gross_weight_kg is None
    assert [defect.at for defect in defects] == ["segment 8", "segment 12"]


def test_one_interchange_may_hold_lists_and_manifests(tmp_path: Path) -> None:
    path = tmp_path / "mixed.edi"
    path.write_text(
        interchange(
            message(PLAN + FIRST, "BAPLIE:D:95B:UN:SMDG22"),
            message(HEADER + consignment(1, "B1")),
            message(REPORT.format(code="44", at="11", status="3"), "COARRI:D:95B:UN"),
        ),
        encoding="utf-8",
    )
    assert [type(one) for one in read(path)] == [StowList, Consignment, StowList]


def test_broken_location_costs_one_cell_and_no_container(tmp_path: Path) -> None:
    body = PLAN + FIRST + SECOND.replace("LOC+147", "L#C+147")
    (found,), defects = contents(tmp_path, body, "BAPLIE:D:95B:UN")
    assert [held.container for held in found.containers] == ["ZZZU1000016", "ZZZU1000021"]
    assert [held.gross_weight_kg for held in found.containers] == [21500.0, None]
    assert [held.cell for held in found.containers] == ["0020482", ""]
    assert len(defects) == 1


RICH = {
    "BAPLIE:D:95B:UN:SMDG22": PLAN
    + FIRST
    + SECOND
    + "TMP+2+-18:CEL'DIM+9+CMT:35'DGS+IMD+3+1263'HAN+RF'",
    "BAPLIE:D:13B:UN:SMDG31": PLAN_31,
    "COARRI:D:00B:UN:SMDG21": REPORT.format(code="119", at="11", status="3"),
}


@pytest.mark.parametrize("kind", RICH)
@pytest.mark.parametrize("at", range(1, 10))
def test_unknown_text_in_any_component_is_found_again(tmp_path: Path, kind: str, at: int) -> None:
    lines = RICH[kind].split("'")[:-1]
    lost = []
    for index, line in enumerate(lines):
        for component in range(6):
            changed = [*lines[:index], with_text(line, at, component, "V9"), *lines[index + 1 :]]
            text = interchange(message("".join(part + "'" for part in changed), kind))
            if "V9" not in everything(tmp_path, text):
                lost.append((line, component))
    assert lost == []


@pytest.mark.shared
def test_shared_terminal_messages(shared: Path) -> None:
    folder = shared / "data/documents/edifact"
    (stowed,) = read(folder / "baplie_d95b.edi")
    assert isinstance(stowed, StowList)
    assert (stowed.vessel_name, stowed.vessel_call_sign) == ("OOCL BEIJING", "VRIB3")
    assert [held.full for held in stowed.containers] == [False, False, True]
    assert [held.port_of_discharge for held in stowed.containers] == ["CNYTN", "CNXMN", "TWKHH"]
    lists = [one for one in read(folder / "coarri_d95b.edi") if isinstance(one, StowList)]
    assert [one.kind for one in lists[:2]] == ["discharge_report", "loading_report"]
    assert [len(one.containers) for one in lists[:1]] == [2]
    assert all(held.full and held.gross_weight_kg for one in lists for held in one.containers)
