"""Who acts in a command."""

from tidewaiter.cli.settings import Settings
from tidewaiter.model import Actor
from tidewaiter.model.people import ROLES


def local_actor(settings: Settings) -> Actor:
    """Whoever is at this machine: the name they are logged in by, with every role."""
    return Actor(name=settings.actor, roles=ROLES)
