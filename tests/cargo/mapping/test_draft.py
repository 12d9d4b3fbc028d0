from tidewaiter.cargo.mapping import Draft, Node, Row, read_rows


def tree(**leaves: str) -> Node:
    root = Node("root")
    for name, text in leaves.items():
        root.add(Node(name, text))
    return root


def test_a_leaf_no_field_takes_is_an_extra_under_its_path() -> None:
    root = tree(a="1", b="2")
    draft = Draft("file", "form", (root,))
    draft.put_text("reference", root.first("a"))
    consignment = draft.finish()
    assert consignment.reference == "1"
    assert [(extra.name, extra.value) for extra in consignment.extras] == [("b", "2")]


def test_a_code_turned_into_a_word_stands_in_the_extras_as_written() -> None:
    root = tree(nature="23")
    draft = Draft("file", "form", (root,))
    draft.put_word("movement", root.first("nature"), {"23": "import"})
    consignment = draft.finish()
    assert consignment.movement == "import"
    assert [extra.value for extra in consignment.extras] == ["23"]


def test_an_unknown_code_is_reported_and_never_guessed() -> None:
    root = tree(nature="99")
    draft = Draft("file", "form", (root,))
    draft.put_word("movement", root.first("nature"), {"23": "import"})
    consignment = draft.finish()
    assert consignment.movement == ""
    assert [defect.text for defect in consignment.defects] == ["99"]


def test_the_name_of_a_party_in_lines_is_split_and_kept_whole() -> None:
    root = tree(name="First Ltd\n1 Street\nTown", address="Country")
    draft = Draft("file", "form", (root,))
    row = Row("", {"role": "exporter"}, {"name": "name", "address": "address"}, lines=True)
    read_rows(draft, root, "parties", (row,))
    (party,) = draft.finish().parties
    assert (party.name, party.address) == ("First Ltd", "1 Street, Town, Country")


def test_an_element_without_fields_makes_no_record() -> None:
    root = tree(other="1")
    draft = Draft("file", "form", (root,))
    read_rows(draft, root, "parties", (Row("", {"role": "exporter"}, {"name": "name"}),))
    assert draft.finish().parties == ()


def test_another_unit_is_converted_and_kept_as_written() -> None:
    root = tree(mass="2")
    root.children[0].add(Node("@unitCode", "TNE"))
    draft = Draft("file", "form", (root,))
    read_rows(draft, root, "goods", (Row("", {}, {"gross_weight_kg": "mass"}),))
    consignment = draft.finish()
    assert consignment.goods[0].gross_weight_kg == 2000.0
    assert [extra.value for extra in consignment.extras] == ["2", "TNE"]


def test_an_unknown_unit_gives_no_weight_but_a_defect() -> None:
    root = tree(mass="2")
    root.children[0].add(Node("@unitCode", "BUSHEL"))
    draft = Draft("file", "form", (root,))
    read_rows(draft, root, "goods", (Row("", {}, {"gross_weight_kg": "mass"}),))
    consignment = draft.finish()
    assert consignment.goods == ()
    assert "BUSHEL" in consignment.defects[0].problem
