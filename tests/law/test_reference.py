from tidewaiter.law import load_law
from tidewaiter.law.reference import render


def test_every_measure_product_and_fact_stands_on_the_page() -> None:
    law, page = load_law(), render()
    assert [m.id for m in law.measures if f"### `{m.id}`" not in page] == []
    assert [p.name for p in law.products if f"| `{p.name}` |" not in page] == []
    assert [name for name in law.words if f"| `{name}` |" not in page] == []


def test_a_measure_that_is_not_weighed_gives_its_reason_on_the_page() -> None:
    page = render()
    section = page.partition("### `un/2397/13/ais`")[2].partition("###")[0]
    assert "Not evaluable: expresses concern" in section


def test_the_page_is_the_same_each_time() -> None:
    assert render() == render()
