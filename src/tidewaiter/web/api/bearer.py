"""Who asks: always by a token, never by a cookie, so that no other site can ask in one's name."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.openapi.models import HTTPBearer
from fastapi.security.base import SecurityBase

from tidewaiter.model import Actor
from tidewaiter.people import require
from tidewaiter.web.api.problems import NoToken
from tidewaiter.web.visitor import office_of

# clients of yente say ApiKey where others say Bearer
SCHEMES = frozenset({"bearer", "apikey"})
IN_QUERY = "api_key"


class ByToken(SecurityBase):
    """A dependency that gives the actor where a token holds and may do `action`.

    With `in_query` the token may stand in the address too, for programs that send no headers.

    Raises:
        NoToken: none was sent, or it does not hold.
        Refused: the person's roles or the token's scopes do not allow it.
    """

    def __init__(self, action: str, *, in_query: bool = False) -> None:
        self.action, self._in_query = action, in_query
        self.scheme_name = "token"
        self.model = HTTPBearer(bearerFormat="tw-token-...", description=_DESCRIPTION)

    def __call__(self, request: Request) -> Actor:
        """The person for whom the program acts."""
        actor = actor_of(request, in_query=self._in_query)
        require(actor, self.action)
        return actor


_DESCRIPTION = "A token that `tidewaiter users token` prints; its scopes are actions."


def actor_of(request: Request, *, in_query: bool = False) -> Actor:
    """Whose token was sent.

    Raises:
        NoToken: none was sent, or it does not hold.
    """
    given = request.query_params.get(IN_QUERY, "") if in_query else ""
    sent = request.headers.get("authorization", f"Bearer {given}")
    scheme, _, token = sent.partition(" ")
    if scheme.lower() not in SCHEMES or token.strip() == "":
        raise NoToken(given=False)
    office = office_of(request)
    actor = office.door.by_token(token.strip(), office.now())
    if actor is None:
        raise NoToken(given=True)
    return actor


Reader = Annotated[Actor, Depends(ByToken("read"))]
