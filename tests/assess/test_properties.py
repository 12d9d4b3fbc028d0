"""What must hold for any facts of the vocabulary."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assess.samples import hit, item, sign, state
from tidewaiter.assess import Assessor, act_outcome
from tidewaiter.law import load_law
from tidewaiter.model import Evidence, Facts, GoodsFact, Statement
from tidewaiter.model.facts import Direction
from tidewaiter.model.law import FactWord, HsRow, Measure

LAW = load_law()
ASSESSOR = Assessor(LAW)
CODES = sorted({row.code for m in LAW.measures for row in m.hs})
PRODUCTS = sorted(product.name for product in LAW.products)
SAMPLES = {
    "country": ("KP", "KR", "CN", "RU", "other"),
    "number": ("0", "95", "500", "2001", "7500000"),
    "date": ("2016-03", "2017-08-04", "2017-08-05", "2017-12-22"),
    "place": ("Rajin", "Kaesong", "Dandong-Sinuiju", "Busan"),
    "text": ("Korea", "foreign_embassy", "Seoul"),
}


def value_of(word: FactWord) -> st.SearchStrategy[str]:
    values = word.values if word.type == "choice" else SAMPLES[word.type]
    return st.sampled_from((*values, "unknown"))


STATEMENTS = st.dictionaries(
    st.sampled_from(sorted(LAW.words)), st.integers(0, 20), max_size=8
).flatmap(lambda named: st.fixed_dictionaries({n: value_of(LAW.words[n]) for n in named}))
ITEMS = st.builds(
    item,
    st.lists(st.sampled_from(CODES), max_size=2).map(tuple),
    st.lists(st.sampled_from(PRODUCTS), max_size=2).map(tuple),
    st.sampled_from(("certain", "possible")),
    alternatives=st.booleans(),
)
SIGNS = st.lists(
    st.builds(
        sign,
        st.sampled_from(("from_target", "to_target", "other")),
        st.sampled_from(("certain", "possible")),
    ),
    max_size=2,
).map(tuple)
HITS = st.lists(
    st.builds(
        hit,
        st.sampled_from(("asset_freeze", "omm_asset", "port_ban", "deflag", "travel_ban")),
        st.sampled_from(("certain", "strong", "possible")),
        source=st.sampled_from(("un", "us")),
    ),
    max_size=1,
).map(tuple)
CONDUCT = st.none() | st.sampled_from(sorted(LAW.conduct)).map(
    lambda name: Statement("conduct", name, Evidence("conduct", name))
)
DAYS = st.dates(datetime.date(2006, 10, 1), datetime.date(2026, 11, 1))


@st.composite
def any_facts(draw: st.DrawFn) -> Facts:
    on = draw(DAYS)
    return Facts(
        subject="consignment EXAMPLE-1",
        act_date=on,
        known_on=on,
        directions=draw(st.sampled_from((("from_target",), ("to_target",), ("other",)))),
        goods=draw(st.lists(ITEMS, max_size=2).map(tuple)),
        nexus=draw(SIGNS),
        hits=draw(HITS),
        statements=state(draw(STATEMENTS)),
        conduct=draw(CONDUCT),
    )


@settings(max_examples=400, deadline=None)
@given(any_facts())
def test_no_facts_of_the_vocabulary_make_it_fail(facts: Facts) -> None:
    found = ASSESSOR.assess(facts)
    outcome, measures = act_outcome(found)
    assert all(finding.evidence for finding in found.findings)
    assert len(found.reasons) > 0
    assert outcome in {"not_covered", "inspect_only"} or len(measures) > 0


@settings(max_examples=300, deadline=None)
@given(any_facts())
def test_no_facts_cancel_the_duty_to_inspect_from_2270_on(facts: Facts) -> None:
    certain = any(one.strength == "certain" for one in facts.nexus)
    cargo = facts.conduct is None or any(one.hs or one.description for one in facts.goods)
    if certain and cargo and facts.act_date >= datetime.date(2016, 3, 2):
        found = ASSESSOR.assess(facts)
        assert found.inspection_duty
        assert found.action in {"detain", "inspect"}


ROWS = [
    (measure, row)
    for measure in LAW.measures
    for row in measure.hs
    if measure.rule == "ban" and not row.carries
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(ROWS), STATEMENTS, DAYS)
def test_no_row_that_does_not_carry_makes_its_measure_prohibit(
    pair: tuple[Measure, HsRow], stated: dict[str, str], on: datetime.date
) -> None:
    measure, row = pair
    way: Direction = "to_target" if measure.direction == "to_target" else "from_target"
    facts = Facts(
        subject="consignment EXAMPLE-1",
        act_date=on,
        known_on=on,
        directions=(way,),
        goods=(GoodsFact(field="goods[0]", hs=(row.code,)),),
        nexus=(sign(way),),
        statements=state(stated),
    )
    outcomes = {f.measure: f.outcome for f in ASSESSOR.assess(facts).findings}
    assert outcomes.get(measure.id) not in {"prohibited", "needs_authorisation"}
