"""What stands in the remarks of OFAC's entries, in the shapes they come in; all invented."""

import pytest

from tidewaiter.lists.ofac_remarks import read_remarks
from tidewaiter.model.listing import ListingKind


@pytest.mark.parametrize(
    ("remark", "scheme", "value"),
    [
        ("Passport PX1234567.", "passport", "PX1234567"),
        ("alt. Passport PX1234567 (Sample Land)", "passport", "PX1234567"),
        (
            "Passport PX1234567 (Land) issued 01 Jan 2015 expires 01 Jan 2020",
            "passport",
            "PX1234567",
        ),
        ("Passport C234897(0) (Sample Land)", "passport", "C234897(0)"),
        ("Passport No.: 0310857", "passport", "0310857"),
        ("National ID No. 12/SAM(N)000001 (Sample Land)", "national_id", "12/SAM(N)000001"),
        ("Tax ID No. 32071 (One) (Sample Land)", "tax", "32071"),
        ("MMSI 511000001", "mmsi", "511000001"),
        ("Other Vessel Call Sign HXXA1", "call_sign", "HXXA1"),
        ("Aircraft Tail Number XX-AAA", "registration", "XX-AAA"),
        ("Registration Number 12345678 (Sample Land)", "registration", "12345678"),
        ("SWIFT/BIC SAMPXXPL", "swift", "SAMPXXPL"),
    ],
)
def test_numbers(remark: str, scheme: str, value: str) -> None:
    read = read_remarks(remark, "organization")
    assert [(i.scheme, i.value) for i in read.identifiers] == [(scheme, value)]
    assert read.text == remark


@pytest.mark.parametrize(
    ("kind", "remark", "scheme"),
    [
        ("vessel", "Vessel Registration Identification IMO 9074729", "imo"),
        ("vessel", "Vessel Registration Identification 9074729", "imo"),
        ("organization", "Identification Number IMO 5342883", "company_imo"),
        ("organization", "Company Number IMO 5342883", "company_imo"),
        ("organization", "Vessel Registration Identification IMO 5342883", "company_imo"),
    ],
)
def test_a_number_is_a_ships_on_ships_only(kind: ListingKind, remark: str, scheme: str) -> None:
    assert [i.scheme for i in read_remarks(remark, kind).identifiers] == [scheme]


@pytest.mark.parametrize(
    ("remark", "birth"),
    [
        ("DOB 03 Feb 1961", "1961-02-03"),
        ("DOB 1961", "1961"),
        ("DOB circa 1961", "1961"),
        ("alt. DOB Feb 1961", "1961-02"),
        ("DOB 1960 to 1963", "1960/1963"),
        ("DOB circa 1960-1963", "1960/1963"),
    ],
)
def test_dates_keep_their_precision(remark: str, birth: str) -> None:
    assert read_remarks(remark, "person").birth_dates == [birth]


@pytest.mark.parametrize(
    "remark",
    ["MMSI 51100", "Passport none", "Vessel Registration Identification IMO 15411", "a.k.a. 'SAM"],
)
def test_a_known_label_gone_wrong_is_told(remark: str) -> None:
    read = read_remarks(remark, "vessel")
    assert len(read.unread) == 1
    assert read.identifiers == []


def test_free_words_are_kept_and_not_told() -> None:
    read = read_remarks("Linked To: GREY HERON SHIPPING CO; all offices worldwide.", "person")
    assert read.unread == []
    assert "GREY HERON" in read.text


def test_names_in_quotes_are_weak_but_for_ships() -> None:
    remark = "a.k.a. 'SAMMY'; f.k.a. 'SAM'"
    assert [name.quality for name in read_remarks(remark, "person").names] == ["weak", "former"]
    assert [name.quality for name in read_remarks(remark, "vessel").names] == ["strong", "former"]
