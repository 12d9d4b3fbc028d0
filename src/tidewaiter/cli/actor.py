"""Who acts in a command."""

import datetime
from collections.abc import Iterator
from contextlib import closing, contextmanager

from tidewaiter.ledger import Ledger
from tidewaiter.model import Actor, Refused
from tidewaiter.model.people import ROLES
from tidewaiter.people import Door, Secrets, Users, require
from tidewaiter.pipeline.home import open_ledger
from tidewaiter.pipeline.settings import Settings


def acting(settings: Settings, ledger: Ledger, action: str = "read") -> Actor:
    """Who acts, if they may do that.

    While nobody was made a user it is whoever is logged in at this machine, with every role.
    From the first user on it is the user whose token or session is there.

    Raises:
        Refused: nobody is signed in, or the person may not.
    """
    users = Users(ledger)
    if not users.are_there():
        return Actor(name=settings.actor, roles=ROLES)
    now = datetime.datetime.now(datetime.UTC)
    with open_door(settings, users) as door:
        if settings.token != "":
            actor = door.by_token(settings.token, now)
        else:
            actor = door.by_session(_session(settings), now)
    if actor is None:
        who = "Sign in with `tidewaiter login NAME`, or give a token in TIDEWAITER_TOKEN."
        raise Refused("nobody is signed in", who=who)
    require(actor, action)
    return actor


def name_of_actor(settings: Settings, action: str) -> str:
    """The name of who acts, if they may, for commands that else need no ledger.

    Raises:
        Refused: nobody is signed in, or the person may not.
    """
    with open_ledger(settings) as ledger:
        return acting(settings, ledger, action).name


@contextmanager
def open_door(settings: Settings, users: Users) -> Iterator[Door]:
    """The door of these users, with what proves who they are."""
    with closing(Secrets.open(settings.database_url)) as secrets:
        yield Door(users, secrets)


def _session(settings: Settings) -> str:
    try:
        return settings.session.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
