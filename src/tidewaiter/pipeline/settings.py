"""What a run may depend on from outside, read once when it starts."""

import datetime
import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

OIDC = "TIDEWAITER_OIDC_"


@dataclass(frozen=True, slots=True)
class Settings:
    """The home folder, the ledger's address, the day it is, and who works.

    `TIDEWAITER_HOME` names the folder for the database (the platform's data folder by
    default); `TIDEWAITER_DATABASE_URL` is an SQLAlchemy URL (SQLite in the home by default).
    `TIDEWAITER_PULL` set to `yes` lets the workbench get lists from their publishers.
    `TIDEWAITER_TOKEN` is the API token of a user, for programs; people sign in instead.
    `TIDEWAITER_PRIVATE_WEBHOOKS` set to `allow` lets webhooks lead into private networks.
    `oidc` holds the variables that begin with `TIDEWAITER_OIDC_`, the client's secret among them.
    """

    home: Path
    database_url: str
    today: datetime.date
    actor: str
    token: str = ""
    pulls: bool = False
    private_webhooks: bool = False
    oidc: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def indexes(self) -> Path:
        """The folder of saved indexes of names: made anew whenever they are deleted."""
        return self.home / "indexes"

    @property
    def attachments(self) -> Path:
        """The folder of the photos and papers of cases."""
        return self.home / "attachments"

    @property
    def uploads(self) -> Path:
        """The folder of documents that were dropped, each under its SHA-256."""
        return self.home / "uploads"

    @property
    def editions(self) -> Path:
        """The folder of the editions of law and embedded list that recorded decisions rest on."""
        return self.home / "editions"

    @property
    def tracks(self) -> Path:
        """The folder of ships' positions and what they show, by day."""
        return self.home / "tracks"

    @property
    def trade(self) -> Path:
        """The folder of trade statistics that the desk loaded, one file for each content."""
        return self.home / "trade"

    @property
    def ships(self) -> Path:
        """The folder of tables of what sources say of ships."""
        return self.home / "ships"

    @property
    def places(self) -> Path:
        """The desk's own gazetteer of ports."""
        return self.home / "places.csv"

    @property
    def keys(self) -> Path:
        """The folder of the key by which the desk signs."""
        return self.home / "keys"

    @property
    def session(self) -> Path:
        """The file that holds the session of whoever signed in at this machine."""
        return self.home / "session"

    @property
    def arrivals(self) -> Path:
        """The folder of lists that were handed in and wait to be kept."""
        return self.home / "arrivals"

    @property
    def past(self) -> Path:
        """The folder of the index of past consignments: made anew whenever it is deleted."""
        return self.home / "past"


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the variables and the clock."""
    home = Path(environment.get("TIDEWAITER_HOME") or platformdirs.user_data_path("tidewaiter"))
    url = environment.get("TIDEWAITER_DATABASE_URL") or f"sqlite:///{home / 'ledger.db'}"
    today = datetime.datetime.now(datetime.UTC).date()
    token = environment.get("TIDEWAITER_TOKEN", "")
    pulls = environment.get("TIDEWAITER_PULL", "") == "yes"
    private = environment.get("TIDEWAITER_PRIVATE_WEBHOOKS", "") == "allow"
    oidc = {name: text for name, text in environment.items() if name.startswith(OIDC)}
    given = {"pulls": pulls, "private_webhooks": private}
    return Settings(home, url, today, actor=_user(), token=token, oidc=oidc, **given)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
