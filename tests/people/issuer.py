"""An issuer of OpenID Connect on this machine, for tests: real HTTP, real keys, and its lies."""

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

CLIENT, SECRET = "tidewaiter-test", "a shared & secret"


class Issuer:
    """What the server answers by; a test changes what it wants to be wrong.

    `claims` go over those it makes, and None takes one out; `told` goes over its metadata; `extra`
    goes into the answer that the browser brings back.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.key: RSAKey | ECKey | OctKey = RSAKey.generate_key(2048, {"kid": "one"})
        self.published: list[dict[str, Any]] = [self.key.as_dict(private=False)]
        self.algorithm, self.subject = "RS256", "subject-1"
        self.claims: dict[str, Any] = {}
        self.told: dict[str, Any] = {}
        self.extra: dict[str, str] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.down = False

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
        } | self.told

    def authorize(self, address: str) -> dict[str, str]:
        """What the browser of somebody who signs in there brings back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]} | self.extra

    def token(self, form: dict[str, str], authorization: str, now: float) -> dict[str, Any]:
        """The answer to a code; an assertion fails as an error of the server."""
        asked = self.codes.pop(form["code"])
        pair = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        assert pair == f"{CLIENT}:a%20shared%20%26%20secret"
        assert form["redirect_uri"] == asked["redirect_uri"]
        hashed = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(hashed).rstrip(b"=").decode()
        assert challenge == asked["code_challenge"]
        claims = {
            "iss": self.address,
            "sub": self.subject,
            "aud": CLIENT,
            "exp": now + 300,
            "iat": now,
            "nonce": asked["nonce"],
        } | self.claims
        claims = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": self.algorithm, "kid": self.key.kid}
        signed = jwt.encode(header, claims, self.key, algorithms=[self.algorithm])
        return {"access_token": "x", "token_type": "Bearer", "id_token": signed}


class Handler(BaseHTTPRequestHandler):
    """What the server of an issuer does with a request."""

    issuer: Issuer
    now: float

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/authorize":
            asked = self.issuer.authorize(self.path)
            redirect = self.issuer.codes[asked["code"]]["redirect_uri"]
            self.send_response(303)
            self.send_header("Location", f"{redirect}?{urlencode(asked)}")
            self.end_headers()
        elif path == "/.well-known/openid-configuration":
            self.answer(self.issuer.metadata())
        else:
            self.answer({"keys": self.issuer.published})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        try:
            answer = self.issuer.token(form, self.headers.get("Authorization", ""), self.now)
            self.answer(answer)
        except (AssertionError, KeyError):
            self.answer({"error": "invalid_grant"}, 400)

    def answer(self, content: dict[str, Any], status: int = 200) -> None:
        self.send_response(503 if self.issuer.down else status)
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def running(now: float) -> Iterator[Issuer]:
    """An issuer that serves, with its clock at a moment."""
    mine = type("Mine", (Handler,), {"now": now})
    server = ThreadingHTTPServer(("127.0.0.1", 0), mine)
    issuer = Issuer(f"http://127.0.0.1:{server.server_address[1]}")
    mine.issuer = issuer  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
