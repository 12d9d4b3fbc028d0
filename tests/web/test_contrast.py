"""The colours of the style sheet against each other, by the formula of WCAG 2.2."""

import re
from pathlib import Path

import pytest

SHEET = Path(__file__).parents[2] / "src" / "tidewaiter" / "web" / "static" / "tidewaiter.css"
LIGHT, DARK, DARK_BY_DEVICE = (
    ":root {",
    ':root[data-theme="dark"] {',
    ':root[data-theme="auto"] {',
)
GROUNDS = ("bg", "bg2", "bg3")
# text needs 4.5 (1.4.3); what is drawn 3 (1.4.11)
TEXT = [
    *((ink, ground) for ink in ("ink", "ink2", "link", "error") for ground in GROUNDS),
    *((ink, ground) for ink in ("warn", "filed") for ground in ("bg", "bg2")),
    *((action, f"{action}-tint") for action in ("detain", "inspect", "review", "pass")),
    *((action, "bg") for action in ("detain", "inspect", "review", "pass")),
    *(("on-link", "link"), ("ink", "chosen"), ("ink", "mark"), ("link", "chosen")),
    *(("ink2", "chosen"), ("link", "mark")),
    *((action, "chosen") for action in ("detain", "inspect", "review", "pass")),
]
DRAWN = [
    *((drawn, ground) for drawn in ("edge", "focus") for ground in GROUNDS),
    *((f"chart{number}", ground) for number in range(1, 7) for ground in ("bg", "bg2")),
]


def colours(start: str) -> dict[str, str]:
    """The variables of one block that are colours."""
    block = SHEET.read_text(encoding="utf-8").split(start, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", block))


def luminance(colour: str) -> float:
    """Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_is_the_one_of_wcag() -> None:
    assert contrast("#fff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (DRAWN, 3.0)], ids=["text", "drawn"])
def test_every_pair_can_be_told_apart(
    theme: str, pairs: list[tuple[str, str]], least: float
) -> None:
    found = colours(theme)
    ratios = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < least} == {}


def test_dark_by_the_device_is_the_dark_that_is_chosen() -> None:
    assert colours(DARK_BY_DEVICE) == colours(DARK)
    assert colours(DARK).keys() == colours(LIGHT).keys()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_actions_differ_little_in_lightness_so_that_none_rests_on_it(theme: str) -> None:
    """Shape and word tell them apart; a strong step in greyscale would rank them by itself."""
    found = colours(theme)
    four = [found[action] for action in ("detain", "inspect", "review", "pass")]
    assert max(contrast(one, other) for one in four for other in four) < 1.45
