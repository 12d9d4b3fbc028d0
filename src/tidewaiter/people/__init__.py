"""Those who work with the record: who they are, and what each may do."""

from tidewaiter.people.permissions import Permission, may, permissions, require

__all__ = ["Permission", "may", "permissions", "require"]
