"""Whose sign-in a desk takes beside its own: the table `[oidc]` of `desk.toml`."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from tidewaiter.model import BadInput, Record
from tidewaiter.model.people import Role

FILE, TABLE = "desk.toml", "oidc"
SECRET = "TIDEWAITER_OIDC_SECRET"  # noqa: S105 - the name of a variable
VARIABLES = {
    "TIDEWAITER_OIDC_ISSUER": "issuer",
    "TIDEWAITER_OIDC_CLIENT_ID": "client_id",
    "TIDEWAITER_OIDC_NAME_CLAIM": "name_claim",
    "TIDEWAITER_OIDC_ADDRESS": "address",
}
LOOPBACK = ("127.0.0.1", "::1", "localhost")
_ADVICE = "docs/people.md shows the table [oidc] of desk.toml."


class Provider(Record, frozen=True, forbid_unknown_fields=True):
    """An issuer of OpenID Connect as its documents name it, and what we are to it.

    `label` is how people know it; `name_claim` the claim that names our user, if any, before an at
    sign and `name_domain` where that is set; `role_claim` the claim whose values `roles` turns
    into ours; `address` that of this workbench, where a server in front of it has another. The
    client's secret comes from the environment alone.
    """

    issuer: str
    client_id: str
    label: str = ""
    name_claim: str = ""
    name_domain: str = ""
    role_claim: str = ""
    roles: dict[str, Role] = msgspec.field(default_factory=dict)
    address: str = ""

    @property
    def name(self) -> str:
        """How people know it: its label, or else its host."""
        return self.label or urlsplit(self.issuer).hostname or self.issuer


def load_provider(home: Path, variables: Mapping[str, str]) -> Provider | None:
    """The issuer of a desk, from its file and over it the variables; None where there is none.

    Raises:
        BadInput: the file is no TOML, a key is unknown or missing, or an address is not https.
    """
    path = home / FILE
    table = _table(path) | {
        key: variables[name] for name, key in VARIABLES.items() if variables.get(name)
    }
    if len(table) == 0:
        return None
    try:
        provider = msgspec.convert(table, Provider)
    except msgspec.ValidationError as error:
        raise BadInput(f"[{TABLE}]: {error}", where=str(path), advice=_ADVICE) from error
    if not is_private(provider.issuer):
        advice = "Give the issuer's address as its documents write it, with https."
        raise BadInput("[oidc]: the issuer is not https", where=str(path), advice=advice)
    if (provider.role_claim == "") != (len(provider.roles) == 0):
        what = "[oidc]: role_claim and roles go together"
        raise BadInput(what, where=str(path), advice=_ADVICE)
    return provider


def is_private(address: str) -> bool:
    """True where nobody on the way reads or changes what is sent: https, or this machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    plain = "@" not in parts.netloc and parts.fragment == "" and host != ""
    return plain and (parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK))


def _table(path: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except OSError as error:
        what = error.strerror or "cannot be read"
        raise BadInput(what, where=str(path), advice="Check who may read it.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"no TOML: {error}", where=str(path), advice=_ADVICE) from error
    table = content.get(TABLE, {})
    if not isinstance(table, dict):
        raise BadInput(f"{TABLE} is no table", where=str(path), advice=_ADVICE)
    return table
