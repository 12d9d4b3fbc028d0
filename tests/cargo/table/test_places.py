import pytest

from tidewaiter.cargo.table.places import Places, read_containers, split_ports


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("KPNAM", "KPNAM", ""),
        ("kpnam", "KPNAM", ""),
        ("KP NAM", "KPNAM", ""),
        ("Nampo (KPNAM)", "KPNAM", "Nampo"),
        ("KPNAM - Nampo", "KPNAM", "Nampo"),
        ("Nampo", "", "Nampo"),
        ("BUSAN", "", "BUSAN"),
        ("SOUTH KOREA", "", "SOUTH KOREA"),
        ("남포", "", "남포"),
    ],
)
def test_codes_are_told_from_names(text: str, code: str, name: str) -> None:
    assert Places.load().split(text) == (code, name)


@pytest.mark.parametrize("name", ["NAMPO", "NAJIN", "SEOUL", "MASAN", "MOKPO", "TOKYO"])
def test_a_port_name_of_five_letters_is_no_code_of_another_country(name: str) -> None:
    assert Places.load().split(name) == ("", name)


def test_ports_are_split_on_semicolons_only() -> None:
    assert split_ports("CNDLC; Shanghai, Pudong;;") == ["CNDLC", "Shanghai, Pudong"]


def test_containers_bring_their_seals_and_leave_other_words() -> None:
    containers, others = read_containers("MSCU1234567/S1/S2; TCLU 765432-1, 2x20GP")
    assert [(one.number, one.seals) for one in containers] == [
        ("MSCU1234567", ("S1", "S2")),
        ("TCLU7654321", ()),
    ]
    assert others == ["2x20GP"]
