"""What one examination joins: lists of other sources, and of other regimes, stay apart."""

import datetime

import pytest

from tidewaiter import lists
from tidewaiter.law import load_law, load_target
from tidewaiter.lists import LoadedList
from tidewaiter.model import (
    Consignment,
    Dated,
    Decision,
    Goods,
    ListedName,
    Listing,
    ListVersion,
    Party,
    Port,
    Verdict,
)
from tidewaiter.pipeline.examine import Examiner, strongest

TODAY = datetime.date(2026, 1, 1)
FIRM = "Gasang Example Machinery Company"


def a_list(source: str, measure: str) -> LoadedList:
    listing = Listing(
        list=f"{source}-example",
        ref="1",
        kind="organization",
        names=(ListedName(FIRM),),
        decisions=(Decision(measure),),
    )
    version = ListVersion(name=f"{source}-example", source=source)
    return LoadedList(version=version, listings=(listing,))


def examined(*loaded: LoadedList) -> Verdict:
    consignment = Consignment(
        document="d",
        format="f",
        reference="r",
        dates=(Dated("document", "2018-03-15"),),
        parties=(Party("consignor", FIRM, "1 Example-ro, Busan", "KR"),),
        ports=(Port("port_of_loading", "KRPUS"), Port("port_of_discharge", "PHMNL")),
        goods=(Goods(description="MACHINING CENTRES", hs=("845710",)),),
    )
    examiner = Examiner(
        law=load_law(), target=load_target(), lists=[lists.embedded(), *loaded], today=TODAY
    )
    return examiner.examine(consignment)


def test_a_listing_of_one_state_is_never_a_ground_of_the_council() -> None:
    verdict = examined(a_list("us", "listed"))
    assert verdict.action == "review"
    assert verdict.inspection_duty is False
    assert {finding.measure.split("/")[0] for finding in verdict.findings} == {"us"}


def test_an_asset_freeze_of_the_council_detains_by_its_own_paragraph() -> None:
    verdict = examined(a_list("un", "asset_freeze"))
    assert verdict.action == "detain"
    assert verdict.findings[0].measure == "un/1718/8d/freeze"


def test_without_a_listing_the_same_papers_pass_and_nothing_is_called_clear() -> None:
    verdict = examined()
    assert verdict.action == "pass"
    assert verdict.reasons == ("No ground was found with these lists and this law on this date.",)


@pytest.mark.parametrize(
    ("actions", "action"),
    [((), "pass"), (("review", "inspect"), "inspect"), (("pass", "detain"), "detain")],
)
def test_the_strongest_action_is_taken(actions: tuple[str, ...], action: str) -> None:
    assert strongest(actions) == action  # type: ignore[arg-type]
