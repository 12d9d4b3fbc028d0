import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tidewaiter.cargo.xml import Mender

PIECES = st.sampled_from(
    [
        "<a>",
        "</a>",
        "<b x='1'>",
        "</b>",
        "<b/>",
        "<c y=2>",
        "&",
        "&amp;",
        "<",
        ">",
        "text",
        "]]>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<?pi",
        "?>",
        "\n",
        '"',
        "</",
        "<r>",
        "</r>",
    ]
)


def mend(text: str, *, size: int = 1000, sections: tuple[frozenset[str], ...] = ()) -> str:
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    return within("".join(Mender(sections).mend(pieces)))


def within(mended: str) -> str:
    """The text without the element that is put around it."""
    return mended.removeprefix("<documents>").removesuffix("</documents>")


def test_well_formed_text_is_unchanged() -> None:
    text = "<a x='1'>\n<b>one &amp; two</b><c/><![CDATA[<raw>]]></a>"
    assert mend(text) == text


def test_an_end_tag_of_an_outer_element_closes_the_inner_ones() -> None:
    assert mend("<a><b><c>1</b></a>") == "<a><b><c>1</c></b></a>"


def test_the_end_of_the_text_closes_everything_with_a_fault_naming_the_line() -> None:
    mender = Mender(())
    assert within("".join(mender.mend(["<a>\n<b>1"]))) == "<a>\n<b>1</b></a>"
    assert "</b> of line 2 was expected" in mender.faults[0].defect.problem


def test_bare_markup_characters_become_text() -> None:
    assert mend("<a>x & y < z &nbsp; &#65; &amp;</a>") == (
        "<a>x &amp; y &lt; z &amp;nbsp; &#65; &amp;</a>"
    )


def test_a_new_section_closes_the_open_one() -> None:
    mended = mend("<a><r><x>1<r><x>2</x></r></a>", sections=(frozenset({"r"}),))
    assert mended == "<a><r><x>1</x></r><r><x>2</x></r></a>"


@pytest.mark.parametrize("broken", ["<rr>", "<r,>", "", " r>", "<r <"])
def test_a_section_whose_start_tag_is_broken_is_opened_by_its_first_part(broken: str) -> None:
    mender = Mender((frozenset({"r", "head"}),), {"x": "r"})
    text = f"<a><head><x>0</x></head><r><x>1</x></r>{broken}<x>2</x></r><r><x>3</x></r></a>"
    tree = etree.fromstring("".join(mender.mend([text])))
    assert [part.text for part in tree.iterfind(".//r/x")] == ["1", "2", "3"]
    assert [part.text for part in tree.iterfind(".//head/x")] == ["0"]
    assert any("<x> met where <r> was expected" in held.defect.problem for held in mender.faults)


def test_a_part_keeps_the_prefix_of_its_section() -> None:
    mender = Mender((frozenset({"r"}),), {"x": "r"})
    mended = within("".join(mender.mend(["<n:a><n:x>1</n:x></n:r></n:a>"])))
    assert mended == "<n:a><n:r><n:x>1</n:x></n:r></n:a>"


def test_unreadable_attributes_are_dropped_with_their_text_in_the_fault() -> None:
    mender = Mender(())
    assert within("".join(mender.mend(["<a x='1' y=2>t</a>"]))) == "<a x='1'>t</a>"
    assert "y=2" in mender.faults[0].defect.text


@given(st.lists(PIECES, max_size=25), st.integers(1, 20))
def test_whatever_comes_in_well_formed_text_goes_out(pieces: list[str], size: int) -> None:
    mended = mend("<root>" + "".join(pieces) + "</root>", size=size)
    etree.fromstring(mended.encode(), etree.XMLParser(recover=False))


@given(st.lists(PIECES, max_size=25), st.integers(1, 20))
def test_how_the_text_is_cut_into_pieces_changes_no_tag(pieces: list[str], size: int) -> None:
    text = "<root>" + "".join(pieces)
    assert mend(text, size=size) == mend(text)
