"""Coming in: links, passwords, sessions, tokens, and who stays out."""

import sqlite3
from pathlib import Path

import pytest

from tests.ledger.sample import AT
from tests.people.conftest import ADMIN, PASSWORD, later
from tidewaiter.ledger import Ledger
from tidewaiter.model import Actor, BadInput, Conflict, Refused, User
from tidewaiter.people import Door, Users
from tidewaiter.people.door import ATTEMPTS


def enter(door: Door, name: str = "pak") -> str:
    door.accept(door.link(name, AT), PASSWORD, AT)
    return door.sign_in(name, PASSWORD, AT)


def test_a_link_sets_a_password_once_and_for_a_day(door: Door) -> None:
    link = door.link("pak", AT)
    assert door.accept(link, PASSWORD, AT) == "pak"
    with pytest.raises(Refused, match="does not hold"):
        door.accept(link, "another long password", AT)
    late = door.link("pak", AT)
    with pytest.raises(Refused, match="does not hold"):
        door.accept(late, PASSWORD, later(hours=25))
    first = door.link("pak", AT)
    door.link("pak", AT)
    with pytest.raises(Refused, match="does not hold"):
        door.accept(first, PASSWORD, AT)


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "i am pak and long", "x" * 501])
def test_a_weak_password_is_refused_and_the_link_stays_good(door: Door, password: str) -> None:
    link = door.link("pak", AT)
    with pytest.raises(BadInput, match="letters or more"):
        door.accept(link, password, AT)
    assert door.accept(link, PASSWORD, AT) == "pak"


def test_a_session_tells_who_it_is_of_until_it_ends(door: Door, users: Users) -> None:
    session = enter(door)
    assert door.by_session(session, AT) == ADMIN
    assert door.by_session(session, later(hours=13)) is None
    assert door.by_token(session, AT) is None
    door.sign_out(session)
    assert door.by_session(session, AT) is None


def test_unknown_wrong_and_inactive_get_the_same_answer(door: Door, users: Users) -> None:
    users.add(User("kim", "Kim Fictional", ("officer",)), ADMIN, AT)
    enter(door, "kim")
    users.change("kim", ADMIN, AT, active=False)
    said = set()
    for name, password in (("nobody", PASSWORD), ("pak", "wrong password"), ("kim", PASSWORD)):
        with pytest.raises(Refused) as refused:
            door.sign_in(name, password, AT)
        said.add(str(refused.value))
    assert len(said) == 1


def test_who_fails_too_often_waits_even_with_the_right_password(door: Door) -> None:
    enter(door)
    for name in ("pak", "nobody"):
        for _ in range(ATTEMPTS):
            with pytest.raises(Refused, match="is wrong"):
                door.sign_in(name, "wrong password", AT)
        with pytest.raises(Refused, match="too many"):
            door.sign_in(name, PASSWORD, AT)
    assert door.sign_in("pak", PASSWORD, later(minutes=16)) != ""


def test_a_new_password_ends_the_sessions_of_the_old_one(door: Door) -> None:
    session = enter(door)
    door.accept(door.link("pak", AT), "another long password", AT)
    assert door.by_session(session, AT) is None


def test_a_token_does_only_what_its_scopes_say(door: Door) -> None:
    token = door.make_token(ADMIN, "nightly", ("backup",), AT, days=30)
    acting = door.by_token(token, AT)
    assert acting == Actor("pak", ("administrator",), ("backup",))
    assert door.by_token(token, later(days=31)) is None
    with pytest.raises(Refused, match="makes no tokens"):
        door.make_token(acting, "more", ("backup",), AT)
    with pytest.raises(BadInput, match="not actions: fly"):
        door.make_token(ADMIN, "x", ("fly",), AT)
    with pytest.raises(BadInput, match="within a year"):
        door.make_token(ADMIN, "x", ("backup",), AT, days=366)
    (shown,) = door.tokens(ADMIN)
    assert (shown.label, shown.scopes) == ("nightly", ("backup",))
    door.revoke(ADMIN, shown.id)
    assert door.by_token(token, AT) is None
    with pytest.raises(BadInput, match="no such token"):
        door.revoke(ADMIN, shown.id)


def test_who_is_made_inactive_is_out_at_once(door: Door, users: Users) -> None:
    users.add(User("kim", "Kim Fictional", ("officer",)), ADMIN, AT)
    session = enter(door, "kim")
    token = door.make_token(Actor("kim", ("officer",)), "x", ("read",), AT)
    users.change("kim", ADMIN, AT, active=False)
    assert door.by_session(session, AT) is None
    assert door.by_token(token, AT) is None
    door.shut_out("kim")
    users.change("kim", ADMIN, AT, active=True)
    assert door.by_session(session, AT) is None
    with pytest.raises(BadInput, match="no such user"):
        door.link("nobody", AT)


def test_nothing_that_was_handed_out_stands_in_the_database(door: Door, tmp_path: Path) -> None:
    session = enter(door)
    token = door.make_token(ADMIN, "x", ("read",), AT)
    with sqlite3.connect(tmp_path / "ledger.db") as database:
        dump = "\n".join(database.iterdump())
    assert "$argon2id$" in dump
    assert not any(secret in dump for secret in (session, token, PASSWORD))


def test_users_are_events_and_stay(users: Users, ledger: Ledger) -> None:
    users.add(User("kim", "Kim Fictional", ("officer",)), ADMIN, AT)
    users.change("kim", ADMIN, later(hours=1), roles=("officer", "analyst"))
    assert [user.name for user in users.all()] == ["pak", "kim"]
    assert users.get("kim") == User("kim", "Kim Fictional", ("officer", "analyst"), created=AT)
    assert [event.actor for event in ledger.events(kind="user")] == ["pak", "pak", "pak"]
    assert ledger.verify() == ()


@pytest.mark.parametrize(
    ("user", "said"),
    [
        (User("pak", "", ("officer",)), "there is a user of that name"),
        (User("Kim Il", "", ("officer",)), "not a name"),
        (User("kim", "", ()), "needs a role"),
        (User("kim", "", ("captain",)), "needs a role"),  # type: ignore[arg-type]
    ],
)
def test_a_bad_user_is_refused(users: Users, user: User, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        users.add(user, ADMIN, AT)
    assert len(users.all()) == 1


def test_an_administrator_is_always_left(users: Users) -> None:
    with pytest.raises(Refused, match="no administrator would be left"):
        users.change("pak", ADMIN, AT, active=False)
    with pytest.raises(Refused, match="there are users already"):
        users.begin("kim", "", AT)
    with pytest.raises(BadInput, match="no such user"):
        users.change("nobody", ADMIN, AT, active=False)


def test_two_who_change_a_user_at_once_do_not_overwrite(
    users: Users, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = users._known()
    users.change("pak", ADMIN, AT, roles=("administrator", "auditor"))
    monkeypatch.setattr(users, "_known", lambda: seen)
    with pytest.raises(Conflict, match="pak wrote event 2"):
        users.change("pak", ADMIN, AT, roles=("administrator", "officer"))
