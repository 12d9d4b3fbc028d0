"""Charts: the facts are in the picture as text, and what is not known is a gap."""

import datetime
import re
from xml.etree import ElementTree

import pytest

from tidewaiter.model import BadInput
from tidewaiter.monitor.charts import Bar, Rule, Series, Theme, line_chart, range_chart


def months(*values: float | None) -> tuple[tuple[datetime.date, float | None], ...]:
    return tuple((datetime.date(2017, place, 1), each) for place, each in enumerate(values, 1))


def drawn(theme: Theme = "light") -> str:
    return line_chart(
        "Coal fell to nothing",
        [Series("China", months(5, 4, None, 2, 0))],
        unit="million USD",
        caption="Invented rows.",
        rules=[Rule(datetime.date(2017, 3, 1), "UN 2371 para 8")],
        theme=theme,
    )


def test_a_chart_says_its_finding_its_source_its_law_and_its_series() -> None:
    said = "".join(ElementTree.fromstring(drawn()).itertext())
    for words in (
        "Coal fell to nothing",
        "Invented rows.",
        "UN 2371 para 8",
        "China",
        "million USD",
    ):
        assert words in said


def test_what_is_not_known_breaks_the_line() -> None:
    def pieces(*values: float | None) -> int:
        picture = line_chart("t", [Series("a", months(*values))], unit="t", caption="c")
        (line,) = re.findall(r'"line mark" d="([^"]*)"', picture)
        return str(line).count("M")

    assert (pieces(5, 4, 3), pieces(5, None, 3)) == (1, 2)


def test_the_themes_differ_and_neither_asks_another_machine_for_anything() -> None:
    light, dark = drawn("light"), drawn("dark")
    for picture, page in ((light, "#FFFFFF"), (dark, "#12181E")):
        assert page in picture
        assert re.findall(r"href|@import|url\((?!#)", picture.replace("xmlns:xlink", "")) == []


def test_a_range_stands_beside_a_single_value_and_an_unknown_one() -> None:
    bars = [Bar("A", 4000, 4000), Bar("B", 24_000, 46_000), Bar("C", None, None)]
    said = "".join(
        ElementTree.fromstring(
            range_chart("t", bars, unit="USD a head", caption="c", log=True)
        ).itertext()
    )
    assert all(name in said for name in "ABC")


@pytest.mark.parametrize(
    ("top", "said"), [(3e9, "3 bn"), (2.5e6, "1.4 m"), (4200, "4,000"), (1.5, "0.5")]
)
def test_large_numbers_are_written_as_people_write_them(top: float, said: str) -> None:
    picture = range_chart("t", [Bar("A", top / 3, top)], unit="USD", caption="c")
    assert said in list(ElementTree.fromstring(picture).itertext())


def test_five_series_are_refused() -> None:
    with pytest.raises(BadInput, match="5 series"):
        line_chart("t", [Series(str(n), months(1, 2)) for n in range(5)], unit="", caption="")
