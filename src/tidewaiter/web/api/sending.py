"""One message to one address: signed after Standard Webhooks, and never into a private network.

https://www.standardwebhooks.com gives the headers, the signature and what is signed.
"""

import base64
import binascii
import datetime
import hashlib
import hmac
import ipaddress
import secrets
import socket
from urllib.parse import SplitResult, urlsplit

import urllib3

import tidewaiter
from tidewaiter.model import BadInput, Record

PREFIX = "whsec_"
SECRET_BYTES = range(24, 65)
CONNECT_SECONDS, READ_SECONDS = 5, 10
LONGEST = 1000
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# IPv6 that carries an IPv4 address inside: NAT64, 6to4, Teredo
_CARRIERS = tuple(
    ipaddress.IPv6Network(each)
    for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)
_ADVICE = "Give an https address that others can reach; docs/api.md says more."


class Sent(Record, frozen=True):
    """How an attempt ended: the status of HTTP, 0 where none came, and what happened in words."""

    status: int
    words: str

    @property
    def arrived(self) -> bool:
        """True where the receiver has it."""
        return 200 <= self.status < 300


def new_secret() -> str:
    """A secret of 32 random bytes as Standard Webhooks writes it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def key_of(secret: str) -> bytes:
    """The bytes of a secret.

    Raises:
        BadInput: it is none of 24 to 64 bytes in base64 after `whsec_`.
    """
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not secret.startswith(PREFIX) or len(key) not in SECRET_BYTES:
        advice = "Leave it out and one is made, or give whsec_ and 24 to 64 bytes in base64."
        raise BadInput("no secret of a webhook", where="secret", advice=advice)
    return key


def signature(secret: str, name: str, at: datetime.datetime, body: bytes) -> str:
    """`v1,` and HMAC-SHA256 in base64 over the id, the time in seconds and the body."""
    signed = f"{name}.{int(at.timestamp())}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key_of(secret), signed, hashlib.sha256)).decode()


def check_url(url: str, *, private: bool) -> tuple[SplitResult, Address]:
    """The parts of an address that may be sent to, and the machine it stands for now.

    Args:
        url: The address.
        private: Whether plain http and addresses of private networks are allowed.

    Raises:
        BadInput: it may not be sent to, or its name is not known.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise BadInput("no address", where=url[:80], advice=_ADVICE) from error
    host = parts.hostname or ""
    fits = len(url) <= LONGEST and url.isascii() and url.isprintable() and " " not in url
    known = parts.scheme == "https" or (private and parts.scheme == "http")
    if not fits or not known or host == "" or "@" in parts.netloc:
        raise BadInput("no address that is sent to", where=host or url[:80], advice=_ADVICE)
    return parts, _resolved(host, port, private=private)


def send(url: str, headers: dict[str, str], body: bytes, *, private: bool) -> Sent:
    """Send a body once, to the machine whose address was checked; no redirect is followed."""
    try:
        parts, machine = check_url(url, private=private)
        pool = _pool(parts, machine)
    except BadInput as error:
        return Sent(0, error.what)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    about = {"host": parts.netloc, "user-agent": f"tidewaiter/{tidewaiter.__version__}"}
    with pool:
        try:
            response = pool.urlopen(
                "POST",
                target,
                body,
                headers | about,
                retries=False,
                redirect=False,
                preload_content=False,
            )
        except (urllib3.exceptions.HTTPError, OSError) as error:
            return Sent(0, type(error).__name__)
        response.close()
        return Sent(response.status, f"HTTP {response.status}")


def _pool(parts: SplitResult, machine: Address) -> urllib3.HTTPConnectionPool:
    timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
    if parts.scheme == "http":
        return urllib3.HTTPConnectionPool(str(machine), parts.port or 80, timeout=timeout)
    return urllib3.HTTPSConnectionPool(
        str(machine),
        parts.port or 443,
        timeout=timeout,
        cert_reqs="CERT_REQUIRED",
        server_hostname=parts.hostname,
        assert_hostname=parts.hostname,
    )


def _resolved(host: str, port: int, *, private: bool) -> Address:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise BadInput("its name is not known", where=host, advice=_ADVICE) from error
    machines = [ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in found]
    if not private and not all(map(_is_public, machines)):
        what = "it leads into a private network"
        advice = "Set TIDEWAITER_PRIVATE_WEBHOOKS=allow if that is meant."
        raise BadInput(what, where=host, advice=advice)
    return machines[0]


def _is_public(machine: Address) -> bool:
    if isinstance(machine, ipaddress.IPv6Address):
        if machine.ipv4_mapped is not None:
            return _is_public(machine.ipv4_mapped)
        if any(machine in each for each in _CARRIERS):
            return False
    return machine.is_global and not machine.is_multicast
