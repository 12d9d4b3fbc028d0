"""`tidewaiter users`, `login`, `logout`, `whoami`: who works here, and how they come in."""

import datetime
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Annotated, cast

import typer
from rich.markup import escape
from rich.table import Table

from tidewaiter.cli.actor import acting, open_door
from tidewaiter.cli.output import console, emit
from tidewaiter.model import Actor, User
from tidewaiter.model.people import ROLES, Role
from tidewaiter.people import Door, Identities, Users, permissions
from tidewaiter.pipeline.home import open_ledger
from tidewaiter.pipeline.settings import Settings, load_settings

app = typer.Typer(no_args_is_help=True, help="Users, their roles, one-time links and tokens.")

AsJson = Annotated[bool, typer.Option("--json", help="One JSON line per row.")]
Name = Annotated[str, typer.Argument(help="The user's name.")]
RoleOption = Annotated[
    list[str] | None, typer.Option("--role", help=f"{', '.join(ROLES)}; repeatable.")
]


@app.command("setup")
def set_up(
    name: Name,
    full_name: Annotated[str, typer.Option("--full-name", help="As it stands on papers.")] = "",
) -> None:
    """Make the first user, an administrator, and print a one-time link."""
    with _open() as (users, door, now, _):
        users.begin(name, full_name, now)
        _print_link(name, door.link(name, now))


@app.command("add")
def add(
    name: Name,
    role: RoleOption = None,
    full_name: Annotated[str, typer.Option("--full-name", help="As it stands on papers.")] = "",
) -> None:
    """Make a user and print the one-time link by which they set a password."""
    with _open() as (users, door, now, settings):
        user = User(name, full_name, cast("tuple[Role, ...]", tuple(role or ())))
        users.add(user, _actor(settings), now)
        _print_link(name, door.link(name, now))


@app.command("change")
def change(
    name: Name,
    role: RoleOption = None,
    active: Annotated[
        bool | None, typer.Option("--active/--inactive", help="Let in, or no longer.")
    ] = None,
) -> None:
    """Give a user other roles, or let them in no longer. Nobody is deleted."""
    with _open() as (users, door, now, settings):
        roles = cast("tuple[Role, ...] | None", tuple(role) if role else None)
        user = users.change(name, _actor(settings), now, roles=roles, active=active)
        if not user.active:
            door.shut_out(name)
    said = f"{user.name}: {', '.join(user.roles)}{'' if user.active else '; not active'}"
    console().print(said, markup=False, highlight=False)


@app.command("link")
def link(name: Name) -> None:
    """Print a new one-time link for a user who has lost the password."""
    with _open() as (_, door, now, settings):
        _actor(settings, "manage_users")
        _print_link(name, door.link(name, now))


@app.command("accept")
def accept(
    given: Annotated[str, typer.Argument(metavar="LINK", help="The one-time link.")],
    password: Annotated[
        str, typer.Option("--password", prompt=True, hide_input=True, confirmation_prompt=True)
    ],
) -> None:
    """Set a password by a one-time link."""
    with _open() as (_, door, now, _):
        name = door.accept(given, password, now)
    console().print(f"{name} can sign in: tidewaiter login {name}", highlight=False)


@app.command("list")
def show(as_json: AsJson = False) -> None:
    """Every user, with roles."""
    with _open() as (users, _, _, settings):
        _actor(settings)
        found = users.all()
    if as_json:
        for user in found:
            emit(user)
        return
    table = Table("User", "Name", "Roles", "Active")
    for user in found:
        active = "yes" if user.active else "no"
        table.add_row(user.name, escape(user.full_name), ", ".join(user.roles), active)
    console().print(table)


@app.command("roles")
def roles() -> None:
    """Which role may do what."""
    table = Table("Action", "Which is to", *ROLES)
    for action, permission in permissions().items():
        marks = ("yes" if role in permission.roles else "" for role in ROLES)
        table.add_row(action, permission.words, *marks)
    console().print(table)


@app.command("token")
def token(
    label: Annotated[str, typer.Argument(help="What it is for.")],
    scope: Annotated[
        list[str] | None, typer.Option("--scope", help="An action; repeatable.")
    ] = None,
    days: Annotated[int, typer.Option("--days", help="How long it holds, 365 at most.")] = 90,
) -> None:
    """Make an API token that acts as you, within its scopes. It is shown once."""
    with _open() as (_, door, now, settings):
        actor = _actor(settings)
        given = door.make_token(actor, label, tuple(scope or ()), now, days=days)
    console().print(given, markup=False, highlight=False)


@app.command("tokens")
def tokens(
    revoke: Annotated[str, typer.Option("--revoke", help="End the token of this id.")] = "",
    as_json: AsJson = False,
) -> None:
    """Your API tokens."""
    with _open() as (_, door, _, settings):
        actor = _actor(settings)
        if revoke != "":
            door.revoke(actor, revoke)
        found = door.tokens(actor)
    if as_json:
        for each in found:
            emit(each)
        return
    table = Table("Id", "Label", "Scopes", "Until")
    for each in found:
        table.add_row(each.id, escape(each.label), ", ".join(each.scopes), each.until[:10])
    console().print(table)


@app.command("identities")
def identities(
    forget: Annotated[str, typer.Option("--forget", help="End those of this user.")] = "",
    as_json: AsJson = False,
) -> None:
    """Who users are at the issuer of OpenID Connect by which they sign in."""
    with _open() as (users, _, now, settings):
        actor = _actor(settings, "manage_users")
        with closing(Identities.open(settings.database_url)) as kept:
            if forget != "":
                users.note(forget, "signs in by no issuer any more", by=actor.name, at=now)
                kept.forget(forget)
            found = kept.all()
    if as_json:
        for each in found:
            emit(each)
        return
    table = Table("User", "Issuer", "Subject", "Since")
    for each in found:
        table.add_row(each.name, escape(each.issuer), escape(each.subject), each.since[:10])
    console().print(table)


def login(
    name: Name,
    password: Annotated[str, typer.Option("--password", prompt=True, hide_input=True)],
) -> None:
    """Sign in at this machine."""
    with _open() as (_, door, now, settings):
        session = door.sign_in(name, password, now)
    settings.session.touch(mode=0o600)
    settings.session.chmod(0o600)
    settings.session.write_text(session, encoding="ascii")
    console().print(f"signed in as {name}", highlight=False)


def logout() -> None:
    """Sign out at this machine."""
    with _open() as (_, door, _, settings):
        if settings.session.exists():
            door.sign_out(settings.session.read_text(encoding="ascii").strip())
            settings.session.unlink()
    console().print("signed out")


def whoami(as_json: AsJson = False) -> None:
    """Who acts in a command that is run now, and with which roles."""
    with _open() as (_, _, _, settings):
        actor = _actor(settings)
    if as_json:
        emit(actor)
    else:
        said = f"{actor.name}: {', '.join(actor.roles)}"
        console().print(said, markup=False, highlight=False)


@contextmanager
def _open() -> Iterator[tuple[Users, Door, datetime.datetime, Settings]]:
    settings = load_settings()
    with open_ledger(settings) as ledger:
        users = Users(ledger)
        with open_door(settings, users) as door:
            yield users, door, datetime.datetime.now(datetime.UTC), settings


def _actor(settings: Settings, action: str = "read") -> Actor:
    with open_ledger(settings) as ledger:
        return acting(settings, ledger, action)


def _print_link(name: str, given: str) -> None:
    said = f"one-time link for {name}, good for a day: tidewaiter users accept {given}"
    console().print(said, markup=False, highlight=False, soft_wrap=True)
