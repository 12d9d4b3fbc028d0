"""Charts as SVG, by altair: one picture for each theme, the facts in words above and below.

The title is the finding, the caption its source, date and definition. A value that is not known
is a gap. At most four series stand in one chart, each with its own dash and its name at the end.
"""

import datetime
import textwrap
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, Literal

from tidewaiter.model import BadInput, Record

Theme = Literal["light", "dark"]
MOST_SERIES = 4
_WIDTH, _HEIGHT = 640, 300
_LEFT = 8  # pixels beside the names, which a reader's font may draw wider than they are measured
_FONT = "system-ui, Segoe UI, Roboto, Noto Sans, Noto Sans CJK KR, sans-serif"
# thousands, millions and billions as people write them
_SHORT = (
    "datum.value >= 1e9 ? format(datum.value / 1e9, '.4~r') + ' bn' : "
    "datum.value >= 1e6 ? format(datum.value / 1e6, '.4~r') + ' m' : format(datum.value, ',.6~r')"
)
_DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3])
# the colours of the workbench, whose contrast is measured there
_INKS: dict[Theme, dict[str, Any]] = {
    "light": {
        "page": "#FFFFFF",
        "ink": "#14202B",
        "soft": "#4A5866",
        "line": "#C9D0D7",
        "series": ("#1F4E8C", "#B35900", "#3F7D58", "#7A3E8C"),
    },
    "dark": {
        "page": "#12181E",
        "ink": "#E8EDF2",
        "soft": "#A9B5C1",
        "line": "#36424E",
        "series": ("#9CC7FF", "#FFB25E", "#86D3A5", "#D7A8EE"),
    },
}


class Series(Record, frozen=True):
    """A line: its name, and a value for each day it is known of; None is a gap."""

    name: str
    points: tuple[tuple[datetime.date, float | None], ...]


class Rule(Record, frozen=True):
    """A date of the law: the day, and the paragraph that took effect."""

    day: datetime.date
    label: str


class Bar(Record, frozen=True):
    """A range or a single value of a thing: `low` and `high` are the same for a single one."""

    name: str
    low: float | None
    high: float | None


def line_chart(
    title: str,
    series: Sequence[Series],
    *,
    unit: str,
    caption: str,
    rules: Sequence[Rule] = (),
    theme: Theme = "light",
) -> str:
    """Lines over time, with the dates of the law as labelled rules; SVG text.

    Raises:
        BadInput: more than four series, or altair is not installed.
    """
    if len(series) > MOST_SERIES:
        raise BadInput(
            f"{len(series)} series in one chart", where=title, advice=f"Choose {MOST_SERIES}."
        )
    alt = _altair()
    ink = _INKS[theme]
    values = [
        {"day": day.isoformat(), "value": value, "series": each.name}
        for each in series
        for day, value in each.points
    ]
    names = [each.name for each in series]
    colour = alt.Color("series:N", legend=None).scale(domain=names, range=list(ink["series"]))
    dash = alt.StrokeDash("series:N", legend=None).scale(domain=names, range=list(_DASHES))
    x = alt.X("day:T", title=None)
    lines = (
        alt.Chart(alt.Data(values=values))
        .mark_line(point=True, strokeWidth=2)
        .encode(x=x, y=_axis(alt, "value", unit), color=colour, strokeDash=dash)
    )
    ends = (
        alt.Chart(alt.Data(values=_ends(series)))
        .mark_text(align="left", dx=6, fontSize=12)
        .encode(x=x, y="value:Q", text="series:N", color=colour)
    )
    return _svg(alt, alt.layer(*_rules(alt, rules, ink), lines, ends), title, caption, theme)


