"""Those who work with the record: who they are, how they prove it, and what each may do.

`docs/people.md` describes roles, four eyes and signing in.
"""

from tidewaiter.people.door import Door, Token
from tidewaiter.people.identities import Identities, Identity
from tidewaiter.people.permissions import Permission, may, permissions, require
from tidewaiter.people.preferences import Preferences
from tidewaiter.people.secrets import Secrets
from tidewaiter.people.users import Users

__all__ = [
    "Door",
    "Identities",
    "Identity",
    "Permission",
    "Preferences",
    "Secrets",
    "Token",
    "Users",
    "may",
    "permissions",
    "require",
]
