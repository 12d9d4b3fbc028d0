"""Parties, places and ships: each code in its role, function or slot."""

from pathlib import Path

import pytest

from tests.cargo.edifact.written import HEADER, interchange, message, named, one
from tidewaiter.model import Extra, Identifier, Party, Port, Transport


@pytest.mark.parametrize(
    ("code", "role"),
    [("CZ", "consignor"), ("CN", "consignee"), ("N1", "notify"), ("N2", "notify"), ("NI", "notify"),
     ("OS", "original_shipper"), ("UC", "ultimate_consignee"), ("FW", "forwarder"),
     ("CA", "carrier"), ("MS", "message_sender"), ("SU", "supplier"), ("IM", "importer"),
     ("EX", "exporter"), ("BY", "buyer"), ("SE", "seller"), ("AG", "agent"), ("DT", "declarant"),
     ("MF", "manufacturer"), ("QQ", "other")],
)  # fmt: skip
def test_party_role(tmp_path: Path, code: str, role: str) -> None:
    record = one(tmp_path, interchange(message(HEADER + f"CNI+1+B1'NAD+{code}+++NAME'")))
    assert (record.parties[1].role, record.parties[1].name) == (role, "NAME")
    assert named(record, f"NAD+{code}") == (["++NAME"] if role == "other" else [])


@pytest.mark.parametrize(
    ("segment", "party"),
    [
        ("NAD+CN+77:160:16+++S'",
         Party("consignee", "", "S", "", (Identifier("edifact:160:16", "77"),))),
        ("NAD+CN++NAME:LINE 2:LINE 3'", Party("consignee", "NAME", "LINE 2, LINE 3")),
        ("NAD+CN++LINE 1+NAME:GROUP+S1:S2+CITY+REG+123+KP'",
         Party("consignee", "NAME GROUP", "LINE 1, S1, S2, CITY, REG, 123", "KP")),
    ],
)  # fmt: skip
def test_party_names_and_addresses(tmp_path: Path, segment: str, party: Party) -> None:
    record = one(tmp_path, interchange(message(HEADER + "CNI+1+B1'" + segment)))
    assert record.parties[1] == party
    assert record.extras == (*record.extras[:1], Extra("CNI", "1", "segment 11"))


@pytest.mark.parametrize(
    ("code", "function"),
    [("5", "departure"), ("7", "place_of_delivery"), ("8", "ultimate_destination"),
     ("9", "port_of_loading"), ("11", "port_of_discharge"), ("13", "transhipment"),
     ("20", "ultimate_destination"), ("60", "arrival"), ("61", "next_port_of_call"),
     ("76", "original_port_of_loading"), ("88", "place_of_receipt"), ("92", "routing"),
     ("125", "last_port_of_call"), ("153", "port_of_call"), ("199", "other")],
)  # fmt: skip
def test_port_function(tmp_path: Path, code: str, function: str) -> None:
    text = interchange(message(HEADER + f"CNI+1+B1'LOC+{code}+KPNAM:139:6:NAMPO'"))
    port = one(tmp_path, text).ports[1]
    assert (port.function, port.code, port.name) == (function, "KPNAM", "NAMPO")


def test_names_of_places_and_of_places_within_them(tmp_path: Path) -> None:
    text = interchange(message(HEADER + "CNI+1+B1'LOC+9+:::NAMPHO+:::COAL PIER'LOC+88+KP:162:5'"))
    record = one(tmp_path, text)
    assert record.ports[1:] == (
        Port("port_of_loading", "", "NAMPHO, COAL PIER"),
        Port("place_of_receipt", "", "", "KP"),
    )
    assert named(record, "LOC+9") == [":::NAMPHO+:::COAL PIER"]


def test_stowage_cell_is_no_port(tmp_path: Path) -> None:
    record = one(tmp_path, interchange(message(HEADER + "CNI+1+B1'LOC+147+0780690::5'")))
    assert len(record.ports) == 1
    assert named(record, "LOC+147") == ["0780690::5"]


@pytest.mark.parametrize(
    ("identity", "fields"),
    [
        ("9074729:146::A:KP", {"imo": "9074729"}),
        ("9074728:146::A:KP", {"imo": "9074728"}),
        ("IMO9074729:146::A:KP", {"imo": "9074729"}),
        ("HMZK:103::A:KP", {"call_sign": "HMZK"}),
        ("9074729:103::A:KP", {"call_sign": "9074729", "imo": "9074729"}),
        ("9074728:103::A:KP", {"call_sign": "9074728"}),
        ("9074729:::A:KP", {"registration": "9074729"}),
        ("445114000:MMSI::A:KP", {"mmsi": "445114000"}),
    ],
)
def test_ship_identity_stays_in_the_slot_it_is_declared_for(
    tmp_path: Path, identity: str, fields: dict[str, str]
) -> None:
    body = f"BGM+85+M'TDT+20+1E+1+++++{identity}'CNI+1+B1'"
    record = one(tmp_path, interchange(message(body)))
    assert record.transports == (Transport("sea", "A", flag="KP", voyage="1E", **fields),)
