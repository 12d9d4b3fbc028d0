"""Coming in by an issuer of OpenID Connect: authorization code with PKCE, state and nonce.

An administrator makes every user first. Whoever signs in at the issuer is one of them where the
identity is linked: by a one-time link, or by a claim that names the user, where the desk says so.
"""

import base64
import datetime
import hashlib
import secrets
from collections.abc import Mapping
from typing import Any, cast, get_args
from urllib.parse import urlencode

from tidewaiter.ledger.chain import time_text
from tidewaiter.model import Record, Refused
from tidewaiter.model.people import Role
from tidewaiter.people.door import Door
from tidewaiter.people.identities import Asked, Identities, Identity
from tidewaiter.people.issuer import Issuer
from tidewaiter.people.provider import Provider
from tidewaiter.people.secrets import digest
from tidewaiter.people.users import Users

HELD = datetime.timedelta(minutes=10)


class CameIn(Record, frozen=True):
    """Who signed in: the session, and where they wanted to go."""

    session: str
    back: str


class Abroad:
    """Sign-in at one issuer for the users of one desk."""

    def __init__(
        self, provider: Provider, issuer: Issuer, identities: Identities, door: Door, users: Users
    ) -> None:
        self.provider = provider
        self._issuer, self._identities = issuer, identities
        self._door, self._users = door, users

    def begin(self, now: datetime.datetime, *, back: str = "/", link: str = "") -> str:
        """Begin a sign-in; give the state that the browser keeps. It holds for ten minutes.

        Raises:
            Refused: the one-time link does not hold.
        """
        name = "" if link == "" else self._door.whose(link, now)
        if name is None:
            raise Refused("this link does not hold", who="Ask an administrator for a new one.")
        state = secrets.token_urlsafe(32)
        asked = Asked(
            digest=digest(state),
            issuer=self.provider.issuer,
            nonce=secrets.token_urlsafe(32),
            verifier=secrets.token_urlsafe(48),
            back=back,
            name=name,
            link="" if link == "" else digest(link),
            until=time_text(now + HELD),
        )
        self._identities.ask(asked, now)
        return state

    def address(self, state: str, redirect: str, now: datetime.datetime) -> str:
        """Where the browser goes to sign in.

        Raises:
            Refused: the sign-in is too old or never began, or the issuer cannot be reached.
        """
        asked = self._under_way(state, now)
        challenge = hashlib.sha256(asked.verifier.encode("ascii")).digest()
        query = {
            "response_type": "code",
            "client_id": self.provider.client_id,
            "redirect_uri": redirect,
            "scope": "openid profile email",
            "state": state,
            "nonce": asked.nonce,
            "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode("ascii"),
            "code_challenge_method": "S256",
        }
        place = self._issuer.metadata(now).authorization_endpoint
        return f"{place}{'&' if '?' in place else '?'}{urlencode(query)}"

    def finish(
        self, answer: Mapping[str, str], state: str, redirect: str, now: datetime.datetime
    ) -> CameIn:
        """Take the issuer's answer, once, from the browser that was sent there.

        Args:
            answer: The query it came back with.
            state: What the browser kept.
            redirect: The address it came back to.
            now: The moment.

        Raises:
            Refused: the answer is not taken, or no active user is who signed in.
        """
        asked = self._under_way(state, now)
        if not secrets.compare_digest(answer.get("state", "").encode(), state.encode()):
            raise self._issuer.refused("the answer belongs to another sign-in")
        if not self._identities.answered(asked.digest):
            raise self._issuer.refused("this sign-in was answered already")
        self._check_sender(answer, now)
        token = self._issuer.id_token(answer["code"], asked.verifier, redirect, now)
        claims = self._issuer.claims(token, asked.nonce, now)
        name = self._user_of(claims, asked, now)
        self._take_roles(name, claims, now)
        return CameIn(self._door.come_in(name, now), asked.back)

    def _under_way(self, state: str, now: datetime.datetime) -> Asked:
        asked = self._identities.asked(digest(state), now)
        if asked is None or asked.issuer != self.provider.issuer:
            raise self._issuer.refused(
                "this sign-in is too old, was answered already or never began"
            )
        return asked

    def _check_sender(self, answer: Mapping[str, str], now: datetime.datetime) -> None:
        """See that the answer is this issuer's (RFC 9207), and a code."""
        must = self._issuer.metadata(now).authorization_response_iss_parameter_supported
        sender = answer.get("iss", "" if must else self.provider.issuer)
        if sender != self.provider.issuer:
            raise self._issuer.refused("the answer comes from another issuer")
        if answer.get("code", "") == "":
            raise self._issuer.refused("it let nobody in")

    def _user_of(self, claims: Mapping[str, Any], asked: Asked, now: datetime.datetime) -> str:
        subject = claims["sub"]
        if asked.link != "":
            if not self._door.use(asked.link):
                advice = "Ask an administrator for a new one."
                raise Refused("this link does not hold", who=advice)
            self._link(subject, asked.name, now)
            return asked.name
        linked = self._identities.whose(self.provider.issuer, subject)
        if linked is not None:
            return linked
        named = self._named(claims)
        user = None if named is None else self._users.get(named)
        if user is None or not user.active or self._has_other(user.name):
            raise Refused(
                f"nobody here is who signed in at {self.provider.name}",
                who="An administrator adds users, and gives the one-time link that joins the two.",
            )
        self._link(subject, user.name, now)
        return user.name

    def _has_other(self, name: str) -> bool:
        """True for a user whom another identity is linked to: a name there may change hands."""
        return self._identities.has_one(self.provider.issuer, name)

    def _named(self, claims: Mapping[str, Any]) -> str | None:
        """Our user's name as the desk's claim has it; of an address, the part before the desk's
        own domain, and only where the issuer has verified it.
        """
        claim = self.provider.name_claim
        value = claims.get(claim) if claim != "" else None
        unverified = claim == "email" and claims.get("email_verified") is not True
        if not isinstance(value, str) or unverified:
            return None
        domain = self.provider.name_domain
        name, at, rest = value.rpartition("@")
        if at == "":
            return value if domain == "" else None
        return name if domain != "" and rest == domain else None

    def _link(self, subject: str, name: str, now: datetime.datetime) -> None:
        issuer = self.provider.issuer
        self._users.note(name, f"signs in by {issuer}", by=name, at=now)
        self._identities.link(Identity(issuer, subject, name, time_text(now)))

    def _take_roles(self, name: str, claims: Mapping[str, Any], now: datetime.datetime) -> None:
        """Give the user the roles that the issuer tells, where the desk has it tell them."""
        if self.provider.role_claim == "":
            return
        told = claims.get(self.provider.role_claim)
        values = [told] if isinstance(told, str) else told if isinstance(told, list) else []
        given = {self.provider.roles.get(each) for each in values if isinstance(each, str)}
        roles = tuple(role for role in get_args(Role) if role in given)
        if len(roles) == 0:
            who = "An administrator of that sign-in gives one."
            raise Refused(f"{self.provider.name} gives {name} no role here", who=who)
        self._users.take_roles(name, cast("tuple[Role, ...]", roles), self.provider.issuer, now)