def range_chart(
    title: str,
    bars: Sequence[Bar],
    *,
    unit: str,
    caption: str,
    log: bool = False,
    theme: Theme = "light",
) -> str:
    """Ranges beside each other, one line each in the order given; a single value is a dot.

    A chart whose values span orders of magnitude may be drawn on a logarithmic scale; otherwise
    it begins at zero.

    Raises:
        BadInput: altair is not installed.
    """
    alt = _altair()
    ink = _INKS[theme]
    values = [
        {"name": each.name, "low": each.low, "high": each.high}
        for each in bars
        if each.low is not None
    ]
    y = alt.Y(
        "name:N", sort=[each.name for each in bars], title=None, axis=alt.Axis(labelLimit=260)
    )
    y = y.scale(domain=[each.name for each in bars])
    data = alt.Chart(alt.Data(values=values))
    span = data.mark_bar(height=10, color=ink["series"][0]).encode(
        x=_axis(alt, "low", unit, log=log), x2="high:Q", y=y
    )
    ends = [
        data.mark_point(filled=True, size=60, color=ink["series"][0], opacity=1).encode(
            x=f"{end}:Q", y=y
        )
        for end in ("low", "high")
    ]
    height = max(60, 26 * len(bars))
    room = _LEFT + max(len(each.name) for each in bars)
    return _svg(alt, alt.layer(span, *ends), title, caption, theme, height, left=room)


def charts_can_be_drawn() -> bool:
    """Whether what draws them is installed: the extra `charts`."""
    return find_spec("altair") is not None and find_spec("vl_convert") is not None


def _altair() -> Any:
    if not charts_can_be_drawn():
        raise BadInput(
            "it cannot be drawn here", where="a chart", advice="Install tidewaiter[charts]."
        )
    import altair

    return altair


def _axis(alt: Any, field: str, unit: str, *, log: bool = False) -> Any:
    scale = alt.Scale(type="log") if log else alt.Scale(zero=True)
    kind = alt.X if field == "low" else alt.Y
    return kind(
        f"{field}:Q", title=unit, scale=scale, axis=alt.Axis(labelExpr=_SHORT, titleLimit=300)
    )


def _ends(series: Sequence[Series]) -> list[dict[str, Any]]:
    found = []
    for each in series:
        known = [(day, value) for day, value in each.points if value is not None]
        if known:
            day, value = known[-1]
            found.append({"day": day.isoformat(), "value": value, "series": each.name})
    return found


def _rules(alt: Any, rules: Sequence[Rule], ink: dict[str, Any]) -> list[Any]:
    if not rules:
        return []
    values = [{"day": each.day.isoformat(), "label": each.label} for each in rules]
    data = alt.Chart(alt.Data(values=values))
    lines = data.mark_rule(color=ink["soft"], strokeDash=[3, 3]).encode(x="day:T")
    words = data.mark_text(
        color=ink["soft"], align="left", baseline="bottom", dx=4, dy=-4, fontSize=11, angle=90
    ).encode(x="day:T", y=alt.value(2), text="label:N")
    return [lines, words]


def _svg(  # noqa: PLR0913 - each is a part of the picture
    alt: Any,
    chart: Any,
    title: str,
    caption: str,
    theme: Theme,
    height: int = _HEIGHT,
    *,
    left: int = _LEFT,
) -> str:
    """The picture as text; `left` is the room for names that a reader's font draws wider."""
    import vl_convert

    ink = _INKS[theme]
    drawn = chart.properties(
        width=_WIDTH,
        height=height,
        title=alt.Title(title, subtitle=_lines(caption), anchor="start"),
    ).configure(
        background=ink["page"],
        font=_FONT,
        padding={"left": left, "right": 90, "top": 8, "bottom": 8},
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelColor=ink["soft"],
            titleColor=ink["soft"],
            gridColor=ink["line"],
            domainColor=ink["soft"],
            tickColor=ink["soft"],
            titleFontWeight="normal",
            labelFontSize=12,
            titleFontSize=12,
        ),
        title=alt.TitleConfig(
            color=ink["ink"], subtitleColor=ink["soft"], fontSize=15, subtitleFontSize=12
        ),
    )
    return str(vl_convert.vegalite_to_svg(drawn.to_json()))


def _lines(text: str, width: int = 100) -> list[str]:
    return textwrap.wrap(text, width)
