"""The pages a lawyer checks line by line hold everything the law files hold."""

from tidewaiter.law import load_law
from tidewaiter.law.reference import render
from tidewaiter.model.law import Measure

LAW = load_law()
PAGES = render(LAW)


def section(measure: Measure) -> str:
    page = PAGES[f"{LAW.act_of(measure.id).number}.md"]
    return page.partition(f"## `{measure.id}`\n")[2].partition("\n## ")[0]


def test_each_act_has_a_page_and_the_index_names_it() -> None:
    assert set(PAGES) == {"index.md", "words.md", *(f"{act.number}.md" for act in LAW.acts)}
    assert [
        act.symbol
        for act in LAW.acts
        if f"[{act.symbol}]({act.number}.md)" not in PAGES["index.md"]
    ] == []


def test_each_measure_shows_its_paragraph_days_sources_and_how_far_it_is_verified() -> None:
    for measure in LAW.measures:
        text = section(measure)
        assert f"- Paragraph {measure.paragraph} (number {measure.paragraph_check}" in text
        assert f"- In force {measure.since} to {measure.until or 'open'}" in text
        assert f"- Content {measure.content_check.replace('_', ' ')}; sources: " in text
        assert all(source in text for source in measure.sources)
        assert all(f"| {row.code} |" in text for row in measure.hs)


def test_each_exemption_shows_who_decides_its_papers_and_its_conditions() -> None:
    for measure in LAW.measures:
        weighed = [one for one in measure.exemptions if one.not_evaluable == ""]
        text = section(measure)
        assert text.count("  - Decided by the ") + text.count("  - Stands by itself") == len(
            weighed
        )
        assert text.count("  - Open where ") == len(weighed)
        assert all(paper in text for one in weighed for paper in one.papers)


def test_conditions_are_written_out_with_what_silence_gives() -> None:
    permits = section(next(m for m in LAW.measures if m.id == "un/2375/17/workers"))
    assert "`approval`: yes if granted, waits if asked, no if anything else" in permits
    assert "`contract_date` before 2017-09-11 (cannot be told if silent)" in permits
    release = section(next(m for m in LAW.measures if m.id == "un/2397/9/seize"))
    assert "6 months from `frozen_on` have passed" in release
    assert "For conduct: `release_ship`" in release


def test_a_measure_that_is_not_weighed_gives_its_reason_on_its_page_and_in_the_index() -> None:
    reason = "expresses concern and calls for vigilance"
    assert f"Not evaluable: {reason}" in PAGES["2397.md"]
    assert f"| `un/2397/13/ais` | {reason}" in PAGES["index.md"]


def test_each_report_shows_its_day_its_addressee_and_how_far_they_are_verified() -> None:
    for measure in LAW.measures:
        text = section(measure)
        assert text.count("- Report, ") == len(measure.reports)
        assert text.count("  - Addressee ") == len(measure.reports)
        assert all(report.note in text for report in measure.reports)
    national = section(next(m for m in LAW.measures if m.id == "un/2371/17/report"))
    assert "Due within 90 days of the adoption: 2017-11-03 (time unverified)" in national
    crude = section(next(m for m in LAW.measures if m.id == "un/2397/4/crude"))
    assert "Due every 90 days; first due 2018-03-22 (time partly verified)" in crude


def test_every_product_kind_of_conduct_and_fact_stands_among_the_words() -> None:
    names = [*(p.name for p in LAW.products), *LAW.conduct, *LAW.triggers, *LAW.words]
    assert [name for name in names if f"| `{name}` |" not in PAGES["words.md"]] == []
