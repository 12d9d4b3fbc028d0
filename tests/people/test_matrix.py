"""Every action by every role: allowed or refused as the table in `docs/people.md` says."""

import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.cases.conftest import later
from tests.ledger.sample import AT, DOCUMENT, VERSIONS, results, sqlite_url
from tidewaiter.cases import Cases
from tidewaiter.ledger import Ledger
from tidewaiter.model import (
    Actor,
    Assigned,
    Attached,
    Case,
    Concluded,
    Disposed,
    Found,
    Refused,
    ReleaseApproved,
    ReleaseAsked,
    Reopened,
    Seized,
    Step,
    User,
)
from tidewaiter.model.people import ROLES, Role
from tidewaiter.people import Users, may, permissions, require

PAGE = (Path(__file__).parents[2] / "docs" / "people.md").read_text(encoding="utf-8")
ANYBODY = Actor("han", ROLES)
DAY = AT.date()
PHOTO = Attached(sha256="b" * 64, media_type="image/png", size=1)
NUMBERS = count(1)


class World:
    """A ledger in which every act can be tried."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.cases, self.users = ledger, Cases(ledger), Users(ledger)

    def case(self, *steps: Step) -> Case:
        """A case on a consignment of its own, after these steps."""
        case = self.cases.open(next(NUMBERS), ANYBODY, AT)
        for step in (self.cases.boarded(case), *steps):
            case = self.cases.take(case, step, ANYBODY, later(1))
        return case

    def take(self, step: Step, *before: Step) -> Callable[[Actor], object]:
        case = self.case(*before)
        return lambda actor: self.cases.take(case, step, actor, later(2))


DONE = Concluded(outcome="nothing_found")
COAL = Found(description="coal")
SEIZED = Seized(what="coal", day=DAY, authority="Customs")


def decide_release(world: World) -> Callable[[Actor], object]:
    case = world.case(DONE, ReleaseAsked(why="x"))
    step = ReleaseApproved(asked=case.version)
    return lambda actor: world.cases.take(case, step, actor, later(2))


ACTS: dict[str, Callable[[World], Callable[[Actor], object]]] = {
    "open_case": lambda w: lambda actor: w.cases.open(next(NUMBERS), actor, AT),
    "assign": lambda w: w.take(Assigned(to="kim")),
    "inspect": lambda w: w.take(DONE),
    "attach": lambda w: w.take(PHOTO),
    "seize": lambda w: w.take(SEIZED, COAL),
    "dispose": lambda w: w.take(Disposed(how="destroyed", day=DAY), COAL, SEIZED),
    "ask_release": lambda w: w.take(ReleaseAsked(why="x"), DONE),
    "decide_release": decide_release,
    "reopen": lambda w: w.take(Reopened(why="x"), DONE),
    "manage_users": lambda w: (
        lambda actor: w.users.add(User(f"user{next(NUMBERS)}", "", ("officer",)), actor, AT)
    ),
}


def table() -> dict[tuple[str, str], bool]:
    """What the page says, by action and role."""
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \|(.*)\|$", PAGE, flags=re.MULTILINE)
    return {
        (action, role): cell.strip() == "yes"
        for action, cells in rows
        for role, cell in zip(ROLES, cells.split("|"), strict=True)
    }


TABLE = table()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with Ledger.open(sqlite_url(tmp_path_factory.mktemp("matrix"))) as ledger:
        ledger.record_screening(DOCUMENT, VERSIONS, results(120), actor="desk", at=AT)
        yield World(ledger)


def test_the_page_has_every_action_and_role() -> None:
    assert {action for action, _ in TABLE} == set(permissions())
    assert len(TABLE) == len(permissions()) * len(ROLES)


@pytest.mark.parametrize(("pair", "allowed"), TABLE.items(), ids=str)
def test_an_action_is_allowed_as_the_page_says(
    world: World, pair: tuple[str, Role], allowed: bool
) -> None:
    action, role = pair
    actor = Actor("kim", (role,))
    act = ACTS[action](world) if action in ACTS else lambda actor: require(actor, action)
    assert may(actor, action) is allowed
    if allowed:
        act(actor)
        return
    with pytest.raises(Refused, match="kim may not") as refused:
        act(actor)
    assert all(word in str(refused.value) for word in permissions()[action].roles)


def test_a_scope_narrows_what_the_roles_allow() -> None:
    narrowed = Actor("kim", ("supervisor",), scopes=("read",))
    assert may(narrowed, "read")
    with pytest.raises(Refused, match="scope verify"):
        require(narrowed, "verify")
    assert not may(Actor("kim", ("officer",), scopes=("verify",)), "verify")
