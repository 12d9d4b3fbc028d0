"""An issuer of OpenID Connect over the network: what it says of itself, its keys, its answers.

OpenID Connect Core 1.0 and Discovery 1.0, RFC 6749 (codes), RFC 7636 (PKCE). Nothing here decides
who comes in. Needs the extra `web`.
"""

import datetime
import threading
from collections.abc import Mapping
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import msgspec
import urllib3
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from urllib3.exceptions import HTTPError

from tidewaiter.model import Record, Refused
from tidewaiter.people.provider import Provider, is_private

KEPT = datetime.timedelta(hours=1)
# a clock that is wrong by more is put right first
LEEWAY_SECONDS = 60
OLDEST = datetime.timedelta(minutes=10)
LARGEST = 1_000_000
# signatures by a key pair alone: with a shared secret, who can check a signature can forge one
ALGORITHMS = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512"),
)
HEADERS = {
    "GET": {"Accept": "application/json"},
    "POST": {
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
    },
}
T = TypeVar("T")


class Metadata(Record, frozen=True):
    """What an issuer says of itself (Discovery 1.0, section 3; RFC 9207)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    authorization_response_iss_parameter_supported: bool = False


class Issuer:
    """One issuer; what it says of itself is kept for an hour.

    Args:
        provider: The issuer, and what we are to it.
        secret: The client's secret, empty for a public client.
        connect: Seconds to connect.
        silence: Seconds between bytes.
    """

    def __init__(
        self, provider: Provider, secret: str, *, connect: float = 5.0, silence: float = 10.0
    ) -> None:
        self._provider, self._secret = provider, secret
        timeout = urllib3.Timeout(connect=connect, read=silence)
        self._pool = urllib3.PoolManager(timeout=timeout, retries=False)
        self._lock = threading.Lock()
        self._kept: tuple[datetime.datetime, Metadata] | None = None
        self._keys: tuple[datetime.datetime, KeySet] | None = None

    def close(self) -> None:
        """Give up the connections."""
        self._pool.clear()

    def metadata(self, now: datetime.datetime) -> Metadata:
        """What the issuer says of itself.

        Raises:
            Refused: it cannot be reached, or says it of another or of addresses without https.
        """
        with self._lock:
            kept = self._kept
        if kept is not None and now - kept[0] < KEPT:
            return kept[1]
        place = self._provider.issuer.rstrip("/") + "/.well-known/openid-configuration"
        found = self._decoded(self._asked("GET", place), Metadata)
        addresses = (found.authorization_endpoint, found.token_endpoint, found.jwks_uri)
        if found.issuer != self._provider.issuer or not all(map(is_private, addresses)):
            raise self.refused("it describes another issuer, or addresses without https")
        with self._lock:
            self._kept = now, found
        return found

    def id_token(self, code: str, verifier: str, redirect: str, now: datetime.datetime) -> str:
        """The ID token that a code is worth, once.

        Raises:
            Refused: the code is worth none, or the issuer cannot be reached.
        """
        metadata = self.metadata(now)
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect,
            "code_verifier": verifier,
        }
        headers = self._prove(metadata, form)
        answer = self._asked("POST", metadata.token_endpoint, form, headers)
        token = self._decoded(answer, dict[str, Any]).get("id_token")
        if not isinstance(token, str):
            raise self.refused("its answer holds no ID token")
        return token

    def claims(self, token: str, nonce: str, now: datetime.datetime) -> Mapping[str, Any]:
        """What an ID token says, once all of it is checked (Core 1.0, section 3.1.3.7).

        Raises:
            Refused: the signature, the issuer, the audience, the times or the nonce are wrong.
        """
        try:
            claims = self._signed(token, now)
            jwt.JWTClaimsRegistry(
                now=int(now.timestamp()),
                leeway=LEEWAY_SECONDS,
                iss={"essential": True, "value": self._provider.issuer},
                aud={"essential": True, "value": self._provider.client_id},
                nonce={"essential": True, "value": nonce},
                sub={"essential": True},
                exp={"essential": True},
                iat={"essential": True},
            ).validate(claims)
        except (JoseError, ValueError) as error:
            what = f"its ID token does not hold ({type(error).__name__}: {error})"
            raise self.refused(what) from error
        self._check_rest(claims, now)
        return claims

    def refused(self, what: str) -> Refused:
        """The error for an issuer whose answer is not taken."""
        who = "Try again, or sign in by password; else tell an administrator."
        return Refused(f"sign-in by {self._provider.name}: {what}", who=who)

    def _signed(self, token: str, now: datetime.datetime) -> dict[str, Any]:
        """The claims under a signature of one of the issuer's keys, asked anew for a new key."""
        try:
            return jwt.decode(token, self._key_set(now), algorithms=ALGORITHMS).claims
        except InvalidKeyIdError:
            keys = self._key_set(now, anew=True)
            return jwt.decode(token, keys, algorithms=ALGORITHMS).claims

    def _check_rest(self, claims: Mapping[str, Any], now: datetime.datetime) -> None:
        audience, party = claims["aud"], claims.get("azp", self._provider.client_id)
        among_others = isinstance(audience, list) and len(audience) > 1 and "azp" not in claims
        if party != self._provider.client_id or among_others:
            raise self.refused("its ID token is for another program")
        if now.timestamp() - claims["iat"] > OLDEST.total_seconds():
            raise self.refused("its ID token was issued too long ago")
        if not 0 < len(claims["sub"]) <= 255:
            raise self.refused("its ID token names nobody")

    def _key_set(self, now: datetime.datetime, *, anew: bool = False) -> KeySet:
        with self._lock:
            kept = self._keys
        if kept is not None and now - kept[0] < KEPT and not anew:
            return kept[1]
        answer = self._asked("GET", self.metadata(now).jwks_uri)
        found = self._decoded(answer, dict[str, Any]).get("keys")
        listed = found if isinstance(found, list) else []
        # a symmetric key has no place in a published set
        public = [key for key in listed if isinstance(key, dict) and key.get("kty") != "oct"]
        keys = KeySet.import_key_set({"keys": public})
        with self._lock:
            self._keys = now, keys
        return keys

    def _prove(self, metadata: Metadata, form: dict[str, str]) -> dict[str, str]:
        """Say who asks: by the header where the issuer takes it, else in the form."""
        client = self._provider.client_id
        if self._secret == "":
            form["client_id"] = client
            return {}
        if "client_secret_basic" in metadata.token_endpoint_auth_methods_supported:
            pair = f"{quote(client, safe='')}:{quote(self._secret, safe='')}"
            return dict(urllib3.make_headers(basic_auth=pair))
        form |= {"client_id": client, "client_secret": self._secret}
        return {}

    def _asked(
        self,
        method: str,
        address: str,
        form: dict[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> bytes:
        try:
            answer = self._pool.request(
                method,
                address,
                body=None if form is None else urlencode(form),
                headers={**HEADERS[method], **(headers or {})},
                redirect=False,
                preload_content=False,
            )
            try:
                body = answer.read(LARGEST + 1)
            finally:
                answer.close()
        except HTTPError as error:
            raise self.refused(f"it cannot be reached ({type(error).__name__})") from error
        if answer.status != 200 or len(body) > LARGEST:
            raise self.refused(f"it answers {answer.status} instead of what was asked for")
        return body

    def _decoded(self, body: bytes, kind: type[T]) -> T:
        try:
            return msgspec.json.decode(body, type=kind)
        except msgspec.MsgspecError as error:
            raise self.refused("its answer cannot be read") from error
